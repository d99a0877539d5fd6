"""The builders themselves."""

import re

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def test_each_builder_makes_a_valid_object_from_nothing():
    citizen = make.citizen_due()
    for made in (
        make.case_worker(),
        make.leader(),
        make.committee_member(),
        make.place(),
        make.contact(citizen),
        make.agreement(citizen),
        make.spell(citizen, citizen.birth_date),
        *citizen.facts.all(),
    ):
        assert made.authority == make.authority()


def test_a_citizen_user_is_tied_to_the_citizen():
    user = make.citizen_user()
    assert user.citizen.user == user


def test_a_team_elsewhere_puts_its_people_elsewhere():
    team = make.unit(make.authority_elsewhere())
    assert make.case_worker(team).authority == make.citizen(unit=team).authority == team.authority


@pytest.mark.parametrize("number", range(0, 500, 7))
def test_no_cpr_number_is_a_living_persons(number):
    assert re.fullmatch(r"\d{4}(5[89]|[6-9]\d)[5-8]\d{3}", make.cpr(number))
