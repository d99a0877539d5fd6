"""Sharing a part of a case with a partner, and taking it back; each is journalled on the citizen."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.partners import codes
from fodfaeste.apps.partners.models import Partner, Share
from fodfaeste.apps.partners.selectors import grounds_for, kinds_here
from fodfaeste.bridge.law import law_here
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation.clock import now, today

#: Days that something is shared at most. Ours, not a council's.
MOST_DAYS = 180


class NotShared(FodfaesteError):
    """It cannot be shared so. The text says what to do instead."""


def partner_make(*, user: User, name: str, kind: str, cvr: str = "") -> Partner:
    """Write down a partner that the municipality works with. It sees nothing by that."""
    if kind not in kinds_here(user.authority, today(user.authority)):
        raise NotShared(_("Vælg, hvad det er for en partner."))
    try:
        with transaction.atomic():
            partner = Partner.objects.create(
                authority=user.authority,
                name=name,
                sort_key=sort_key(name),
                kind=kind,
                cvr=cvr,
                recorded_at=now(),
            )
            what = f"Samarbejdspartneren {name} oprettet"
            journal_write(actor=user, authority=user.authority, action="change", what=what)
    except IntegrityError:
        raise NotShared(_("Partneren står der allerede.")) from None
    return partner


def share_make(
    *,
    user: User,
    citizen: Citizen,
    partner: Partner,
    what: Collection[str],
    ground: str,
    until: date,
    reason: str,
) -> Share:
    """Let a partner see parts of a citizen's case until a day, on a ground of the law."""
    on = today(citizen.authority)
    if partner.authority_id != citizen.authority_id:
        raise ValueError("A partner of another authority is shared nothing with")
    if not set(what) <= set(codes.PARTS) or not what:
        raise NotShared(_("Vælg mindst én ting at vise."))
    if ground not in {rule.id for rule in grounds_for(partner, on)}:
        raise NotShared(_("Det grundlag gælder ikke for den partner. Vælg et andet."))
    if not on <= until <= on + timedelta(days=MOST_DAYS):
        raise NotShared(_("Vælg en dag inden for de næste %(days)d dage.") % {"days": MOST_DAYS})
    with transaction.atomic():
        share = Share.objects.create(
            authority=citizen.authority,
            citizen=citizen,
            partner=partner,
            what=[part for part in codes.PARTS if part in what],
            ground=ground,
            law_hash=law_here(citizen.authority, on).hash,
            until=until,
            reason=reason,
            made_at=now(),
            made_by=user,
        )
        _journal(user, share, f"Delt med {partner.name} til og med {until:%d.%m.%Y}", reason)
    return share


def share_withdraw(*, user: User, share: Share, reason: str) -> Share:
    """Stop showing it; from that moment the partner sees nothing. Twice is once."""
    with transaction.atomic():
        rows = Share.objects.select_for_update(no_key=True, of=("self",))
        found = rows.select_related("citizen__authority", "partner", "authority").get(pk=share.pk)
        if found.withdrawn_at is None:
            found.withdrawn_at, found.withdrawn_by, found.withdrawn_why = now(), user, reason
            found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
            _journal(user, found, f"Ikke længere delt med {found.partner.name}", reason)
    return found


def _journal(user: User, share: Share, what: str, why: str) -> None:
    journal_write(
        actor=user, authority=share.authority, action="change", what=what, citizen=share.citizen, why=why
    )
