"""On the way in: who somebody has shown to be, kept in the session until the last step is done."""

from dataclasses import asdict, dataclass, field

from django.db.models import QuerySet
from django.http import HttpRequest

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.accounts.second_factor import factor_of, is_required
from fodfaeste.apps.accounts.sessions import leave
from fodfaeste.installation import clock

PROVEN = "proven"
#: Seconds within which the next step must come.
LASTS = 15 * 60


@dataclass(frozen=True, slots=True)
class Proven:
    """Who somebody has shown to be, what they asked for, and what is still to be shown."""

    users: list[int]
    wanted: str
    is_local: bool
    at: int = 0
    has_code: bool = False
    identity: dict[str, str] = field(default_factory=dict)

    def positions(self) -> QuerySet[User]:
        """The positions one may go on as."""
        return positions_among(User.objects.filter(pk__in=self.users))

    def first(self) -> User:
        """The account that was shown to be one's own: the one whose password it was."""
        return User.objects.select_related("authority", "person").get(pk=self.users[0])


def positions_among(users: QuerySet[User]) -> QuerySet[User]:
    """Those that may sign in, by municipality and role."""
    found = users.filter(is_active=True).select_related("authority", "unit", "company", "partner", "person")
    return found.order_by("authority__name", "role", "pk")


def proven_keep(request: HttpRequest, proven: Proven) -> None:
    """Remember until the next step; the session gets a new id, as more is known of who has it."""
    if isinstance(request.user, User):
        leave(request)  # whoever was signed in on this device is so no longer
    request.session.cycle_key()
    request.session[PROVEN] = {**asdict(proven), "at": int(clock.true_now().timestamp())}


def proven_of(request: HttpRequest) -> Proven | None:
    """What has been shown so far, if it was just now."""
    kept = request.session.get(PROVEN)
    if not kept or clock.true_now().timestamp() - kept["at"] > LASTS:
        return None
    return Proven(**kept)


def proven_forget(request: HttpRequest) -> None:
    """Begin again."""
    request.session.pop(PROVEN, None)


def step_missing(proven: Proven) -> str:
    """The page of the next step; empty where nothing is missing but to choose a position."""
    if not proven.is_local or proven.has_code:
        return ""
    if factor_of(proven.first().person) is not None:
        return "accounts:code"
    return "accounts:factor_setup" if is_required(proven.positions()) else ""
