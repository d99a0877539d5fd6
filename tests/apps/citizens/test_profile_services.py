"""Skills, wishes and profile facts: nothing is lost, nothing is written twice, and the journal knows."""

from datetime import date

import pytest

from fodfaeste.apps.citizens.models import CitizenSkill, Fact, Wish
from fodfaeste.apps.citizens.profile_services import (
    profile_record,
    skill_remove,
    skills_record,
    wish_record,
    wish_remove,
)
from fodfaeste.apps.journal.models import Event
from fodfaeste.bridge.profile import load_citizen_skills, load_profile, load_wishes
from tests import make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
MALE, MALKE = "male-overflader", "malke-koeer"


@pytest.fixture
def worker():
    return make.case_worker()


@pytest.fixture
def anna():
    return make.citizen()


def record(user, citizen, skills=(MALKE,), level=3, basis="eget_ord"):
    return skills_record(user=user, citizen=citizen, skills=list(skills), level=level, basis=basis)


def believed(citizen):
    rows = CitizenSkill.objects.filter(citizen=citizen, withdrawn_at__isnull=True)
    return {row.skill: (row.level, row.basis) for row in rows}


def changes(citizen):
    return list(Event.objects.filter(citizen=citizen, action="change").values_list("what", flat=True))


def test_another_level_withdraws_the_row_and_writes_a_new_one(worker, anna):
    record(worker, anna)
    record(worker, anna, level=4, basis="papir")
    assert believed(anna) == {MALKE: (4, "papir")}
    old = CitizenSkill.objects.get(citizen=anna, withdrawn_at__isnull=False)
    assert (old.level, old.recorded_by) == (3, worker)
    assert load_citizen_skills(anna.authority).rows() == [(anna.reference, MALKE, 4, "papir")]


def test_the_same_again_writes_nothing(worker, anna):
    record(worker, anna)
    assert record(worker, anna) == []
    assert CitizenSkill.objects.count() == 1
    assert changes(anna) == ["Kompetencer skrevet: Malke køer"]


def test_a_skill_removed_is_withdrawn_and_said_once(worker, anna):
    row = record(worker, anna)[0]
    for _twice in range(2):
        skill_remove(user=worker, skill=row)
    assert believed(anna) == {}
    assert changes(anna).count("Kompetence fjernet: Malke køer") == 1


def test_a_citizen_does_not_lower_what_was_seen_on_paper(worker, anna):
    record(worker, anna, level=4, basis="papir")
    assert record(make.citizen_user(anna), anna, skills=[MALKE, MALE], level=1)
    assert believed(anna) == {MALKE: (4, "papir"), MALE: (1, "eget_ord")}


def test_a_wish_turned_about_is_withdrawn(worker, anna):
    for strength in ("gerne", "gerne", "ikke"):
        wish_record(user=worker, citizen=anna, kind="branche", what="C", strength=strength)
    assert Wish.objects.filter(citizen=anna).count() == 2
    assert load_wishes(anna.authority).rows() == [(anna.reference, "branche", "C", "ikke")]
    assert changes(anna) == ["Ønske skrevet: Industri", "Ønske skrevet: Industri"]


def test_a_wish_removed_is_gone_from_the_snapshot_and_kept_in_history(worker, anna):
    wish = wish_record(user=worker, citizen=anna, kind="ophold", what="ja", strength="gerne")
    wish_remove(user=worker, wish=wish)
    assert load_wishes(anna.authority).is_empty()
    assert Wish.objects.filter(citizen=anna).count() == 1


def profile_of(citizen, name):
    found = load_profile(citizen.authority, TODAY)
    return found[name].to_list()[0] if found.height else None


def test_not_stated_and_none_are_told_apart(worker, anna):
    profile_record(user=worker, citizen=anna, values={"licences": "", "shifts": None, "hours_max": "20"})
    assert profile_of(anna, "licences") == []
    assert profile_of(anna, "shifts") is None
    assert profile_of(anna, "hours_max") == 20


def test_a_change_holds_from_today_and_the_past_stays(worker, anna):
    make.fact(anna, "hours_max", "37", valid_from=date(2026, 1, 1))
    assert profile_record(user=worker, citizen=anna, values={"hours_max": "20"}) == ["hours_max"]
    rows = Fact.objects.filter(citizen=anna, withdrawn_at__isnull=True).order_by("valid_from")
    assert [(row.value, row.valid_from, row.valid_to) for row in rows] == [
        ("37", date(2026, 1, 1), TODAY),
        ("20", TODAY, None),
    ]


def test_what_is_no_longer_stated_held_until_today(worker, anna):
    make.fact(anna, "limits", "stoej", valid_from=date(2026, 1, 1))
    profile_record(user=worker, citizen=anna, values={"limits": None})
    row = Fact.objects.get(citizen=anna, withdrawn_at__isnull=True)
    assert (row.value, row.valid_to) == ("stoej", TODAY)
    assert profile_of(anna, "limits") is None


def test_the_same_day_put_right_leaves_no_empty_stretch(worker, anna):
    for value in ("stoej", None, "alene"):
        profile_record(user=worker, citizen=anna, values={"limits": value})
    row = Fact.objects.get(citizen=anna, withdrawn_at__isnull=True)
    assert (row.value, row.valid_from, row.source) == ("alene", TODAY, "Sagsbehandler")


def test_the_journal_names_the_fact_and_never_what_it_says(worker, anna):
    profile_record(user=worker, citizen=anna, values={"limits": "tunge_loeft stoej", "hours_max": "20"})
    assert changes(anna) == ["Oplysninger rettet: skånehensyn, flest timer"]


def test_nothing_new_is_not_journalled(worker, anna):
    make.fact(anna, "hours_max", "37")
    assert profile_record(user=worker, citizen=anna, values={"hours_max": "37", "limits": None}) == []
    assert changes(anna) == []
