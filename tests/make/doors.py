"""Those who come in by another door: someone from a company, someone from a partner."""

from datetime import timedelta

from fodfaeste.apps.accounts.models import Authority, Role, User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Company, OpeningProposal
from fodfaeste.apps.companies.own_services import ProposalFacts, proposal_write
from fodfaeste.apps.partners import codes
from fodfaeste.apps.partners.models import Partner, Share
from fodfaeste.apps.partners.selectors import grounds_for
from fodfaeste.apps.partners.services import share_make
from fodfaeste.installation import clock
from tests.make.companies import company, production_unit
from tests.make.people import authority as authority_made
from tests.make.people import case_worker, user


def company_user(owner: Company | None = None, **fields: object) -> User:
    """Someone who acts for a company, a new one unless it is given."""
    owner = owner or company()
    return user(Role.COMPANY, owner.authority, company=owner, **fields)


def partner(authority: Authority | None = None, name: str = "A-kassen Prøve", **fields: object) -> Partner:
    """An unemployment fund that the municipality works with; the same one for the same name."""
    defaults = {"kind": "a_kasse", "sort_key": name.casefold(), "recorded_at": clock.now(), **fields}
    owner = authority or authority_made()
    return Partner.objects.get_or_create(authority=owner, name=name, defaults=defaults)[0]


def partner_user(owner: Partner | None = None, **fields: object) -> User:
    """Someone who acts for a partner."""
    owner = owner or partner()
    return user(Role.PARTNER, owner.authority, partner=owner, **fields)


def share(
    citizen: Citizen,
    owner: Partner | None = None,
    *,
    by: User | None = None,
    days: int = 90,
    **fields: object,
) -> Share:
    """Everything that can be shared of a citizen, with a partner, on the first ground there is."""
    owner, on = owner or partner(citizen.authority), clock.today(citizen.authority)
    values = {
        "what": codes.PARTS,
        "ground": grounds_for(owner, on)[0].id,
        "until": on + timedelta(days=days),
        "reason": "Skal kende næste samtale",
        **fields,
    }
    return share_make(user=by or case_worker(citizen.unit), citizen=citizen, partner=owner, **values)


def proposal(by: User, **fields: object) -> OpeningProposal:
    """A leisure job at a workplace of the writer's company, that waits for the municipality."""
    values = {
        "unit": by.company.units.first() or production_unit(by.company),
        "kind": "fritidsjob",
        "title": "Hjælper i butikken",
        "text": "Du hjælper kunderne og sætter varer på plads.",
        "hours_min": 8,
        "hours_max": 10,
        "shifts": "weekend",
        "seats": 2,
        "opens": None,
        "closes": None,
        **fields,
    }
    return proposal_write(user=by, facts=ProposalFacts(**values))
