"""The pages of what a citizen can and wants, for the case worker and for the citizen."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fodfaeste.apps.citizens.models import CitizenSkill, Fact, Wish
from tests import make

pytestmark = pytest.mark.django_db

SENSITIVE = "Følsom: vises aldrig for en arbejdsgiver"


@pytest.fixture
def anna():
    return make.citizen()


@pytest.fixture
def at_work(client, anna):
    """A case worker's browser."""
    client.force_login(make.case_worker())
    return client


@pytest.fixture
def at_home(client, anna):
    """Anna's own browser."""
    client.force_login(make.citizen_user(anna))
    return client


def of(anna, page, *parts):
    return reverse(f"citizens:{page}", args=[anna.public_id, *parts])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_an_empty_page_says_not_stated_everywhere(at_work, anna):
    text = text_of(at_work.get(of(anna, "profile")))
    assert "Der er ikke skrevet nogen endnu." in text
    assert text.count("Ikke oplyst") >= 7
    assert SENSITIVE in text


def test_the_page_says_level_and_source_in_words_and_who_wrote_it(at_work, anna):
    who = make.case_worker(name="Bent Sagsbehandler")
    make.citizen_skill(anna, "malke-koeer", basis="papir", recorded_by=who)
    text = text_of(at_work.get(of(anna, "profile")))
    assert "Malke køer kan selv Bevis eller papir 23. november 2026 Bent Sagsbehandler" in text


def test_limits_are_functional_words(at_work, anna):
    make.facts(anna, limits="tunge_loeft", licences="")
    text = text_of(at_work.get(of(anna, "profile")))
    assert f"Skånehensyn Løft over 10 kg {SENSITIVE}" in text
    assert "Kørekort og beviser Ingen" in text


def test_a_leader_reads_and_is_offered_no_change(client, anna):
    make.citizen_skill(anna)
    client.force_login(make.leader())
    page = client.get(of(anna, "profile")).content.decode()
    assert "Ret eller fjern" not in page
    assert of(anna, "skill_add") not in page


def test_reading_takes_as_many_queries_for_many_skills_as_for_one(at_work, anna):
    make.citizen_skill(anna, "malke-koeer")
    make.wish(anna, "branche", "C")
    few = queries_of(at_work, of(anna, "profile"))
    for number in range(12):
        make.citizen_skill(anna, f"kompetence-{number}")
        make.wish(anna, "branche", "ABDEFGHIJKLM"[number])
    assert queries_of(at_work, of(anna, "profile")) == few


def queries_of(client, address):
    with CaptureQueriesContext(connection) as counted:
        client.get(address)
    return len(counted)


def test_searching_in_the_form_stores_nothing_and_keeps_the_rest(at_work, anna):
    data = {"skills-soeg": "malke", "level": "4", "find": "skills"}
    response = at_work.post(of(anna, "skill_add"), data)
    assert response.status_code == 200
    assert "Malke køer" in text_of(response)
    assert '<option value="4" selected>' in response.content.decode()
    assert not CitizenSkill.objects.exists()


def test_skills_found_are_added(at_work, anna):
    data = {"skills": ["malke-koeer", "maale-noejagtigt"], "level": "2", "basis": "rkv"}
    assert at_work.post(of(anna, "skill_add"), data).status_code == 302
    assert set(CitizenSkill.objects.values_list("skill", "level", "basis")) == {
        ("malke-koeer", 2, "rkv"),
        ("maale-noejagtigt", 2, "rkv"),
    }


def test_an_occupation_proposes_skills_and_stores_none_until_ticked(at_work, anna):
    make.citizen_skill(anna, "malke-koeer")
    address = f"{of(anna, 'skills_from_occupation')}?erhverv=kok"
    proposed = re.findall(r'name="skills" value="([^"]+)"', at_work.get(address).content.decode())
    assert len(proposed) >= 4
    assert CitizenSkill.objects.count() == 1
    at_work.post(address, {"skills": proposed[:2], "level": "3", "basis": "eget_ord"})
    assert CitizenSkill.objects.filter(skill__in=proposed, level=3).count() == 2
    left = re.findall(r'name="skills" value="([^"]+)"', at_work.get(address).content.decode())
    assert left == proposed[2:]


def test_a_removed_skill_cannot_be_opened_again(at_work, anna):
    row = make.citizen_skill(anna)
    assert at_work.post(of(anna, "skill", row.pk), {"remove": "1"}).status_code == 302
    assert at_work.get(of(anna, "skill", row.pk)).status_code == 404


def test_another_citizens_skill_and_wish_are_not_found(at_work, anna):
    bent = make.citizen()
    assert at_work.get(of(anna, "skill", make.citizen_skill(bent).pk)).status_code == 404
    assert at_work.post(of(anna, "wish_remove", make.wish(bent).pk)).status_code == 404


def test_facts_are_saved_as_facts_with_two_times(at_work, anna):
    response = at_work.post(of(anna, "profile_facts"), {"hours_max": "20", "limits": ["stoej", "alene"]})
    assert response.status_code == 302
    assert dict(Fact.objects.values_list("name", "value")) == {"hours_max": "20", "limits": "stoej alene"}


def test_a_wrong_number_comes_back_with_what_to_do(at_work, anna):
    response = at_work.post(of(anna, "profile_facts"), {"hours_max": "200"})
    assert response.status_code == 422
    assert "Skriv et helt tal fra 1 til 60." in text_of(response)
    assert not Fact.objects.exists()


def test_the_citizen_writes_in_their_own_word(at_home, anna):
    at_home.post(reverse("citizens:my_skill_add"), {"skills": ["malke-koeer"], "level": "3", "basis": "rkv"})
    at_home.post(reverse("citizens:my_wish_add", args=["ophold"]), {"strength": "gerne"})
    assert CitizenSkill.objects.get().basis == "eget_ord"
    assert Wish.objects.get().citizen == anna
    text = text_of(at_home.get(reverse("citizens:my_profile")))
    assert "Malke køer kan selv Dit eget ord" in text


def test_the_citizen_does_not_change_what_was_assessed(at_home, anna):
    row = make.citizen_skill(anna, basis="rkv")
    assert at_home.post(reverse("citizens:my_skill", args=[row.pk]), {"remove": "1"}).status_code == 403
    assert "Tal med din sagsbehandler" in text_of(at_home.get(reverse("citizens:my_profile")))


def test_the_citizen_sees_every_fact_and_changes_none(at_home, anna):
    make.facts(anna, limits="stoej")
    page = at_home.get(reverse("citizens:my_profile"))
    assert f"Støj {SENSITIVE}" in text_of(page)
    assert of(anna, "profile_facts") not in page.content.decode()
