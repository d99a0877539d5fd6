"""What a citizen's page shows: facts with both their times, and what has happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.codes import DATED, ONLY_UNDER, SPELLS, STATUSES, TALK_STATES
from fodfaeste.apps.citizens.models import Citizen, Contact, Fact
from fodfaeste.apps.citizens.wording import fact_text, fact_title, offer_title, within_sentence
from fodfaeste.apps.goals.models import Answer
from fodfaeste.apps.offers.codes import AGREEMENT_STATES
from fodfaeste.core.facts import FACTS
from fodfaeste.core.policy import Pack
from fodfaeste.core.words import Words
from fodfaeste.design.danish import in_danish
from fodfaeste.engines.rules import facts_asked

#: How much of the timeline, of past talks and of earlier answers a page shows at first.
EVENTS_SHOWN = 12
TALKS_SHOWN = 3
EARLIER_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Belief:
    """One row of a fact's history: what was said, for which days, and when it was believed."""

    text: str
    valid_from: date | None
    valid_to: date | None
    recorded_at: datetime
    withdrawn_at: datetime | None
    source: str
    recorded_by: str

    @property
    def is_believed(self) -> bool:
        """Whether this is what is believed now."""
        return self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as a page shows it: the value that holds, and everything that was ever said."""

    name: str
    title: str
    current: Belief | None
    history: tuple[Belief, ...] = ()
    later: tuple[Belief, ...] = field(default=())  # changes already known that come after today

    @property
    def is_dated(self) -> bool:
        """Whether the fact holds from a day."""
        return self.name in DATED


def facts_of(citizen: Citizen) -> list[Fact]:
    """Everything ever recorded of a citizen, the newest first."""
    rows = Fact.objects.filter(citizen=citizen).select_related("recorded_by")
    return list(rows.order_by(F("valid_from").desc(nulls_last=True), "-recorded_at", "-pk"))


def fact_lines(rows: Sequence[Fact], pack: Pack, on: date, names: Iterable[str]) -> list[FactLine]:
    """These facts as a page shows them, in the order asked for."""
    return [_fact_line(name, [row for row in rows if row.name == name], pack, on) for name in names]


def _fact_line(name: str, rows: Sequence[Fact], pack: Pack, on: date) -> FactLine:
    believed = [row for row in rows if row.withdrawn_at is None]
    current = next((row for row in believed if _holds(row, on)), None)
    later = [row for row in believed if row.valid_from is not None and row.valid_from > on]
    history = [row for row in rows if row is not current]
    return FactLine(
        name,
        fact_title(name),
        _belief(current, pack) if current else None,
        tuple(_belief(row, pack) for row in history),
        tuple(_belief(row, pack) for row in later),
    )


def _holds(row: Fact, on: date) -> bool:
    return (row.valid_from is None or row.valid_from <= on) and (row.valid_to is None or row.valid_to > on)


def _belief(row: Fact, pack: Pack) -> Belief:
    return Belief(
        fact_text(row.name, row.value, pack),
        row.valid_from,
        row.valid_to,
        row.recorded_at,
        row.withdrawn_at,
        source_text(row.source),
        row.recorded_by.name if row.recorded_by else "",
    )


def source_text(source: str) -> str:
    """Where a fact comes from, in the reader's language where the source is one of ours."""
    return _(source) if source else ""


def rows_known_at(rows: Iterable[Fact], known_at: datetime) -> list[Fact]:
    """The rows as they were believed at an instant: what was withdrawn later still stood."""
    return [
        _as_believed(row, known_at)
        for row in rows
        if row.recorded_at <= known_at and (row.withdrawn_at is None or row.withdrawn_at > known_at)
    ]


def _as_believed(row: Fact, known_at: datetime) -> Fact:
    row.withdrawn_at = None
    return row


def status_names(pack: Pack) -> tuple[str, ...]:
    """The dated facts that are shown apart from each other, as the country's law knows them."""
    known = (name for name in STATUSES if ONLY_UNDER.get(name) in (None, pack.legal_system))
    return ("target_group", *known)


