"""Fixtures of the tests that kill processes."""

from tests.databases import installation, migrated

__all__ = ["installation", "migrated"]
