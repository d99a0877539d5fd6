"""The systems of a municipality, and what each has done."""

from django.db.models import F, Max, QuerySet

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.systems.models import System, Token, Webhook


def systems_of(user: User) -> QuerySet[System]:
    """The systems of the leader's municipality by name, those that are shut out last."""
    systems = System.objects.filter(authority=user.authority_id).select_related(
        "user__unit", "user__company", "user__partner"
    )
    return systems.annotate(last_used=Max("tokens__last_used_at")).order_by(
        F("withdrawn_at").asc(nulls_first=True), "name", "pk"
    )


def tokens_of(system: System) -> QuerySet[Token]:
    """A system's tokens, the newest first."""
    return system.tokens.select_related("created_by").order_by("-created_at", "-pk")


def webhooks_failing(user: User) -> QuerySet[Webhook]:
    """The addresses that do not answer, of the leader's municipality."""
    live = Webhook.objects.filter(system__authority=user.authority_id, withdrawn_at__isnull=True)
    return live.filter(failing_since__isnull=False).select_related("system").order_by("failing_since", "pk")
