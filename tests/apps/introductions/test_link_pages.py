"""A question answered by a personal link: yes, taken back, and the journal says how it was done."""

import pytest
from django.urls import reverse

from fodfaeste.apps.introductions import codes
from fodfaeste.apps.introductions.models import IntroductionStep
from fodfaeste.apps.journal.models import Event
from tests import make
from tests.make import links
from tests.make.introductions import introduction

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    person = links.person()
    make.citizen_skill(person, "malke-koeer")
    return introduction(person)


def opened(client, asked):
    link = links.link(asked.citizen, "answer", "introductions.introduction", about_id=asked.pk)
    client.post(reverse("links:token", args=[link.token]), {"fact": links.born(asked.citizen)})
    return reverse("links:opened", args=[link.public_id])


def test_a_yes_by_link_can_be_taken_back_by_the_same_link_and_the_journal_says_how(client, asked):
    page = opened(client, asked)
    assert "Malke køer" in client.get(page).content.decode()
    assert client.post(page, {"answer": "maybe"}).status_code == 422
    client.post(page, {"answer": "yes"})
    asked.refresh_from_db()
    assert asked.state == codes.YES
    client.post(page, {"answer": "withdraw"})
    asked.refresh_from_db()
    assert asked.state == codes.WITHDRAWN
    steps = IntroductionStep.objects.filter(how=codes.LINK).order_by("pk")
    assert list(steps.values_list("state", flat=True)) == [codes.YES, codes.WITHDRAWN]
    told = Event.objects.filter(citizen=asked.citizen, action="change").exclude(via="")
    assert told.count() == 2
