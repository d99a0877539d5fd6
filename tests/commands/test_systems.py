"""`fodfaeste systems`: what an operator does to other systems and their tokens, in a leader's name."""

import re

import pytest

from fodfaeste.apps.journal.models import Event
from fodfaeste.cli import main
from tests import make
from tests.api.world import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return make.leader(username="lone")


def run(*arguments):
    return main(["systems", *arguments])


def token_given(capsys, system, *more):
    capsys.readouterr()
    assert run("token", system, "--scope", "policy:read", "--by", "lone", *more) == 0
    return capsys.readouterr().out.strip()


def test_a_system_is_let_in_given_a_token_and_shut_out(leader, capsys):
    assert run("let-in", "Ydelse", "--contact", "it@example.dk", "--role", "leader", "--by", "lone") == 0
    text = token_given(capsys, "Ydelse", "--days", "30")
    assert ask(text, "GET", "/api/figures").status_code == 200
    assert run("list") == 0
    shown = capsys.readouterr().out
    assert "Ydelse\tleader\tunit\t-\tit@example.dk\tnorddjurs\tåben" in shown
    assert f"{text[:12]}\tpolicy:read\ttil 2026-12-23\tbrugt 2026-11-23" in shown
    assert text not in shown
    assert run("revoke", "Ydelse", text[:12], "--by", "lone") == 0
    assert ask(text, "GET", "/api/figures").status_code == 401
    again = token_given(capsys, "Ydelse")
    assert run("shut-out", "Ydelse", "--by", "lone") == 0
    assert ask(again, "GET", "/api/figures").status_code == 401
    done = Event.objects.filter(actor=leader).values_list("what", flat=True)
    assert {re.sub(r"[0-9a-f]{8}", "…", one) for one in done} == {
        "System lukket ind: Ydelse",
        "Adgang … givet til system: Ydelse",
        "Adgang … trukket tilbage fra system: Ydelse",
        "System lukket ude: Ydelse",
    }


def test_a_company_s_system_belongs_to_a_company_that_the_municipality_knows(leader, capsys):
    company = make.production_unit().company
    said = ("let-in", "Rekruttering", "--contact", "hr@example.dk", "--role", "company", "--by", "lone")
    assert run(*said) == 1
    assert run(*said, "--cvr", "99999999") == 2
    assert run(*said, "--cvr", company.cvr) == 0
    assert run("list") == 0
    assert f"company\tunit\t{company.name}" in capsys.readouterr().out


def test_only_a_leader_s_name_and_known_scopes_are_taken(leader, capsys):
    make.case_worker(username="bo")
    make.leader(make.authority_elsewhere(), username="eva")
    home = ("--authority", "norddjurs")
    new = ("let-in", "Ydelse", "--contact", "it@example.dk", "--role", "leader", *home)
    assert run(*new, "--by", "bo") == 2
    assert run(*new, "--by", "eva") == 2
    assert run(*new, "--by", "lone") == 0
    assert run("token", "Ydelse", "--scope", "alt", "--by", "lone", *home) == 2
    assert "people:read" in capsys.readouterr().err
    assert run("token", "Ydelse", "--scope", "policy:read", "--by", "eva", "--authority", "haderslev") == 2
