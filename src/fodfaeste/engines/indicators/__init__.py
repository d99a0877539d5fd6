"""Figures that carry their definitions, and never a number that points at a person."""

from fodfaeste.engines.indicators.measures import MEASURES, SILENCE, begun_on
from fodfaeste.engines.indicators.suppress import FEWEST, suppress

__all__ = ["FEWEST", "MEASURES", "SILENCE", "begun_on", "suppress"]
