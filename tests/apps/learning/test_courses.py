"""The catalogue of courses on screen."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.learning.courses_page import weeks_in_words
from fodfaeste.apps.learning.selectors import courses_found
from fodfaeste.installation.clock import now
from tests import make

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 22)
COURSES = reverse("learning:courses")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("FODFAESTE_TODAY", ON.isoformat())


@pytest.fixture
def visitor():
    client = Client()
    client.force_login(make.case_worker())
    return client


def text_of(answer):
    return " ".join(answer.content.decode().split())


def titles(user, text=""):
    return [course.title for course in courses_found(user, text, ON)]


def test_the_next_to_start_stands_first_and_what_has_no_start_last():
    make.course(title="uden", starts=[])
    make.course(title="senere", starts=[date(2026, 12, 1)])
    make.course(title="først", starts=[date(2026, 11, 1), date(2026, 11, 23)])
    make.course(title="trukket", withdrawn_at=now())
    assert titles(make.leader()) == ["først", "senere", "uden"]


def test_a_course_is_found_by_words_of_title_and_provider():
    make.course(title="Ældrepleje", provider="Skolen i Århus")
    make.course(title="Svejsning")
    assert titles(make.leader(), "ældre") == titles(make.leader(), "århus ÆLDRE") == ["Ældrepleje"]


def test_another_authority_sees_no_course():
    make.course()
    assert titles(make.leader(make.authority_elsewhere())) == []


def test_a_line_says_everything_in_words(visitor):
    make.course(
        title="Hygiejne", weeks=0.6, price=1100, seats=None, skills={"foedevarehygiejne": 3, "ukendt": 2}
    )
    page = text_of(visitor.get(COURSES))
    for said in ("0,6 uge", "1.100 kr.", "ikke oplyst", "22.12.2026", "Grenaa", "(kan selv)", "ukendt"):
        assert said in page


@pytest.mark.parametrize(
    ("weeks", "said"), [(1, "1 uge"), (2, "2 uger"), (0.4, "0,4 uge"), (1.5, "1,5 uger")]
)
def test_weeks_are_said_as_people_say_them(weeks, said):
    assert weeks_in_words(weeks) == said


def test_an_empty_catalogue_and_an_empty_search_say_so(visitor):
    assert "De kommer med, når de er indlæst" in text_of(visitor.get(COURSES))
    assert "Intet kursus passer" in text_of(visitor.get(COURSES, {"q": "findes ikke"}))


def test_a_full_page_takes_few_questions(visitor, django_assert_max_num_queries):
    for _number in range(52):
        make.course(skills={"foedevarehygiejne": 3})
    with django_assert_max_num_queries(6):
        answer = visitor.get(COURSES)
    assert text_of(answer).count("<tr>") == 51
