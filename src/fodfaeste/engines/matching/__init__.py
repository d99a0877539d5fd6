"""Matching: openings for people and people for openings, inside every hard limit, and why.

`forbidden.py` names what may not influence it; `docs/decisions/0014-matching.md` what is silent means.
"""

from fodfaeste.engines.matching.answers import Group, Limit, Need, Pair, Verdict, Why
from fodfaeste.engines.matching.changed import Again, match_changed
from fodfaeste.engines.matching.explain import Explaining, explain_pair, explaining
from fodfaeste.engines.matching.match import match, match_sides, people_for
from fodfaeste.engines.matching.settings import Settings, settings_of
from fodfaeste.engines.matching.weights import SkillsCounted, need_weights, skills_counted

__all__ = [
    "Again",
    "Explaining",
    "Group",
    "Limit",
    "Need",
    "Pair",
    "Settings",
    "SkillsCounted",
    "Verdict",
    "Why",
    "explain_pair",
    "explaining",
    "match",
    "match_changed",
    "match_sides",
    "need_weights",
    "people_for",
    "settings_of",
    "skills_counted",
]
