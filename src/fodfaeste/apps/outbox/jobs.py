"""The outbox's work outside a request: each receiver of each authority has its turns."""

from typing import Any

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.jobs.registry import job
from fodfaeste.apps.jobs.services import enqueue
from fodfaeste.apps.outbox.delivering import deliver
from fodfaeste.apps.outbox.selectors import turns_due
from fodfaeste.installation import clock

KIND = "outbox_deliver"


@job(KIND)
def turn(authority: Authority | None, arguments: dict[str, Any]) -> None:
    """Let one receiver of an authority have what is due."""
    if authority is None:
        raise ValueError("A receiver belongs to an authority")
    deliver(authority=authority, receiver=arguments["receiver"])


def enqueue_turns() -> None:
    """Put each receiver in line that has something due. Doing so again changes nothing."""
    due = turns_due(clock.true_now())
    authorities = Authority.objects.in_bulk({authority for authority, _receiver in due})
    for pk, receiver in due:
        authority = authorities[pk]
        enqueue(
            kind=KIND,
            key=f"{authority.slug}:{receiver}",
            arguments={"receiver": receiver},
            authority=authority,
        )
