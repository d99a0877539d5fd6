"""Two voluntary questions: who is asked, that nobody is told by an answer, and what came of them."""

from datetime import timedelta

import pytest
from django.test import Client

from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.questions import services
from fodfaeste.apps.questions.codes import LEAST, OFFER, OPENING, SHARE, TALK
from fodfaeste.apps.questions.models import Asked, Inquiry, Reply
from fodfaeste.apps.questions.selectors import answers_of, inquiry_waiting
from fodfaeste.core.errors import UsageError
from fodfaeste.installation import clock
from tests import make
from tests.make.questions import inquiry

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return make.leader()


def citizen_after(days: int):
    """The sign-in of a citizen whose talk was so many days ago."""
    person = make.citizen()
    make.contact(person, clock.today(person.authority) - timedelta(days=days))
    return make.citizen_user(person)


def answer(found: Inquiry, number: int, **said: str) -> None:
    for _ in range(number):
        assert services.inquiry_answer(user=citizen_after(1), inquiry=found, **said)


def test_a_citizen_is_asked_after_a_talk_and_never_twice(leader):
    found, user = inquiry(leader), citizen_after(1)
    assert inquiry_waiting(user) == found
    assert services.inquiry_answer(user=user, inquiry=found, choice="yes")
    assert inquiry_waiting(user) is None
    assert not services.inquiry_answer(user=user, inquiry=found, choice="no")
    assert [reply.choice for reply in Reply.objects.all()] == ["yes"]


def test_nobody_is_asked_about_what_was_long_ago_or_is_still_to_come(leader):
    inquiry(leader)
    assert inquiry_waiting(citizen_after(31)) is None
    assert inquiry_waiting(citizen_after(-2)) is None
    assert inquiry_waiting(leader) is None


def test_who_passes_is_left_alone_and_leaves_no_answer(leader):
    found, user = inquiry(leader), citizen_after(1)
    services.inquiry_pass(user=user, inquiry=found)
    assert inquiry_waiting(user) is None
    assert not Reply.objects.exists()


def test_answers_are_shown_five_at_a_time(leader):
    found = inquiry(leader)
    answer(found, LEAST - 1, choice="no", words="Mere tid")
    assert answers_of(found).shown == 0
    answer(found, 1, choice="yes")
    assert answers_of(found).shown == LEAST
    assert dict(answers_of(found).counts) == {"yes": 1, "partly": 0, "no": LEAST - 1, "unsure": 0}
    answer(found, LEAST - 1, choice="yes")
    assert answers_of(found).shown == LEAST, "the sixth alone would be told by the difference"
    answer(found, 1, choice="yes")
    assert answers_of(found).shown == 2 * LEAST


def test_an_answer_holds_nothing_that_leads_to_a_person(leader):
    answer(inquiry(leader), 1, words="Ring til 010190-1234")
    assert {field.name for field in Reply._meta.fields} == {"id", "inquiry", "choice", "words", "is_shown"}
    assert {field.name for field in Asked._meta.fields} == {"id", "inquiry", "user"}
    assert "1234" not in Reply.objects.get().words
    assert not Event.objects.exists()


def test_what_is_too_little_to_show_is_deleted_when_no_more_is_asked(leader):
    found = inquiry(leader)
    answer(found, LEAST + 2, choice="yes")
    services.inquiry_close(leader=leader, inquiry=found)
    assert Reply.objects.count() == LEAST
    found.refresh_from_db()
    assert not services.inquiry_answer(user=citizen_after(1), inquiry=found, choice="yes")


def test_a_company_a_partner_and_a_citizen_whose_offer_is_over_are_asked_at_their_own_moments(leader):
    by_moment = {moment: inquiry(leader, moment=moment) for moment in (OFFER, OPENING, SHARE)}
    opening, own = make.opening(withdrawn_at=clock.now()), make.partner()
    make.share(make.citizen(), own)
    person = make.citizen()
    today = clock.today(person.authority)
    make.agreement(person, state="ended", begins=today - timedelta(days=40), ends=today)
    assert inquiry_waiting(make.company_user(opening.unit.company)) == by_moment[OPENING]
    assert inquiry_waiting(make.partner_user(own)) == by_moment[SHARE]
    assert inquiry_waiting(make.citizen_user(person)) == by_moment[OFFER]
    assert inquiry_waiting(make.company_user()) is None


def test_another_municipalitys_questions_are_not_asked(leader):
    inquiry(make.leader(make.authority_elsewhere()))
    assert inquiry_waiting(citizen_after(1)) is None


def test_only_a_goal_of_the_policy_is_asked_about_and_once_at_a_time(leader):
    pack = policy_in_force(leader.authority, clock.today(leader.authority))
    goal = next(entry.id for entry in pack.entries if entry.kind == "goal")
    rule = next(entry.id for entry in pack.entries if entry.kind == "rule")
    words = {"moment": TALK, "first": "Godt?", "second": "Hvorfor?"}
    with pytest.raises(UsageError):
        services.inquiry_open(leader=leader, goal=rule, **words)
    services.inquiry_open(leader=leader, goal=goal, **words)
    with pytest.raises(UsageError):
        services.inquiry_open(leader=leader, goal=goal, **words)


def test_from_min_side_to_the_leaders_page_and_what_was_changed(leader):
    found = inquiry(leader)
    answer(found, LEAST - 1, choice="partly", words="Det gik stærkt")
    citizen, boss = Client(), Client()
    citizen.force_login(citizen_after(1))
    boss.force_login(leader)
    page = f"/spoergsmaal/{found.public_id}/"
    assert b"Det gik st" not in boss.get(page).content
    boss.post(f"{page}aendret/", {"what": "Samtalen er blevet ti minutter laengere"})
    assert f"{page}svar/" in citizen.get("/min-side/").content.decode()
    shown = citizen.get(f"{page}svar/").content.decode()
    assert found.first in shown
    assert "ti minutter laengere" in shown
    assert citizen.post(f"{page}svar/", {"choice": "sometimes"}).status_code == 422
    assert citizen.post(f"{page}svar/", {"choice": "partly", "words": ""}).status_code == 302
    assert citizen.get(f"{page}svar/").status_code == 404
    read = boss.get(page).content.decode()
    assert read.count("Det gik stærkt") == LEAST - 1
    assert f"<td>Delvist</td><td>{LEAST}</td>" in read
