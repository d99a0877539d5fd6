"""Signing in and out with a local account."""

from datetime import timedelta

import pytest
from django.urls import reverse

from fodfaeste.apps.accounts import tries
from fodfaeste.apps.accounts.models import FailedSignIn
from fodfaeste.apps.journal.models import Event
from fodfaeste.installation import clock
from tests import make

pytestmark = pytest.mark.django_db

PASSWORD = "en lang adgangskode"


@pytest.fixture
def leader():
    return make.leader(username="lone", password=PASSWORD)


def sign_in(client, username="lone", password=PASSWORD, **more):
    return client.post(reverse("accounts:sign_in"), {"username": username, "password": password, **more})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_the_right_password_lets_in_and_is_journalled(client, leader):
    assert sign_in(client).status_code == 302
    assert is_signed_in(client)
    assert list(Event.objects.values_list("action", "actor")) == [("sign_in", leader.pk)]


def test_a_wrong_password_does_not_and_says_no_more_than_that(client, leader):
    wrong = sign_in(client, password="en anden adgangskode")
    unknown = sign_in(client, username="findes-ikke", password="en anden adgangskode")
    assert wrong.status_code == unknown.status_code == 422
    assert "passer ikke sammen" in wrong.content.decode()
    assert "passer ikke sammen" in unknown.content.decode()
    assert not is_signed_in(client)


def test_a_user_who_has_left_is_not_let_in(client, leader):
    leader.is_active = False
    leader.save()
    assert sign_in(client).status_code == 422


def test_signing_out_ends_the_session_and_is_journalled(client, leader):
    sign_in(client)
    assert client.post(reverse("accounts:sign_out")).status_code == 302
    assert not is_signed_in(client)
    assert Event.objects.latest("pk").action == "sign_out"


def test_a_link_cannot_sign_anyone_out(client, leader):
    sign_in(client)
    assert client.get(reverse("accounts:sign_out")).status_code == 405
    assert is_signed_in(client)


def fail(client, times=tries.TRIES, **more):
    for _ in range(times):
        sign_in(client, password="en anden adgangskode", **more)


def test_after_five_wrong_tries_the_right_password_waits_too(client, leader):
    fail(client)
    answer = sign_in(client)
    assert "Vent et kvarter" in answer.content.decode()
    assert not is_signed_in(client)


def test_four_wrong_tries_are_forgiven_by_the_right_one(client, leader):
    fail(client, tries.TRIES - 1)
    assert sign_in(client).status_code == 302
    assert not FailedSignIn.objects.exists()


def test_a_quarter_later_the_right_password_lets_in(client, leader):
    fail(client)
    FailedSignIn.objects.update(at=clock.true_now() - tries.WAIT - timedelta(seconds=1))
    assert sign_in(client).status_code == 302


def test_wrong_tries_elsewhere_do_not_lock_a_person_out(client, leader):
    for _ in range(tries.TRIES):
        client.post(
            reverse("accounts:sign_in"),
            {"username": "lone", "password": "en anden adgangskode"},
            REMOTE_ADDR="192.0.2.7",
        )
    assert sign_in(client).status_code == 302


def test_another_spelling_of_the_name_gives_no_more_tries(client, leader):
    fail(client, username="LONE")
    assert "Vent et kvarter" in sign_in(client).content.decode()


def test_behind_the_proxy_its_last_word_is_the_address(rf, settings):
    request = rf.get("/", headers={"X-Forwarded-For": "198.51.100.1, 192.0.2.9"}, REMOTE_ADDR="127.0.0.1")
    assert tries.address_of(request) == "127.0.0.1"
    settings.IS_HTTPS = True
    assert tries.address_of(request) == "192.0.2.9"


def test_old_tries_are_forgotten(client, leader):
    fail(client)
    FailedSignIn.objects.update(at=clock.true_now() - tries.WAIT)
    assert tries.failed_sign_ins_forget() == tries.TRIES


def test_the_page_that_was_asked_for_comes_next(client, leader):
    gate = client.get(reverse("journal:review"))
    assert gate.headers["Location"] == "/log-ind/?next=/logbog/"
    assert sign_in(client, next="/logbog/").headers["Location"] == "/logbog/"


@pytest.mark.parametrize("wanted", ["https://example.com/", "//example.com/", "javascript:alert(1)"])
def test_never_another_host(client, leader, wanted):
    assert "example.com" not in sign_in(client, next=wanted).headers["Location"]
    assert "javascript" not in client.get("/log-ind/", {"next": wanted}).headers["Location"]


def test_the_password_is_not_shown_again(client, leader):
    assert "en anden adgangskode" not in sign_in(client, password="en anden adgangskode").content.decode()
