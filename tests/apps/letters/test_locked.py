"""Letters and CV texts lie locked, those of before too, and are read as they were written."""

import json

import pytest
from django.db import connection

from fodfaeste.apps.citizens.cv_models import CvText
from fodfaeste.apps.citizens.cv_services import cv_read
from fodfaeste.apps.letters.models import Letter, Thread
from tests import make
from tests.databases import installation, migrated
from tests.make.letters import letter_from_citizen

__all__ = ["installation", "migrated"]

SAID = "Jeg har fået en diskusprolaps"
#: Back to when they stood open, with a row of each table; then up again.
UPGRADED = """
import json
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from fodfaeste.apps.citizens.cv_services import cv_read
from fodfaeste.apps.citizens.models import CvText
from fodfaeste.apps.letters.models import Letter, Thread
from tests import make
from tests.make.letters import letter_from_citizen
SAID = "Jeg har fået en diskusprolaps"
anna = make.citizen()
user = make.citizen_user(anna)
letter_from_citizen(anna, SAID, SAID)
cv_read(user=user, citizen=anna, text=SAID)
def to(*targets):
    MigrationExecutor(connection).migrate(list(targets))
def open_rows():
    with connection.cursor() as cursor:
        columns, tables = "t.heading, l.text, c.text", "letters_thread t, letters_letter l, citizens_cvtext c"
        cursor.execute(f"SELECT {columns} FROM {tables}")
        return cursor.fetchall()
to(("letters", "0001_letters"), ("citizens", "0003_cv_texts_and_copies"))
before = open_rows()
to(("letters", "0003_open_words_go"), ("citizens", "0005_open_cv_texts_go"))
after = [Thread.objects.get().heading, Letter.objects.get().text, CvText.objects.get().text]
print(json.dumps([before, after]))
"""


@pytest.mark.django_db
def test_a_letter_and_a_cv_lie_locked_and_are_read_as_written():
    anna = make.citizen()
    letter_from_citizen(anna, SAID, SAID)
    cv_read(user=make.citizen_user(make.citizen()), citizen=anna, text=SAID)
    for model in (Thread, Letter, CvText):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            assert b"diskusprolaps".hex() not in _written(cursor.fetchall())
    assert Thread.objects.get().heading == Letter.objects.get().text == CvText.objects.get().text == SAID


@pytest.mark.slow
def test_what_stood_open_before_is_locked_by_the_upgrade(installation):
    before, after = json.loads(installation.script(UPGRADED))
    assert before == [[SAID] * 3]
    assert after == [SAID] * 3


def _written(rows):
    """Every cell as the bytes it lies in, in hexadecimal."""
    cells = [cell for row in rows for cell in row]
    return " ".join(
        bytes(cell).hex() if isinstance(cell, bytes | memoryview) else str(cell).encode().hex()
        for cell in cells
    )