def rule_fact_names(pack: Pack) -> tuple[str, ...]:
    """The facts that a pack's rules ask about and a person can tell, but the target group."""
    asked = facts_asked(pack)
    told = (name for name, fact in FACTS.items() if name not in DATED and not fact.derived)
    return tuple(name for name in told if name in asked)


def talks_of(citizen: Citizen) -> QuerySet[Contact]:
    """A citizen's talks, the newest first."""
    return citizen.contacts.select_related("recorded_by", "authority").order_by("-starts_at", "-pk")


def current_answers(citizen: Citizen, pack: Pack) -> list[Answer]:
    """What the policy answers of a citizen today, one answer an offer."""
    offers = [offer.id for offer in pack.offers]
    return list(
        Answer.objects.filter(citizen=citizen, until__isnull=True, offer__in=offers).order_by("offer")
    )


def earlier_answers(citizen: Citizen) -> QuerySet[Answer]:
    """Answers that another has taken over from, the newest first."""
    return Answer.objects.filter(citizen=citizen, until__isnull=False).order_by("-until", "-pk")


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline."""

    day: date
    title: str
    text: str = ""
    coming: bool = False


def timeline(citizen: Citizen, rows: Sequence[Fact], pack: Pack, on: date) -> list[Happening]:
    """Talks, agreements, spells and changes in one line of time, the newest first."""
    happened = [
        *_talks(citizen, on),
        *_agreements(citizen, pack, on),
        *_spells(citizen, on),
        *_changes(rows, pack, on),
    ]
    return sorted(happened, key=lambda one: one.day, reverse=True)


def _talks(citizen: Citizen, on: date) -> list[Happening]:
    zone = ZoneInfo(citizen.authority.time_zone)
    found = []
    for talk in talks_of(citizen):
        local = talk.starts_at.astimezone(zone)
        title = _("Samtale kl. %(time)s") % {"time": f"{local:%H.%M}"}
        state = str(TALK_STATES.get(talk.state, talk.state))
        found.append(Happening(local.date(), title, state, local.date() > on))
    return found


def _agreements(citizen: Citizen, pack: Pack, on: date) -> list[Happening]:
    found = []
    industries = {one.id: one.title for one in pack.industries}
    for one in citizen.agreements.select_related("decided_by"):
        offer = capfirst(offer_title(one.offer, pack))
        state = str(AGREEMENT_STATES.get(one.state, one.state))
        aim = _aim(industries.get(one.industry))
        by = _("besluttet af %(name)s") % {"name": one.decided_by.name} if one.decided_by else ""
        text = ", ".join(part for part in (aim, by) if part)
        title = _("%(offer)s begynder: %(state)s") % {"offer": offer, "state": state.lower()}
        found.append(Happening(one.begins, title, text, one.begins > on))
        if one.ends:
            ended = _("%(offer)s slutter") % {"offer": offer}
            why = in_danish(one.closing_reason) if one.closing_reason else ""
            found.append(Happening(one.ends, ended, why, one.ends > on))
    return found


def _aim(industry: Words | None) -> str:
    return _("mod %(industry)s") % {"industry": within_sentence(industry)} if industry else ""


def _spells(citizen: Citizen, on: date) -> list[Happening]:
    found = []
    for spell in citizen.spells.filter(withdrawn_at__isnull=True):
        kind = str(SPELLS.get(spell.kind, spell.kind))
        days = [(spell.begins, _("%(kind)s fra denne dag")), (spell.ends, _("%(kind)s til denne dag"))]
        found += [Happening(day, title % {"kind": kind}, "", day > on) for day, title in days if day]
    return found


def _changes(rows: Sequence[Fact], pack: Pack, on: date) -> list[Happening]:
    found = []
    for row in rows:
        day = row.valid_from
        if row.withdrawn_at is None and row.name in DATED and day is not None:
            title = f"{fact_title(row.name)}: {fact_text(row.name, row.value, pack)}"
            found.append(Happening(day, title, source_text(row.source), day > on))
    return found
