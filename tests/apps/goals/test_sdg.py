"""The world's goals on screen: what serves which, and how it stands."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.make import goals, people
from tests.make.greenland import sermersooq

pytestmark = pytest.mark.django_db

PAGE = reverse("goals:sdg")


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_each_goal_of_the_text_stands_with_the_lines_that_serve_it() -> None:
    pack = goals.policy()
    shown = {goal.entry.id: goal for goal in client_of(people.leader()).get(PAGE).context["goals"]}
    assert list(shown) == [entry.id for entry in pack.entries if entry.form == "sdg"]
    for id_, goal in shown.items():
        assert [line.entry.id for line in goal.lines] == [one.id for one in pack.entries if id_ in one.sdg]
        assert all(line.states for line in goal.lines)


def test_a_figure_that_serves_a_goal_is_shown_as_not_decided() -> None:
    place = sermersooq()
    goals.figure(date(2026, 10, 1), value=51.24, indicator="opkvalificering_begyndt", authority=place)
    answer = client_of(people.leader(place)).get(PAGE)
    shown = {goal.entry.id: [figure.value for figure in goal.figures] for goal in answer.context["goals"]}
    assert "51,2 %" in shown["sdg.4"]
    assert "ikke besluttet" in answer.content.decode()


def test_a_goal_that_no_figure_follows_says_so() -> None:
    assert "Intet tal følger målet endnu." in client_of(people.leader()).get(PAGE).content.decode()


def test_a_text_without_the_worlds_goals_says_so() -> None:
    place = people.authority("haderslev", name="Haderslev Kommune", code="510", policy="haderslev")
    assert "nævner ingen verdensmål" in client_of(people.leader(place)).get(PAGE).content.decode()


def test_a_small_number_of_people_is_not_told_the_committee() -> None:
    for _ in range(4):
        goals.answer(people.citizen())
    assert "kører: 4" not in client_of(people.committee_member()).get(PAGE).content.decode()


def test_the_page_takes_few_questions_to_the_database(django_assert_num_queries) -> None:
    client = client_of(people.leader())
    client.get(PAGE)
    with django_assert_num_queries(4):  # session, user with authority, figures, people
        client.get(PAGE)
