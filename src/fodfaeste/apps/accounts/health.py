"""Whether the brokers answer, for whoever runs the installation."""

from dataclasses import dataclass

from fodfaeste.apps.accounts import oidc
from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.accounts.signin import FILE, signin_here
from fodfaeste.apps.accounts.signin_file import STAFF, Broker, SigninError, signin_read
from fodfaeste.installation.folders import var_folder


@dataclass(frozen=True, slots=True)
class BrokerState:
    """What was found when a broker was asked for its addresses and keys."""

    broker: str
    is_up: bool
    words: str


def broker_check() -> list[BrokerState]:
    """Ask every broker now. Nothing is sent but the question."""
    return [_state(one) for one in signin_here().brokers]


def _state(broker: Broker) -> BrokerState:
    try:
        found = oidc.provider_of(broker, older_than=0)
    except oidc.BrokerDown as failure:
        return BrokerState(broker.id, is_up=False, words=f"{broker.issuer}: {failure}")
    words = f"{broker.issuer}: svarer, {len(found.keys.keys)} nøgler"
    if not found.end_session_endpoint:
        words += "; den kan ikke logge ud for os"
    return BrokerState(broker.id, is_up=True, words=words)


def password_alone() -> int:
    """How many who work here could come in by a password and nothing else."""
    settings = signin_here()
    if not settings.local:
        return 0
    staff = User.objects.filter(is_active=True, role__in=STAFF).exclude(role__in=settings.second_factor)
    without = staff.filter(person__second_factor__confirmed_at__isnull=True)
    return sum(user.has_usable_password() for user in without.only("password"))


def signin_problems() -> list[str]:
    """What is wrong with the file: a field that cannot be read, or a municipality that is not here."""
    path = var_folder() / FILE
    if not path.exists():
        return []
    try:
        found = signin_read(path)
    except SigninError as error:
        return [str(error)]
    here = set(Authority.objects.values_list("slug", flat=True))
    return [
        f"{path}: broker {one.id}: kommunen »{slug}« findes ikke her"
        for one in found.brokers
        for slug in sorted({*one.authorities, *(rule.authority for rule in one.roles)} - here)
    ]
