"""A new key locks everything anew: every column of bytes is known, and none can be forgotten."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import BinaryField

import fodfaeste
from fodfaeste.apps.accounts.models import SecondFactor
from fodfaeste.apps.accounts.second_factor import factor_begin
from fodfaeste.apps.citizens.cv_models import CvText
from fodfaeste.apps.citizens.everything_models import EverythingCopy
from fodfaeste.apps.citizens.identity import cpr_find, cpr_store
from fodfaeste.apps.citizens.models import Identity
from fodfaeste.apps.drafts.services import draft_keep
from fodfaeste.apps.imports.models import Batch, BatchState
from fodfaeste.apps.operation import relocking
from fodfaeste.apps.operation.relocking import LOCKED, OPEN, keys_outdated, keys_rotate
from fodfaeste.apps.outbox.locking import locked_text
from fodfaeste.apps.outbox.models import Message, Reach
from fodfaeste.apps.outbox.services import notify
from fodfaeste.apps.systems.models import Remembered, System, Webhook
from fodfaeste.installation import clock
from fodfaeste.installation.secrets import installation_secrets, key_add
from tests import make
from tests.make.letters import letter_from_citizen

pytestmark = pytest.mark.django_db

#: What locks something that is no column: pages' marks and sessions' tokens, which live for hours.
SHORT_LIVED = {"api/paging.py", "apps/accounts/sealed.py"}
LOCKS_COLUMNS = {
    "apps/accounts/second_factor.py",
    "apps/citizens/everything_services.py",
    "apps/citizens/identity.py",
    "apps/drafts/services.py",
    "apps/imports/services.py",
    "apps/imports/writing.py",
    "apps/operation/relocking.py",
    "apps/outbox/locking.py",
    "apps/systems/remembering.py",
    "apps/systems/webhooks.py",
    "installation/own_words.py",
}


def binary_columns():
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, BinaryField)
    }


@pytest.fixture
def everything():
    """One row at least of each column that is locked; gives a citizen and the number."""
    worker = make.case_worker()
    anna, number, at = make.citizen(unit=worker.unit, case_worker=worker), make.cpr(), clock.now()
    cpr_store(anna, number)
    own = {"authority": anna.authority, "citizen": anna}
    factor_begin(worker.person)
    draft_keep(user=worker, key="note", token="t", values={"text": "Et udkast"})
    locks = {column.label: column for column in LOCKED}
    keys = installation_secrets()

    def filled(label, row):
        column = locks[label]
        setattr(row, column.name, keys.encrypt(b"indhold", purpose=column.purpose(row)))
        row.save()

    batch = {"state": BatchState.PREVIEWED, "file_name": "a.csv", "sha256": "0" * 64, "uploaded_at": at}
    filled("imports.Batch.content", Batch(authority=anna.authority, **batch))
    ordered = {"ordered_by": worker, "ordered_at": at, "delete_at": at, "language": "da"}
    filled("citizens.EverythingCopy.content", EverythingCopy.objects.create(**own, **ordered))
    CvText.objects.create(**own, text="Lager siden 2019", recorded_at=at, recorded_by=worker)
    letter_from_citizen(anna)
    told = {"created_at": at, "created_by": worker}
    system = System.objects.create(authority=anna.authority, name="Ydelse", user=worker, **told)
    filled("systems.Remembered.answer", Remembered(system=system, key="k", asked="a", at=at))
    filled("systems.Webhook.secret", Webhook(system=system, url="https://a.example", created_at=at))
    reach = {"mail_encrypted": locked_text("a@b.dk"), "phone_encrypted": locked_text("+4512345678")}
    Reach.objects.create(**own, **reach, recorded_at=at)
    notify(authority=anna.authority, citizen=anna, kind="letter", text_key="letter")
    return anna, number


def test_every_column_of_bytes_is_known_to_be_locked_or_open():
    known = {column.label for column in LOCKED} | OPEN
    assert binary_columns() == known


def test_whatever_locks_something_locks_a_column_that_is_known():
    source = Path(fodfaeste.__file__).parent
    found = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        if re.search(r"\.encrypt\([^#]*?purpose=", path.read_text(encoding="utf-8"), re.DOTALL)
    }
    assert found == LOCKS_COLUMNS | SHORT_LIVED


def test_everything_is_locked_under_the_new_key_and_opens(everything, monkeypatch):
    monkeypatch.setattr(relocking, "AT_ONCE", 1)
    anna, number = everything
    old = installation_secrets().current
    found = keys_rotate()
    assert found.key != old
    assert set(found.done) == {column.label for column in LOCKED}
    assert not found.unreadable
    assert not any(keys_outdated().values())
    keys = installation_secrets()
    for column in LOCKED:
        for row in column.model._default_manager.all():
            locked = bytes(getattr(row, column.name))
            assert locked.startswith(found.key.encode())
            assert keys.decrypt(locked, purpose=column.purpose(row))
    assert set(Identity.objects.values_list("key_id", flat=True)) == {found.key}
    assert cpr_find(anna.authority, number) == anna
    assert Reach.objects.get().mail == "a@b.dk"


def test_a_rotation_stopped_half_way_is_finished_by_the_next(everything):
    halfway = key_add()
    first = keys_rotate()
    assert first.key == halfway
    assert sum(first.done.values()) >= len(LOCKED)
    assert keys_rotate().key != halfway


def test_what_cannot_be_opened_is_told_and_left_and_the_rest_goes_on(everything):
    SecondFactor.objects.update(secret_encrypted=b"kffffffff:nothing")
    found = keys_rotate()
    assert found.unreadable == {"accounts.SecondFactor.secret_encrypted": 1}
    assert found.done["outbox.Message.content_encrypted"] == Message.objects.count()


def test_a_row_that_changed_meanwhile_is_left_to_whoever_changed_it(everything):
    column = next(one for one in LOCKED if one.label == "outbox.Reach.mail_encrypted")
    read = Reach.objects.get()
    key_add()
    Reach.objects.update(mail_encrypted=locked_text("new@b.dk"))
    assert relocking._row_anew(column, read, installation_secrets()) is None
    assert Reach.objects.get().mail == "new@b.dk"
