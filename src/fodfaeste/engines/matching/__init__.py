"""Matching: openings for people and people for openings, inside every hard limit, and why.

`forbidden.py` names what may not influence it; `docs/decisions/0014-matching.md` what is silent means.
"""

from fodfaeste.engines.matching.answers import Group, Limit, Need, Pair, Verdict, Why
from fodfaeste.engines.matching.explain import explain_pair
from fodfaeste.engines.matching.match import match, match_sides, people_for
from fodfaeste.engines.matching.settings import Settings, settings_of
from fodfaeste.engines.matching.weights import need_weights

__all__ = [
    "Group",
    "Limit",
    "Need",
    "Pair",
    "Settings",
    "Verdict",
    "Why",
    "explain_pair",
    "match",
    "match_sides",
    "need_weights",
    "people_for",
    "settings_of",
]
