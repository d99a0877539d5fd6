"""The second factor: asked for by role, each code good once, wrong ones counted, secrets locked."""

import re
from datetime import timedelta

import pyotp
import pytest

from fodfaeste.apps.accounts import second_factor, tries
from fodfaeste.apps.accounts.models import FailedSignIn, RecoveryCode, SecondFactor
from fodfaeste.apps.accounts.signin_file import Signin
from fodfaeste.apps.journal.models import Event
from fodfaeste.installation import clock
from tests import make

pytestmark = pytest.mark.django_db

PASSWORD = "en lang adgangskode"


@pytest.fixture
def leader():
    return make.leader(username="lone", password=PASSWORD)


@pytest.fixture
def demanded(monkeypatch):
    """Leaders must have a second factor."""
    for module in ("second_factor", "views", "sessions"):
        monkeypatch.setattr(
            f"fodfaeste.apps.accounts.{module}.signin_here", lambda: Signin(second_factor=("leader",))
        )


@pytest.fixture
def secret(leader):
    """The leader's app is set up; a code of an earlier half minute was the first one."""
    factor = second_factor.factor_begin(leader.person)
    kept = second_factor.secret_of(factor)
    earlier = now_code(kept, -1)
    second_factor.factor_confirm(user=leader, code=earlier, address="192.0.2.1")
    return kept


def now_code(secret, steps=0):
    return pyotp.TOTP(secret).at(clock.true_now() + timedelta(seconds=30 * steps))


def give_password(client, **more):
    return client.post("/log-ind/", {"username": "lone", "password": PASSWORD, **more})


def is_in(client):
    return "_auth_user_id" in client.session


def test_who_has_an_app_must_show_a_code_and_comes_to_the_page_asked_for(client, secret):
    assert give_password(client, next="/logbog/").headers["Location"] == "/log-ind/kode/"
    assert not is_in(client)
    assert client.post("/log-ind/kode/", {"code": now_code(secret)}).headers["Location"] == "/logbog/"
    assert is_in(client)


def test_the_password_alone_opens_no_page(client, secret):
    give_password(client)
    assert client.get("/min-dag/").status_code == 302
    assert client.post("/log-ind/som/", {"position": "1"}).headers["Location"] == "/log-ind/kode/"
    assert not is_in(client)


def test_a_code_is_good_once(client, secret):
    code = now_code(secret)
    give_password(client)
    client.post("/log-ind/kode/", {"code": code})
    client.post("/log-ud/")
    give_password(client)
    assert client.post("/log-ind/kode/", {"code": code}).status_code == 422
    assert not is_in(client)


@pytest.mark.parametrize("code", ["000000", "", "abc", "１２３４５６", "12345678901234567890"])
def test_a_wrong_code_lets_nobody_in(client, secret, code):
    give_password(client)
    assert client.post("/log-ind/kode/", {"code": code}).status_code == 422
    assert not is_in(client)


def test_after_five_wrong_codes_the_right_one_waits(client, secret):
    give_password(client)
    for _ in range(tries.TRIES):
        client.post("/log-ind/kode/", {"code": "000000"})
    answer = client.post("/log-ind/kode/", {"code": now_code(secret)})
    assert "Vent et kvarter" in answer.content.decode()
    assert not is_in(client)


def test_who_took_too_long_begins_again(client, secret, monkeypatch):
    give_password(client)
    monkeypatch.setattr("fodfaeste.apps.accounts.arriving.LASTS", -1)
    assert client.get("/log-ind/kode/").headers["Location"] == "/log-ind/"


def test_a_role_that_demands_it_sets_it_up_on_the_way_in(client, leader, demanded):
    assert give_password(client, next="/logbog/").headers["Location"] == "/log-ind/to-trin/"
    page = client.get("/log-ind/to-trin/").content.decode()
    picture = client.get("/log-ind/to-trin/qr.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content
    assert b"style" not in picture.content
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    done = client.post("/log-ind/to-trin/", {"code": now_code(secret)})
    codes = re.findall(r"<code>(\w{5}-\w{5})</code>", done.content.decode())
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    assert not is_in(client)
    assert client.post("/log-ind/som/").headers["Location"] == "/logbog/"
    assert is_in(client)
    assert Event.objects.filter(what="Totrinslogin slået til").exists()


def test_another_role_is_not_asked(client, demanded):
    make.case_worker(username="bo", password=PASSWORD)
    client.post("/log-ind/", {"username": "bo", "password": PASSWORD})
    assert is_in(client)


def test_a_code_on_paper_is_good_once_and_told_of_in_the_journal(client, leader, secret):
    codes = second_factor._recovery_codes(leader.person)
    give_password(client)
    assert client.post("/log-ind/kode/", {"code": codes[3].upper()}).status_code == 302
    assert is_in(client)
    assert Event.objects.filter(what="Nødkode brugt ved login").exists()
    client.post("/log-ud/")
    give_password(client)
    assert client.post("/log-ind/kode/", {"code": codes[3]}).status_code == 422
    assert second_factor.codes_left(leader.person) == second_factor.RECOVERY_CODES - 1


def test_neither_secret_nor_codes_stand_in_the_database(leader, secret):
    assert secret.encode() not in bytes(SecondFactor.objects.get().secret_encrypted)
    codes = second_factor._recovery_codes(leader.person)
    assert not RecoveryCode.objects.filter(code_index__in=[*codes, *(one.replace("-", "") for one in codes)])


def test_the_phone_is_changed_by_a_code_from_the_old_one(client, secret):
    give_password(client)
    client.post("/log-ind/kode/", {"code": now_code(secret)})
    assert client.post("/min-konto/to-trin/fjern/", {"code": "000000"}).status_code == 422
    assert client.post("/min-konto/to-trin/fjern/", {"code": now_code(secret, 1)}).status_code == 302
    assert not SecondFactor.objects.exists()
    assert secret not in client.get("/log-ind/to-trin/").content.decode().replace(" ", "")


def test_the_secret_is_not_shown_again_once_it_is_in_use(client, secret):
    give_password(client)
    client.post("/log-ind/kode/", {"code": now_code(secret)})
    assert client.get("/log-ind/to-trin/").headers["Location"] == "/min-konto/"
    assert client.get("/log-ind/to-trin/qr.svg").status_code == 302


def test_many_wrong_tries_from_everywhere_slow_an_account_down(client, leader):
    for number in range(tries.SLOW_AFTER + 2):
        tries.try_failed("lone", f"192.0.2.{number}")
    assert "Vent et minut" in give_password(client).content.decode()
    FailedSignIn.objects.update(at=clock.true_now() - tries.SLOWEST)
    assert give_password(client).status_code == 302
