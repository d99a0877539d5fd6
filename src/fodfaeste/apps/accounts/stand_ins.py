"""Standing in: a leader lets one case worker take over another's people for a time. It ends by itself."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, StandIn, User
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.core.errors import UsageError
from fodfaeste.installation import clock

#: "For a time" has an end that can be seen. What the longest is, nobody has decided: this is ours.
LONGEST = timedelta(days=184)


def stand_in_make(
    *, leader: User, absent: User, stand_in: User, begins: date, ends: date, reason: str
) -> StandIn:
    """Let a case worker see and work with an absent one's people from one day to another."""
    today = clock.today(leader.authority)
    for one in (absent, stand_in):
        if one.role != Role.CASE_WORKER or one.authority_id != leader.authority_id:
            raise UsageError(_("En vikar og den fraværende skal være sagsbehandlere i kommunen."))
    if absent == stand_in or not stand_in.is_active:
        raise UsageError(_("Vælg en anden vikar."))
    if ends < begins or ends < today:
        raise UsageError(_("Den sidste dag skal ligge efter den første og ikke være gået."))
    if ends - max(begins, today) > LONGEST:
        raise UsageError(_("En vikar kan højst sættes ind for et halvt år. Giv ellers borgerne videre."))
    with transaction.atomic():
        made = StandIn.objects.create(
            authority=leader.authority,
            absent=absent,
            stand_in=stand_in,
            begins=begins,
            ends=ends,
            reason=reason,
            made_by=leader,
            made_at=clock.now(),
        )
        days = f"{begins.isoformat()} til {ends.isoformat()}"
        _journal(leader, f"Vikar: {stand_in.name} for {absent.name}, {days}", reason)
    return made


def stand_in_stop(*, leader: User, stand_in: StandIn) -> None:
    """End it before its day. Ended twice is once."""
    with transaction.atomic():
        found = (
            StandIn.objects.select_for_update(of=("self",))
            .select_related("stand_in", "absent")
            .get(pk=stand_in.pk)
        )
        if found.stopped_at is None:
            found.stopped_at, found.stopped_by = clock.now(), leader
            found.save(update_fields=["stopped_at", "stopped_by"])
            _journal(leader, f"Vikar slut før tid: {found.stand_in.name} for {found.absent.name}", "")


def _journal(leader: User, what: str, why: str) -> None:
    journal_write(actor=leader, authority=leader.authority, action="change", what=what, why=why)


def standing_in(user: User) -> QuerySet[StandIn]:
    """Those whom a case worker stands in for today."""
    on = clock.today(user.authority)
    held = StandIn.objects.filter(stand_in=user, begins__lte=on, ends__gte=on, stopped_at__isnull=True)
    return held.filter(authority=user.authority_id)


def stands_in_for(user: User, case_worker: int | None) -> StandIn | None:
    """The word of a leader by which a case worker may act for another one today."""
    if case_worker is None or case_worker == user.pk or user.role != Role.CASE_WORKER:
        return None
    return standing_in(user).filter(absent=case_worker).select_related("absent").order_by("pk").first()


def stand_ins_of(leader: User) -> QuerySet[StandIn]:
    """All of the leader's municipality, those that run or come first."""
    found = StandIn.objects.filter(authority=leader.authority_id)
    return found.select_related("absent", "stand_in", "made_by").order_by("-ends", "-pk")
