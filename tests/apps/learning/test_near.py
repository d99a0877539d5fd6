"""Occupations near to what a citizen can, on screen: counted in needs, explained in words, never scored."""

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.journal.selectors import events_for_citizen
from fodfaeste.bridge.search import skills_asked
from tests import make

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("FODFAESTE_TODAY", ON.isoformat())


@pytest.fixture
def anna():
    """Someone who cooks by recipe, and once kept to the rules of hygiene."""
    return make.citizen_due(name="Anna Prøve")


@pytest.fixture
def worker(anna):
    return client_of(make.case_worker(anna.unit))


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def text(client, page):
    answer = client.get(page)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1]).split())


def near_of(person):
    return reverse("learning:near", args=[person.public_id])


def about(person, occupation):
    return f"{reverse('learning:occupation', args=[person.public_id])}?{urlencode({'erhverv': occupation})}"


def essentials(occupation):
    return [skill for skill, essential in skills_asked(occupation) if essential]


def knows(person, occupation, but=0):
    """Let a person have what an occupation cannot do without, but the last so many."""
    had = essentials(occupation)
    for skill in had[: len(had) - but]:
        make.citizen_skill(person, skill)


def test_the_occupation_one_can_most_of_stands_first_with_what_is_there_and_missing(anna, worker):
    for skill, _essential in skills_asked("kok"):
        make.citizen_skill(anna, skill)
    first, second, *_more = worker.get(near_of(anna)).content.decode().split("<h2><a")[1:]
    count = len(essentials("kok"))
    assert ">Kok</a>" in first
    assert f"Kan {count} af de {count} kompetencer, som næsten alle sådanne job beder om." in first
    assert "Kan:" in first
    assert "Mangler:" not in first
    assert "Mangler:" in second


def test_no_number_says_how_near_it_is(anna, worker):
    knows(anna, "kok", but=1)
    for page in (near_of(anna), about(anna, "kok")):
        shown = text(worker, page)
        assert "%" not in shown
        assert "score" not in shown.casefold()
        assert not re.search(r"\b\d{3,5}\b", shown.replace("2026", ""))


def test_without_skills_the_page_says_what_to_do(anna, worker):
    assert "Der er ikke skrevet, hvad borgeren kan." in text(worker, near_of(anna))
    shown = text(worker, about(anna, "kok"))
    assert "Der er ikke skrevet, hvad borgeren kan." in shown
    assert "Næsten alle sådanne job beder om" in shown


def test_a_former_occupation_gives_no_skill_by_itself(anna, worker):
    make.spell(anna, date(2020, 1, 1), kind="work", industry="I", ends=date(2024, 1, 1))
    assert "Der er ikke skrevet, hvad borgeren kan." in text(worker, near_of(anna))


def test_a_skill_no_occupation_asks_for_is_said(anna, worker):
    make.citizen_skill(anna, "noget-helt-andet")
    assert "Intet fag beder om det, der er skrevet." in text(worker, near_of(anna))


def test_an_occupation_one_will_not_work_in_is_left_out(anna, worker):
    knows(anna, "kok")
    make.wish(anna, "erhverv", "5120")
    assert not re.search(r"<h2><a[^>]*>Kok</a>", worker.get(near_of(anna)).content.decode())


def test_a_skill_that_was_withdrawn_counts_no_more(anna, worker):
    make.citizen_skill(anna, essentials("kok")[0], withdrawn_at=anna.created_at)
    assert "Der er ikke skrevet, hvad borgeren kan." in text(worker, near_of(anna))


def test_what_is_missing_has_its_course_with_weeks_price_and_start(anna, worker):
    knows(anna, "kok", but=1)
    make.course(title="Det sidste", skills={essentials("kok")[-1]: 3}, weeks=2, price=1500)
    shown = text(worker, about(anna, "kok"))
    assert "der giver det, der mangler Det sidste, Prøveskolen · 2 uger · 1.500 kr. · begynder" in shown
    assert "Samlet pris" not in shown


