"""Talks: a free half hour on a working day, booked once, and what became of it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Contact
from fodfaeste.apps.citizens.services import NotPossible, TimeTaken, talk_book, talk_mark
from fodfaeste.apps.citizens.slots import half_hours, is_working_day, slot_proposed
from fodfaeste.apps.journal.models import Event
from tests import make

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("Europe/Copenhagen")
TODAY = date(2026, 11, 23)  # a Monday
TUESDAY_NINE = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)


@pytest.fixture
def worker():
    return make.case_worker()


@pytest.fixture
def anna(worker):
    return make.citizen(case_worker=worker)


def propose(worker, on=TODAY, within=5):
    return slot_proposed(worker, worker.authority, on, within)


def test_the_first_free_half_hour_is_the_next_working_morning(worker):
    slot = propose(worker)
    assert slot.starts_at == TUESDAY_NINE
    assert slot.deadline == date(2026, 11, 30)
    assert not slot.is_late


def test_a_half_hour_taken_is_passed_over(worker, anna):
    make.contact(anna, state="booked", starts_at=TUESDAY_NINE)
    assert propose(worker).starts_at == TUESDAY_NINE + timedelta(minutes=30)


def test_a_talk_at_an_odd_minute_takes_both_half_hours_it_touches(worker, anna):
    make.contact(anna, state="booked", starts_at=TUESDAY_NINE + timedelta(minutes=15))
    assert propose(worker).starts_at == TUESDAY_NINE + timedelta(minutes=60)


@pytest.mark.parametrize("state", ["held", "no_show", "cancelled"])
def test_a_talk_no_longer_booked_takes_no_time(worker, anna, state):
    make.contact(anna, state=state, starts_at=TUESDAY_NINE)
    assert propose(worker).starts_at == TUESDAY_NINE


def test_a_colleagues_talk_takes_no_time(worker):
    make.contact(make.citizen(case_worker=make.case_worker()), state="booked", starts_at=TUESDAY_NINE)
    assert propose(worker).starts_at == TUESDAY_NINE


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 11, 28),  # Saturday
        date(2026, 12, 25),  # first Christmas Day, a Friday
        date(2026, 4, 2),  # Maundy Thursday
        date(2026, 5, 14),  # Ascension Day
        date(2026, 5, 25),  # Whit Monday
        date(2027, 1, 1),
    ],
)
def test_weekends_and_holidays_are_no_working_days(day):
    assert not is_working_day(day, Authority(time_zone="Europe/Copenhagen"))


def test_great_prayer_day_is_a_working_day_since_2024():
    denmark = Authority(time_zone="Europe/Copenhagen")
    assert is_working_day(date(2024, 4, 26), denmark)
    assert not is_working_day(date(2023, 5, 5), denmark)


def test_great_prayer_day_is_still_a_holiday_in_greenland():
    assert not is_working_day(date(2026, 5, 1), Authority(time_zone="America/Nuuk"))


def test_over_christmas_the_first_time_is_after_the_holidays(worker):
    assert propose(worker, date(2026, 12, 24)).starts_at.date() == date(2026, 12, 28)


def test_when_every_time_before_the_deadline_is_taken_the_next_is_late(worker, anna):
    for ahead in range(1, 8):
        for begins in half_hours(TODAY + timedelta(days=ahead), ZONE):
            make.contact(anna, state="booked", starts_at=begins)
    slot = propose(worker)
    assert slot.is_late
    assert slot.starts_at.date() == date(2026, 12, 1)


def test_booked_twice_is_one_talk(worker, anna):
    first = talk_book(user=worker, citizen=anna, starts_at=TUESDAY_NINE)
    assert talk_book(user=worker, citizen=anna, starts_at=TUESDAY_NINE) == first
    assert Event.objects.filter(citizen=anna, action="change").count() == 1


def test_two_citizens_cannot_have_the_same_half_hour(worker, anna):
    talk_book(user=worker, citizen=anna, starts_at=TUESDAY_NINE)
    with pytest.raises(TimeTaken):
        talk_book(
            user=worker,
            citizen=make.citizen(case_worker=worker),
            starts_at=TUESDAY_NINE + timedelta(minutes=15),
        )


def test_a_time_past_cannot_be_booked(worker, anna):
    with pytest.raises(NotPossible):
        talk_book(user=worker, citizen=anna, starts_at=datetime(2026, 11, 23, 8, tzinfo=UTC))


@pytest.mark.parametrize("state", ["held", "no_show", "cancelled"])
def test_what_became_of_a_talk_is_written_once(worker, anna, state):
    talk = make.contact(anna, TODAY, state="booked")
    for _ in range(2):
        assert talk_mark(user=worker, talk=talk, state=state).state == state
    assert Event.objects.filter(citizen=anna, action="change").count() == 1
    with pytest.raises(NotPossible):
        talk_mark(user=worker, talk=talk, state="held" if state != "held" else "no_show")


def test_a_talk_to_come_can_be_called_off_but_not_held(worker, anna):
    talk = make.contact(anna, TODAY + timedelta(days=1), state="booked")
    with pytest.raises(NotPossible):
        talk_mark(user=worker, talk=talk, state="held")
    assert talk_mark(user=worker, talk=talk, state="cancelled").state == "cancelled"


def page(citizen):
    return reverse("citizens:talk", args=[citizen.public_id])


def test_the_page_proposes_a_time_and_one_click_books_it(client, worker, anna):
    client.force_login(worker)
    form = client.get(page(anna)).context["form"]
    sent = {"day": form["day"].initial.strftime("%d.%m.%Y"), "time": form["time"].initial.strftime("%H.%M")}
    assert sent == {"day": "24.11.2026", "time": "09.00"}
    assert client.post(page(anna), sent).status_code == 302
    assert Contact.objects.get(citizen=anna).starts_at == TUESDAY_NINE


@pytest.mark.parametrize(
    ("day", "time"),
    [
        ("28.11.2026", "10.00"),
        ("22.11.2026", "10.00"),
        ("24.11.2028", "10.00"),
        ("23.11.2026", "09.00"),
        ("24.11.2026", "25.00"),
        ("i morgen", "10.00"),
        ("24.11.2026", ""),
    ],
)
def test_a_time_that_cannot_be_is_refused(client, worker, anna, day, time):
    client.force_login(worker)
    assert client.post(page(anna), {"day": day, "time": time}).status_code == 422
    assert not Contact.objects.exists()


def test_a_time_taken_is_told_at_the_field(client, worker, anna):
    make.contact(make.citizen(case_worker=worker), state="booked", starts_at=TUESDAY_NINE)
    client.force_login(worker)
    refused = client.post(page(anna), {"day": "24.11.2026", "time": "9.00"})
    assert refused.status_code == 422
    assert "en anden samtale" in str(refused.context["form"].errors["time"])


def test_the_citizens_page_marks_a_talk_and_cannot_touch_anothers(client, worker, anna):
    mine, others = make.contact(anna, TODAY, state="booked"), make.contact(make.citizen(), state="booked")
    client.force_login(worker)

    def mark(talk, state):
        address = reverse("citizens:talk_mark", args=[anna.public_id, talk.pk])
        return client.post(address, {"state": state}).status_code

    assert mark(others, "held") == 404
    assert mark(mine, "lost") == 404
    assert mark(mine, "held") == 302
    mine.refresh_from_db()
    assert mine.state == "held"
