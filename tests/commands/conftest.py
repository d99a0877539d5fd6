"""Fixtures that several folders below share."""

from tests.databases import committed, installation, migrated

__all__ = ["committed", "installation", "migrated"]
