"""The case in the index follows the effort: closed when it ends, and a new one for who comes back."""

from datetime import timedelta

import pytest
from django.db import transaction

from fodfaeste.apps.citizens.models import Fact
from fodfaeste.apps.citizens.services import fact_record, talk_book
from fodfaeste.apps.outbox.efforts import efforts_tell
from fodfaeste.apps.outbox.locking import unlocked_content
from fodfaeste.apps.outbox.mending import message_mend
from fodfaeste.apps.outbox.models import Message
from fodfaeste.core.outbound_content import record_of
from fodfaeste.installation import clock
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    worker = make.case_worker()
    person = make.citizen(unit=worker.unit, case_worker=worker)
    talk_book(user=worker, citizen=person, starts_at=clock.now() + timedelta(days=2))
    return person


def today(citizen, days=0):
    return clock.today(citizen.authority) + timedelta(days=days)


def group(citizen, value, day):
    worker = citizen.case_worker
    fact_record(user=worker, citizen=citizen, name="target_group", value=value, valid_from=day)


def told():
    rows = Message.objects.filter(receiver="case_index").order_by("pk")
    cases = [record_of(row.kind, unlocked_content(row.content_encrypted)) for row in rows]
    return [(case.number.partition("-")[2], case.version, case.states[-1].state) for case in cases]


def test_who_leaves_is_told_of_in_the_same_transaction_and_once(anna):
    with transaction.atomic():
        group(anna, "ingen", today(anna))
        transaction.set_rollback(True)
    assert told() == [("", 1, "arisen")]
    group(anna, "ingen", today(anna))
    assert efforts_tell(authority=anna.authority) == 0
    assert told() == [("", 1, "arisen"), ("", 2, "closed")]


def test_another_group_closes_nothing(anna):
    group(anna, "forsikret", today(anna))
    assert told() == [("", 1, "arisen")]


def test_whom_the_index_never_heard_of_is_not_told_of_for_leaving(anna):
    Message.objects.all().delete()
    group(anna, "ingen", today(anna))
    talk_book(user=anna.case_worker, citizen=anna, starts_at=clock.now() + timedelta(days=5))
    assert told() == []


def test_a_day_written_ahead_is_told_when_it_comes(anna):
    group(anna, "ingen", today(anna, 3))
    assert told() == [("", 1, "arisen")]
    Fact.objects.filter(value="ingen").update(valid_from=today(anna))
    assert efforts_tell(authority=anna.authority) == 1
    assert efforts_tell(authority=anna.authority) == 0
    assert told()[-1] == ("", 2, "closed")


def test_who_comes_back_and_who_never_left_after_all_has_a_new_case(anna):
    group(anna, "ingen", today(anna, -2))
    group(anna, "forsikret", today(anna, -1))
    assert told()[-1] == ("2", 1, "arisen")
    group(anna, "ingen", today(anna))
    assert told()[-1] == ("2", 2, "closed")
    Fact.objects.filter(value="ingen").update(withdrawn_at=clock.now())
    assert efforts_tell(authority=anna.authority) == 1
    assert told()[-1] == ("3", 1, "arisen")


def test_a_refused_closing_is_made_anew_only_while_it_is_the_case_we_are_at(anna):
    group(anna, "ingen", today(anna, -1))
    closing = Message.objects.filter(receiver="case_index").latest("pk")
    group(anna, "forsikret", today(anna))
    Message.objects.filter(pk=closing.pk).update(state="rejected")
    message_mend(user=anna.case_worker, message=closing)
    assert told() == [("", 1, "arisen"), ("", 2, "closed"), ("2", 1, "arisen")]


def test_another_municipality_is_told_nothing(anna):
    Fact.objects.create(
        authority=anna.authority,
        citizen=anna,
        name="target_group",
        value="ingen",
        recorded_at=clock.now(),
        source="indlæst",
    )
    assert efforts_tell(authority=make.authority_elsewhere()) == 0
    assert efforts_tell(authority=anna.authority) == 1
