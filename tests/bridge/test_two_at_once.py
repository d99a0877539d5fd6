"""Several people at work at the same moment, on the database that lets them."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.goals.models import Answer, IndicatorValue
from fodfaeste.apps.goals.services import answers_refresh, indicators_refresh, offer_figures_refresh
from fodfaeste.apps.matching.models import Advised, Sharing
from fodfaeste.apps.matching.services import sharing_refresh
from fodfaeste.installation import clock
from tests import make
from tests.databases import committed

__all__ = ["committed"]

pytestmark = pytest.mark.postgres

ON = date(2026, 11, 23)


def at_once(*works: Callable[[], object]) -> None:
    """Do several things at the same time, each on a connection of its own; any failure is raised."""
    failures: list[BaseException] = []

    def do(work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as failure:  # noqa: BLE001 - told by the test
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=do, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)
    assert not failures, failures


def test_two_facts_recorded_at_once_are_both_answered(committed):
    authority = make.authority()
    people = [make.citizen(), make.citizen()]
    both_have_written = Barrier(2)

    def record(person: Citizen) -> None:
        with transaction.atomic():
            make.fact(person, "target_group", "ung")
            both_have_written.wait(10)
            answers_refresh(authority=authority, on=ON, citizens=[person])

    at_once(*(lambda person=person: record(person) for person in people))
    assert Answer.objects.filter(missing="became_job_ready", until=None).count() == 2


def test_the_same_people_answered_twice_at_once_have_one_answer(committed):
    authority = make.authority()
    for _ in range(20):
        make.citizen_due()
    at_once(*[lambda: answers_refresh(authority=authority, on=ON)] * 4)
    assert Answer.objects.count() == 20


def test_figures_counted_at_once_stand_once(committed):
    authority = make.authority()
    for _ in range(20):
        make.citizen_due()
    answers_refresh(authority=authority, on=ON)
    at_once(
        *[lambda: indicators_refresh(authority=authority, on=ON)] * 3,
        *[lambda: offer_figures_refresh(authority=authority, on=ON, offer="branchespor")] * 3,
    )
    assert IndicatorValue.objects.filter(indicator="branchespor_begyndt", group="").count() == 1


def test_openings_shared_out_twice_at_once_are_advised_once(committed):
    authority = make.authority()
    opening = make.opening(place=make.place())
    make.need(opening, "bage-broed")
    for _ in range(5):
        make.citizen_skill(make.citizen_due(place=make.place()), "bage-broed")
    at_once(*[lambda: sharing_refresh(authority=authority, on=ON)] * 3)
    assert Advised.objects.filter(opening=opening).count() == 3
    assert Sharing.objects.count() == 1


@pytest.mark.parametrize("_", range(5))
def test_a_fact_recorded_in_the_middle_of_the_night_counts_in_the_morning(committed, _):
    authority = make.authority()
    people = [make.citizen_due() for _ in range(10)]
    changed = people[5]
    begun = Barrier(2)

    def night() -> None:
        begun.wait(10)
        answers_refresh(authority=authority, on=ON)

    def record() -> None:
        with transaction.atomic():
            Citizen.objects.select_for_update().get(pk=changed.pk)
            begun.wait(10)
            changed.facts.filter(name="effort_started").update(withdrawn_at=clock.now())
            make.fact(changed, "effort_started", ON)
            answers_refresh(authority=authority, on=ON, citizens=[changed])

    at_once(night, record)
    assert changed.answers.get(until=None).state == "not_due"
    assert Answer.objects.filter(until=None).count() == 10


def test_while_answers_are_stored_others_may_write(committed):
    authority = make.authority()
    person = make.citizen_due()
    stored, written = Barrier(2), Barrier(2)

    def store() -> None:
        with transaction.atomic():
            answers_refresh(authority=authority, on=ON)
            indicators_refresh(authority=authority, on=ON)
            stored.wait(10)
            written.wait(10)

    def write() -> None:
        stored.wait(10)
        make.contact(person)
        written.wait(10)

    at_once(store, write)
    assert person.answers.count() == 1
