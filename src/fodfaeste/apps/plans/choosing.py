"""What a citizen could choose between, each with its reason: from the policy, an opening, and the law."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from fodfaeste.apps.citizens.caseload import Day
from fodfaeste.apps.citizens.explaining import why_now
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.steps import standings
from fodfaeste.apps.citizens.wording import in_language, offer_title
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.companies.wording import kind_name
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.matching.advice import advice_to
from fodfaeste.apps.matching.selectors import suggestions_first
from fodfaeste.apps.matching.wording import shown_to, workplace_text
from fodfaeste.apps.offers.eligibility_page import (
    MET,
    ConditionLine,
    condition_lines,
    facts_of_one,
    offers_by_kind,
)
from fodfaeste.apps.offers.selectors import agreements_running
from fodfaeste.bridge.law import law_here, load_law_facts
from fodfaeste.core.answers import State
from fodfaeste.core.policy import Clause

#: More than three side by side is a list and no choice.
MOST, MOST_OF_POLICY, MOST_REASONS, MOST_LAW_REASONS = 3, 2, 3, 2
#: The part of the law that says who an offer is for.
ELIGIBILITY = "eligibility"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing the citizen could choose, in plain words, and why it is shown."""

    id: str
    kind: str  # policy, opening, law
    ref: str
    title: str
    text: str
    reasons: list[str]
    basis: str
    href: str


def options_for(citizen: Citizen, on: date) -> list[Option]:
    """At most three: what the policy gives now, an opening that fits, and what the law does not rule out."""
    taken = {one.offer for one in agreements_running([citizen.pk])}
    opening = _opening(citizen, on)
    found = list(islice(_of_policy(citizen, on, taken), MOST_OF_POLICY))
    if opening is not None:
        found.append(_of_opening(*opening))
    kind = opening[0].kind if opening else ""
    return [*found, *islice(_of_law(citizen, on, taken, kind), MOST - len(found))]


def options_as_shown(citizen: Citizen, on: date) -> list[dict[str, object]]:
    """The same as they are kept with the citizen's answer: in Danish, as everything in a case."""
    with override("da"):
        return [asdict(option) for option in options_for(citizen, on)]


def _of_policy(citizen: Citizen, on: date, taken: set[str]) -> Iterator[Option]:
    pack = policy_in_force(citizen.authority, on)
    day = Day.of(citizen.authority, pack, on)
    for answer in standings([citizen], day)[citizen.pk].answers:
        if answer.state != State.DUE or answer.offer in taken:
            continue
        why = why_now(citizen, pack, answer.offer, on)
        yield Option(
            id=f"policy-{answer.offer}",
            kind="policy",
            ref=answer.offer,
            title=capfirst(offer_title(answer.offer, pack)),
            text=in_language(why.entry.statement) if why.entry else "",
            reasons=[in_language(line.words) for line in why.reasons if line.truth is True][:MOST_REASONS],
            basis=why.entry.basis if why.entry else "",
            href=reverse("goals:item", args=[why.entry.id]) if why.entry else "",
        )


def _opening(citizen: Citizen, on: date) -> tuple[Opening, str] | None:
    """What the night advised the citizen first, else the best of the citizen's own list."""
    advice = advice_to(citizen, on)
    if advice.rows:
        return advice.rows[0].opening, shown_to(advice.rows[0].others, own=True)
    first = next(iter(suggestions_first(citizen)), None)
    return (first.opening, "") if first else None


def _of_opening(opening: Opening, shown: str) -> Option:
    reasons = [_("Det passer til det, du har skrevet, at du kan og vil."), shown]
    return Option(
        id=f"opening-{opening.public_id}",
        kind="opening",
        ref=opening.public_id,
        title=opening.title,
        text=", ".join(part for part in (kind_name(opening.kind), workplace_text(opening)) if part),
        reasons=[reason for reason in reasons if reason],
        basis="",
        href=reverse("matching:my_opening", args=[opening.public_id]),
    )


def _of_law(citizen: Citizen, on: date, taken: set[str], shown: str) -> Iterator[Option]:
    """One offer of each kind where something fits the citizen and nothing known speaks against it.

    `shown`: the kind of opening that is held up already; the offer it is taken as would be the same twice.
    """
    law, policy = law_here(citizen.authority, on), policy_in_force(citizen.authority, on)
    facts = facts_of_one(load_law_facts(citizen.authority, on, [citizen.pk]))
    for kind in offers_by_kind(law, policy, facts, on):
        for line in kind.lines:
            counts = line.counts
            fits = line.is_in_force and counts[MET] and not counts["not_met"]
            if not fits or line.offer.id in taken or shown in line.offer.openings:
                continue
            met = [one for one in condition_lines(law, policy, line.offer, facts, on) if _is_for_citizen(one)]
            if not met:
                continue
            yield Option(
                id=f"law-{line.offer.id}",
                kind="law",
                ref=line.offer.id,
                title=in_language(line.offer.title),
                text=in_language(line.offer.statement),
                reasons=_law_reasons(met),
                basis="law",
                href=reverse("offers:my_offer", args=[line.offer.id]),
            )
            break


def _is_for_citizen(line: ConditionLine) -> bool:
    """Whether a condition says that the offer is for somebody like the citizen, and not only for no other."""
    condition = line.condition
    says_who = any(_names_somebody(clause) for clause in condition.rule.clauses)
    is_about_who = condition.rule.part == ELIGIBILITY and says_who
    return line.standing == MET and condition.concerns is not False and is_about_who


def _names_somebody(clause: Clause) -> bool:
    """Whether a clause says who something is for, and not only whom it is not for."""
    inner = (not isinstance(one, Clause) or _names_somebody(one) for one in clause.members)
    return clause.operator != "none_of" and any(inner)


def _law_reasons(met: Sequence[ConditionLine]) -> list[str]:
    """By the rules' titles: the law's own sentences stand one step further in."""
    told = (
        {"rule": in_language(one.condition.rule.title), "reference": one.condition.reference}
        for one in met[:MOST_LAW_REASONS]
    )
    return [_("Det passer på dig: %(rule)s (%(reference)s).") % words for words in told]
