"""Answers of the policy and months of its figures."""

from datetime import date

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.goals.models import Answer, IndicatorValue
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.core.policy import Pack
from fodfaeste.installation import clock
from tests.make import people


def policy(authority: Authority | None = None) -> Pack:
    """The policy that runs today."""
    place = authority or people.authority()
    return policy_in_force(place, clock.today(place))


def answer(citizen: Citizen, **fields: object) -> Answer:
    """A current answer: due for a branch track as an insured person since 1 November 2026."""
    values = {
        "offer": "branchespor",
        "rule": "branchespor.forsikret",
        "state": "due",
        "due_on": date(2026, 11, 1),
        "pack_hash": policy(citizen.authority).hash,
        "on": date(2026, 11, 1),
        "recorded_at": clock.now(),
        **fields,
    }
    return Answer.objects.create(authority=citizen.authority, citizen=citizen, **values)


def figure(month: date, value: float | None = 50.0, **fields: object) -> IndicatorValue:
    """A month of the share whose branch track has begun: 50 per cent, 20 of 40."""
    authority = fields.pop("authority", None) or people.authority()
    values = {
        "indicator": "branchespor_begyndt",
        "numerator": 20,
        "denominator": 40,
        "as_of": month,
        "pack_hash": policy(authority).hash,
        "computed_at": clock.now(),
        **fields,
    }
    return IndicatorValue.objects.create(authority=authority, month=month, value=value, **values)
