"""What the citizen wants: with the reasons that were shown, written as a wish and never as a decision."""

import pytest

from fodfaeste.apps.goals.services import answers_refresh
from fodfaeste.apps.plans.choice_services import choice_answer, choice_put, offers_chosen
from fodfaeste.apps.plans.choosing import options_as_shown, options_for
from fodfaeste.apps.plans.models import Choice
from fodfaeste.apps.plans.selectors import offers_wish
from fodfaeste.apps.plans.services import NotPossible
from fodfaeste.installation import clock
from tests import make
from tests.make import plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make.citizen_due()


@pytest.fixture
def plan(person):
    return plans.plan(person)


def test_one_proposal_is_no_choice(plan):
    with pytest.raises(NotPossible, match="mindst to"):
        choice_put(user=plan.created_by, plan=plan, about="Hvad?", alternatives=[plans.alternative()])


def test_who_changes_their_mind_leaves_what_was_wanted_before(plan):
    choice, user = plans.choice(plan), make.citizen_user(plan.citizen)
    choice_answer(user=user, choice=choice, chosen="a", own_words="Det er tættest på")
    choice_answer(user=user, choice=choice, chosen="b", own_words="")
    standing = plan.choices.filter(withdrawn_at__isnull=True)
    assert [one.chosen for one in standing] == ["b"]
    assert plan.choices.get(withdrawn_at__isnull=False).own_words == "Det er tættest på"
    assert plan.versions.order_by("number").last().content["choices"][0]["chosen"] == "b"


@pytest.mark.parametrize(("chosen", "words"), [("none", " "), ("en anden", "fordi")])
def test_none_of_them_takes_a_reason_and_nothing_else_can_be_chosen(plan, chosen, words):
    with pytest.raises(NotPossible):
        choice_answer(user=plan.created_by, choice=plans.choice(plan), chosen=chosen, own_words=words)


def test_offers_to_choose_between_each_have_their_reason(person):
    on = clock.today(person.authority)
    answers_refresh(authority=person.authority, on=on)
    options = options_for(person, on)
    assert [one.kind for one in options] == ["policy", "law", "law"]
    assert options[0].id == "policy-branchespor"
    assert options[0].basis == "adopted"
    assert all(one.reasons for one in options)


def test_what_was_wanted_is_kept_with_what_was_shown_and_begins_nothing(person):
    on = clock.today(person.authority)
    answers_refresh(authority=person.authority, on=on)
    user, shown = make.citizen_user(person), options_as_shown(person, on)
    said = {"chosen": "policy-branchespor", "own_words": "Jeg vil prøve noget nyt"}
    wish = offers_chosen(user=user, citizen=person, alternatives=shown, **said)
    assert offers_chosen(user=user, citizen=person, alternatives=shown, **said) == wish
    assert wish.alternatives == shown
    assert offers_wish(person).wanted == "Branchespor"
    assert not person.agreements.exists()
    offers_chosen(user=user, citizen=person, alternatives=shown, chosen="none", own_words="Noget udendørs")
    assert offers_wish(person).is_none
    assert Choice.objects.filter(citizen=person).count() == 2
