"""Being told when something happens."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.forms import Body, Listed
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import FieldProblem
from fodfaeste.apps.systems.models import Delivery, Webhook
from fodfaeste.apps.systems.reaching import AddressRefused
from fodfaeste.apps.systems.scopes import WEBHOOKS
from fodfaeste.apps.systems.webhooks import WebhookRefused, webhook_make, webhook_resume, webhook_withdraw

router = Router(tags=["Being told when something happens"])


class WebhookTold(Schema):
    """An address that is told of some kinds of things."""

    id: str
    url: str
    kinds: list[str]
    created_at: datetime
    failing_since: datetime | None
    disabled_at: datetime | None


class WebhookMade(WebhookTold):
    """The address with its secret, which is told once."""

    secret: str


def _told(one: Webhook) -> WebhookTold:
    plain = ("url", "kinds", "created_at", "failing_since", "disabled_at")
    return WebhookTold(id=one.public_id, **{name: getattr(one, name) for name in plain})


def _mine(request: HttpRequest, webhook: str) -> Webhook:
    mine = request.token.system.webhooks.filter(withdrawn_at__isnull=True, public_id=webhook)
    found: Webhook | None = mine.select_related("system__user__authority", "system__authority").first()
    if found is None:
        raise Http404(_("Adressen findes ikke."))
    return found


@operation(
    router, "GET", "/webhooks", scope=WEBHOOKS, screens=(), answer=Listed[WebhookTold], is_internal=True
)
def webhooks_list(request: HttpRequest) -> Any:
    """The addresses of the system itself."""
    mine = request.token.system.webhooks.filter(withdrawn_at__isnull=True).order_by("pk")
    return Listed[WebhookTold](items=[_told(one) for one in mine])


class WebhookBody(Body):
    """An address, and what it is told of."""

    url: str = Field(min_length=1, max_length=400, description="https only, and never in a closed network.")
    kinds: list[str] = Field(min_length=1, max_length=20, description="For example talk.recorded.")


@operation(
    router, "POST", "/webhooks", scope=WEBHOOKS, screens=(), answer=WebhookMade, status=201, is_internal=True
)
def webhook_create(request: HttpRequest, body: WebhookBody) -> Any:
    """Be told of some kinds of things at an address. The secret of the signatures is told once."""
    try:
        made, secret = webhook_make(system=request.token.system, url=body.url, kinds=body.kinds)
    except AddressRefused as refused:
        raise FieldProblem([("url", str(refused))]) from None
    except WebhookRefused as refused:
        raise FieldProblem([("kinds", str(refused))]) from None
    return WebhookMade(**_told(made).model_dump(), secret=secret)


@operation(
    router,
    "DELETE",
    "/webhooks/{webhook}",
    scope=WEBHOOKS,
    screens=(),
    answer=None,
    status=204,
    is_internal=True,
)
def webhook_delete(request: HttpRequest, webhook: str) -> Any:
    """Be told nothing more at an address."""
    webhook_withdraw(webhook=_mine(request, webhook))


@operation(
    router,
    "POST",
    "/webhooks/{webhook}/resume",
    scope=WEBHOOKS,
    screens=(),
    answer=WebhookTold,
    is_internal=True,
)
def webhook_take_up(request: HttpRequest, webhook: str) -> Any:
    """Take an address up again that had stopped answering. What waited is sent, in order."""
    webhook_resume(webhook=_mine(request, webhook))
    return _told(_mine(request, webhook))


class DeliveryTold(Schema):
    """One thing on its way to an address."""

    id: str
    kind: str
    href: str
    happened_at: datetime
    attempts: int
    next_at: datetime | None
    sent_at: datetime | None
    status: int | None
    error: str


@operation(
    router,
    "GET",
    "/webhooks/{webhook}/deliveries",
    scope=WEBHOOKS,
    screens=(),
    answer=Listed[DeliveryTold],
    is_internal=True,
)
def deliveries_list(request: HttpRequest, webhook: str, paging: Query[Paging]) -> Any:
    """What an address was told, and what waits, the newest first."""
    rows = Delivery.objects.filter(webhook=_mine(request, webhook)).order_by("-pk")
    shown, following = page_of_rows(request, rows, paging)
    plain = ("kind", "happened_at", "attempts", "sent_at", "status", "error")
    items = [
        DeliveryTold(
            id=one.message_id,
            href=one.about,
            next_at=None if one.sent_at else one.next_at,
            **{name: getattr(one, name) for name in plain},
        )
        for one in shown
    ]
    return Listed[DeliveryTold](items=items, next=following)
