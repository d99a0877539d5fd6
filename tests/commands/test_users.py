"""`fodfaeste users` and `fodfaeste signin`: what the operator does to accounts."""

import io
import sys

import pytest

from fodfaeste.apps.accounts.models import SignedIn, User
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.journal.selectors import events_for_citizen
from fodfaeste.cli import main
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return make.case_worker(username="bo", name="Bo Dal", password="en lang adgangskode")


def run(*arguments):
    return main(["users", *arguments])


def test_the_list_names_staff_and_no_citizen(bo, capsys):
    make.citizen_user(username="anna")
    assert run("list") == 0
    shown = capsys.readouterr().out
    assert shown == "bo\tBo Dal\tcase_worker\tTeam Nord\tnorddjurs\tåben\tadgangskode\t-\n"


def test_a_closed_account_is_out_and_its_people_go_to_somebody_else(bo):
    eva = make.case_worker(username="eva")
    citizen = make.citizen(case_worker=bo)
    make.signed_in(bo)
    assert run("close", "bo", "--caseload-to", "eva") == 0
    bo.refresh_from_db()
    citizen.refresh_from_db()
    assert (bo.is_active, bo.is_barred, citizen.case_worker) == (False, True, eva)
    assert not SignedIn.objects.exists()
    assert [one.what for one in events_for_citizen(citizen)] == [f"Ny sagsbehandler: {eva.name} efter Bo Dal"]
    assert run("open", "bo") == 0
    bo.refresh_from_db()
    assert (bo.is_active, bo.is_barred) == (True, False)


def test_people_are_given_within_the_municipality_only(bo):
    make.case_worker(username="eva", authority=make.authority_elsewhere())
    assert run("close", "bo", "--caseload-to", "eva") == 2
    bo.refresh_from_db()
    assert bo.is_active


def test_somebody_is_moved_and_keeps_the_people(bo):
    citizen = make.citizen(case_worker=bo)
    assert run("move", "bo", "--unit", "Team Unge") == 0
    bo.refresh_from_db()
    citizen.refresh_from_db()
    assert (bo.unit.name, citizen.case_worker) == ("Team Unge", bo)
    assert Event.objects.get().what == "Flyttet fra Team Nord til Team Unge (bo)"


@pytest.mark.parametrize(("typed", "status"), [("blå gulerødder synger", 0), ("kort", 2)])
def test_a_new_password_is_read_from_a_pipe(bo, monkeypatch, typed, status):
    make.signed_in(bo)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{typed}\n"))
    assert run("password", "bo") == status
    bo.refresh_from_db()
    assert bo.check_password(typed) == (status == 0)
    assert SignedIn.objects.exists() == (status != 0)


def test_a_lost_phone_is_forgotten(bo):
    from fodfaeste.apps.accounts.second_factor import factor_begin

    factor_begin(bo.person)
    assert run("second-factor", "bo") == 0
    assert not hasattr(User.objects.get(pk=bo.pk).person, "second_factor")


@pytest.mark.parametrize(
    "arguments", [("close", "ukendt"), ("bind", "bo", "--broker", "x", "--subject", "y")]
)
def test_what_is_not_here_is_wrong_usage(bo, arguments):
    assert run(*arguments) == 2


def test_a_further_position_of_the_same_person_needs_no_password(bo):
    arguments = ["--name", "Bo Dal", "--role", "committee", "--authority", "norddjurs", "--same-person", "bo"]
    assert main(["createuser", "bo2", *arguments]) == 0
    assert User.objects.get(username="bo2").person == bo.person


def test_without_a_file_signin_has_nothing_to_complain_of(capsys):
    assert main(["signin", "check"]) == 0
    assert "adgangskode: åbent" in capsys.readouterr().out
