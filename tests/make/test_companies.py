"""The builders of companies, openings and courses."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db


def test_each_builder_makes_a_valid_object_from_nothing():
    opening = make.opening()
    unit = make.production_unit()
    for made in (make.company(), unit, opening, make.course(skills={"madlavning": 3})):
        assert made.authority == make.authority()
    assert {make.need(opening).opening, make.task(opening).opening} == {opening}
    assert [row.unit for row in make.staff(unit)] == [unit] * 4


def test_what_is_made_elsewhere_lies_elsewhere_in_every_part():
    elsewhere = make.authority_elsewhere()
    opening = make.opening(authority=elsewhere)
    unit = opening.unit
    owners = (opening, unit, unit.company, unit.place, make.course(elsewhere), make.company(elsewhere))
    assert {made.authority for made in owners} == {elsewhere}
