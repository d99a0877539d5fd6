"""What DFDG takes from no program is written there by a person; and of a plan only little is told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from fodfaeste.apps.citizens import profile_services
from fodfaeste.apps.citizens.identity import cpr_store
from fodfaeste.apps.citizens.models import Wish
from fodfaeste.apps.citizens.services import talk_book, talk_mark
from fodfaeste.apps.offers.services import agreement_end, track_begin
from fodfaeste.apps.outbox import duties
from fodfaeste.apps.outbox.hand_page import hand_lines
from fodfaeste.apps.outbox.locking import unlocked_content
from fodfaeste.apps.outbox.mending import letter_posted, message_mend
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.outbox.selectors import messages_next, messages_to_mend
from fodfaeste.apps.plans.services import NewStep
from fodfaeste.core.outbound_content import record_of
from fodfaeste.formats.outbound import written
from fodfaeste.installation import clock
from tests import make
from tests.apps.outbox.recording import ESCO, settings_said, wish
from tests.make.plans import plan_agreed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_settings")]

HAND = "dfdg_hand"


@pytest.fixture
def worker():
    return make.case_worker()


@pytest.fixture
def anna(worker):
    return make.citizen_due(case_worker=worker)


def told(receiver):
    return list(Message.objects.filter(receiver=receiver).order_by("pk"))


def record(message):
    return record_of(message.kind, unlocked_content(message.content_encrypted))


def said(message):
    return {line.name: line.value for line in hand_lines(message)}


def test_a_no_show_is_written_by_a_person_and_what_comes_after_it_leaves(client, worker, anna):
    talk = talk_book(user=worker, citizen=anna, starts_at=clock.now() + timedelta(days=2))
    talk.starts_at = clock.now() - timedelta(hours=1)
    talk.save()
    talk_mark(user=worker, talk=talk, state="no_show")
    (message,) = told(HAND)
    assert said(message)["Det skete"] == "Borgeren udeblev"
    assert [record(one).state for one in told("dfdg")] == ["booked"]
    assert list(messages_to_mend(worker)) == [message]
    client.force_login(worker)
    page = client.get(reverse("outbox:message", args=[message.pk])).content.decode()
    for words in ("Det skal skrives", "Borgeren udeblev", "Udeblivelser kan ikke sendes til DFDG"):
        assert words in page
    assert "Send igen" not in page
    client.post(reverse("outbox:posted", args=[message.pk]))
    assert not messages_to_mend(worker).exists()


def test_an_offer_without_a_number_goes_by_hand_from_then_on_and_holds_back_nothing(worker, anna):
    on = clock.today(anna.authority)
    begun = {"user": worker, "citizen": anna, "begins": on, "industry": "", "reason": "Aftalt"}
    agreement = track_begin(offer="branchespor", **begun)
    settings_said("dfdg_offers = { branchespor = 12 }")
    agreement_end(user=worker, agreement=agreement, reason="I arbejde", ends=on)
    first, last = told(HAND)
    assert said(first)["Tilbud"] == "Branchespor"
    assert (said(first)["Tilstand"], said(last)["Tilstand"]) == ("I gang", "Afsluttet")
    talk_book(user=worker, citizen=anna, starts_at=clock.now() + timedelta(days=2))
    assert messages_next(clock.true_now()).filter(receiver="dfdg").count() == 1


def test_wishes_that_dfdg_does_not_know_are_written_there_by_a_person_once(worker, anna):
    wish(worker, anna, "soldat")
    profile_services.skills_record(user=worker, citizen=anna, skills=["1"], level=2, basis="papir")
    (first,) = told(HAND)
    assert said(first) == {"Ønsker om arbejde": "Soldat"}
    assert not told("dfdg")
    wish(worker, anna, ESCO)
    assert [message.state for message in told(HAND)] == ["withdrawn", "waiting"]
    letter_posted(user=worker, message=told(HAND)[1])
    Wish.objects.filter(what="soldat").delete()
    duties.cv_recorded(anna)
    (message,) = told("dfdg")
    assert [one.uri for one in record(message).wanted] == [ESCO]


def test_of_a_plan_only_steps_towards_work_and_education_are_told_and_no_goal(worker, anna):
    kinds = ("work", "learning", "health", "social", "other")
    steps = [NewStep(what=f"Skridt: {kind}", who="citizen", kind=kind) for kind in kinds]
    cpr_store(anna, make.cpr())
    plan = plan_agreed(anna, worker, goals="Min ryg skal blive god", steps=steps)
    (message,) = told("dfdg")
    assert [one.what for one in record(message).steps] == ["Skridt: work", "Skridt: learning"]
    content = repr(unlocked_content(message.content_encrypted))
    assert not any(word in content for word in ("ryg", "health", "social", "other"))
    form = written(record(message), str(message.message_id))
    assert b"Skridt: work" in form.body
    Message.objects.filter(pk=message.pk).update(state="rejected")
    plan.steps.filter(kind="work").update(what="Praktik i en butik")
    mended = message_mend(user=worker, message=message)
    assert record(mended).steps[0].what == "Praktik i en butik"
    assert mended.message_id != message.message_id
