"""A record that is kept and read again is the same record; content that is not whole is refused by field."""

from datetime import UTC, date, datetime

import pytest

from fodfaeste.core.outbound import (
    RECORDS,
    JobLogRecord,
    OfferRecord,
    Person,
    PlanRecord,
    PlanStepRecord,
    Sender,
    Unsendable,
    Worker,
)
from fodfaeste.core.outbound_content import content_of, record_of

PLAN = PlanRecord(
    id="7a1f6f8e-30a5-4a62-8b0f-0f4c1a2b3c4d",
    person=Person(cpr="0101601234", name="Ane"),
    sender=Sender(code="707", name="Norddjurs"),
    worker=Worker(given_name="Bo", surname="Dam"),
    state="agreed",
    agreed_at=datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
    steps=(PlanStepRecord(id="s", what="Praktik", who="citizen", state="waiting", due=date(2026, 12, 1)),),
)


def test_a_record_with_records_in_it_is_the_same_after_it_was_kept():
    assert record_of("plan", content_of(PLAN)) == PLAN


def test_what_may_be_absent_stays_absent():
    offer = OfferRecord(
        id="x", person=PLAN.person, sender=PLAN.sender, worker=PLAN.worker,
        state="planned", starts=date(2026, 12, 1),
    )  # fmt: skip
    assert record_of("offer", content_of(offer)) == offer


def test_each_kind_has_a_name_of_its_own():
    assert len(RECORDS) == 10
    assert RECORDS["job_log"] is JobLogRecord


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"goals": "Jeg vil arbejde i en børnehave"}, "goals"),
        ({"state": None}, "state"),
        ({"version": True}, "version"),
        ({"agreed_at": "2026-11-02T09:30"}, "agreed_at"),
        ({"agreed_at": "i morgen"}, "agreed_at"),
        ({"colour": "blue"}, "colour"),
        ({"person": "Ane"}, "person"),
        ({"person": {"cpr": "0101601234"}}, "person.name"),
        ({"steps": {}}, "steps"),
        ({"steps": [{"id": "s"}]}, "steps.0.what"),
    ],
)
def test_content_that_is_not_whole_is_refused_by_the_name_of_the_field(change, field):
    with pytest.raises(Unsendable) as refused:
        record_of("plan", content_of(PLAN) | change)
    assert refused.value.field == field


def test_a_refusal_does_not_repeat_the_value():
    with pytest.raises(Unsendable) as refused:
        record_of("plan", content_of(PLAN) | {"id": 101601234})
    assert "101601234" not in str(refused.value)


def test_a_kind_that_nobody_knows_is_refused():
    with pytest.raises(Unsendable):
        record_of("telegram", {})
