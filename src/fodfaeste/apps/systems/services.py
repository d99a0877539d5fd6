"""Letting other systems in, and out again."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, Unit, User
from fodfaeste.apps.companies.models import Company
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.partners.models import Partner
from fodfaeste.apps.systems.access import SYSTEM_ROLES
from fodfaeste.apps.systems.models import System, Token
from fodfaeste.apps.systems.scopes import SCOPES
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation.clock import true_now

#: What every token begins with, so that one that lies about is recognised.
MARK = "fod"
PER_MINUTE, MOST_PER_MINUTE = 300, 6000
LONGEST_DAYS = 365


class SystemRefused(FodfaesteError):
    """A system or token cannot be made as asked."""


def system_make(
    *,
    by: User,
    name: str,
    contact: str,
    role: str,
    reach: str,
    unit: Unit | None = None,
    company: Company | None = None,
    partner: Partner | None = None,
) -> System:
    """Let a system in: it gets a user of its own in the leader's municipality, and no token yet."""
    _check_place(by, name, role, reach, unit)
    _check_owner(by, role, company, partner)
    with transaction.atomic():
        user = User.objects.create_user(
            username=f"system-{secrets.token_hex(8)}",
            name=f"System: {name}",
            authority=by.authority,
            role=role,
            unit=unit,
            company=company,
            partner=partner,
        )
        system = System.objects.create(
            authority=by.authority,
            name=name,
            contact=contact,
            user=user,
            reach=reach,
            created_at=true_now(),
            created_by=by,
        )
        _journal(by, f"System lukket ind: {name}")
    return system


def _check_place(by: User, name: str, role: str, reach: str, unit: Unit | None) -> None:
    """A name of its own, a role that systems have, and a unit of the municipality where it is kept to one."""
    if role not in SYSTEM_ROLES:
        raise SystemRefused(_("Et system kan ikke have den rolle."))
    if System.objects.filter(authority=by.authority, name=name, withdrawn_at__isnull=True).exists():
        raise SystemRefused(_("Der er allerede et system med det navn."))
    if unit is not None and unit.authority_id != by.authority_id:
        raise SystemRefused(_("Enheden findes ikke i kommunen."))
    if reach == System.Reach.UNIT and role == Role.CASE_WORKER and unit is None:
        raise SystemRefused(_("Vælg den enhed, systemet hører til."))


def _check_owner(by: User, role: str, company: Company | None, partner: Partner | None) -> None:
    """A company's system has its company, a partner's its partner, and the municipality's own neither."""
    if (company is not None) != (role == Role.COMPANY) or (partner is not None) != (role == Role.PARTNER):
        raise SystemRefused(_("Vælg den virksomhed eller samarbejdspartner, systemet hører til."))
    owner = company or partner
    if owner is not None and owner.authority_id != by.authority_id:
        raise SystemRefused(_("Virksomheden eller samarbejdspartneren findes ikke i kommunen."))


def token_make(
    *, by: User, system: System, scopes: Sequence[str], days: int, per_minute: int = PER_MINUTE
) -> tuple[Token, str]:
    """Give a system a token. Its text is told here and never again; only a fingerprint is kept."""
    if system.withdrawn_at is not None:
        raise SystemRefused(_("Systemet er lukket ude."))
    wanted = [scope for scope in SCOPES if scope in scopes]
    if not wanted or len(wanted) != len(set(scopes)):
        raise SystemRefused(_("Vælg, hvad adgangen gælder."))
    if not (1 <= days <= LONGEST_DAYS and 1 <= per_minute <= MOST_PER_MINUTE):
        raise SystemRefused(_("En adgang gælder højst et år."))
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    text = f"{MARK}_{prefix}_{secret}"
    now = true_now()
    with transaction.atomic():
        token = Token.objects.create(
            system=system,
            prefix=prefix,
            fingerprint=fingerprint(text),
            scopes=wanted,
            per_minute=per_minute,
            expires_at=now + timedelta(days=days),
            created_at=now,
            created_by=by,
        )
        _journal(by, f"Adgang {prefix} givet til system: {system.name}")
    return token, text


def fingerprint(text: str) -> str:
    """What is kept of a token. It is 256 random bits, so a plain hash cannot be turned round."""
    return hashlib.sha256(text.encode()).hexdigest()


def token_withdraw(*, by: User, token: Token) -> None:
    """A token no longer opens anything. Twice is once."""
    with transaction.atomic():
        if Token.objects.filter(pk=token.pk, withdrawn_at__isnull=True).update(withdrawn_at=true_now()):
            _journal(by, f"Adgang {token.prefix} trukket tilbage fra system: {token.system.name}")


def system_withdraw(*, by: User, system: System) -> None:
    """Shut a system out: its tokens, what it is told, and its user."""
    now = true_now()
    with transaction.atomic():
        if not System.objects.filter(pk=system.pk, withdrawn_at__isnull=True).update(withdrawn_at=now):
            return
        system.tokens.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
        system.webhooks.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
        User.objects.filter(pk=system.user_id).update(is_active=False)
        _journal(by, f"System lukket ude: {system.name}")


def _journal(by: User, what: str) -> None:
    journal_write(actor=by, authority=by.authority, action="change", what=what)
