"""Min dag: the people a case worker has today, in the order of their wait, with counts that are filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.accounts.stand_ins import standing_in
from fodfaeste.apps.citizens.codes import BOOKED, HELD
from fodfaeste.apps.citizens.models import Citizen, Contact, Fact
from fodfaeste.apps.goals.models import Answer
from fodfaeste.apps.offers.codes import LIVE
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.offers.selectors import agreements_answering
from fodfaeste.core.answers import State
from fodfaeste.core.facts import NO_OTHER_GROUP
from fodfaeste.core.policy import Pack

BEGIN, CANNOT_TELL, COMING = "begin", "cannot_tell", "coming"
TALKS_TODAY, NO_CONTACT, RUNNING, ALL = "talks_today", "no_contact", "running", "all"

MINE, UNIT, EVERYONE = "mine", "unit", "everyone"
STAND_IN = "vikar"

COMING_DAYS = "kommende.dage"
SILENT_DAYS = "uden_samtale.dage"


@dataclass(frozen=True, slots=True)
class Day:
    """A working day at an authority: its date, where it begins and ends, and the pack's proposed numbers."""

    authority: Authority
    on: date
    offers: tuple[str, ...]
    has_rules: bool  # whether any line of the policy gives people a day to begin something
    coming_days: int | None
    silent_days: int | None

    @classmethod
    def of(cls, authority: Authority, pack: Pack, on: date) -> "Day":
        """The day as a pack sees it. A number the pack does not give makes no filter."""
        return cls(
            authority,
            on,
            tuple(offer.id for offer in pack.offers),
            any(True for _rule in pack.rules(on)),
            _days(pack, COMING_DAYS),
            _days(pack, SILENT_DAYS),
        )

    @property
    def lanes(self) -> tuple[str, ...]:
        """The filters of this day, in the order they are shown."""
        asked = {COMING: self.coming_days, NO_CONTACT: self.silent_days}
        by_rule = (BEGIN, CANNOT_TELL, COMING) if self.has_rules else ()
        every = (*by_rule, TALKS_TODAY, NO_CONTACT, RUNNING, ALL)
        return tuple(lane for lane in every if asked.get(lane, 0) is not None)

    def start_of(self, day: date) -> datetime:
        """The first instant of a day at the authority."""
        return datetime.combine(day, time(), ZoneInfo(self.authority.time_zone))

    @property
    def silent_since(self) -> date | None:
        """The day that a last talk must lie before for the person to be without one for too long."""
        return None if self.silent_days is None else self.on - timedelta(days=self.silent_days)


def _days(pack: Pack, value_id: str) -> int | None:
    value = pack.value(value_id)
    return None if value is None else int(value.value)


def caseload(citizens: QuerySet[Citizen], user: User, scope: str) -> QuerySet[Citizen]:
    """The part of the visible citizens that is shown: one's own, those one stands in for, or all of them."""
    if scope == STAND_IN:
        return citizens.filter(case_worker__in=standing_in(user).values("absent"))
    return citizens.filter(case_worker=user) if scope == MINE else citizens


def in_effort(citizens: QuerySet[Citizen], day: Day) -> QuerySet[Citizen]:
    """Those who are in the effort: in a group today, or not yet known to be in any."""
    grouped = Fact.objects.filter(citizen=OuterRef("pk"), name="target_group", withdrawn_at__isnull=True)
    return citizens.filter(Exists(_group_now(day)) | ~Exists(grouped))


def citizens_found(citizens: QuerySet[Citizen], words: str, sort_form: str) -> QuerySet[Citizen]:
    """Those whose name holds the words or whose reference is what was typed."""
    return citizens.filter(Q(sort_key__contains=sort_form) | Q(reference__iexact=words))


def lane_counts(citizens: QuerySet[Citizen], day: Day) -> dict[str, int]:
    """How many stand in each filter, in one query."""
    tests = {f"in_{lane}": _test_of(lane, day) for lane in day.lanes if lane != ALL}
    counts = {lane: Count("pk", filter=Q(**{f"in_{lane}": True})) for lane in day.lanes if lane != ALL}
    return citizens.annotate(**tests).order_by().aggregate(**counts, **{ALL: Count("pk")})


def lane_people(citizens: QuerySet[Citizen], day: Day, lane: str) -> QuerySet[Citizen]:
    """The people of one filter: the longest wait first, then by name."""
    people = citizens if lane == ALL else citizens.filter(_test_of(lane, day))
    # Whoever never had a talk has waited longest; whoever has no day at all comes last.
    never_is_first = lane == NO_CONTACT
    since = F("waiting_since").asc(nulls_first=never_is_first or None, nulls_last=not never_is_first or None)
    return (
        people.annotate(waiting_since=_waiting_since(lane, day), group_code=_group_code(day))
        .select_related("case_worker", "unit")
        .order_by(since, "sort_key", "pk")
    )


