"""Answers and figures are stored once, change only when they change, and keep their history."""

from datetime import UTC, date, datetime, timedelta

import pytest

from fodfaeste.apps.goals.models import Answer, IndicatorValue, PackVersion
from fodfaeste.apps.goals.selectors import pack_by_hash, policy_in_force
from fodfaeste.apps.goals.services import answers_refresh, indicators_refresh, offer_figures_refresh
from fodfaeste.core.dates import add_months
from tests import make
from tests.make import goals

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 23)


def refresh(on: date = ON, **options: object) -> int:
    return answers_refresh(authority=make.authority(), on=on, **options)


def answers() -> list[tuple[object, ...]]:
    return list(Answer.objects.order_by("pk").values_list("state", "due_on", "on", "until"))


def test_everyone_is_answered_once():
    anna, bo = make.citizen_due(), make.citizen()
    assert refresh() == 2
    found = {a.citizen_id: a for a in Answer.objects.all()}
    assert (found[anna.pk].rule, found[anna.pk].state) == ("branchespor.forsikret", "due")
    assert (found[bo.pk].rule, found[bo.pk].state, found[bo.pk].missing) == (
        "",
        "cannot_tell",
        "target_group",
    )


def test_the_same_again_changes_nothing():
    make.citizen_due()
    refresh()
    before = list(Answer.objects.values())
    assert refresh() == 0
    assert refresh(on=ON + timedelta(days=1)) == 0
    assert list(Answer.objects.values()) == before


def test_an_answer_stands_until_another_takes_over():
    person = make.citizen_due(on=ON + timedelta(days=1), months=6)
    refresh()
    due_on = ON + timedelta(days=1)
    assert refresh(on=due_on) == 1
    assert answers() == [("not_due", due_on, ON, due_on), ("due", due_on, due_on, None)]
    assert person.answers.count() == 2


def test_only_those_who_are_asked_about_are_answered():
    anna, bo = make.citizen_due(), make.citizen_due()
    assert refresh(citizens=[anna]) == 1
    assert Answer.objects.get().citizen == anna
    assert refresh(citizens=[bo.pk]) == 1
    assert refresh(citizens=[]) == 0


def test_a_changed_fact_changes_that_persons_answer_only():
    anna, bo = make.citizen_due(), make.citizen_due()
    refresh()
    anna.facts.filter(name="effort_started").update(withdrawn_at=datetime(2026, 11, 23, tzinfo=UTC))
    make.fact(anna, "effort_started", ON)
    assert refresh() == 1
    assert (anna.answers.count(), bo.answers.count()) == (2, 1)


def test_the_answers_of_other_authorities_are_left_alone():
    elsewhere = make.citizen_due(authority=make.authority_elsewhere())
    make.citizen_due()
    assert refresh() == 1
    assert not elsewhere.answers.exists()


def test_an_answer_keeps_the_pack_that_gave_it():
    make.citizen_due()
    refresh()
    answer = Answer.objects.get()
    pack = policy_in_force(make.authority(), ON)
    assert answer.pack_hash == pack.hash
    assert PackVersion.objects.get().hash == pack.hash
    assert pack_by_hash(answer.pack_hash) == pack


def test_an_answer_on_an_offer_that_is_no_more_is_ended():
    anna = make.citizen_due()
    refresh()
    goals.answer(anna, offer="løntilskud")
    assert refresh(on=ON + timedelta(days=1)) == 0
    gone = Answer.objects.get(offer="løntilskud")
    assert gone.until == ON + timedelta(days=1)


def test_someone_elses_answer_is_not_ended_with_it():
    anna, bo, carla = (make.citizen_due() for _ in range(3))
    goals.answer(bo, offer="løntilskud")
    refresh(citizens=[anna, carla])
    assert Answer.objects.get(offer="løntilskud").until is None


