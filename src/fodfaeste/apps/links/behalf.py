"""Doing a citizen's step for them: why, and how they gave it. It is never told as their own doing."""

from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.services import acting_via, journal_write
from fodfaeste.apps.links import codes
from fodfaeste.apps.links.models import Behalf
from fodfaeste.apps.links.services import NotPossible
from fodfaeste.installation import clock

#: The journal is Danish whatever language its writer reads.
GIVEN_IN_JOURNAL = {
    codes.PHONE: "telefon",
    codes.MEETING: "møde",
    codes.LETTER: "brev",
    codes.REPRESENTATIVE: "partsrepræsentant",
    codes.COMPANION: "bisidder",
    codes.POWER: "fuldmagt",
}


def behalf_begin(
    *,
    user: User,
    citizen: Citizen,
    purpose: str,
    about: str,
    about_id: int,
    given: str,
    why: str,
    given_by: str = "",
) -> Behalf:
    """Begin to write a step for a citizen: nothing of it is done yet, but who begins and why is kept."""
    if not why.strip():
        raise NotPossible(_("Skriv, hvorfor du skriver det for borgeren."))
    if given in codes.GIVEN_BY_OTHERS and not given_by.strip():
        raise NotPossible(_("Skriv navnet på den, der handlede for borgeren."))
    with transaction.atomic():
        behalf = Behalf.objects.create(
            authority=citizen.authority,
            citizen=citizen,
            by=user,
            purpose=purpose,
            about=about,
            about_id=about_id,
            given=given,
            given_by=given_by if given in codes.GIVEN_BY_OTHERS else "",
            why=why,
            began_at=clock.now(),
        )
        with acting_via(via_of(behalf)):
            journal_write(
                actor=user,
                authority=citizen.authority,
                action="see",
                what="Begyndt at skrive for borgeren",
                citizen=citizen,
                why=why,
            )
    return behalf


def behalf_spend(behalf: Behalf) -> bool:
    """Note that the step is being written, in its transaction: true for the first alone."""
    now = clock.now()
    done = Behalf.objects.filter(pk=behalf.pk, done_at__isnull=True).update(done_at=now)
    behalf.done_at = now if done else behalf.done_at
    return bool(done)


def via_of(behalf: Behalf) -> str:
    """How the journal says that a step was written for somebody: how it was given, and by whom."""
    given = GIVEN_IN_JOURNAL[behalf.given]
    named = f"{given}, {behalf.given_by}" if behalf.given_by else given
    return f"{codes.ON_BEHALF}: {named}"