def _test_of(lane: str, day: Day) -> Exists | Q:
    """The yes or no that puts a citizen in a filter."""
    open_answers = _open_answers(day)
    if lane == BEGIN:
        return Exists(open_answers.filter(state=State.DUE))
    if lane == CANNOT_TELL:
        return Exists(open_answers.filter(state=State.CANNOT_TELL))
    if lane == COMING:
        last = day.on + timedelta(days=day.coming_days or 0)
        return Exists(open_answers.filter(state=State.NOT_DUE, due_on__lte=last))
    if lane == TALKS_TODAY:
        return Exists(_talks_today(day))
    if lane == RUNNING:
        return Exists(_running())
    return _is_silent(day.silent_since or day.on, day)


def _open_answers(day: Day) -> QuerySet[Answer]:
    """Inside a query of citizens: the current answers that nothing has been done about yet."""
    current = Answer.objects.filter(citizen=OuterRef("pk"), until__isnull=True, offer__in=day.offers)
    return current.filter(~Exists(agreements_answering()))


def _talks_today(day: Day) -> QuerySet[Contact]:
    begins, ends = day.start_of(day.on), day.start_of(day.on + timedelta(days=1))
    return Contact.objects.filter(
        citizen=OuterRef("pk"), state=BOOKED, starts_at__gte=begins, starts_at__lt=ends
    )


def _running() -> QuerySet[Agreement]:
    """Inside a query of citizens: what they are in or have agreed on, the law's offers too."""
    return Agreement.objects.filter(citizen=OuterRef("pk"), state__in=LIVE)


def _is_silent(since: date, day: Day) -> Q:
    """Nobody has held a talk after the day, though the effort had begun by it."""
    after = day.start_of(since + timedelta(days=1))
    held = Contact.objects.filter(citizen=OuterRef("pk"), state=HELD, starts_at__gte=after)
    started = _facts_now("effort_started", day)
    # ISO dates order as text does. Where no start is known, the day the case was made counts.
    unknown = ~Exists(started) & Q(created_at__lt=after)
    return ~Exists(held) & (Exists(started.filter(value__lte=since.isoformat())) | unknown)


def _waiting_since(lane: str, day: Day) -> Subquery:
    """What a filter is ordered by: the day due, the hour of the talk, the last talk, or the first day."""
    if lane == TALKS_TODAY:
        return Subquery(_first(_talks_today(day), Min("starts_at")))
    if lane == NO_CONTACT:
        held = Contact.objects.filter(citizen=OuterRef("pk"), state=HELD).order_by("-starts_at")
        return Subquery(held.values("starts_at")[:1])
    if lane == RUNNING:
        return Subquery(_first(_running(), Min("begins")))
    return Subquery(_first(_open_answers(day).filter(due_on__isnull=False), Min("due_on")))


def _first(rows: QuerySet[Any], earliest: Min) -> QuerySet[Any]:
    """One value for each citizen: the earliest of its rows."""
    return rows.order_by().values("citizen").annotate(earliest=earliest).values("earliest")


def _group_code(day: Day) -> Coalesce:
    """The target group that holds today; empty where none is known."""
    latest = _group_now(day).order_by(F("valid_from").desc(nulls_last=True), "-pk")
    return Coalesce(Subquery(latest.values("value")[:1]), Value(""))


def _group_now(day: Day) -> QuerySet[Fact]:
    """Inside a query of citizens: the target group that holds today."""
    return _facts_now("target_group", day).exclude(value=NO_OTHER_GROUP)


def _facts_now(name: str, day: Day) -> QuerySet[Fact]:
    """Inside a query of citizens: what is believed of a fact and holds today."""
    return Fact.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day.on),
        Q(valid_to__isnull=True) | Q(valid_to__gt=day.on),
        citizen=OuterRef("pk"),
        name=name,
        withdrawn_at__isnull=True,
    )


def talks_booked(citizens: Sequence[int]) -> Mapping[int, list[Contact]]:
    """The talks booked with each of these citizens, the earliest first."""
    booked = Contact.objects.filter(citizen__in=citizens, state=BOOKED).order_by("starts_at", "pk")
    found: dict[int, list[Contact]] = {}
    for talk in booked:
        found.setdefault(talk.citizen_id, []).append(talk)
    return found


def current_answers_of(citizens: Sequence[int], day: Day) -> Mapping[int, list[Answer]]:
    """The current answers of each of these citizens, the longest due first."""
    current = Answer.objects.filter(citizen__in=citizens, until__isnull=True, offer__in=day.offers)
    found: dict[int, list[Answer]] = {}
    for answer in current.order_by(F("due_on").asc(nulls_last=True), "offer"):
        found.setdefault(answer.citizen_id, []).append(answer)
    return found
