"""Builders: each makes a valid object from nothing, and names the situations that tests speak of.

    from tests import make

    anna = make.citizen(unit=make.unit(name="Team Syd"))
    make.fact(anna, "target_group", "forsikret")

Everything belongs to the authority Norddjurs unless another is given. No living person's CPR number
can come from here: they all lie in the century 1858-1899.
"""

from tests.make.companies import (
    company,
    course,
    need,
    opening,
    production_unit,
    staff,
    task,
)
from tests.make.doors import company_user, partner, partner_user, proposal, share
from tests.make.matching import citizen_skill, suggestion, wish
from tests.make.outbox import message
from tests.make.people import (
    agreement,
    authority,
    authority_elsewhere,
    case_worker,
    citizen,
    citizen_due,
    citizen_user,
    committee_member,
    consultant,
    contact,
    cpr,
    fact,
    facts,
    leader,
    place,
    spell,
    unit,
    user,
)
from tests.make.signin import position, signed_in, stand_in

__all__ = [
    "agreement",
    "authority",
    "authority_elsewhere",
    "case_worker",
    "citizen",
    "citizen_due",
    "citizen_skill",
    "citizen_user",
    "committee_member",
    "company",
    "company_user",
    "consultant",
    "contact",
    "course",
    "cpr",
    "fact",
    "facts",
    "leader",
    "message",
    "need",
    "opening",
    "partner",
    "partner_user",
    "place",
    "position",
    "production_unit",
    "proposal",
    "share",
    "signed_in",
    "spell",
    "staff",
    "stand_in",
    "suggestion",
    "task",
    "unit",
    "user",
    "wish",
]
