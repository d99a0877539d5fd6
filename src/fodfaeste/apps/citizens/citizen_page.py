"""What the pages of a citizen's case show, gathered in one place each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens import codes, wording
from fodfaeste.apps.citizens.caseload import Day
from fodfaeste.apps.citizens.explaining import Why
from fodfaeste.apps.citizens.identity import cpr_masked
from fodfaeste.apps.citizens.models import Citizen, Contact, Fact
from fodfaeste.apps.citizens.selectors import (
    EARLIER_SHOWN,
    EVENTS_SHOWN,
    TALKS_SHOWN,
    FactLine,
    earlier_answers,
    fact_lines,
    facts_of,
    rule_fact_names,
    status_names,
    talks_of,
    timeline,
)
from fodfaeste.apps.citizens.slots import day_of
from fodfaeste.apps.citizens.steps import standings, steps_of
from fodfaeste.apps.companies.workplace_search import workplace_words
from fodfaeste.apps.goals.models import Answer
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.matching.advice import found_in_the_night
from fodfaeste.apps.offers.codes import AGREEMENT_STATES, LIVE
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.offers.pages import begin_form
from fodfaeste.apps.offers.selectors import agreements_of, is_begun
from fodfaeste.apps.plans.front import plan_in_short
from fodfaeste.core.answers import State
from fodfaeste.core.policy import LawGroup, Pack


@dataclass(frozen=True, slots=True)
class LawLine:
    """What the citizen's group is called in the act today, and how surely that was read."""

    law: LawGroup
    place: str
    certainty: str
    is_official: bool


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A talk, and what can be written of it now."""

    talk: Contact
    state: str
    is_booked: bool
    has_come: bool


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement in words."""

    agreement: Agreement
    offer: str
    state: str
    industry: str
    workplace: str
    is_live: bool


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """An answer that another took over from, with the way to its own explanation."""

    answer: Answer
    offer: str


