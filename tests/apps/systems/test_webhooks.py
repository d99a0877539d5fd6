"""Other systems are told: signed, in order, again when silent, and never into a closed network."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest

from fodfaeste.apps.citizens.services import talk_mark
from fodfaeste.apps.jobs.models import Job
from fodfaeste.apps.jobs.worker import work_one, worker_name
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.systems import reaching, webhooks
from fodfaeste.apps.systems.happenings import happened_to
from fodfaeste.apps.systems.models import Delivery, System, Webhook
from fodfaeste.installation import clock
from tests import make
from tests.api.world import ask, token, webhook_of

pytestmark = pytest.mark.django_db
KEY = b"k" * 32


@pytest.fixture
def person():
    return make.citizen(unit=make.unit())


@pytest.fixture
def webhook(person):
    token(make.leader(), "Ydelse", "case_worker", "unit", person.unit)
    return webhook_of("Ydelse")


class Receiver:
    """An address that answers what it is told to, and keeps what it was sent."""

    def __init__(self):
        self.answers, self.got = [], []

    def send(self, url, body, headers):
        self.got.append((url, body, headers))
        answer = self.answers.pop(0) if self.answers else 204
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def receiver(monkeypatch):
    found = Receiver()
    monkeypatch.setattr(webhooks, "send", found.send)
    return found


def tell(person, pk=1):
    return happened_to(citizen=person, kind="talk.recorded", thing="talk", pk=pk)


def later(monkeypatch, **time):
    real = clock.true_now
    monkeypatch.setattr(webhooks, "true_now", lambda: real() + timedelta(**time))


def send_all(webhook):
    return webhooks.deliveries_send(webhook=webhook, order=Delivery.objects.first().order)


def test_a_talk_that_is_marked_is_told_by_the_worker(person, webhook, receiver):
    talk = make.contact(person, state="booked", starts_at=clock.now() - timedelta(hours=1))
    talk_mark(user=make.case_worker(person.unit), talk=talk, state="held")
    while Job.objects.filter(kind="webhook_send", state="waiting").exists():
        work_one(worker_name())
    ((url, body, _headers),) = receiver.got
    told = json.loads(body)
    assert url == webhook.url
    assert (told["type"], told["data"]["kind"]) == ("talk.recorded", "talk")
    assert told["data"]["href"].startswith(f"/api/citizens/{person.public_id}/talks/")


def test_what_is_told_says_nothing_of_the_person(person, webhook, receiver):
    tell(person)
    send_all(webhook)
    said = receiver.got[0][1].decode()
    assert not [word for word in (person.name, person.reference, str(person.pk)) if f'"{word}"' in said]
    assert set(json.loads(said)["data"]) == {"id", "kind", "href"}


def test_a_delivery_is_signed_as_standard_webhooks_has_it(person, webhook, receiver):
    tell(person)
    send_all(webhook)
    _url, body, headers = receiver.got[0]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{wanted}"


def test_what_failed_is_tried_again_under_the_same_id_and_holds_the_rest_back(
    person, webhook, receiver, monkeypatch
):
    tell(person, 1), tell(person, 2)
    receiver.answers = [503]
    assert send_all(webhook) == 0
    assert send_all(webhook) == 0  # its time has not come, and the second one waits behind it
    assert len(receiver.got) == 1
    assert Job.objects.filter(kind="webhook_send", run_after__gt=clock.true_now()).exists()
    later(monkeypatch, seconds=31)
    assert send_all(webhook) == 2
    ids = [headers["webhook-id"] for _url, _body, headers in receiver.got]
    assert ids[0] == ids[1] != ids[2]
    assert send_all(webhook) == 0


def test_two_workers_do_not_send_the_same_at_once(person, webhook, receiver):
    tell(person)
    Delivery.objects.update(leased_until=clock.true_now() + timedelta(seconds=30))
    assert send_all(webhook) == 0
    assert receiver.got == []


def test_an_address_silent_for_days_is_given_up_with_a_notice_and_can_be_taken_up(
    client, person, webhook, receiver, monkeypatch
):
    tell(person)
    receiver.answers = [reaching.NotReached("TimeoutError")]
    send_all(webhook)
    later(monkeypatch, days=4)
    receiver.answers = [reaching.NotReached("TimeoutError")]
    send_all(webhook)
    webhook.refresh_from_db()
    assert webhook.disabled_at is not None
    assert Event.objects.filter(what__contains="svarer ikke").exists()
    client.force_login(make.leader())
    assert "ikke har svaret" in client.get("/systemer/").content.decode()
    assert tell(person) == 0
    webhooks.webhook_resume(webhook=webhook)
    assert send_all(webhook) == 1
    assert not client.get("/systemer/").context["failing"]


def test_a_system_kept_to_its_unit_is_told_nothing_of_others(webhook):
    other = make.citizen(unit=make.unit(name="Team Syd"))
    assert tell(other) == 0
    System.objects.update(reach="authority")
    assert tell(other) == 1


def test_another_municipality_is_told_nothing(webhook):
    assert tell(make.citizen(authority=make.authority_elsewhere())) == 0


@pytest.mark.parametrize(
    "url",
    [
        "http://example.dk/",
        "https://127.0.0.1/",
        "https://10.0.0.8/x",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "https://[::ffff:10.0.0.8]/",
        "https://[fe80::1]/",
        "https://0.0.0.0/",
        "https://100.64.0.1/",
        "https://user:password@8.8.8.8/",
        "https://8.8.8.8:99999/",
        "file:///etc/passwd",
        "https://",
    ],
)
def test_nothing_is_sent_into_a_closed_network_or_in_the_clear(url):
    with pytest.raises(reaching.AddressRefused):
        reaching.address_check(url)


def test_a_name_with_one_address_in_a_closed_network_is_refused(monkeypatch):
    two = [(0, 0, 0, "", ("8.8.8.8", 443)), (0, 0, 0, "", ("10.0.0.8", 443))]
    monkeypatch.setattr(reaching.socket, "getaddrinfo", lambda *_a, **_k: two)
    with pytest.raises(reaching.AddressRefused):
        reaching.address_check("https://example.dk/")
    monkeypatch.setenv("FODFAESTE_NETWORKS", "10.0.0.0/24")
    assert reaching.address_check("https://example.dk/a?b=1") == ("example.dk", 443, "/a?b=1", "8.8.8.8")


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    went = []
    monkeypatch.setattr(reaching.socket, "getaddrinfo", lambda *_a, **_k: [(0, 0, 0, "", ("8.8.8.8", 443))])

    def connect(address, _timeout):
        went.append(address)
        raise TimeoutError

    monkeypatch.setattr(reaching.socket, "create_connection", connect)
    with pytest.raises(reaching.NotReached):
        reaching.send("https://example.dk/", b"{}", {})
    assert went == [("8.8.8.8", 443)]


def test_the_secret_is_told_once_and_kept_encrypted(monkeypatch):
    text = token(make.leader(), "Tal", "leader", "authority")
    monkeypatch.setattr(webhooks, "address_check", lambda _url: None)
    body = {"url": "https://example.dk/", "kinds": ["opening.changed"]}
    made = ask(text, "POST", "/api/webhooks", body)
    assert made.status_code == 201
    key = base64.b64decode(made.json()["secret"].removeprefix("whsec_"))
    assert key not in bytes(Webhook.objects.get().secret)
    assert "secret" not in ask(text, "GET", "/api/webhooks").json()["items"][0]
