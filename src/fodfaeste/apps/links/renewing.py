"""A new link to the known address, for whoever holds the old one. Nobody learns whether one was sent."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.jobs.registry import job
from fodfaeste.apps.jobs.services import enqueue
from fodfaeste.apps.journal.services import acting_via
from fodfaeste.apps.links import codes
from fodfaeste.apps.links.entering import RENEWAL, Key, tries_check, try_count
from fodfaeste.apps.links.limits import limits
from fodfaeste.apps.links.models import Link
from fodfaeste.apps.links.secrets_of_links import address_hash
from fodfaeste.apps.links.sending import link_send
from fodfaeste.apps.links.services import is_open, link_make, link_want, links_open, state_of
from fodfaeste.installation import clock

DAY = timedelta(days=1)


def renewal_ask(*, key: Key, address: str) -> None:
    """Ask for a new link. The work is a job's, so that the answer takes the same time for a link that is not.

    The job is handed the hash, never what opens the link.
    """
    origin = address_hash(address)
    tries_check(RENEWAL, origin, limits().renewals_from_an_address, limits().renewals_within)
    with transaction.atomic():
        try_count(RENEWAL, origin)
        enqueue(kind="links_renew", key=key.hash, arguments={"way": key.way, "hash": key.hash})


@job("links_renew")
def renew(authority: Authority | None, arguments: dict[str, Any]) -> None:
    """Send the new link that somebody asked for, where there is something to renew."""
    link_renew(key=Key(arguments["way"], arguments["hash"]))


def link_renew(*, key: Key) -> Link | None:
    """Make and send a new link to the same thing, where the old one ran out or was locked.

    Not where it was taken back or used, nor while a new one that nobody has opened is under way: so the job
    may run twice.
    """
    with transaction.atomic():
        found = Link.objects.select_for_update(no_key=True, of=("self",)).filter(**key.lookup).first()
        if found is None or not _may_be_renewed(found):
            return None
        if found.citizen is None:  # no address is known: whoever makes its links hands a new one over
            link_want(link=found)
            return None
        with acting_via("Personligt link"):
            new = link_make(
                authority=found.authority,
                citizen=found.citizen,
                purpose=found.purpose,
                about=found.about,
                about_id=found.about_id,
                by=found.made_by,
                bound_to=found.bound_to,
                renews=found,
            )
            link_send(link=new)
    return new


def _may_be_renewed(link: Link) -> bool:
    ended = link.expires_at if state_of(link) == codes.EXPIRED else clock.now()
    if is_open(link) or link.withdrawn_at or link.used_at or clock.now() - ended > limits().renewed_for:
        return False
    if link.citizen is not None and not link.citizen.active:
        return False
    same = Link.objects.filter(
        citizen=link.citizen,
        company=link.company,
        partner=link.partner,
        purpose=link.purpose,
        about=link.about,
        about_id=link.about_id,
    )
    if same.filter(links_open(), openings__isnull=True, pk__gt=link.pk).exists():
        return False
    newly = same.filter(renews__isnull=False, made_at__gt=clock.now() - DAY).count()
    return newly < limits().renewals_of_a_thing
