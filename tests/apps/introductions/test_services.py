"""A citizen is asked before a company sees anything: yes, no, silence, taken back, and the name last."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fodfaeste.apps.citizens.profile_services import skill_remove
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.introductions import codes
from fodfaeste.apps.introductions.models import IntroductionStep
from fodfaeste.apps.introductions.selectors import introductions_waiting, shown_to
from fodfaeste.apps.introductions.services import (
    NotPossible,
    introduction_answer,
    introduction_ask,
    introduction_name,
    introduction_withdraw,
)
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.outbox.models import Message
from fodfaeste.bridge.law import law_here
from fodfaeste.engines.rules.law import law_rule
from fodfaeste.installation import clock
from tests import make
from tests.make.introductions import introduction, introduction_yes

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    person = make.citizen(name="Anna Prøve")
    make.citizen_skill(person, "malke-koeer")
    make.facts(person, licences="truck", languages="da:3", hours_max=30, limits="tunge_loeft")
    return person


@pytest.fixture
def opening():
    return make.opening()


@pytest.fixture
def boss(opening):
    """Someone of the company that the opening is at."""
    return make.company_user(opening.unit.company)


def later(monkeypatch, days):
    day = clock.today(make.authority()) + timedelta(days=days)
    monkeypatch.setenv("FODFAESTE_TODAY", day.isoformat())


def lines_of(shared):
    return [line for part in shared.parts for line in part.lines]


def test_a_company_sees_nothing_before_the_citizen_has_said_yes(anna, opening, boss):
    introduction(anna, opening)
    assert shown_to(boss) == []


def test_a_yes_shows_exactly_what_was_asked_about_and_no_name(anna, opening, boss):
    introduction_yes(anna, opening)
    (shared,) = shown_to(boss)
    assert lines_of(shared) == [
        "Malke køer (kan selv)",
        "Truckcertifikat",
        "Dansk: kan selv",
        "højst 30 timer om ugen",
    ]
    assert shared.name == ""


def test_limits_are_never_shown_whatever_is_asked_for(anna, opening, boss):
    kinds = [*codes.KINDS, "limits", "demands"]
    until = clock.today(anna.authority)
    asked = introduction_ask(user=make.case_worker(), citizen=anna, opening=opening, kinds=kinds, until=until)
    introduction_answer(user=None, introduction=asked, yes=True)
    assert {row["kind"] for row in asked.what} <= set(codes.KINDS)
    assert "tunge_loeft" not in str(asked.what)
    assert not any("Løft" in line for line in lines_of(shown_to(boss)[0]))


def test_only_the_kinds_asked_about_are_shown(anna, opening, boss):
    until = clock.today(anna.authority)
    asked = introduction_ask(
        user=make.case_worker(), citizen=anna, opening=opening, kinds=[codes.LICENCE], until=until
    )
    introduction_answer(user=None, introduction=asked, yes=True)
    assert lines_of(shown_to(boss)[0]) == ["Truckcertifikat"]


def test_what_is_learnt_later_is_not_shown_and_what_is_taken_away_disappears(anna, opening, boss):
    introduction_yes(anna, opening)
    make.citizen_skill(anna, "madlave-efter-opskrift")
    skill_remove(user=make.case_worker(), skill=anna.skills.get(skill="malke-koeer"))
    shown = lines_of(shown_to(boss)[0])
    assert len(shown) == 3
    assert not any(text.startswith(("Malke", "Mad")) for text in shown)


def test_another_company_sees_nothing(anna, opening):
    introduction_yes(anna, opening)
    assert shown_to(make.company_user()) == []


def test_after_withdrawal_nothing_is_shown(anna, opening, boss):
    said = introduction_yes(anna, opening)
    introduction_withdraw(user=None, introduction=said)
    assert shown_to(boss) == []


def test_silence_is_no(anna, opening, boss, monkeypatch):
    asked = introduction(anna, opening)
    later(monkeypatch, 8)
    assert asked.state_on(clock.today(anna.authority)) == codes.EXPIRED
    with pytest.raises(NotPossible, match="Når ingen svarer, er svaret nej"):
        introduction_answer(user=None, introduction=asked, yes=True)
    assert shown_to(boss) == []
    assert not introductions_waiting(anna)


def test_a_yes_ends_by_itself(anna, opening, boss, monkeypatch):
    introduction_yes(anna, opening)
    later(monkeypatch, 30)
    assert len(shown_to(boss)) == 1
    later(monkeypatch, 1)
    assert shown_to(boss) == []


def test_an_opening_taken_back_shows_nobody(anna, opening, boss):
    introduction_yes(anna, opening)
    Opening.objects.update(withdrawn_at=clock.now())
    assert shown_to(boss) == []


def test_nobody_is_asked_again_after_a_no_but_may_be_after_silence(anna, opening, monkeypatch):
    asked = introduction(anna, opening)
    introduction_answer(user=None, introduction=asked, yes=False)
    with pytest.raises(NotPossible, match="kun én gang"):
        introduction(anna, opening)
    other = make.citizen()
    make.citizen_skill(other)
    introduction(other, opening)
    later(monkeypatch, 8)
    assert introduction(other, opening).state == codes.ASKED


def test_a_no_can_become_a_yes_while_there_is_time_and_a_yes_a_no(anna, opening, boss):
    asked = introduction(anna, opening)
    introduction_answer(user=None, introduction=asked, yes=False)
    introduction_answer(user=None, introduction=asked, yes=True)
    assert len(shown_to(boss)) == 1
    assert introduction_answer(user=None, introduction=asked, yes=False).state == codes.WITHDRAWN
    assert shown_to(boss) == []


def test_the_name_comes_last_and_only_to_the_company_itself(anna, opening, boss):
    said = introduction_yes(anna, opening)
    with pytest.raises(NotPossible):
        introduction_name(user=make.company_user(), introduction=said)
    introduction_name(user=boss, introduction=said)
    assert shown_to(boss)[0].name == "Anna Prøve"


def test_without_a_yes_there_is_no_name(anna, opening, boss):
    with pytest.raises(NotPossible):
        introduction_name(user=boss, introduction=introduction(anna, opening))


def test_every_step_is_kept_and_journalled_with_the_reason_when_done_for_the_citizen(anna, opening):
    worker = make.case_worker()
    asked = introduction(anna, opening, by=worker)
    introduction_answer(
        user=worker, introduction=asked, yes=True, how=codes.ON_BEHALF, why="Sagt i telefonen"
    )
    steps = list(IntroductionStep.objects.order_by("pk").values_list("state", "how", "why"))
    assert steps == [("asked", "", ""), ("yes", "on_behalf", "Sagt i telefonen")]
    assert Event.objects.filter(citizen=anna, action="change", why="Sagt i telefonen").count() == 1


def test_the_citizen_is_told_without_a_word_of_what_it_is_about(anna, opening):
    asked = introduction(anna, opening)
    message = Message.objects.get(citizen=anna)
    assert message.key == f"notice:introduction:introduction:{asked.pk}"


def test_the_ground_is_an_item_of_the_law_that_is_there(anna, opening):
    asked = introduction(anna, opening)
    on = clock.today(anna.authority)
    law = law_here(anna.authority, on)
    assert asked.law_hash == law.hash
    assert law_rule(law, asked.ground, on).part == "sharing"


@pytest.mark.parametrize(("system", "slug"), [("denmark", "norddjurs"), ("greenland", "sermersooq")])
def test_every_ground_of_a_country_is_in_its_law(system, slug):
    on = clock.today(make.authority())
    law = law_here(make.authority(slug, policy=slug), on)
    assert all(law_rule(law, item, on) for item in codes.GROUNDS[system])


def test_nothing_to_share_and_an_opening_without_a_company_are_not_asked_about(anna, opening):
    with pytest.raises(NotPossible, match="ikke skrevet noget"):
        introduction(make.citizen(), opening)
    Opening.objects.filter(pk=opening.pk).update(unit=None)
    opening.refresh_from_db()
    with pytest.raises(NotPossible, match="ingen virksomhed"):
        introduction(anna, opening)


def test_many_shared_take_as_many_queries_as_one(anna, opening, boss):
    introduction_yes(anna, opening)
    few = queries_of(boss)
    for _number in range(4):
        other = make.citizen()
        make.citizen_skill(other)
        make.facts(other, licences="truck")
        introduction_yes(other, opening)
    assert queries_of(boss) == few


def queries_of(user):
    with CaptureQueriesContext(connection) as counted:
        shown_to(user)
    return len(counted)
