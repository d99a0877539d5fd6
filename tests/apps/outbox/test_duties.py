"""What is recorded anyway is told to whom it must be told: once, in its transaction, as the law has it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.translation import override

from fodfaeste.apps.citizens import profile_services
from fodfaeste.apps.citizens.identity import cpr_store
from fodfaeste.apps.citizens.services import talk_book, talk_mark
from fodfaeste.apps.offers.services import agreement_end, track_begin
from fodfaeste.apps.outbox import duties, notices
from fodfaeste.apps.outbox.locking import unlocked_content
from fodfaeste.apps.outbox.models import Message, Reach
from fodfaeste.apps.outbox.services import notify
from fodfaeste.core.outbound_content import record_of
from fodfaeste.installation import clock
from tests import make
from tests.apps.outbox.recording import ESCO, settings_said, wish
from tests.make.greenland import sermersooq

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_settings")]


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


def book(worker, citizen, days=2):
    return talk_book(user=worker, citizen=citizen, starts_at=clock.now() + timedelta(days=days))


def test_a_booked_talk_is_told_to_dfdg_the_case_index_the_calendar_and_the_citizen(worker, anna):
    number = make.cpr()
    cpr_store(anna, number)
    talk = book(worker, anna)
    (message,) = told("dfdg")
    assert record(message).person.cpr == number
    assert (record(message).state, record(message).starts_at) == ("booked", talk.starts_at)
    assert [len(told(one)) for one in ("case_index", "calendar", "digital_post")] == [1, 1, 1]


def test_the_number_is_not_to_be_read_in_the_database(worker, anna):
    number = make.cpr()
    cpr_store(anna, number)
    book(worker, anna)
    for row in Message.objects.values():
        assert number not in repr(row)
        assert number.encode() not in bytes(row["content_encrypted"])


def test_a_talk_that_was_rolled_back_is_told_to_nobody(worker, anna):
    with transaction.atomic():
        book(worker, anna)
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_the_same_talk_booked_twice_is_told_once(worker, anna):
    talk = book(worker, anna)
    book(worker, anna)
    duties.talk_recorded(talk)
    assert len(told("dfdg")) == 1
    assert len(told("digital_post")) == 1


def test_a_talk_held_is_a_new_thing_and_a_talk_called_off_is_told_to_all_who_knew(worker, anna):
    first, second = book(worker, anna), book(worker, anna, days=3)
    first.starts_at = clock.now() - timedelta(hours=1)
    first.save()
    talk_mark(user=worker, talk=first, state="held")
    talk_mark(user=worker, talk=second, state="cancelled")
    dfdg = [record(message) for message in told("dfdg")]
    assert [(one.state, one.version) for one in dfdg] == [
        ("booked", 1),
        ("booked", 1),
        ("held", 1),
        ("cancelled", 1),
    ]
    calendar = [record(message) for message in told("calendar")]
    assert [(one.cancelled, one.sequence) for one in calendar] == [(False, 0), (False, 0), (True, 1)]


def test_a_moved_talk_is_told_anew_as_the_same_talk(worker, anna):
    talk = book(worker, anna)
    talk.starts_at += timedelta(days=1)
    talk.save()
    duties.talk_recorded(talk)
    first, second = (record(message) for message in told("dfdg"))
    assert (first.id, first.version, second.version) == (second.id, 1, 2)


def test_an_offer_is_told_when_it_begins_and_ends_and_decides_the_case(worker, anna):
    settings_said("dfdg_offers = { branchespor = 12 }")
    on = clock.today(anna.authority)
    agreement = track_begin(
        user=worker, citizen=anna, offer="branchespor", begins=on, industry="", reason="Aftalt"
    )
    agreement_end(user=worker, agreement=agreement, reason="I arbejde", ends=on)
    assert [record(message).state for message in told("dfdg")] == ["running", "ended"]
    assert {record(message).activation_type for message in told("dfdg")} == {12}
    (case,) = told("case_index")
    assert [state.state for state in record(case).states] == ["arisen", "informed", "decided"]
    assert "Aftalt" not in repr(unlocked_content(told("dfdg")[0].content_encrypted))


def test_a_cv_is_told_once_after_several_changes_and_never_the_limits(worker, anna):
    wish(worker, anna, ESCO)
    for skill in ("1", "2", "3"):
        profile_services.skills_record(user=worker, citizen=anna, skills=[skill], level=2, basis="papir")
    profile_services.profile_record(user=worker, citizen=anna, values={"limits": "tunge_loeft"})
    waiting = [message for message in told("dfdg") if message.state == "waiting"]
    assert len(waiting) == 1
    assert [skill.uri for skill in record(waiting[0]).skills] == ["1", "2", "3"]
    assert "tunge_loeft" not in repr(unlocked_content(waiting[0].content_encrypted))


def test_without_a_wish_for_work_there_is_no_cv_to_tell(worker, anna):
    profile_services.skills_record(user=worker, citizen=anna, skills=["1"], level=2, basis="papir")
    assert not Message.objects.exists()


def test_greenland_has_no_such_duty():
    authority = sermersooq()
    worker = make.case_worker(authority=authority)
    book(worker, make.citizen(authority, unit=worker.unit, case_worker=worker))
    assert set(Message.objects.values_list("receiver", flat=True)) == {"calendar", "letter"}


def test_another_authoritys_person_is_told_of_in_its_own_name(worker, anna):
    book(worker, anna)
    assert set(Message.objects.values_list("authority", flat=True)) == {anna.authority_id}


@pytest.mark.parametrize(
    ("known", "channel"),
    [
        ({}, "digital_post"),
        ({"digital_post": False}, "letter"),
        ({"mail_checked_at": clock.now()}, "mail"),
        ({"phone_checked_at": clock.now(), "digital_post": False}, "sms"),
        ({"digital_post": True, "mail_checked_at": clock.now()}, "digital_post"),
        ({"letters": True, "digital_post": True}, "letter"),
    ],
)
def test_a_person_is_told_by_the_channel_they_use(anna, known, channel):
    Reach.objects.create(authority=anna.authority, citizen=anna, recorded_at=clock.now(), **known)
    message = notify(
        authority=anna.authority, citizen=anna, kind="link", text_key="link", link="https://x/l/1"
    )
    assert message.receiver == channel
    assert "https://x/l/1" in repr(unlocked_content(message.content_encrypted))


@pytest.mark.parametrize(
    ("chosen", "first", "language", "words"),
    [
        ("", "da", "da", "Du har fået en tid til en samtale."),
        ("", "en", "en", "You have been given a time for a talk."),
        ("en", "da", "en", "You have been given a time for a talk."),
        ("da", "en", "da", "Du har fået en tid til en samtale."),
    ],
)
def test_a_person_is_told_in_the_language_they_chose_else_in_the_municipalitys(
    anna, chosen, first, language, words
):
    anna.authority.language = first
    Reach.objects.create(authority=anna.authority, citizen=anna, recorded_at=clock.now(), language=chosen)
    with override("da" if language == "en" else "en"):
        notify(authority=anna.authority, citizen=anna, kind="talk", text_key="talk_booked")
    told = record(Message.objects.get())
    assert (told.language, told.paragraphs[0].partition(".")[0] + ".") == (language, words)


def test_what_is_not_translated_is_told_in_danish_and_says_so(anna):
    with override("en"):
        assert notices._said(notices.Notice("Uden oversættelse", "Ny besked"), "kl") == (
            "da",
            "Uden oversættelse",
            "Ny besked",
        )


def test_a_notice_with_a_key_is_given_once(anna):
    for _time in range(2):
        notify(authority=anna.authority, citizen=anna, kind="letter", text_key="letter", key="7")
    assert Message.objects.count() == 1
