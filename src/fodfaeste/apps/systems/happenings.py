"""What other systems can be told of when it happens, and putting it on its way.

Only the id and kind of the thing are told: who wants to know more asks the API, with its own purpose.
A system is told of a citizen only where it may see them.
"""

import secrets

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fodfaeste.apps.accounts.models import Authority, Role
from fodfaeste.apps.citizens.access import has_citizens, is_of_own_unit
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.jobs.services import enqueue
from fodfaeste.apps.systems.ids import outside_id
from fodfaeste.apps.systems.models import Delivery, System, Webhook
from fodfaeste.installation.clock import true_now

SEND = "webhook_send"

KINDS: dict[str, str | Promise] = {
    "talk.recorded": _("En samtale er booket, holdt, aflyst, eller borgeren udeblev"),
    "agreement.changed": _("En aftale er indgået, afsluttet eller trukket tilbage"),
    "plan.agreed": _("En plan er foreslået eller aftalt"),
    "job_log.recorded": _("Der er skrevet i en joblog"),
    "introduction.answered": _(
        "En borger har svaret på, om en virksomhed må se et CV, eller taget sit ja tilbage"
    ),
    "opening.changed": _("En åbning er oprettet, rettet eller trukket tilbage"),
}

#: Where each thing of a case stands in the API.
PATHS = {
    "talk": "talks",
    "agreement": "agreements",
    "plan": "plans",
    "entry": "job-log",
    "introduction": "introductions",
}


def happened_to(*, citizen: Citizen, kind: str, thing: str, pk: int | str) -> int:
    """Tell that something happened in a citizen's case. In the transaction of what happened.

    `pk` is the row's number, or the id it has outside already.
    """
    one = pk if isinstance(pk, str) else outside_id(thing, pk)
    about = f"/api/citizens/{citizen.public_id}/{PATHS[thing]}/{one}"
    return _tell(citizen.authority, kind, about, f"citizen:{citizen.public_id}", citizen)


def happened(*, authority: Authority, kind: str, about: str) -> int:
    """Tell that something happened that is of no person: `about` is its path in the API."""
    return _tell(authority, kind, about, about[-80:], None)


def _tell(authority: Authority, kind: str, about: str, order: str, citizen: Citizen | None) -> int:
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is nothing that systems are told of")
    now, told = true_now(), 0
    for webhook in _listening(authority, kind):
        if citizen is not None and not _may_know(webhook.system, citizen):
            continue
        with transaction.atomic():
            Delivery.objects.create(
                webhook=webhook,
                message_id=f"msg_{secrets.token_hex(12)}",
                kind=kind,
                about=about,
                order=order,
                happened_at=now,
                next_at=now,
            )
            delivery_enqueue(webhook, order, 0)
        told += 1
    return told


def _listening(authority: Authority, kind: str) -> list[Webhook]:
    live = Webhook.objects.filter(system__authority=authority, withdrawn_at__isnull=True)
    live = live.filter(disabled_at__isnull=True, system__withdrawn_at__isnull=True)
    return [one for one in live.select_related("system__user", "system__authority") if kind in one.kinds]


def _may_know(system: System, citizen: Citizen) -> bool:
    """Whether the system might open the case: never one of another unit, where it is kept to its own."""
    user = system.user
    if not has_citizens(user):
        return False
    is_kept = user.role == Role.CASE_WORKER and system.reach == System.Reach.UNIT
    return not is_kept or is_of_own_unit(user, citizen)


def delivery_enqueue(webhook: Webhook, order: str, attempt: int, run_after: object = None) -> None:
    """Put the sending of an order's deliveries in line; each try has a job of its own."""
    enqueue(
        kind=SEND,
        key=f"{webhook.pk}:{order}:{attempt}:{secrets.token_hex(4) if attempt == 0 else ''}"[:120],
        arguments={"webhook": webhook.pk, "order": order},
        run_after=run_after,  # type: ignore[arg-type]
        authority=webhook.system.authority,
    )
