"""Whom the demo shows dealing with each other: the doors, a company, partners and a few citizens."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from fodfaeste.apps.accounts.models import Authority, Role, User
from fodfaeste.apps.citizens.models import Citizen, Fact
from fodfaeste.apps.companies.models import Company, Opening
from fodfaeste.apps.companies.selectors import openings_of
from fodfaeste.apps.demo.companies_numbers import cvr_made
from fodfaeste.apps.demo.population_staff import door_load, door_of, login_load
from fodfaeste.apps.introductions.content import contents_of
from fodfaeste.apps.matching.models import Suggestion
from fodfaeste.apps.partners.models import Partner
from fodfaeste.apps.partners.services import partner_make
from fodfaeste.bridge.law import policy_here

#: How many citizens are shown, the demo's own among them.
CITIZENS = 5
#: The partners' CVR numbers follow those of the companies.
_FIRST_SERIAL = 99_900


@cache
def words() -> dict[str, Any]:
    """What they are called, and what they have written."""
    path = Path(__file__).resolve().parent / "dealings.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Cast:
    """Those who deal with each other. The first citizen is the one whose own page the demo shows."""

    authority: Authority
    on: date
    worker: User
    leader: User
    consultant: User
    owner: User  # acts for the company, where there is one
    company: Company | None
    openings: Sequence[Opening]  # of the company, open today or later
    partners: Sequence[Partner]
    citizens: Sequence[Citizen]  # each with a login of their own


def cast_make(authority: Authority, on: date) -> Cast:
    """Choose them after the night's suggestions, and open the doors of the company and of the partner."""
    worker = door_of(Role.CASE_WORKER, authority)
    own = Citizen.objects.select_related("user", "authority").get(user=door_of(Role.CITIZEN, authority))
    company = _company(worker, own)
    leader = door_of(Role.LEADER, authority)
    partners = _partners(leader, policy_here(authority, on).legal_system)
    names = words()["doors"]
    door_load(Role.PARTNER, names["partner"], authority, None, partner=partners[0])
    return Cast(
        authority=authority,
        on=on,
        worker=worker,
        leader=leader,
        consultant=door_of(Role.CONSULTANT, authority),
        owner=door_load(Role.COMPANY, names["company"], authority, None, company=company),
        company=company,
        openings=list(openings_of(company, on)) if company else [],
        partners=partners,
        citizens=[own, *_others(worker, own, company, on)],
    )


def _company(worker: User, own: Citizen) -> Company | None:
    """A private company that suits the demo's citizen and as many of the case worker's others as can be."""
    rows = Suggestion.objects.filter(authority=worker.authority_id, opening__unit__company__is_public=False)
    suited: dict[int, set[int]] = {}
    pairs = rows.filter(citizen__case_worker=worker).values_list("opening__unit__company", "citizen")
    for company, citizen in pairs:
        suited.setdefault(company, set()).add(citizen)
    best = max(suited, key=lambda pk: (own.pk in suited[pk], len(suited[pk]), -pk), default=None)
    private = Company.objects.filter(
        authority=worker.authority_id, is_public=False, units__openings__isnull=False
    )
    return Company.objects.get(pk=best) if best else private.order_by("pk").first()


def _others(worker: User, own: Citizen, company: Company | None, on: date) -> list[Citizen]:
    """Some of the case worker's citizens with something in their CV: those that suit the company first."""
    among = Citizen.objects.filter(case_worker=worker, active=True, suggestions__isnull=False).distinct()
    there = {citizen.pk: citizen for citizen in among.select_related("authority").exclude(pk=own.pk)}
    suits = set(Suggestion.objects.filter(opening__unit__company=company).values_list("citizen", flat=True))
    insured = insured_among(there)
    held = contents_of(there, on)
    order = sorted(there, key=lambda pk: (pk not in suits, pk not in insured, pk))
    chosen = [there[pk] for pk in order if held[pk]][: CITIZENS - 1]
    for number, citizen in enumerate(chosen, start=2):
        citizen.user = login_load(Role.CITIZEN, citizen.name, citizen.authority, number)
    Citizen.objects.bulk_update(chosen, ["user"])
    return chosen


def insured_among(citizens: Iterable[int]) -> set[int]:
    """Those that an unemployment fund pays."""
    rows = Fact.objects.filter(citizen__in=list(citizens), name="benefit", value="dagpenge")
    return set(rows.filter(withdrawn_at=None, valid_to=None).values_list("citizen", flat=True))


def _partners(leader: User, country: str) -> list[Partner]:
    rows = [row for row in words()["partner"] if row["country"] == country]
    return [
        partner_make(user=leader, name=row["name"], kind=row["kind"], cvr=cvr_made(_FIRST_SERIAL + number))
        for number, row in enumerate(rows)
    ]
