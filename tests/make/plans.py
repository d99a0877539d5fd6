"""Plans, choices and job logs."""

from datetime import date

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.plans.choice_services import choice_put
from fodfaeste.apps.plans.log_services import Applied, log_add
from fodfaeste.apps.plans.models import Choice, JobLogEntry, Plan
from fodfaeste.apps.plans.services import NewStep, plan_agree, plan_begin, plan_propose
from fodfaeste.installation import clock
from tests.make.people import case_worker, citizen_user


def alternative(name: str = "a", **fields: object) -> dict[str, object]:
    """One thing to choose, as it is shown."""
    return {
        "id": name,
        "kind": "own",
        "ref": "",
        "title": f"Mulighed {name}",
        "text": "",
        "reasons": [],
        **fields,
    }


def plan(citizen: Citizen, by: User | None = None, **fields: object) -> Plan:
    """A draft with one goal and one step of the citizen's."""
    steps = fields.pop("steps", [NewStep(what="Ring til skolen", who="citizen", kind="learning")])
    goals = str(fields.pop("goals", "Jeg vil være tømrer"))
    return plan_begin(user=by or _worker_of(citizen), citizen=citizen, goals=goals, steps=steps)


def plan_proposed(citizen: Citizen, by: User | None = None, **fields: object) -> Plan:
    """A plan put to the citizen."""
    worker = by or _worker_of(citizen)
    return plan_propose(user=worker, plan=plan(citizen, worker, **fields))


def plan_agreed(citizen: Citizen, by: User | None = None, **fields: object) -> Plan:
    """A plan that both have agreed to."""
    proposed = plan_proposed(citizen, by, **fields)
    user = citizen.user or citizen_user(citizen)
    return plan_agree(user=user, plan=proposed, version=proposed.version, how="signed_in")


def choice(plan: Plan, **fields: object) -> Choice:
    """Two alternatives put to the citizen of a plan."""
    values = {"about": "Hvilken vej først?", "alternatives": [alternative("a"), alternative("b")], **fields}
    return choice_put(user=plan.created_by, plan=plan, **values)


def log_entry(citizen: Citizen, by: User | None = None, **fields: object) -> JobLogEntry:
    """A job applied for today by an advert."""
    values = {
        "company": "Prøve Byg ApS",
        "title": "Tømrerlærling",
        "how": "advert",
        "applied_on": clock.today(citizen.authority),
        **fields,
    }
    user = by or citizen.user or citizen_user(citizen)
    return log_add(user=user, citizen=citizen, applied=Applied(**values))


def applied(**fields: object) -> Applied:
    """What an entry says."""
    values = {
        "company": "Prøve Byg ApS",
        "title": "Tømrerlærling",
        "how": "advert",
        "applied_on": date(2026, 11, 20),
        **fields,
    }
    return Applied(**values)


def _worker_of(citizen: Citizen) -> User:
    return citizen.case_worker or case_worker(citizen.unit)
