"""Fixtures that several folders below share."""

from tests.databases import committed, installation

__all__ = ["committed", "installation"]
