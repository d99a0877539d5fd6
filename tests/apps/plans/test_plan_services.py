"""A plan from draft to agreed, and everything it ever said."""

import pytest

from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.outbox.locking import unlocked_content
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.plans.models import Plan
from fodfaeste.apps.plans.services import (
    NewStep,
    NotPossible,
    goals_write,
    plan_agree,
    plan_begin,
    plan_decline,
    plan_end,
    plan_propose,
    plan_renew,
    step_add,
    step_mark,
    view_write,
)
from tests import make
from tests.make import plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make.citizen()


@pytest.fixture
def worker(person):
    return make.case_worker(person.unit)


@pytest.fixture
def citizen_self(person):
    return make.citizen_user(person)


def test_a_plan_is_begun_once_and_says_which_policy_and_law_counted(person, worker):
    plan = plan_begin(user=worker, citizen=person, goals="Jeg vil arbejde med dyr")
    assert plan_begin(user=worker, citizen=person, goals="Noget andet") == plan
    assert (plan.state, plan.goals) == ("draft", "Jeg vil arbejde med dyr")
    assert plan.pack_hash
    assert plan.law_hash


def test_a_plan_is_agreed_by_both(person, worker, citizen_self):
    plan = plan_propose(user=worker, plan=plans.plan(person, worker))
    agreed = plan_agree(user=citizen_self, plan=plan, version=plan.version, how="signed_in")
    assert (agreed.state, agreed.proposed_by, agreed.agreed_by) == ("agreed", worker, citizen_self)
    assert Event.objects.filter(citizen=person.pk, action="decide", what="Plan aftalt").count() == 1


def test_nobody_agrees_to_a_draft(person, worker, citizen_self):
    plan = plans.plan(person, worker)
    with pytest.raises(NotPossible):
        plan_agree(user=citizen_self, plan=plan, version=plan.version, how="signed_in")


def test_nobody_agrees_to_something_else_than_was_shown(person, worker, citizen_self):
    seen = plans.plan_proposed(person, worker)
    step_add(user=worker, plan=seen, step=NewStep(what="Et skridt mere"))
    plan_propose(user=worker, plan=seen)
    with pytest.raises(NotPossible, match="ændret"):
        plan_agree(user=citizen_self, plan=seen, version=seen.version, how="signed_in")


def test_what_is_written_in_a_proposed_plan_makes_it_a_draft_again(person, worker, citizen_self):
    plan = plans.plan_proposed(person, worker)
    written = goals_write(user=citizen_self, plan=plan, goals="Hellere noget med børn")
    assert (written.state, written.proposed_by) == ("draft", None)


def test_the_citizens_view_changes_nothing_that_was_proposed(person, worker, citizen_self):
    plan = plans.plan_proposed(person, worker)
    assert view_write(user=citizen_self, plan=plan, view="Det går lidt hurtigt").state == "proposed"


def test_on_somebodys_behalf_takes_a_reason(person, worker):
    plan = plans.plan_proposed(person, worker)
    with pytest.raises(NotPossible):
        plan_agree(user=worker, plan=plan, version=plan.version, how="on_behalf", why=" ")
    agreed = plan_agree(
        user=worker, plan=plan, version=plan.version, how="on_behalf", why="Sagt ja i telefonen"
    )
    assert (agreed.agreed_how, agreed.agreed_why) == ("on_behalf", "Sagt ja i telefonen")


def test_who_does_not_agree_says_why_and_the_plan_is_talked_over(person, worker, citizen_self):
    plan = plans.plan_proposed(person, worker)
    declined = plan_decline(user=citizen_self, plan=plan, view="Jeg kan ikke om natten")
    assert (declined.state, declined.citizen_view) == ("draft", "Jeg kan ikke om natten")


def test_an_agreed_plan_is_changed_by_a_new_one_that_takes_over(person, worker, citizen_self):
    first = plans.plan_agreed(person, worker)
    with pytest.raises(NotPossible):
        goals_write(user=worker, plan=first, goals="Noget andet")
    second = plan_propose(user=worker, plan=plan_renew(user=worker, plan=first))
    assert [step.what for step in second.steps.all()] == ["Ring til skolen"]
    plan_agree(user=citizen_self, plan=second, version=second.version, how="signed_in")
    assert list(Plan.objects.order_by("pk").values_list("state", flat=True)) == ["replaced", "agreed"]
    second.refresh_from_db()
    assert second.replaces == first


def test_a_new_draft_put_aside_leaves_the_agreed_plan_and_room_for_another(person, worker):
    first = plans.plan_agreed(person, worker)
    plan_end(user=worker, plan=plan_renew(user=worker, plan=first), reason="Vi venter")
    assert plan_renew(user=worker, plan=first).state == "draft"
    first.refresh_from_db()
    assert first.state == "agreed"


def test_a_step_done_keeps_what_was_agreed(person, worker, citizen_self):
    plan = plans.plan_agreed(person, worker)
    step = step_mark(user=citizen_self, step=plan.steps.get(), state="done")
    plan.refresh_from_db()
    assert (plan.state, step.done_at is not None) == ("agreed", True)
    assert step_mark(user=citizen_self, step=step, state="done").done_at == step.done_at


def test_every_version_can_be_read_again(person, worker, citizen_self):
    plan = plans.plan_agreed(person, worker)
    plan_end(user=worker, plan=plan, reason="Fik arbejde")
    versions = list(plan.versions.order_by("number"))
    assert [version.what for version in versions] == ["begun", "proposed", "agreed", "ended"]
    assert [version.content["state"] for version in versions] == ["draft", "proposed", "agreed", "ended"]
    assert versions[0].content["steps"][0]["what"] == "Ring til skolen"


def test_a_plan_of_nothing_is_not_proposed(person, worker):
    with pytest.raises(NotPossible, match="skridt"):
        plan_propose(user=worker, plan=plan_begin(user=worker, citizen=person))


def test_the_citizen_is_told_that_a_plan_waits_and_nothing_of_what_it_says(person, worker):
    plan = plans.plan_proposed(person, worker)
    plan_propose(user=worker, plan=plan)
    told = [unlocked_content(one.content_encrypted) for one in Message.objects.filter(citizen=person)]
    assert len(told) == 1
    assert "Der ligger en plan til dig på Min side" in str(told)
    assert "tømrer" not in str(told)


def test_only_an_agreed_plan_is_told_onward(person, worker):
    plan = plans.plan_proposed(person, worker)
    assert not Message.objects.filter(citizen=person, kind="plan").exists()
    plan_agree(user=worker, plan=plan, version=plan.version, how="on_behalf", why="Sagt ja i telefonen")
    assert Message.objects.filter(citizen=person, kind="plan").count() == 1
