"""The people a rule says should begin today: counted for the policy page, listed behind the gate."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, QuerySet

from fodfaeste.apps.accounts.models import Authority, Role, User
from fodfaeste.apps.citizens.access import citizens_visible_to, has_citizens
from fodfaeste.apps.goals.models import Answer
from fodfaeste.apps.offers.selectors import agreements_answering
from fodfaeste.core.answers import State

#: Fewer people than this are not counted out to somebody who does not work with them.
FEWEST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class PeopleCount:
    """How many people a rule says should begin today; `None` where the number is held back."""

    number: int | None
    own_unit_only: bool


def answers_to_begin(authority: Authority) -> QuerySet[Answer]:
    """Everyone due an offer who has not begun it since the day they were due."""
    current = Answer.objects.filter(authority=authority, until__isnull=True, state=State.DUE)
    return current.filter(~Exists(agreements_answering()), citizen__active=True)


def counts_by_rule(user: User, rules: Iterable[str]) -> dict[str, PeopleCount]:
    """How many should begin today by each rule: of one's own people, or held back where they are few."""
    waiting = answers_to_begin(user.authority)
    if has_citizens(user):
        waiting = waiting.filter(citizen__in=citizens_visible_to(user))
    counted = dict(waiting.order_by().values_list("rule").annotate(people=Count("pk")))
    own_unit_only = user.role == Role.CASE_WORKER
    return {rule: PeopleCount(_shown(user, counted.get(rule, 0)), own_unit_only) for rule in rules}


def _shown(user: User, people: int) -> int | None:
    return people if has_citizens(user) or people >= FEWEST_SHOWN else None


def people_to_begin(user: User, rule: str) -> QuerySet[Answer]:
    """The people one may see who should begin by a rule: the longest wait first, then by name."""
    waiting = answers_to_begin(user.authority).filter(rule=rule, citizen__in=citizens_visible_to(user))
    return waiting.select_related("citizen", "citizen__unit").order_by(
        F("due_on").asc(nulls_last=True), "citizen__sort_key", "citizen_id"
    )
