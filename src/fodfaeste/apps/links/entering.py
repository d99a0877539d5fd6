"""Opening a link with its second fact. One answer and the same work, whatever is wrong."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from fodfaeste.apps.journal.services import acting_via, journal_write
from fodfaeste.apps.links import codes
from fodfaeste.apps.links.acting import acting_user
from fodfaeste.apps.links.limits import limits
from fodfaeste.apps.links.models import Link, LinkOpening, LinkTry
from fodfaeste.apps.links.secrets_of_links import address_hash, fact_fits, letter_hash, token_hash
from fodfaeste.apps.links.services import is_open
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation import clock

WRONG, RENEWAL = "wrong", "renewal"


class TooManyTries(FodfaesteError):
    """So much has been tried from this place that it must wait."""


@dataclass(frozen=True, slots=True)
class Key:
    """What somebody holds: the token of an address, or the code of a letter. Kept hashed from the start."""

    way: str
    hash: str

    @property
    def lookup(self) -> dict[str, str]:
        """How a link is found by it."""
        return {"token_hash" if self.way == codes.BY_ADDRESS else "letter_hash": self.hash}


def key_of_token(token: str) -> Key:
    """The key in an address."""
    return Key(codes.BY_ADDRESS, token_hash(token))


def key_of_letter(code: str) -> Key:
    """The key in a letter."""
    return Key(codes.BY_LETTER, letter_hash(code))


def link_waiting(key: Key) -> Link | None:
    """The link that a key still opens; nothing where it opens none, for whatever reason."""
    found = Link.objects.filter(**key.lookup).select_related("authority").first()
    return found if found is not None and is_open(found) else None


def link_enter(*, key: Key, typed: str, address: str) -> Link | None:
    """Open a link with the second fact; nothing where anything is wrong, and that is counted.

    Unknown, expired, withdrawn, spent, locked or a wrong fact: the same questions are asked of the database.
    """
    origin = address_hash(address)
    tries_check(WRONG, origin, limits().wrong_from_an_address, limits().wrong_within)
    with transaction.atomic():
        locked = Link.objects.select_for_update(no_key=True, of=("self",)).filter(**key.lookup)
        link = locked.select_related("authority", "citizen__user", "citizen__case_worker").first()
        fits = fact_fits(link, typed)
        if link is None or not fits or not is_open(link):
            Link.objects.filter(**key.lookup, wrong_tries__lt=limits().wrong_of_a_link).update(
                wrong_tries=F("wrong_tries") + 1
            )
            try_count(WRONG, origin)
            return None
        Link.objects.filter(pk=link.pk).update(wrong_tries=0)
        LinkOpening.objects.create(link=link, at=clock.now(), way=key.way)
        user = acting_user(link)
        with acting_via(codes.VIA[key.way]):
            journal_write(
                actor=user,
                authority=link.authority,
                action="see",
                what="Personligt link åbnet",
                citizen=link.citizen,
            )
    return link


def tries_check(kind: str, origin: str, most: int, within: timedelta) -> None:
    """Refuse a further try from a place while too many count."""
    since = clock.true_now() - within
    if LinkTry.objects.filter(kind=kind, address_hash=origin, at__gt=since).count() >= most:
        raise TooManyTries(_("Der er prøvet for mange gange herfra. Vent lidt, og prøv igen."))


def try_count(kind: str, origin: str) -> None:
    """Count a try from a place."""
    LinkTry.objects.create(kind=kind, address_hash=origin, at=clock.true_now())


def tries_forget() -> int:
    """Remove tries that no longer count."""
    longest = max(limits().wrong_within, limits().renewals_within)
    return LinkTry.objects.filter(at__lte=clock.true_now() - longest).delete()[0]
