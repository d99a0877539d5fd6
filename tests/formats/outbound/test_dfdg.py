"""What DFDG is told: each kind fits its shape, unknown codes and missing fields never leave."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fodfaeste.core.outbound import Occupation, Unsendable
from fodfaeste.formats.outbound import written
from tests.formats.outbound.records import CV, JOB_LOG, MESSAGE, OFFER, PERSON, PLAN, TALK, uuid
from tests.receivers.dfdg_shapes import SHAPES, misfit

BOOKED = replace(TALK, state="booked")


def told(record):
    return json.loads(written(record, MESSAGE).body)


@pytest.mark.parametrize("record", [TALK, OFFER, PLAN, CV, JOB_LOG], ids=lambda record: record.KIND)
def test_each_kind_fits_the_shape_of_its_service(record):
    form = written(record, MESSAGE)
    assert misfit(SHAPES[form.headers[":path"]], json.loads(form.body)) == ""


@pytest.mark.parametrize("record", [TALK, OFFER, PLAN, CV, JOB_LOG], ids=lambda record: record.KIND)
def test_the_cpr_number_stands_in_a_header_and_nowhere_else(record):
    form = written(record, MESSAGE)
    assert form.headers["x-civilregistrationIdentifier"] == PERSON.cpr
    assert PERSON.cpr.encode() not in form.body
    assert PERSON.cpr not in form.headers[":path"]


def test_hours_and_minutes_stay_apart():
    core = told(OFFER)["aktivitet"]["aktivitetsstamdata"]
    assert (core["timerPrUge"], core["minutterPrUge"]) == (25, 30)


def test_what_is_not_known_is_left_out_and_never_sent_empty():
    core = told(replace(OFFER, ends=None, hours=None, minutes=None))["aktivitet"]["aktivitetsstamdata"]
    assert {"slutdato", "timerPrUge", "minutterPrUge", "produktionsenhed"} & core.keys() == set()


def test_a_form_without_a_known_number_is_left_out_and_a_digital_meeting_is_8():
    assert "afholdelsesform" not in told(TALK)
    assert told(replace(TALK, form="video"))["afholdelsesform"] == 8


@pytest.mark.parametrize(
    ("record", "request_line"),
    [
        (BOOKED, ("POST", f"/v2/Indkaldelse/{TALK.id}")),
        (replace(BOOKED, version=2), ("PUT", f"/v2/Indkaldelse/{TALK.id}")),
        (replace(TALK, state="cancelled", version=3), ("DELETE", f"/v2/Indkaldelse/{TALK.id}")),
        (replace(TALK, version=2), ("PUT", f"/v1/Samtale/{TALK.id}")),
        (replace(OFFER, version=2), ("PUT", f"/v1/Aktivitet/{OFFER.id}")),
        (replace(OFFER, state="withdrawn"), ("DELETE", f"/v1/Aktivitet/{OFFER.id}")),
        (replace(JOB_LOG, withdrawn=True), ("DELETE", f"/v1/Joblog/Jobsoegning/{JOB_LOG.id}")),
        (replace(PLAN, version=2), ("PUT", f"/v1/Plan/{PLAN.id}")),
        (CV, ("POST", "/v2/Joboenske")),
    ],
)
def test_first_told_changed_and_taken_back_are_requests_of_their_own(record, request_line):
    headers = written(record, MESSAGE).headers
    assert (headers[":method"], headers[":path"]) == request_line


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (replace(TALK, kind="kaffe"), "kind"),
        (replace(TALK, state="no_show"), "state"),
        (replace(TALK, form="fax"), "form"),
        (replace(TALK, id="7"), "id"),
        (replace(TALK, starts_at=datetime(2026, 11, 20, 9)), "starts_at"),  # noqa: DTZ001
        (replace(TALK, ends_at=datetime(2026, 11, 20, 9, tzinfo=UTC)), "ends_at"),
        (replace(TALK, person=replace(PERSON, cpr="3113601234")), "person.cpr"),
        (replace(TALK, sender=replace(TALK.sender, code="Norddjurs")), "sender.code"),
        (replace(TALK, sender=replace(TALK.sender, name="")), "sender.name"),
        (replace(TALK, worker=replace(TALK.worker, surname="x" * 41)), "worker.surname"),
        (replace(TALK, worker=replace(TALK.worker, phone="ring selv")), "worker.phone"),
        (replace(OFFER, ends=date(2026, 11, 1)), "ends"),
        (replace(OFFER, state="ended", ends=None), "ends"),
        (replace(OFFER, hours=60), "hours"),
        (replace(OFFER, minutes=None), "minutes"),
        (replace(OFFER, minutes=-1), "minutes"),
        (replace(OFFER, activation_type=10_001), "activation_type"),
        (replace(OFFER, company_unit="12"), "company_unit"),
        (replace(OFFER, version=0), "version"),
        (replace(PLAN, steps=(replace(PLAN.steps[0], who="cat"),)), "steps.0.who"),
        (replace(CV, wanted=(Occupation(uri="", title="Smed"),)), "wanted.0.uri"),
        (replace(CV, wanted=CV.wanted * 2), "wanted"),
        (replace(JOB_LOG, title="a\x00b"), "title"),
        (replace(JOB_LOG, how="telepathy"), "how"),
    ],
)
def test_what_the_description_does_not_allow_is_refused_by_field(record, field):
    with pytest.raises(Unsendable) as refused:
        written(record, MESSAGE)
    assert refused.value.field == field


def test_an_envelope_without_a_uuid_is_refused():
    with pytest.raises(Unsendable):
        written(OFFER, "1")


def test_a_thing_has_its_id_in_one_form():
    record = replace(OFFER, id=uuid(2).upper())
    assert written(record, MESSAGE) == written(OFFER, MESSAGE)
