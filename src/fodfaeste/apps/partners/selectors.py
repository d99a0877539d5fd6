"""What is shared with a partner, and of whom, each in a fixed number of queries."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise

from fodfaeste.apps.accounts.models import Authority, Role, User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.partners import codes
from fodfaeste.apps.partners.models import Partner, Share
from fodfaeste.bridge.law import law_here, policy_here
from fodfaeste.core.law import LawRule
from fodfaeste.engines.rules.law import law_rule
from fodfaeste.installation.clock import today


def partners_here(authority: Authority) -> QuerySet[Partner]:
    """The partners a municipality knows, by name."""
    return Partner.objects.filter(authority=authority).order_by("sort_key", "pk")


def kinds_here(authority: Authority, on: date) -> dict[str, Promise]:
    """The kinds of partner that the country's law knows, with their names."""
    return {
        kind: codes.KIND_NAMES[kind] for kind in codes.KINDS_BY_LAW[policy_here(authority, on).legal_system]
    }


def shares_with(user: User) -> QuerySet[Share]:
    """What a partner may see today; nothing after the last day, or after it was taken back."""
    rows = Share.objects.filter(authority=user.authority_id)
    if user.role != Role.PARTNER or user.partner_id is None:
        return rows.none()
    mine = rows.filter(partner=user.partner_id, withdrawn_at__isnull=True, citizen__active=True)
    open_ones = mine.filter(until__gte=today(user.authority))
    return open_ones.select_related("citizen__authority", "made_by").order_by("citizen__sort_key", "pk")


def shares_of(citizen: Citizen) -> QuerySet[Share]:
    """Everything that was shared of a citizen, the newest first; also what is over."""
    rows = Share.objects.filter(citizen=citizen)
    return rows.select_related("authority", "partner", "made_by", "withdrawn_by").order_by("-made_at", "-pk")


def grounds_for(partner: Partner, on: date) -> Sequence[LawRule]:
    """The items of the law that sharing with this partner can stand on, on a day."""
    law = law_here(partner.authority, on)
    names = codes.GROUNDS[policy_here(partner.authority, on).legal_system].get(partner.kind, ())
    return [rule for rule in (law_rule(law, name, on) for name in names) if rule is not None]
