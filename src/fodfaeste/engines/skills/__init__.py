"""Skills and occupations: finding them as people type, and what they have to do with each other."""

from fodfaeste.engines.skills.search import Found, Index

__all__ = ["Found", "Index"]
