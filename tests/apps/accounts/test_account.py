"""One's own account: where one is signed in, for how long, and with which password."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.accounts.models import SignedIn
from fodfaeste.apps.accounts.sessions import sessions_forget_old
from fodfaeste.apps.journal.models import Event
from fodfaeste.installation import clock
from tests import make

pytestmark = pytest.mark.django_db

PASSWORD, NEW = "en lang adgangskode", "blå gulerødder synger"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36"
)


@pytest.fixture
def leader():
    return make.leader(username="lone", password=PASSWORD)


def come_in(browser, **more):
    return browser.post("/log-ind/", {"username": "lone", "password": PASSWORD}, **more)


def is_in(browser):
    return browser.get("/min-konto/").status_code == 200


@pytest.fixture
def inside(client, leader):
    come_in(client)
    return client


def moved_back(client, **ages):
    """As if the session had begun or been seen so long ago."""
    session = client.session
    for name, age in ages.items():
        session[name] = int((clock.true_now() - age).timestamp())
    session.save()


def test_the_session_gets_a_new_id_when_somebody_comes_in(client, leader):
    client.get("/log-ind/kommune/employee/")
    client.session.save()
    before = client.session.session_key
    come_in(client)
    assert client.session.session_key not in (None, before)


def test_one_sees_where_one_is_signed_in_and_ends_it_from_another_device(inside):
    phone = Client()
    come_in(phone, headers={"User-Agent": ANDROID})
    assert "Chrome, Android" in inside.get("/min-konto/").content.decode()
    session = SignedIn.objects.get(device="Chrome, Android")
    assert inside.post(reverse("accounts:session_end", args=[session.pk])).status_code == 302
    assert not is_in(phone)
    assert is_in(inside)
    assert Event.objects.filter(what="Log ud fra en anden enhed").exists()


def test_nobody_ends_the_session_of_somebody_else(inside):
    other = make.signed_in(make.leader())
    assert inside.post(reverse("accounts:session_end", args=[other.pk])).status_code == 404
    assert SignedIn.objects.filter(pk=other.pk).exists()


def test_log_out_everywhere_ends_every_session_of_the_person(inside):
    phone = Client()
    come_in(phone)
    assert inside.post("/log-ud/overalt/").headers["Location"] == "/log-ind/"
    assert not is_in(phone)
    assert not is_in(inside)
    assert not SignedIn.objects.exists()


@pytest.mark.parametrize(
    "ages", [{"seen": timedelta(minutes=61)}, {"began": timedelta(hours=8, minutes=1)}], ids=["idle", "long"]
)
def test_a_session_ends_by_itself_and_the_page_is_remembered(inside, ages):
    moved_back(inside, **ages)
    came = inside.get("/logbog/")
    assert came.headers["Location"] == "/log-ind/?next=/logbog/"
    assert "du er logget ud" in inside.get("/log-ind/?next=/logbog/").content.decode()
    assert Event.objects.latest("pk").what == "Log ud: tiden var gået"
    assert not SignedIn.objects.exists()


def test_a_session_in_use_is_noted_once_a_minute(inside):
    moved_back(inside, seen=timedelta(minutes=59))
    SignedIn.objects.update(seen_at=clock.true_now() - timedelta(minutes=59))
    assert is_in(inside)
    assert SignedIn.objects.get().seen_at > clock.true_now() - timedelta(minutes=1)
    moved_back(inside, seen=timedelta(minutes=59))
    assert is_in(inside)


def test_in_the_demo_nobody_is_put_out_for_having_lunch(inside, settings):
    settings.DEMO = True
    moved_back(inside, seen=timedelta(hours=2))
    assert is_in(inside)


def test_a_session_from_before_there_were_limits_is_over(inside):
    session = inside.session
    del session["began"]
    session.save()
    assert not is_in(inside)


def test_an_account_that_is_closed_is_out_at_once(inside, leader):
    leader.is_active = False
    leader.save()
    assert not is_in(inside)


def change(browser, **values):
    return browser.post("/min-konto/adgangskode/", {"current": PASSWORD, "new": NEW, "again": NEW, **values})


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(inside, leader):
    phone = Client()
    come_in(phone)
    assert change(inside).status_code == 302
    leader.refresh_from_db()
    assert leader.check_password(NEW)
    assert is_in(inside)
    assert not is_in(phone)
    assert SignedIn.objects.get().session_key == inside.session.session_key


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"current": "en anden"}, "passer ikke"),
        ({"again": "noget andet"}, "ikke ens"),
        ({"new": "kort", "again": "kort"}, "for kort"),
    ],
)
def test_a_password_that_cannot_be_is_refused_with_a_reason(inside, leader, values, words):
    answer = change(inside, **values)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    leader.refresh_from_db()
    assert leader.check_password(PASSWORD)


def test_the_present_password_cannot_be_guessed_without_end(inside):
    for _ in range(5):
        change(inside, current="en anden")
    assert "Vent et kvarter" in change(inside).content.decode()


def test_somebody_with_two_local_positions_chooses_after_one_password(client, leader):
    make.position(leader, "committee")
    come_in(client)
    assert client.get("/log-ind/som/").content.decode().count('name="position"') == 2


def test_a_password_opens_no_position_that_a_broker_answers_for(client, leader):
    make.position(leader, "committee")
    leader.person.identifications.create(issuer="https://login.example.dk", subject_index="x" * 64)
    assert come_in(client).headers["Location"] != "/log-ind/som/"
    assert client.session["positions"] == [leader.pk]


def test_old_sessions_are_forgotten(leader):
    made = make.signed_in(leader)
    SignedIn.objects.filter(pk=made.pk).update(began_at=clock.true_now() - timedelta(days=2))
    make.signed_in(leader)
    assert sessions_forget_old() == 1
