"""How the work goes: what waits, what failed, and whether each municipality had its night."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Min

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.jobs.models import Job
from fodfaeste.apps.jobs.schedule import NIGHTLY_AT
from fodfaeste.apps.jobs.services import DONE, FAILED, WAITING
from fodfaeste.installation import clock

#: A night begun at two is over by five, or somebody should look.
NIGHT_LASTS = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Night:
    """The latest night that an authority should have had."""

    authority: Authority
    day: date
    state: str  # of its job; empty where none was put in line
    finished_at: datetime | None
    is_late: bool

    @property
    def is_done(self) -> bool:
        return self.state == DONE


def nights() -> list[Night]:
    """The latest night of each authority, as its own clock has it."""
    return [night_of(authority) for authority in Authority.objects.order_by("name", "pk")]


def night_of(authority: Authority) -> Night:
    """The latest night that should have begun at an authority."""
    local = clock.now().astimezone(ZoneInfo(authority.time_zone))
    is_today = local.time() >= NIGHTLY_AT
    day = local.date() if is_today else local.date() - timedelta(days=1)
    found = (
        Job.objects.filter(kind="nightly", key=f"{authority.slug}:{day.isoformat()}").order_by("-pk").first()
    )
    # On the wall clock: a night of a lost or doubled hour is not late for that.
    over = datetime.combine(day, NIGHTLY_AT) + NIGHT_LASTS
    # A municipality that never had a night was made today, or has no worker, which is told elsewhere.
    is_known = found is not None or Job.objects.filter(kind="nightly", authority=authority).exists()
    is_over = found is not None and found.state == DONE
    is_late = is_known and not is_over and local.replace(tzinfo=None) >= over
    return Night(authority, day, found.state if found else "", found.finished_at if found else None, is_late)


def job_counts() -> Counter[tuple[str, str]]:
    """How many jobs there are of each kind and state."""
    rows = Job.objects.values_list("kind", "state").annotate(count=Count("pk")).order_by("kind", "state")
    return Counter({(kind, state): count for kind, state, count in rows})


def failed_jobs() -> list[tuple[str, int, datetime | None]]:
    """The kinds of work that were given up, how often, and when last. Not why: that may tell of people."""
    rows = (
        Job.objects.filter(state=FAILED).values("kind").annotate(count=Count("pk"), last=Max("finished_at"))
    )
    return [(row["kind"], row["count"], row["last"]) for row in rows.order_by("kind")]


def longest_wait() -> timedelta:
    """How long the job whose turn it has been longest has waited."""
    now = clock.true_now()
    turn = Job.objects.filter(state=WAITING, run_after__lte=now).aggregate(first=Min("run_after"))["first"]
    return now - turn if turn else timedelta()
