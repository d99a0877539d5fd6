"""How long it takes to get from one place to another, by a rule or by links, with its season and basis."""

from fodfaeste.engines.reach.minutes import COLUMNS, replaced, travel_minutes

__all__ = ["COLUMNS", "replaced", "travel_minutes"]
