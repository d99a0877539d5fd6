"""Whom a broker's claims are about: the positions a person may go on as, by the door they came to."""

import secrets
from collections.abc import Sequence

from django.db import transaction

from fodfaeste.apps.accounts.claims import ClaimSet, ClaimsRefused, positions_told, texts
from fodfaeste.apps.accounts.keyed import keyed
from fodfaeste.apps.accounts.models import Authority, Identification, Person, Role, User
from fodfaeste.apps.accounts.positions import positions_follow
from fodfaeste.apps.accounts.signin_file import CITIZEN, COMPANY, EMPLOYEE, Broker
from fodfaeste.apps.citizens.identity import cpr_digits, cpr_find
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Company
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.partners.models import Partner
from fodfaeste.core.errors import Rejected
from fodfaeste.installation.logs import without_cpr

NAME_LENGTH = 120


def users_told(*, broker: Broker, door: str, claims: ClaimSet) -> list[User]:
    """The positions that somebody may go on as. Nobody to be found is refused, with the reason."""
    if door == EMPLOYEE:
        found = _employee(broker, claims)
    elif door == CITIZEN:
        found = _citizen(broker, claims)
    elif door == COMPANY:
        found = _from_company(broker, claims)
    else:
        found = _from_partner(broker, claims)
    open_ones = [user for user in found if user.is_active]
    if not open_ones:
        raise ClaimsRefused(f"no_{door}" if not found else "closed")
    return open_ones


def subject_index(issuer: str, subject: str) -> str:
    """The broker's name for a person as we keep it: known again, and never read. Some send a CPR number."""
    return keyed("subject", issuer, subject)


def sid_index(issuer: str, sid: str) -> str:
    """The broker's session, in the same way."""
    return keyed("sid", issuer, sid)


def person_identified(issuer: str, subject: str, name: str) -> Person:
    """The person whom a broker calls so; a new one the first time."""
    index = subject_index(issuer, subject)
    known = Identification.objects.filter(issuer=issuer, subject_index=index).select_related("person").first()
    if known is not None:
        return known.person
    with transaction.atomic():
        person = Person.objects.create(name=name)
        made, is_new = Identification.objects.get_or_create(
            issuer=issuer, subject_index=index, defaults={"person": person}
        )
        if not is_new:  # two sign-ins at once: the first one's person counts
            person.delete()
    return made.person


def _employee(broker: Broker, claims: ClaimSet) -> list[User]:
    name = _name(broker, claims)
    person = person_identified(broker.issuer, claims["sub"], name)
    return positions_follow(broker=broker, person=person, name=name, wanted=positions_told(broker, claims))


def _name(broker: Broker, claims: ClaimSet) -> str:
    told = next(iter(texts(claims, broker.claims.name)), "")
    return without_cpr(told)[:NAME_LENGTH] or "Uden navn"


def _authorities(broker: Broker) -> list[Authority]:
    return list(Authority.objects.filter(slug__in=broker.authorities).order_by("name"))


def _citizen(broker: Broker, claims: ClaimSet) -> list[User]:
    """The person's case in each municipality behind the door. The number is compared and let go."""
    cpr = next(iter(texts(claims, broker.claims.cpr)), "")
    try:
        cpr = cpr_digits(cpr)
    except Rejected:
        raise ClaimsRefused("no_cpr") from None
    found = [cpr_find(authority, cpr) for authority in _authorities(broker)]
    users = [_citizen_user(one) for one in found if one is not None and one.active]
    _one_person(users)
    return users


def _citizen_user(citizen: Citizen) -> User:
    with transaction.atomic():
        kept = (
            Citizen.objects.select_for_update(of=("self",))
            .select_related("user", "authority")
            .get(pk=citizen.pk)
        )
        if kept.user is not None:
            return kept.user
        kept.user = User.objects.create_user(
            f"borger-{secrets.token_hex(8)}", kept.authority, Role.CITIZEN, name=kept.name
        )
        kept.save(update_fields=["user"])
        journal_write(
            actor=None,
            authority=kept.authority,
            action="change",
            what="Borgerens egne sider er åbnet ved første login",
            citizen=kept,
        )
    return kept.user


def _one_person(users: Sequence[User]) -> None:
    """Several cases of the same number are several positions of one person."""
    for other in users[1:]:
        if other.person_id != users[0].person_id:
            User.objects.filter(person_id=other.person_id).update(person_id=users[0].person_id)
            other.person_id = users[0].person_id


def _from_company(broker: Broker, claims: ClaimSet) -> list[User]:
    known = Company.objects.filter(
        cvr__in=texts(claims, broker.claims.cvr), authority__in=_authorities(broker)
    )
    person = person_identified(broker.issuer, claims["sub"], _name(broker, claims)) if known else None
    return [
        _position(person, one.authority, Role.COMPANY, company=one)
        for one in known.select_related("authority")
        if person is not None
    ]


def _from_partner(broker: Broker, claims: ClaimSet) -> list[User]:
    numbers = [one for one in texts(claims, broker.claims.cvr) if one]
    known = Partner.objects.filter(cvr__in=numbers, authority__in=_authorities(broker))
    person = person_identified(broker.issuer, claims["sub"], _name(broker, claims)) if known else None
    return [
        _position(person, one.authority, Role.PARTNER, partner=one)
        for one in known.select_related("authority")
        if person is not None
    ]


def _position(person: Person, authority: Authority, role: str, **where: Company | Partner) -> User:
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(
            pk=person.pk
        )  # two sign-ins at once make one account
        known = User.objects.filter(person=person, authority=authority, role=role, **where).first()
        if known is not None:
            return known
        return User.objects.create_user(
            f"{role}-{secrets.token_hex(8)}", authority, role, name=person.name, person=person, **where
        )
