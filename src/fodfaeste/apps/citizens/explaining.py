"""Why: one answer of the policy with its reasons, the facts it rests on, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.http import Http404
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.selectors import FactLine, fact_lines, facts_of, rows_known_at
from fodfaeste.apps.citizens.wording import facts_asked
from fodfaeste.apps.goals.models import Answer
from fodfaeste.apps.goals.selectors import pack_by_hash
from fodfaeste.bridge.rules import load_facts
from fodfaeste.core.answers import State
from fodfaeste.core.errors import UsageError
from fodfaeste.core.policy import Entry, Pack
from fodfaeste.engines.rules import Explanation, Reason, explain

#: How many characters of a pack's hash are enough to recognise it.
SHORT_HASH = 12


@dataclass(frozen=True, slots=True)
class Why:
    """An answer as a page explains it."""

    explanation: Explanation
    pack: Pack
    on: date
    known: tuple[FactLine, ...]
    missing: tuple[FactLine, ...]

    @property
    def entry(self) -> Entry | None:
        """The line of the policy that gave the answer."""
        return self.explanation.entry

    @property
    def state(self) -> State:
        """The answer itself."""
        return self.explanation.answer.state

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Each way of the rule: met, not met or unknown."""
        return self.explanation.lines

    @property
    def short_hash(self) -> str:
        """The pack's fingerprint, short enough to read aloud."""
        return self.pack.hash[:SHORT_HASH]


def why_now(citizen: Citizen, pack: Pack, offer: str, on: date) -> Why:
    """Why the policy answers as it does of an offer, by what is known now."""
    facts = load_facts(citizen.authority, on, citizens=[citizen.pk])
    explanation = _explained(pack, facts, on, offer)
    return _why(explanation, pack, on, fact_lines(facts_of(citizen), pack, on, _asked(explanation)))


def why_then(citizen: Citizen, answer: Answer) -> Why:
    """Why an answer was given, by its own pack and by what was known when it was given."""
    pack = pack_by_hash(answer.pack_hash)
    facts = load_facts(citizen.authority, answer.on, known_at=answer.recorded_at, citizens=[citizen.pk])
    explanation = _explained(pack, facts, answer.on, answer.offer)
    rows = rows_known_at(facts_of(citizen), answer.recorded_at)
    return _why(explanation, pack, answer.on, fact_lines(rows, pack, answer.on, _asked(explanation)))


def _explained(pack: Pack, facts: pl.DataFrame, on: date, offer: str) -> Explanation:
    try:
        return explain(pack, facts, on, offer)
    except UsageError as error:
        raise Http404(_("Politikken har ikke det tilbud.")) from error


def _asked(explanation: Explanation) -> tuple[str, ...]:
    asked = facts_asked(explanation.entry) if explanation.entry else ()
    return tuple(dict.fromkeys(("target_group", *asked, *explanation.answer.missing)))


def _why(explanation: Explanation, pack: Pack, on: date, lines: Sequence[FactLine]) -> Why:
    missing = explanation.answer.missing
    return Why(
        explanation,
        pack,
        on,
        tuple(line for line in lines if line.name not in missing),
        tuple(line for line in lines if line.name in missing),
    )
