"""The job log: corrected by a new version, withdrawn and never deleted, told onward each time."""

import pytest

from fodfaeste.apps.outbox.locking import unlocked_content
from fodfaeste.apps.outbox.models import Message
from fodfaeste.apps.plans.log_services import log_add, log_correct, log_withdraw
from fodfaeste.apps.plans.models import JobLogEntry
from fodfaeste.apps.plans.selectors import log_lately, log_of, log_versions
from fodfaeste.apps.plans.services import NotPossible
from fodfaeste.installation import clock
from tests import make
from tests.make import plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make.citizen_user().citizen


def test_the_same_pressed_twice_is_one_entry(person):
    first = log_add(user=person.user, citizen=person, applied=plans.applied())
    assert log_add(user=person.user, citizen=person, applied=plans.applied()) == first


def test_a_correction_takes_over_and_the_one_before_is_kept(person):
    first = plans.log_entry(person)
    second = log_correct(user=person.user, entry=first, applied=plans.applied(state="refused"))
    assert [one.state for one in log_of(person)] == ["refused"]
    assert [one.pk for one in log_versions(second)] == [first.pk]
    assert log_correct(user=person.user, entry=first, applied=plans.applied(state="refused")) == second


def test_what_is_withdrawn_is_kept_and_neither_shown_nor_counted(person):
    entry = plans.log_entry(person)
    assert log_lately(person, clock.today(person.authority)) == 1
    log_withdraw(user=person.user, entry=entry)
    assert (log_of(person).count(), log_lately(person, clock.today(person.authority))) == (0, 0)
    assert JobLogEntry.objects.get().withdrawn_by == person.user
    with pytest.raises(NotPossible):
        log_correct(user=person.user, entry=entry, applied=plans.applied())


def test_each_change_is_told_onward_once_and_never_the_note(person):
    entry = plans.log_entry(person, note="Talte med Grethe")
    log_withdraw(user=person.user, entry=entry)
    told = Message.objects.filter(citizen=person, kind="job_log")
    assert told.count() == 2
    said = [str(unlocked_content(one.content_encrypted)) for one in told]
    assert all("Prøve Byg" in one and "Grethe" not in one for one in said)
