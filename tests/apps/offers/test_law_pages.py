"""The law on screen: what rules here on a day, how sure each reading is, and one rule through time."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.accounts.models import User
from fodfaeste.bridge.law import law_here
from fodfaeste.core.law import PLANNED
from tests import make
from tests.make.greenland import sermersooq

pytestmark = pytest.mark.django_db

LAW = reverse("offers:law")
LASTED = reverse("offers:law_rule", args=["virksomhedspraktik.varighed.trin-1"])


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(client: Client, page: str, status: int = 200) -> str:
    answer = client.get(page)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


@pytest.fixture
def leader() -> Client:
    return client_of(make.leader())


def shown(client: Client, **asked: str) -> list[str]:
    """The ids of the rules on every page of the list."""
    first = client.get(LAW, asked)
    pages = first.context["page"].paginator.num_pages
    every = (client.get(LAW, {**asked, "side": number}) for number in range(1, pages + 1))
    return [line.rule.id for page in every for line in page.context["lines"]]


def test_every_rule_of_the_day_is_listed_once_and_nothing_that_is_planned(leader: Client) -> None:
    law, on = law_here(make.authority(), date(2026, 11, 23)), date(2026, 11, 23)
    assert sorted(shown(leader)) == sorted(rule.id for rule in law.rules_on(on))


def test_what_is_planned_stands_apart_and_is_called_not_in_force(leader: Client) -> None:
    page = text(leader, LAW)
    law = law_here(make.authority(), date(2026, 11, 23))
    planned = page[page.index('id="planlagt"') :]
    for rule in law.rules:
        if rule.state == PLANNED:
            assert rule.title.da in planned
    assert "planlagt, gælder ikke" in planned


def test_those_not_verified_can_be_found(leader: Client) -> None:
    law, on = law_here(make.authority(), date(2026, 11, 23)), date(2026, 11, 23)
    unverified = {rule.id for rule in law.rules_on(on) if rule.certainty == "unverified"}
    assert set(shown(leader, sikkerhed="unverified")) == unverified


def test_a_rule_says_where_it_stands_how_sure_it_is_and_when_it_was_read(leader: Client) -> None:
    page = text(leader, f"{LAW}?del=coverage")
    assert "lov 1750/2025; vejledning 9117/2026, punkt 2.1" in page
    assert "læst i loven eller hos myndigheden" in page
    assert "slået op 22. november 2026" in page
    assert "75 procent" in page


def test_another_day_gives_another_law(leader: Client) -> None:
    assert "daekning.samtaler" in shown(leader, den="2026-08-01", **{"del": "coverage"})
    assert shown(leader, den="2026-03-01", **{"del": "coverage"}) == []
    assert "Ingen regel passer" in text(leader, f"{LAW}?del=coverage&den=2026-03-01")


def test_the_day_may_be_typed_as_danes_write_it(leader: Client) -> None:
    assert leader.get(LAW, {"den": "01.08.2026"}).context["asked"].on == date(2026, 8, 1)


def test_what_is_no_day_is_refused_in_words_and_answered_for_today(leader: Client) -> None:
    page = text(leader, f"{LAW}?den=i-morgen", status=422)
    assert "Skriv en dato, der findes" in page


def test_a_rule_shows_all_its_versions_with_what_changed(leader: Client) -> None:
    page = leader.get(reverse("offers:law_rule", args=["samtaler.seks-maaneder.dagpenge"]))
    versions = page.context["versions"]
    law = law_here(make.authority(), date(2026, 11, 23))
    assert len(versions) == len(list(law.versions("samtaler.seks-maaneder.dagpenge"))) > 1
    assert [one.line.rule.valid_from for one in versions] == sorted(
        (one.line.rule.valid_from for one in versions), reverse=True
    )
    assert all(one.changes for one in versions[:-1])
    assert versions[-1].changes == []


def test_a_rule_shows_its_examples_with_day_and_answer(leader: Client) -> None:
    law = law_here(make.authority(), date(2026, 11, 23))
    page = text(leader, LASTED)
    cases = [case for case in law.cases if case.rule == "virksomhedspraktik.varighed.trin-1"]
    assert cases
    assert all(case.title.da in page for case in cases)


def test_no_rule_of_that_name_is_not_found(leader: Client) -> None:
    assert leader.get(reverse("offers:law_rule", args=["findes.ikke"])).status_code == 404


def test_every_rule_has_a_page(leader: Client) -> None:
    law = law_here(make.authority(), date(2026, 11, 23))
    for rule in {rule.id for rule in law.rules}:
        assert leader.get(reverse("offers:law_rule", args=[rule])).status_code == 200


def test_under_greenlandic_law_no_danish_act_is_mentioned() -> None:
    client = client_of(make.leader(sermersooq()))
    danish = [act.short for act in law_here(make.authority(), date(2026, 11, 23)).acts]
    law = law_here(sermersooq(), date(2026, 11, 23))
    assert law.legal_system == "greenland"
    for page in range(1, 3):
        told = client.get(LAW, {"side": page}).context["lines"]
        assert told
        assert not [
            line.reference for line in told if line.reference.startswith(tuple(f"{a} " for a in danish))
        ]
    assert client.get(LASTED).status_code == 404


def test_the_law_is_read_by_everyone_who_is_signed_in() -> None:
    for role in ("case_worker", "company_consultant", "leader", "committee", "citizen"):
        assert client_of(make.user(role)).get(LAW).status_code == 200


def test_the_law_takes_no_question_to_the_database_beside_the_sign_in(
    leader: Client, django_assert_num_queries
) -> None:
    leader.get(LAW)
    with django_assert_num_queries(2):  # the session, and the user with the authority
        leader.get(LAW)