def test_several_courses_are_summed_and_what_none_gives_is_told(anna, worker):
    knows(anna, "kok", but=3)
    lacked = essentials("kok")[-3:]
    for skill in lacked[:2]:
        make.course(skills={skill: 3}, weeks=1.5, price=1000)
    shown = text(worker, about(anna, "kok"))
    assert "I alt 3 uger, taget efter hinanden. Samlet pris: 2.000 kr." in shown
    assert "Intet kursus i kataloget giver:" in shown


def test_the_courses_of_the_way_stand_in_the_order_they_begin(anna, worker):
    knows(anna, "kok", but=2)
    for number, skill in enumerate(essentials("kok")[-2:]):
        starts = [date(2027, 3 - number, 1)]
        make.course(title=f"Del {number}", skills={skill: 3}, weeks=number + 1, starts=starts)
    shown = text(worker, about(anna, "kok"))
    assert shown.index("Del 1") < shown.index("Del 0")


def test_another_authoritys_course_is_not_offered(anna, worker):
    knows(anna, "kok", but=1)
    make.course(make.authority_elsewhere(), skills={essentials("kok")[-1]: 3})
    assert "Intet kursus i kataloget giver det, der mangler." in text(worker, about(anna, "kok"))


def test_who_can_all_of_it_is_told_so(anna, worker):
    knows(anna, "kok")
    assert "Der mangler intet af det, næsten alle sådanne job beder om." in text(worker, about(anna, "kok"))


def test_the_skills_of_a_former_occupation_are_proposed_and_not_written(anna, worker):
    page = worker.get(about(anna, "kok")).content.decode()
    propose = f"{reverse('citizens:skills_from_occupation', args=[anna.public_id])}?erhverv=kok"
    assert f'href="{propose}"' in page
    assert anna.skills.count() == 0


def test_a_leader_is_not_led_to_a_form_that_only_case_workers_have(anna):
    assert "Vælg kompetencer" not in text(client_of(make.leader()), about(anna, "kok"))


def test_other_occupations_are_one_press_away(anna, worker):
    page = worker.get(about(anna, "kok")).content.decode()
    others = re.search(r"Fag, der beder om meget af det samme</h2>\s*<ul>(.*?)</ul>", page, re.S).group(1)
    links = re.findall(r'href="([^"]+)"', others)
    assert links
    assert all(worker.get(link).status_code == 200 for link in links)


def test_without_a_script_another_occupation_is_found_by_a_button(anna, worker):
    bare = reverse("learning:occupation", args=[anna.public_id])
    page = worker.get(bare, {"erhverv-soeg": "kok", "find": ""}).content.decode()
    assert re.search(r'type="radio"[^>]*value="kok"', page)
    assert "Vælg fra listen." in text(worker, about(anna, "findes-ikke"))


def test_the_citizen_sees_the_same_of_themselves_in_own_words(anna):
    knows(anna, "kok", but=1)
    own = client_of(make.citizen_user(anna))
    shown = text(own, reverse("learning:my_near"))
    assert "Du kan" in shown
    assert "Borgeren" not in shown
    assert "Har du arbejdet i faget?" in text(own, f"{reverse('learning:my_occupation')}?erhverv=kok")


def test_every_look_is_journalled(anna, worker):
    text(worker, near_of(anna))
    text(worker, about(anna, "kok"))
    said = list(events_for_citizen(anna).values_list("what", flat=True))
    assert {"Fag i nærheden", "Det, der mangler til et fag"} <= set(said)


def test_many_skills_and_courses_take_few_questions(anna, worker, django_assert_num_queries):
    for skill in {*essentials("kok"), *essentials("tjener")}:
        make.citizen_skill(anna, skill)
    for skill in essentials("maler"):
        make.course(skills={skill: 3})
    with django_assert_num_queries(6):
        worker.get(near_of(anna))
    with django_assert_num_queries(10):
        worker.get(about(anna, "maler"))


def test_looking_up_an_occupation_shows_those_that_ask_for_the_same(worker):
    page = text(worker, f"{reverse('learning:search')}?slags=erhverv&valgt=kok")
    assert "Fag, der beder om meget af det samme" in page