def citizen_page(citizen: Citizen, on: date, *, whole_timeline: bool) -> dict[str, object]:
    """A citizen's page: next step, facts and statuses, talks, agreements, timeline, earlier answers."""
    pack = policy_in_force(citizen.authority, on)
    day = Day.of(citizen.authority, pack, on)
    rows = facts_of(citizen)
    standing = standings([citizen], day)[citizen.pk]
    happened = timeline(citizen, rows, pack, on)
    statuses = fact_lines(rows, pack, on, status_names(pack))
    known, other = _facts(citizen, rows, pack, on)
    return {
        "citizen": citizen,
        "pack": pack,
        "on": on,
        "cpr": cpr_masked(citizen),
        "steps": steps_of(citizen, standing, pack, day),
        "answers": _answers(standing.answers, {one.offer for one in standing.agreements}, pack),
        "statuses": statuses,
        "law": law_line(rows, pack, on),
        "facts": known,
        "other_facts": other,
        **found_in_the_night(citizen, on),
        **plan_in_short(citizen, on),
        "talks": talk_lines(citizen, on),
        "agreements": agreement_lines(citizen, pack),
        "timeline": happened if whole_timeline else happened[:EVENTS_SHOWN],
        "timeline_cut": len(happened) > EVENTS_SHOWN and not whole_timeline,
        "earlier": [
            EarlierAnswer(answer, wording.offer_title(answer.offer, pack))
            for answer in earlier_answers(citizen)[:EARLIER_SHOWN]
        ],
    }


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What the policy answers of an offer, with what can be done about it."""

    answer: Answer
    offer: str
    is_begun: bool
    may_begin: bool


def _answers(answers: Sequence[Answer], begun: set[str], pack: Pack) -> list[AnswerLine]:
    return [
        AnswerLine(
            answer,
            wording.offer_title(answer.offer, pack),
            answer.offer in begun,
            answer.offer not in begun and answer.state == State.DUE,
        )
        for answer in answers
    ]


def _facts(
    citizen: Citizen, rows: Sequence[Fact], pack: Pack, on: date
) -> tuple[list[FactLine], list[FactLine]]:
    """The facts that matter here (known, or asked about by the group's rules), and the rest."""
    group = next((row.value for row in rows if _is_now(row, "target_group", on)), None)
    asked = {name for rule in pack.rules(on) if rule.group == group for name in wording.facts_asked(rule)}
    lines = fact_lines(rows, pack, on, rule_fact_names(pack))
    shown = [line for line in lines if line.current or line.history or line.name in asked]
    return shown, [line for line in lines if line not in shown]


def _is_now(row: Fact, name: str, on: date) -> bool:
    return (
        row.name == name
        and row.withdrawn_at is None
        and (row.valid_from is None or row.valid_from <= on)
        and (row.valid_to is None or row.valid_to > on)
    )


def law_line(rows: Sequence[Fact], pack: Pack, on: date) -> LawLine | None:
    """What the citizen's group is called in the act today; nothing where the law's own group is written."""
    group = next((row.value for row in rows if _is_now(row, "target_group", on)), None)
    law = wording.group_law(group, pack, on) if group else None
    if group is None or law is None or any(_is_now(row, "law_group", on) for row in rows):
        return None
    certainty = next(one.certainty for one in pack.groups if one.id == group)
    return LawLine(law, wording.law_text(law), wording.certainty_text(group, pack), certainty == "official")


def talk_lines(citizen: Citizen, on: date) -> list[TalkLine]:
    """A citizen's talks: those that wait for something first, then the newest. The timeline has them all."""
    lines = [
        TalkLine(
            talk,
            str(codes.TALK_STATES.get(talk.state, talk.state)),
            talk.state == codes.BOOKED,
            day_of(talk) <= on,
        )
        for talk in talks_of(citizen)
    ]
    booked = [line for line in lines if line.is_booked]
    return [*reversed(booked), *[line for line in lines if not line.is_booked][:TALKS_SHOWN]]


def agreement_lines(citizen: Citizen, pack: Pack) -> list[AgreementLine]:
    """A citizen's agreements, the newest first."""
    industries = {one.id: one.title for one in pack.industries}
    return [
        AgreementLine(
            one,
            capfirst(wording.offer_title(one.offer, pack)),
            str(AGREEMENT_STATES.get(one.state, one.state)),
            wording.in_language(industries[one.industry]) if one.industry in industries else one.industry,
            workplace_words(one.workplace) if one.workplace else "",
            one.state in LIVE,
        )
        for one in agreements_of(citizen)
    ]


def why_page(
    citizen: Citizen, why: Why, on: date, *, answer: Answer | None = None, may_change: bool = False
) -> dict[str, object]:
    """An explanation, and under it the step that follows from it where it is today's."""
    offer = why.explanation.answer.offer
    context: dict[str, object] = {
        "citizen": citizen,
        "why": why,
        "offer": wording.offer_title(offer, why.pack),
        "offer_id": offer,
        "earlier": answer,
        "on": on,
    }
    if answer is not None:
        return context
    begun = is_begun(citizen, offer)
    may_begin = may_change and not begun and why.state is not State.NOT_COVERED
    is_due = why.state is State.DUE
    form = begin_form(citizen, why) if may_begin and is_due else None
    return {**context, "is_begun": begun, "may_begin": may_begin, "may_change": may_change, "form": form}


def fact_page(citizen: Citizen, name: str, pack: Pack, on: date) -> dict[str, object]:
    """One fact: what is known, what it is used for, and what was said before."""
    line = fact_lines(facts_of(citizen), pack, on, [name])[0]
    return {"citizen": citizen, "line": line, "rules": wording.rules_using(name, pack, on), "name": name}


def new_answer_text(citizen: Citizen, pack: Pack, on: date) -> str:
    """What the policy says of a citizen now, in one line for the alert after a change."""
    day = Day.of(citizen.authority, pack, on)
    steps = steps_of(citizen, standings([citizen], day)[citizen.pk], pack, day)
    said = [step.text for step in steps if step.offer]
    return _("Politikken svarer nu: %(answer)s.") % {"answer": "; ".join(said)} if said else ""
