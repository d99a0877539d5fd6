"""People shown to a company: exactly what each allowed, gone after a withdrawal, and its answer to each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fodfaeste.apps.introductions.services import introduction_withdraw
from fodfaeste.apps.journal.selectors import events_for_citizen
from tests import make
from tests.make import introductions

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    citizen = make.citizen(unit=make.unit(), name="Else Prøvesen")
    make.citizen_skill(citizen)
    make.facts(citizen, licences="koerekort_b", limits="tunge_loeft")
    return citizen


@pytest.fixture
def asked(person):
    return introductions.introduction_yes(person)


@pytest.fixture
def owner(asked):
    return make.company_user(asked.opening.unit.company)


def address(asked):
    return reverse("companies:own_person", args=[asked.public_id])


def read(client, page):
    return client.get(page).content.decode()


def test_a_company_reads_what_was_allowed_without_name_limit_or_number(client, asked, owner, person):
    client.force_login(owner)
    page = read(client, address(asked))
    assert "opskrift" in page
    assert not any(word in page for word in (person.name, "løft", "Løft", person.reference, person.public_id))
    assert "%" not in page.partition("<main")[2].partition("</main")[0]


def test_the_name_comes_when_the_company_wants_to_meet(client, asked, owner, person):
    client.force_login(owner)
    assert client.post(address(asked), {"answer": "named"}).status_code == 302
    assert person.name in read(client, address(asked))


@pytest.mark.parametrize(
    ("answer", "said"), [("interested", "I vil gerne høre mere"), ("declined", "I har sagt nej tak")]
)
def test_another_answer_is_kept_and_shows_no_name(client, asked, owner, person, answer, said):
    client.force_login(owner)
    client.post(address(asked), {"answer": answer})
    page = read(client, address(asked))
    assert said in page
    assert person.name not in page


def test_the_citizen_and_the_consultant_read_the_answer(client, asked, owner, person):
    client.force_login(owner)
    client.post(address(asked), {"answer": "interested"})
    client.force_login(make.citizen_user(person))
    own = reverse("introductions:my_introduction", args=[asked.public_id])
    assert "Virksomheden ville gerne høre mere" in read(client, own)
    client.force_login(make.consultant())
    listed = reverse("introductions:asked", args=[asked.opening.public_id])
    assert "Virksomheden ville gerne høre mere" in read(client, listed)


def test_an_answer_that_is_none_is_refused(client, asked, owner):
    client.force_login(owner)
    assert client.post(address(asked), {"answer": "ansat"}).status_code == 422


def test_after_a_withdrawal_nothing_is_left_to_see_or_answer(client, asked, owner, person):
    client.force_login(owner)
    client.post(address(asked), {"answer": "named"})
    introduction_withdraw(user=None, introduction=asked)
    gone = client.get(address(asked))
    assert (gone.status_code, "trukket sit ja tilbage" in gone.content.decode()) == (404, True)
    assert client.post(address(asked), {"answer": "named"}).status_code == 404
    for page in ("own_front", "own_people"):
        said = read(client, reverse(f"companies:{page}"))
        assert person.name not in said
        assert asked.public_id not in said


def test_a_cv_without_a_name_is_called_the_same_when_another_is_taken_back(client, asked, owner):
    other = make.citizen(unit=make.unit())
    make.citizen_skill(other)
    later = introductions.introduction_yes(other, asked.opening)
    client.force_login(owner)
    mark = f"CV {later.public_id[:4].upper()}"
    people = reverse("companies:own_people")
    assert mark in read(client, people)
    introduction_withdraw(user=None, introduction=asked)
    assert mark in read(client, people)
    assert mark in read(client, address(later))


def test_another_company_and_one_elsewhere_see_nothing(client, asked):
    elsewhere = make.company(make.authority_elsewhere(), cvr=asked.opening.unit.company.cvr)
    for other in (
        make.company_user(username="anden"),
        make.company_user(elsewhere, username="andetsteds"),
    ):
        client.force_login(other)
        assert client.get(address(asked)).status_code == 404
        assert asked.public_id not in read(client, reverse("companies:own_people"))


def test_every_look_is_journalled_for_the_citizen(client, asked, owner, person):
    client.force_login(owner)
    client.get(reverse("companies:own_front"))
    client.get(reverse("companies:own_people"))
    client.get(address(asked))
    looks = events_for_citizen(person).filter(actor=owner)
    assert sorted(look.action for look in looks) == ["list", "list", "see"]


@pytest.mark.parametrize("page", ["own_people", "own_front", "own_opening"])
def test_many_people_take_the_same_number_of_queries_as_few(client, asked, owner, person, page):
    given = [asked.opening.public_id] if page == "own_opening" else []
    client.force_login(owner)
    taken = []
    for more in (2, 8):
        for _number in range(more):
            other = make.citizen(unit=person.unit)
            make.citizen_skill(other)
            introductions.introduction_yes(other, asked.opening)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(reverse(f"companies:{page}", args=given)).status_code == 200
        taken.append(len(counted))
    assert taken[0] == taken[1]
