"""Making, opening, renewing and withdrawing personal links. What is done by one is journalled as such."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Company
from fodfaeste.apps.journal.services import acting_via, journal_write
from fodfaeste.apps.links import codes
from fodfaeste.apps.links.letter_code import code_new
from fodfaeste.apps.links.limits import limits
from fodfaeste.apps.links.models import Link
from fodfaeste.apps.links.secrets_of_links import letter_hash, token_hash, token_new, told_code_new, told_hash
from fodfaeste.apps.partners.models import Partner
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation import clock

#: What the journal calls making a link, by what it is for.
MADE = {
    codes.BOOK: "Personligt link lavet: find en tid",
    codes.ANSWER: "Personligt link lavet: svar",
    codes.SIGN: "Personligt link lavet: skriv under",
    codes.SEE: "Personligt link lavet: se",
}


class NotPossible(FodfaesteError):
    """What is asked for does not fit the state the link is in."""


def link_make(
    *,
    authority: Authority,
    purpose: str,
    about: str,
    about_id: int,
    by: User,
    citizen: Citizen | None = None,
    company: Company | None = None,
    partner: Partner | None = None,
    days: int | None = None,
    bound_to: str = "",
    renews: Link | None = None,
) -> Link:
    """Make a personal link to one thing. Its address stands on what is given back, and nowhere else.

    Without `bound_to` it is bound to the birth date where one is known, else to a code that is told. That
    code stands on what is given back too.
    """
    owner = citizen or company or partner
    if owner is None or owner.authority_id != authority.pk or purpose not in codes.PURPOSES:
        raise ValueError("A link has one owner in the authority, and a purpose of the list")
    link = Link(authority=authority, citizen=citizen, company=company, partner=partner)
    link.purpose, link.about, link.about_id = purpose, about, about_id
    link.made_at, link.made_by, link.renews = clock.now(), by, renews
    link.expires_at = link.made_at + timedelta(days=days or limits().days[purpose])
    link.token = token_new()
    link.token_hash = token_hash(link.token)
    _bind(link, bound_to)
    with transaction.atomic():
        link.save()
        _journal(by, link, MADE[purpose])
    return link


def _bind(link: Link, bound_to: str) -> None:
    """Bind a new link to its second fact; one that renews another keeps the code that was told."""
    born = link.citizen.birth_date if link.citizen else None
    link.bound_to = bound_to or (codes.BIRTH_DATE if born else codes.TOLD_CODE)
    if link.bound_to == codes.BIRTH_DATE:
        if born is None:
            raise NotPossible(_("Fødselsdagen kendes ikke. Vælg en kode i stedet."))
    elif link.renews is not None and link.renews.told_hash:
        link.told_hash = link.renews.told_hash
    else:
        link.told_code = told_code_new()
        link.told_hash = told_hash(link.told_code)


def links_open() -> Q:
    """Inside a query of links: those that still open something."""
    return Q(
        used_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=clock.now(),
        wrong_tries__lt=limits().wrong_of_a_link,
    )


def is_open(link: Link) -> bool:
    """Whether a link still opens something."""
    return state_of(link) in (codes.WAITING, codes.OPENED)


def state_of(link: Link) -> str:
    """The state of a link, by what stands on it; an opened one that still opens is `waiting` here."""
    if link.withdrawn_at is not None:
        return codes.WITHDRAWN
    if link.used_at is not None:
        return codes.USED
    if link.expires_at <= clock.now():
        return codes.EXPIRED
    return codes.LOCKED if link.wrong_tries >= limits().wrong_of_a_link else codes.WAITING


def link_spend(link: Link) -> bool:
    """Spend a link that is good for once, in the transaction of what it does: true for the first alone.

    Of two that do it at the same moment the second waits here until the first is through, and gets false.
    """
    if link.purpose not in codes.SINGLE_USE:
        return True
    now = clock.now()
    spent = Link.objects.filter(links_open(), pk=link.pk).update(used_at=now)
    link.used_at = now if spent else link.used_at
    return bool(spent)


def link_want(*, link: Link) -> None:
    """Write down that the company or partner a link belongs to wants a new one. Wanted twice is once."""
    if not Link.objects.filter(pk=link.pk, asked_anew_at__isnull=True).update(asked_anew_at=clock.now()):
        return
    with acting_via("Personligt link"):
        _journal(None, link, "Nyt personligt link ønsket")


def links_forget(*, authority: Authority) -> int:
    """Delete links that ran out long ago, with when they were opened; says how many. What was done stays."""
    before = clock.now() - limits().kept_for
    with transaction.atomic():
        old = Link.objects.filter(authority=authority, expires_at__lt=before)
        count = old.count()
        if count:
            old.delete()
            what = f"Udløbne personlige links slettet: {count}"
            journal_write(actor=None, authority=authority, action="change", what=what)
    return count


def link_withdraw(*, user: User, link: Link) -> Link:
    """Take a link back; it opens nothing from now on. Twice is once."""
    with transaction.atomic():
        found = Link.objects.select_for_update(no_key=True, of=("self",)).get(pk=link.pk)
        if found.withdrawn_at is not None:
            return found
        if found.used_at is not None:
            raise NotPossible(_("Linket er allerede brugt."))
        found.withdrawn_at, found.withdrawn_by = clock.now(), user
        found.save(update_fields=["withdrawn_at", "withdrawn_by"])
        _journal(user, found, "Personligt link trukket tilbage")
    return found


def link_letter(*, user: User | None, link: Link) -> str:
    """Give a link a code for a letter, and the code itself, once. A code printed before opens no more."""
    code = code_new()
    with transaction.atomic():
        found = Link.objects.select_for_update(no_key=True, of=("self",)).get(pk=link.pk)
        if not is_open(found):
            raise NotPossible(_("Linket virker ikke længere. Lav et nyt."))
        found.letter_hash = letter_hash(code)
        found.save(update_fields=["letter_hash"])
        _journal(user, found, "Brev med kode til personligt link")
    return code


def _journal(actor: User | None, link: Link, what: str) -> None:
    journal_write(actor=actor, authority=link.authority, action="change", what=what, citizen=link.citizen)
