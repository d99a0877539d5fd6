"""What is not settled, on one page: counted, listed, and with the reading used meanwhile."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.bridge.law import law_here
from tests.make import goals, people
from tests.make.greenland import sermersooq

pytestmark = pytest.mark.django_db

PAGE = reverse("goals:questions")
TODAY = date(2026, 11, 23)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(client: Client, page: str) -> str:
    return " ".join(client.get(page).content.decode().split())


def test_every_question_stands_with_its_reading_and_who_should_settle_it() -> None:
    page = text(client_of(people.leader()), PAGE)
    for question in goals.policy().questions:
        assert question.reading.da in page
        assert question.owner.da in page


def test_every_value_that_is_ours_is_shown_as_not_decided() -> None:
    page = text(client_of(people.leader()), PAGE)
    values = goals.policy().values
    assert f"{len(values)} værdier, som ingen har besluttet" in page
    for value in values:
        assert f'{value.title.da} <span class="badge badge-warning">ikke besluttet</span>' in page


def test_rules_of_the_law_that_nobody_has_verified_are_counted_and_listed() -> None:
    client = client_of(people.leader())
    law = law_here(people.authority(), TODAY)
    unverified = [rule.id for rule in law.rules_on(TODAY) if rule.certainty == "unverified"]
    first = client.get(PAGE)
    pages = first.context["page"].paginator
    listed = [
        line.rule.id for n in pages.page_range for line in client.get(PAGE, {"side": n}).context["lines"]
    ]
    assert listed == unverified
    assert f"{len(unverified)} regler i loven, der ikke er efterprøvet" in text(client, PAGE)


def test_a_group_whose_place_in_the_law_is_not_verified_is_named() -> None:
    page = client_of(people.leader()).get(PAGE)
    assert {row.group.id for row in page.context["groups"]} == {
        group.id for group in goals.policy().groups if group.certainty == "unverified"
    }


def test_the_questions_about_the_law_are_those_of_the_own_country() -> None:
    page = client_of(people.leader(sermersooq())).get(PAGE)
    assert page.context["law"].legal_system == "greenland"


def test_the_page_takes_no_question_to_the_database_beside_the_sign_in(django_assert_num_queries) -> None:
    client = client_of(people.leader())
    client.get(PAGE)
    with django_assert_num_queries(2):  # session, user with authority
        client.get(PAGE)
