"""A policy's rules: who is due, why, and what another value would mean."""

from fodfaeste.engines.rules.due import due, in_force
from fodfaeste.engines.rules.explain import Explanation, Reason, explain, period_note
from fodfaeste.engines.rules.reasons import reasons
from fodfaeste.engines.rules.trial import Trial, compare
from fodfaeste.engines.rules.truth import FACT_TYPES, facts_asked
from fodfaeste.engines.rules.wording import conditions_in_words

__all__ = [
    "FACT_TYPES",
    "Explanation",
    "Reason",
    "Trial",
    "compare",
    "conditions_in_words",
    "due",
    "explain",
    "facts_asked",
    "in_force",
    "period_note",
    "reasons",
]
