"""An opening's people: three groups, the longest wait first, and nothing of limits or standing."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.journal.selectors import events_for_citizen
from tests import make

pytestmark = pytest.mark.django_db


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def text(client, page):
    answer = client.get(page)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1]).split())


@pytest.fixture
def bakery():
    """A job that needs baking and hygiene, and a course that gives hygiene."""
    opening = make.opening(title="Bager")
    make.need(opening, "bage-broed")
    make.need(opening, "foedevarehygiejne")
    make.course(title="Hygiejnekursus", skills={"foedevarehygiejne": 3})
    return opening


def baker(name, began=None, unit="Team Nord", can=("bage-broed", "foedevarehygiejne"), level=3):
    person = make.citizen(name=name, unit=make.unit(name=unit), place=make.place())
    if began:
        make.fact(person, "unemployment_started", began)
    for skill in can:
        make.citizen_skill(person, skill, level=level)
    return person


def people_of(opening, query=""):
    return reverse("matching:people", args=[opening.public_id]) + query


def test_people_stand_in_three_groups(bakery):
    baker("Alt")
    baker("Efterkursus", can=["bage-broed"])
    baker("Noget", can=["foedevarehygiejne"])
    page = text(client_of(make.leader()), people_of(bakery, "?nogle=1"))
    whole, course, some = (page.index(name) for name in ("Alt ", "Efterkursus", "Noget "))
    assert page.index("Kan alt det nødvendige") < whole < page.index("efter et kursus") < course
    assert course < page.index("Kan noget af det") < some
    assert "Hygiejnekursus" in page
    assert "1 af 2 behov" in page


def test_the_longest_wait_stands_first_and_the_unknown_last(bakery):
    baker("Ukendt", level=4)
    baker("Kort", date(2026, 10, 1), level=4)
    baker("Lang", date(2025, 1, 1), level=2)
    page = text(client_of(make.leader()), people_of(bakery))
    assert page.index("Lang") < page.index("Kort") < page.index("Ukendt")


def test_the_last_group_is_folded(bakery):
    baker("Noget", can=["foedevarehygiejne"])
    leader = client_of(make.leader())
    assert "Noget " not in text(leader, people_of(bakery))
    assert "?nogle=1" in leader.get(people_of(bakery)).content.decode()
    assert "Noget " in text(leader, people_of(bakery, "?nogle=1"))


def test_a_case_worker_sees_the_people_of_the_own_unit(bakery):
    baker("Vores")
    baker("Deres", unit="Team Syd")
    page = text(client_of(make.case_worker(make.unit(name="Team Nord"))), people_of(bakery))
    assert "Vores" in page
    assert "Deres" not in page


def test_a_consultant_sees_names_and_opens_no_case(bakery):
    baker("Vores")
    baker("Deres", unit="Team Syd")
    page = client_of(make.consultant()).get(people_of(bakery)).content.decode()
    assert "Vores" in page
    assert "Deres" in page
    assert "/borgere/" not in page.split("<main")[1].replace(people_of(bakery), "")


def test_a_consultant_is_not_told_the_unit_for_its_name_can_tell_of_health(bakery):
    baker("Vores", unit="Team Sygdom")
    assert "Team Sygdom" not in text(client_of(make.consultant()), people_of(bakery))
    assert "Team Sygdom" in text(client_of(make.leader()), people_of(bakery))


def test_limits_benefit_and_group_are_never_said(bakery):
    person = baker("Anna")
    make.facts(person, limits="stoej", benefit="dagpenge", target_group="forsikret", readiness="jobparat")
    page = text(client_of(make.leader()), people_of(bakery)).casefold()
    for word in ("støj", "skånehensyn", "dagpenge", "forsikret", "jobparat", "%"):
        assert word not in page, word


def test_only_those_shown_are_journalled_as_listed(bakery):
    shown, folded = baker("Vist"), baker("Foldet", can=["foedevarehygiejne"])
    text(client_of(make.consultant()), people_of(bakery))
    assert events_for_citizen(shown).get().action == "list"
    assert not events_for_citizen(folded).exists()


def test_each_group_has_its_own_pages(bakery):
    for number in range(51):
        baker(f"Kan {number:02}", date(2026, 1, 1))
    baker("Efterkursus", can=["bage-broed"])
    leader = client_of(make.leader())
    assert leader.get(people_of(bakery)).content.decode().count("<tr><th") == 51 + 2
    second = leader.get(people_of(bakery, "?alle=2")).content.decode()
    assert second.count("<tr><th") == 2 + 2
    assert "Efterkursus" in second


@pytest.mark.parametrize("count", [1, 20])
def test_the_number_of_queries_is_the_same_for_one_and_for_many(count, bakery, django_assert_num_queries):
    for number in range(count):
        baker(f"Kan {number}", date(2026, 1, 1))
        baker(f"Efter {number}", can=["bage-broed"])
    leader = client_of(make.leader())
    with django_assert_num_queries(28):
        leader.get(people_of(bakery))


def test_whoever_cannot_take_it_is_not_there(bakery):
    refuses = baker("Siger nej")
    make.wish(refuses, "aabning", bakery.kind)
    assert "Siger nej" not in text(client_of(make.leader()), people_of(bakery))


def test_who_has_left_the_effort_is_not_there(bakery):
    left = baker("Gik i job")
    make.fact(left, "target_group", "forsikret", valid_from=date(2025, 1, 1), valid_to=date(2026, 3, 1))
    back = baker("Kom igen")
    make.fact(back, "target_group", "forsikret", valid_from=date(2025, 1, 1), valid_to=date(2026, 3, 1))
    make.fact(back, "target_group", "forsikret", valid_from=date(2026, 4, 1))
    page = text(client_of(make.consultant()), people_of(bakery))
    assert ("Gik i job" in page, "Kom igen" in page) == (False, True)
