"""What other systems are told is sent outside a request."""

from typing import Any

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.jobs.registry import job
from fodfaeste.apps.systems.happenings import SEND
from fodfaeste.apps.systems.models import Webhook
from fodfaeste.apps.systems.webhooks import deliveries_send


@job(SEND)
def webhook_send(authority: Authority | None, arguments: dict[str, Any]) -> None:
    """Send what waits for one address about one thing, in order."""
    found = Webhook.objects.filter(pk=arguments["webhook"], system__authority=authority)
    webhook = found.select_related("system__user__authority", "system__authority").first()
    if webhook is not None:
        deliveries_send(webhook=webhook, order=arguments["order"])
