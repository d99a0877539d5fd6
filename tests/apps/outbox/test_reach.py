"""How a citizen is reached: an address is used when a code has come back from it, and kept locked."""

from datetime import timedelta

import pytest
from django.urls import reverse

from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.outbox.forms import ReachForm
from fodfaeste.apps.outbox.locking import unlocked_content
from fodfaeste.apps.outbox.models import Message, Reach, ReachCode
from fodfaeste.apps.outbox.notices import channel_of
from fodfaeste.installation import clock
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(client):
    person = make.citizen()
    client.force_login(make.citizen_user(person))
    return person


def say(client, **data):
    return client.post(reverse("outbox:my_reach"), data)


def code_sent():
    message = Message.objects.latest("pk")
    return repr(unlocked_content(message.content_encrypted)).split("om den: ")[1][:6]


def check(client, code, channel="mail"):
    return client.post(reverse("outbox:my_reach_code", args=[channel]), {f"{channel}-code": code})


def test_an_address_is_used_when_its_code_has_come_back(client, anna):
    assert say(client, mail="anna@example.dk").status_code == 302
    assert channel_of(anna) == "digital_post"
    assert check(client, code_sent()).status_code == 302
    assert channel_of(anna) == "mail"
    assert "bekræftet 23. november 2026" in client.get(reverse("outbox:my_reach")).content.decode()


def test_a_wrong_code_is_refused_and_five_are_enough(client, anna):
    say(client, phone="12 34 56 78")
    right = code_sent()
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for _time in range(5):
        assert "Koden passer ikke" in check(client, wrong, "sms").content.decode()
    assert "for mange gange" in check(client, right, "sms").content.decode()


def test_an_old_code_is_refused_and_a_new_one_can_be_asked_for(client, anna):
    say(client, mail="anna@example.dk")
    ReachCode.objects.update(made_at=clock.true_now() - timedelta(hours=1))
    assert "for gammel" in check(client, code_sent()).content.decode()
    client.post(reverse("outbox:my_reach_code", args=["mail"]), {"again": "1"})
    assert check(client, code_sent()).status_code == 302


def test_a_new_address_must_be_checked_anew(client, anna):
    say(client, mail="anna@example.dk")
    check(client, code_sent())
    say(client, mail="ny@example.dk")
    assert Reach.objects.get().mail_checked_at is None


def test_addresses_stand_encrypted_and_never_in_the_journal(client, anna):
    say(client, mail="anna@example.dk", phone="12345678")
    row = Reach.objects.values().get()
    assert b"anna@example.dk" not in bytes(row["mail_encrypted"])
    assert Reach.objects.get().phone == "+4512345678"
    assert not any("example" in event.what + event.why for event in Event.objects.all())


def test_a_case_worker_says_that_there_is_no_digital_post(client):
    worker = make.case_worker()
    person = make.citizen(unit=worker.unit)
    client.force_login(worker)
    client.post(reverse("outbox:reach", args=[person.public_id]), {"digital_post": "nej"})
    assert channel_of(person) == "letter"


def test_what_a_citizen_says_leaves_what_is_known_of_digital_post(client, anna):
    Reach.objects.create(authority=anna.authority, citizen=anna, digital_post=False, recorded_at=clock.now())
    say(client, letters="on")
    assert Reach.objects.get().digital_post is False


@pytest.mark.parametrize(
    ("zone", "typed", "number"),
    [
        ("Europe/Copenhagen", "12 34 56 78", "+4512345678"),
        ("Europe/Copenhagen", "0045 12345678", "+4512345678"),
        ("Europe/Copenhagen", "+47 12345678", "+4712345678"),
        ("America/Nuuk", "123456", "+299123456"),
        ("Europe/Copenhagen", "1234567", None),
        ("Europe/Copenhagen", "tolv", None),
    ],
)
def test_a_number_is_kept_with_its_country(zone, typed, number):
    form = ReachForm(zone, {"phone": typed})
    assert (form.cleaned_data["phone"] if form.is_valid() else None) == number
