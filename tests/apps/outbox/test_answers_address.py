"""Receivers who call by themselves: late, twice, about what nobody knows, and without the right secret."""

import json
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.outbox.services import notify
from fodfaeste.apps.outbox.settings import settings_path
from tests import make
from tests.receivers.post_status import DELIVERED, FAILED, TAKEN_IN, brought, post_status

pytestmark = pytest.mark.django_db

SECRET = "en-hemmelighed-paa-mindst-toogtredive-tegn"
STRANGER = "6f0c7b0e-2d0b-5c0e-9a55-0d3f0d2f4e99"


@pytest.fixture(autouse=True)
def secrets(tmp_path) -> Iterator[None]:
    """Norddjurs' post holds one secret, its case index another; the neighbour's is too short to count."""
    lines = []
    for place, secret in (
        ("norddjurs.digital_post", SECRET),
        ("norddjurs.case_index", SECRET[::-1]),
        ("andeby.digital_post", "for-kort"),
    ):
        file = tmp_path / place
        file.write_text(f"{secret}\n")
        way = {"transport": place.partition(".")[2], "address": "https://a.example"}
        lines += [f"[{place}]", *(f"{key} = {json.dumps(value)}" for key, value in way.items())]
        lines += [f"answers_secret_file = {json.dumps(str(file))}"]
    settings_path().write_text("\n".join(lines))
    yield
    settings_path().unlink()


@pytest.fixture
def letter() -> Message:
    """A letter that Digital Post has taken in."""
    anna = make.citizen()
    message = notify(authority=anna.authority, citizen=anna, kind="letter", text_key="letter")
    Message.objects.update(state="sent", attempts=1)
    return message


def call(body: bytes, secret: str = SECRET):
    client = Client(enforce_csrf_checks=True)
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    return client.post(reverse("outbox:answers"), body, content_type="application/xml", headers=headers)


def tell(envelope: object, status: str = DELIVERED, *, secret: str = SECRET, **more: str):
    return call(brought(post_status(str(envelope), status, **more)), secret)


def test_an_answer_is_noted_once_however_late_and_often_it_comes(letter):
    Message.objects.update(state="given_up")
    first, second = tell(letter.message_id), tell(letter.message_id)
    assert first.status_code == second.status_code == 200
    assert b">20<" in first.content
    letter.refresh_from_db()
    assert letter.state == "received"
    assert [step.what for step in letter.steps.order_by("pk")] == ["put", "received"]


def test_a_letter_is_known_by_its_own_id_too_and_what_was_only_taken_in_still_waits(letter):
    tell(letter.message_id, TAKEN_IN)
    letter.refresh_from_db()
    assert letter.state == "sent"
    tell(letter.message_id, FAILED, own=STRANGER, details="Modtager fritaget, cpr 010190-1234")
    letter.refresh_from_db()
    assert (letter.state, letter.code) == ("rejected", "fejlet")
    assert "1234" not in letter.words


def test_nobody_is_told_whether_a_message_is_known(letter):
    assert tell(STRANGER).content == tell(letter.message_id).content == tell(STRANGER, "Ukendt").content


@pytest.mark.parametrize("secret", ["", "forkert" * 8, "for-kort", SECRET[:-1]])
def test_without_the_right_secret_nothing_is_read_and_nothing_told(letter, secret):
    known, unknown = tell(letter.message_id, secret=secret), tell(STRANGER, secret=secret)
    assert (
        (known.status_code, known.content)
        == (unknown.status_code, unknown.content)
        == (403, b"ikke adgang\n")
    )
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_the_secret_of_one_receiver_answers_for_no_other(letter):
    assert tell(letter.message_id, secret=SECRET[::-1]).status_code == 200
    letter.refresh_from_db()
    assert letter.state == "sent"


@pytest.mark.parametrize(
    "body",
    [b"", b"<open", b"<a/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<a><Base64>!</Base64></a>"],
)
def test_what_cannot_be_read_is_said_to_be_so(body):
    answer = call(body)
    assert (answer.status_code, b">40<" in answer.content) == (200, True)


def test_what_is_too_long_is_not_read():
    assert call(b"<a>" + b" " * 1_000_001 + b"</a>").status_code == 413


def test_settings_that_cannot_be_read_let_nobody_in(letter):
    settings_path().write_text("[norddjurs")
    assert tell(letter.message_id).status_code == 403
