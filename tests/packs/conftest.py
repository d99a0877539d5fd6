from tests.databases import installation, migrated

__all__ = ["installation", "migrated"]
