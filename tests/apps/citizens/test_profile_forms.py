"""The form of what work must fit, and the form of a wish."""

import pytest
from django.http import QueryDict

from fodfaeste.apps.citizens.profile_fact_form import ProfileForm
from fodfaeste.apps.citizens.profile_forms import WishForm
from fodfaeste.core.profile import PROFILE
from tests import make

NOTHING = dict.fromkeys(PROFILE)


def values_of(data: str, known=None):
    form = ProfileForm(known or {}, QueryDict(data))
    assert form.is_valid(), form.errors
    return form.values


def test_nothing_filled_in_is_not_stated():
    assert values_of("x=") == NOTHING


def test_none_is_said_and_is_not_the_same_as_nothing():
    said = values_of("limits=ingen&licences=ingen&no_language=on")
    assert {name for name, value in said.items() if value == ""} == {"limits", "licences", "languages"}


def test_codes_and_languages_are_written_as_facts_keep_them():
    said = values_of("shifts=dag&shifts=aften&language_da=3&language_en=1&hours_min=10&reach_minutes=45")
    assert said == NOTHING | {
        "shifts": "dag aften",
        "languages": "da:3 en:1",
        "hours_min": "10",
        "reach_minutes": "45",
    }


@pytest.mark.parametrize(
    "known", [{}, {"limits": "", "languages": ""}, {"limits": "stoej", "languages": "da:2"}]
)
def test_what_is_known_comes_back_unchanged(known):
    form = ProfileForm(known)
    data = QueryDict(mutable=True)
    for name in form.fields:
        value = form[name].value()
        if value not in (None, "", False):
            data.setlist(name, value if isinstance(value, list) else [value])
    assert values_of(data.urlencode() or "x=") == NOTHING | known


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ("hours_min=30&hours_max=20", "hours_min"),
        ("hours_max=0", "hours_max"),
        ("hours_max=61", "hours_max"),
        ("hours_max=mange", "hours_max"),
        ("reach_minutes=241", "reach_minutes"),
        ("limits=ingen&limits=stoej", "limits"),
        ("licences=flyver", "licences"),
        ("no_language=on&language_da=2", "no_language"),
    ],
)
def test_what_does_not_fit_is_refused_where_it_stands(data, field):
    assert list(ProfileForm({}, QueryDict(data)).errors) == [field]


@pytest.mark.django_db
@pytest.mark.parametrize(("wide", "kept"), [("", "5120"), ("&wide=on", "512")])
def test_a_wish_for_an_occupation_is_kept_as_its_isco_group(wide, kept):
    form = WishForm("erhverv", make.authority(), QueryDict(f"what=kok&strength=gerne{wide}"))
    assert form.is_valid()
    assert form.cleaned_data["what"] == kept


@pytest.mark.django_db
def test_a_wish_for_a_workplace_is_found_by_company_and_kept_as_its_p_number():
    unit = make.production_unit()
    form = WishForm("arbejdssted", unit.authority, QueryDict("what=1&strength=gerne"))
    found = form.fields["what"].find(unit.company.name[:5].upper())
    assert [one.id for one in found] == [unit.p_number]
    assert not form.is_valid()


@pytest.mark.django_db
def test_workplaces_of_another_municipality_are_not_found():
    unit = make.production_unit()
    form = WishForm("arbejdssted", make.authority_elsewhere(), None)
    assert form.fields["what"].find(unit.p_number) == []