def test_whoever_leaves_the_effort_is_no_longer_covered():
    anna = make.citizen_due()
    refresh()
    anna.facts.filter(name="target_group").update(valid_to=ON + timedelta(days=1))
    assert refresh(on=ON + timedelta(days=1)) == 1
    assert Answer.objects.get(until=None).state == "not_covered"


@pytest.mark.parametrize("count", [1, 30])
def test_answering_asks_the_database_as_often_for_one_as_for_many(count, django_assert_max_num_queries):
    for _ in range(count):
        make.citizen_due()
    with django_assert_max_num_queries(14):
        refresh()


def test_forty_thousand_are_answered_without_too_long_a_statement():
    anna = make.citizen_due()
    assert refresh(citizens=range(anna.pk, anna.pk + 300_000)) == 1


def figures() -> list[tuple[object, ...]]:
    names = ("indicator", "group", "month", "numerator", "denominator", "value", "suppressed", "as_of")
    return list(IndicatorValue.objects.order_by("indicator", "month", "group").values_list(*names))


def forty_due(begun: int) -> None:
    for number in range(40):
        person = make.citizen_due()
        if number < begun:
            make.agreement(person)


def test_the_figures_of_the_month_are_counted():
    forty_due(begun=10)
    indicators_refresh(authority=make.authority(), on=ON)
    month = date(2026, 11, 1)
    found = [row for row in figures() if row[0] == "branchespor_begyndt"]
    assert found == [
        ("branchespor_begyndt", "", month, 10.0, 40.0, 25.0, False, ON),
        ("branchespor_begyndt", "forsikret", month, 10.0, 40.0, 25.0, False, ON),
    ]


def test_counting_again_gives_the_same_figures_once():
    forty_due(begun=10)
    indicators_refresh(authority=make.authority(), on=ON, months=2)
    before = figures()
    indicators_refresh(authority=make.authority(), on=ON, months=2)
    assert figures() == before
    assert {row[2] for row in before} >= {date(2026, 11, 1), date(2026, 10, 1)}


def test_a_later_day_of_the_month_takes_the_place_of_an_earlier():
    forty_due(begun=10)
    indicators_refresh(authority=make.authority(), on=ON)
    indicators_refresh(authority=make.authority(), on=ON + timedelta(days=1))
    assert {row[7] for row in figures()} == {ON + timedelta(days=1)}


def test_a_figure_of_few_people_is_stored_empty():
    forty_due(begun=3)
    indicators_refresh(authority=make.authority(), on=ON)
    found = IndicatorValue.objects.get(indicator="branchespor_begyndt", group="")
    assert (found.numerator, found.value, found.suppressed) == (None, None, True)


def test_a_step_moves_the_figure_as_counting_everything_would():
    forty_due(begun=10)
    authority = make.authority()
    refresh()
    indicators_refresh(authority=authority, on=ON)
    waiting = Answer.objects.exclude(citizen__agreements__isnull=False).first()
    make.agreement(waiting.citizen)
    offer_figures_refresh(authority=authority, on=ON, offer="branchespor")
    quick = figures()
    indicators_refresh(authority=authority, on=ON)
    assert quick == figures()
    assert ("branchespor_begyndt", "", date(2026, 11, 1), 11.0, 40.0, 27.5, False, ON) in quick


@pytest.mark.parametrize("count", [1, 30])
def test_counting_asks_the_database_as_often_for_one_as_for_many(count, django_assert_max_num_queries):
    for _ in range(count):
        make.contact(make.citizen_due())
    authority = make.authority()
    with django_assert_max_num_queries(40):
        indicators_refresh(authority=authority, on=ON)


def test_what_was_said_on_a_past_day_is_not_changed_by_today():
    anna = make.citizen_due(on=ON, months=6)
    refresh(on=add_months(ON, -1))
    refresh(on=ON)
    first = anna.answers.order_by("on").first()
    assert (first.state, first.on, first.until) == ("not_due", add_months(ON, -1), ON)
