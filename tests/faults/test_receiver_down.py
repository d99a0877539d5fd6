"""A receiver is down: what was told waits, the page says so, and all of it arrives once when it is back."""

import pytest
from django.urls import reverse

from fodfaeste.apps.operation.checks.messages import check_messages
from fodfaeste.apps.outbox.delivering import deliver
from fodfaeste.apps.outbox.settings import ReceiverSettings
from fodfaeste.apps.outbox.transport import sms
from fodfaeste.apps.outbox.ways import Way
from tests import make
from tests.apps.outbox.scripted import later, put, states
from tests.receivers import SmsReceiver

pytestmark = pytest.mark.django_db


def test_what_was_told_waits_and_arrives_once_in_order(client):
    here = make.authority()
    client.force_login(make.leader())
    for text in ("en", "to", "tre"):
        put(here, text, order="a")

    def turn(receiver):
        way = Way(here, "sms", ReceiverSettings(transport="sms"), sms.connect(receiver.settings))
        deliver(authority=here, receiver="sms", way=way)

    with SmsReceiver() as gone:
        pass  # from here on nobody listens at its address
    turn(gone)
    assert set(states().values()) == {"waiting"}
    page = client.get(reverse("outbox:outbox"))
    assert (page.status_code, "Svarer ikke" in page.content.decode()) == (200, True)
    assert "3 beskeder på vej" in next(iter(check_messages(quick=True))).says
    later()
    with SmsReceiver() as back:
        turn(back)
        assert [one.content for one in back.registered] == ["en", "to", "tre"]
    assert set(states().values()) == {"received"}
    assert "Svarer ikke" not in client.get(reverse("outbox:outbox")).content.decode()
