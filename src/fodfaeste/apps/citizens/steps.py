"""What to do next with a citizen, in one line each, from what is stored today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.caseload import (
    BEGIN,
    CANNOT_TELL,
    COMING,
    NO_CONTACT,
    RUNNING,
    TALKS_TODAY,
    Day,
    current_answers_of,
    talks_booked,
)
from fodfaeste.apps.citizens.models import Citizen, Contact
from fodfaeste.apps.citizens.wording import fact_missing, group_title, offer_title
from fodfaeste.apps.goals.models import Answer
from fodfaeste.apps.offers.codes import PLANNED
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.offers.selectors import agreements_running
from fodfaeste.core.answers import State
from fodfaeste.core.policy import Pack
from fodfaeste.design.templatetags.design import day as day_text
from fodfaeste.design.templatetags.design import moment as moment_text

TALK_PASSED, TALK_COMING, NOTHING = "talk_passed", "talk_coming", "nothing"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do or to wait for."""

    kind: str
    text: str
    href: str
    day: date | None = None
    offer: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What is stored of a citizen that a next step can come from."""

    answers: Sequence[Answer] = ()
    agreements: Sequence[Agreement] = ()
    talks: Sequence[Contact] = ()  # booked ones, the earliest first


def standings(citizens: Sequence[Citizen], day: Day) -> Mapping[int, Standing]:
    """The standing of several citizens, in three queries however many they are."""
    ids = [citizen.pk for citizen in citizens]
    answers, talks = current_answers_of(ids, day), talks_booked(ids)
    agreements: dict[int, list[Agreement]] = {}
    for agreement in agreements_running(ids).filter(offer__in=day.offers):
        agreements.setdefault(agreement.citizen_id, []).append(agreement)
    return {pk: Standing(answers.get(pk, ()), agreements.get(pk, ()), talks.get(pk, ())) for pk in ids}


def steps_of(citizen: Citizen, standing: Standing, pack: Pack, day: Day) -> list[Step]:
    """Everything to do with a citizen, the most pressing first; never empty."""
    talks = _talk_steps(citizen, standing.talks, day)
    begun = {agreement.offer for agreement in standing.agreements}
    answers = [
        step
        for answer in standing.answers
        if answer.offer not in begun and (step := _answer_step(citizen, answer, pack, day)) is not None
    ]
    running = [_running_step(citizen, agreement, pack) for agreement in standing.agreements]
    order = [TALKS_TODAY, TALK_PASSED, BEGIN, CANNOT_TELL, COMING, RUNNING, TALK_COMING]
    steps = sorted([*talks, *answers, *running], key=lambda step: order.index(step.kind))
    if not talks:
        steps.append(Step(NOTHING, _("Book en samtale"), reverse("citizens:talk", args=[citizen.public_id])))
    return steps


def step_for_lane(steps: Sequence[Step], lane: str) -> Step:
    """The step that a list is about; the most pressing one where the list is about no step."""
    wanted = {NO_CONTACT: (TALKS_TODAY, TALK_PASSED, TALK_COMING, NOTHING)}.get(lane, (lane,))
    return next((step for step in steps if step.kind in wanted), steps[0])


def _talk_steps(citizen: Citizen, talks: Iterable[Contact], day: Day) -> list[Step]:
    zone = ZoneInfo(day.authority.time_zone)
    href = reverse("citizens:citizen", args=[citizen.public_id]) + "#samtaler"
    steps = []
    for talk in talks:
        local = talk.starts_at.astimezone(zone)
        if local.date() < day.on:
            text = _("Skriv, hvad der blev af samtalen %(day)s") % {"day": day_text(local.date())}
            steps.append(Step(TALK_PASSED, text, href, local.date()))
        elif local.date() == day.on:
            text = _("Samtale i dag kl. %(time)s") % {"time": f"{local:%H.%M}"}
            steps.append(Step(TALKS_TODAY, text, href, local.date()))
        else:
            text = _("Samtale %(moment)s") % {"moment": moment_text(local)}
            steps.append(Step(TALK_COMING, text, href, local.date()))
    return steps


def _answer_step(citizen: Citizen, answer: Answer, pack: Pack, day: Day) -> Step | None:
    offer = offer_title(answer.offer, pack)
    why = reverse("citizens:why", args=[citizen.public_id, answer.offer])
    if answer.state == State.DUE:
        return Step(BEGIN, _begin_text(offer, answer.due_on, day.on), why, answer.due_on, answer.offer)
    if answer.state == State.CANNOT_TELL:
        missing = tuple(name for name in answer.missing.split(";") if name)
        wanted = ", ".join(fact_missing(name) for name in missing)
        href = reverse("citizens:fact", args=[citizen.public_id, missing[0]]) if missing else why
        text = _("Mangler: %(facts)s") % {"facts": wanted}
        return Step(CANNOT_TELL, text, href, None, answer.offer, missing)
    if answer.state == State.NOT_DUE and answer.due_on is not None:
        words = {"offer": capfirst(offer), "day": day_text(answer.due_on)}
        return Step(COMING, _("%(offer)s begynder %(day)s") % words, why, answer.due_on, answer.offer)
    return None


def _begin_text(offer: str, due_on: date | None, on: date) -> str:
    if due_on is None:
        return _("Begynd %(offer)s") % {"offer": offer}
    if due_on == on:
        return _("Begynd %(offer)s – ret fra i dag") % {"offer": offer}
    return _("Begynd %(offer)s – ret siden %(day)s") % {"offer": offer, "day": day_text(due_on)}


def _running_step(citizen: Citizen, agreement: Agreement, pack: Pack) -> Step:
    words = {"offer": capfirst(offer_title(agreement.offer, pack)), "day": day_text(agreement.begins)}
    text = (
        _("%(offer)s aftalt fra %(day)s")
        if agreement.state == PLANNED
        else _("%(offer)s i gang siden %(day)s")
    )
    href = reverse("citizens:citizen", args=[citizen.public_id]) + "#aftaler"
    return Step(RUNNING, text % words, href, agreement.begins, agreement.offer)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of Min dag."""

    citizen: Citizen
    group: str
    step: Step
    since: str


def rows_of(people: Sequence[Citizen], pack: Pack, day: Day, lane: str) -> list[Row]:
    """The lines of one page of Min dag, each with what to do next and how long the person has waited."""
    known = standings(people, day)
    return [
        Row(
            citizen,
            group_title(citizen.group_code, pack) if citizen.group_code else "",
            step_for_lane(steps_of(citizen, known[citizen.pk], pack, day), lane),
            _since(citizen.waiting_since, lane, day),
        )
        for citizen in people
    ]


def _since(value: date | datetime | None, lane: str, day: Day) -> str:
    if lane == TALKS_TODAY and isinstance(value, datetime):
        return f"{value.astimezone(ZoneInfo(day.authority.time_zone)):%H.%M}"
    if value is None:
        return _("Aldrig") if lane == NO_CONTACT else ""
    return day_text(value)
