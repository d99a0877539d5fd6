"""A stand-in sees the absent one's people on the days a leader said, and the journal says in whose place."""

from datetime import timedelta

import pytest
from django.urls import reverse

from fodfaeste.apps.accounts.models import StandIn
from fodfaeste.apps.accounts.stand_ins import stand_in_make, standing_in
from fodfaeste.apps.citizens.services import TimeTaken, talk_book
from fodfaeste.apps.citizens.slots import talks_overlapping
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.journal.selectors import events_for_citizen
from fodfaeste.core.errors import UsageError
from fodfaeste.installation import clock
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return make.leader()


@pytest.fixture
def absent():
    return make.case_worker(make.unit(name="Team Nord"), name="Bo Dal")


@pytest.fixture
def other(client):
    found = make.case_worker(make.unit(name="Team Syd"))
    client.force_login(found)
    return found


@pytest.fixture
def person(absent):
    return make.citizen_due(unit=absent.unit, case_worker=absent)


def open_case(client, person):
    return client.get(reverse("citizens:citizen", args=[person.public_id]))


def test_without_a_leaders_word_another_units_case_asks_for_a_reason(client, other, person):
    assert "/adgang/" in open_case(client, person).headers["Location"]


def test_a_stand_in_opens_the_case_and_the_journal_says_in_whose_place(client, leader, absent, other, person):
    make.stand_in(leader, absent, other)
    assert open_case(client, person).status_code == 200
    event = events_for_citizen(person)[0]
    assert (event.actor, event.via) == (other, "Vikar for Bo Dal")


def test_what_the_stand_in_does_in_the_case_says_so_too(client, leader, absent, other, person):
    make.stand_in(leader, absent, other)
    client.post(
        reverse("citizens:fact", args=[person.public_id, "readiness"]),
        {"value": "aktivitetsparat", "valid_from": "2026-11-23"},
    )
    changed = events_for_citizen(person).filter(action="change").first()
    assert changed is not None
    assert changed.via == "Vikar for Bo Dal"


def test_the_next_request_is_in_nobodys_place(client, leader, absent, other, person):
    make.stand_in(leader, absent, other)
    open_case(client, person)
    own = make.citizen(unit=other.unit, case_worker=other)
    open_case(client, own)
    assert events_for_citizen(own)[0].via == ""


def test_min_dag_shows_whom_one_stands_in_for_and_until_when(client, leader, absent, other, person):
    make.stand_in(leader, absent, other)
    page = client.get("/min-dag/?hvem=vikar&vis=all").content.decode()
    assert "Du er vikar for Bo Dal til og med 30. november 2026" in page
    assert person.name in page
    assert events_for_citizen(person).get(action="list").via == "Vikar for Bo Dal"
    assert person.name not in client.get("/min-dag/?vis=all").content.decode()


@pytest.mark.parametrize("change", ["before", "after", "stopped", "elsewhere"])
def test_it_holds_on_its_days_only_and_until_it_is_stopped(client, leader, absent, other, person, change):
    made = make.stand_in(leader, absent, other)
    today = clock.today(leader.authority)
    changes = {
        "before": {"begins": today + timedelta(days=1)},
        "after": {"begins": today - timedelta(days=9), "ends": today - timedelta(days=1)},
        "stopped": {"stopped_at": clock.now()},
        "elsewhere": {"authority": make.authority_elsewhere()},
    }
    StandIn.objects.filter(pk=made.pk).update(**changes[change])
    assert "/adgang/" in open_case(client, person).headers["Location"]
    assert person.name not in client.get("/min-dag/?hvem=vikar&vis=all").content.decode()


def test_a_stand_in_keeps_one_calendar_for_the_own_people_and_the_absent_ones(leader, absent, other, person):
    tomorrow = clock.today(leader.authority) + timedelta(days=1)
    own = make.contact(make.citizen(case_worker=other), tomorrow, state="booked")
    make.stand_in(leader, absent, other)
    with pytest.raises(TimeTaken):
        talk_book(user=other, citizen=person, starts_at=own.starts_at)
    theirs = talk_book(user=other, citizen=person, starts_at=own.starts_at + timedelta(hours=1))
    assert talks_overlapping(other, theirs.starts_at)
    assert talks_overlapping(absent, theirs.starts_at)


def form(absent, other, **changes):
    values = {"absent": absent.pk, "stand_in": other.pk, "begins": "23.11.2026", "ends": "30.11.2026"}
    return {**values, "reason": "Ferie", **changes}


def test_a_leader_puts_a_stand_in_in_and_ends_it(client, leader, absent, other):
    client.force_login(leader)
    assert client.post("/vikarer/", form(absent, other)).status_code == 302
    assert list(standing_in(other).values_list("absent", flat=True)) == [absent.pk]
    told = Event.objects.get(action="change")
    assert (told.actor, told.why) == (leader, "Ferie")
    client.post(reverse("accounts:stand_in_stop", args=[StandIn.objects.get().pk]))
    assert not standing_in(other).exists()
    assert "Slut" in client.get("/vikarer/").content.decode()


@pytest.mark.parametrize(
    "changes", [{"ends": "22.11.2026"}, {"begins": "01.12.2026"}, {"ends": "23.11.2027"}, {"reason": ""}]
)
def test_days_that_cannot_be_and_a_missing_reason_are_refused(client, leader, absent, other, changes):
    client.force_login(leader)
    assert client.post("/vikarer/", form(absent, other, **changes)).status_code == 422
    assert not StandIn.objects.exists()


def test_only_case_workers_of_the_leaders_own_municipality(leader, absent):
    elsewhere = make.case_worker(authority=make.authority_elsewhere())
    today = clock.today(leader.authority)
    for stranger in (elsewhere, make.leader(), absent):
        with pytest.raises(UsageError):
            stand_in_make(
                leader=leader, absent=absent, stand_in=stranger, begins=today, ends=today, reason="Ferie"
            )


def test_the_leaders_page_asks_the_database_no_more_for_many(
    client, leader, absent, other, django_assert_num_queries
):
    client.force_login(leader)
    client.get("/vikarer/")

    def count():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            client.get("/vikarer/")
        return len(asked)

    make.stand_in(leader, absent, other)
    one = count()
    for _ in range(5):
        make.stand_in(leader, absent, make.case_worker())
    assert count() == one
