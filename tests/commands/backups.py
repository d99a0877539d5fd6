"""An installation worth a backup, and what its backups say of themselves."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.databases import Installation, installed

MANIFEST = "manifest.json"
CPR = "0101587001"

SET_UP = """
from fodfaeste.apps.accounts.services import authority_set_up
zone = "Europe/Copenhagen"
authority_set_up(slug="norddjurs", name="Norddjurs", code="707", policy="norddjurs", time_zone=zone)
"""
FILL = f"""
from fodfaeste.apps.citizens.identity import cpr_store
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.journal.services import journal_seal, journal_write
from fodfaeste.installation import clock
authority = Authority.objects.get()
citizen = Citizen.objects.create(authority=authority, reference="1", name="Æble", created_at=clock.now())
cpr_store(citizen, "{CPR}")
for number in range(3):
    journal_write(actor=None, authority=authority, action="see", what=str(number), citizen=citizen)
journal_seal()
"""
#: Rows that come two by two, each pair in a transaction of its own.
PAIRS = """
from django.db import transaction
from fodfaeste.apps.accounts.models import FailedSignIn
from fodfaeste.installation import clock
while True:
    with transaction.atomic():
        for name in ("anna", "bent"):
            FailedSignIn.objects.create(username=name, address="::1", at=clock.true_now())
"""
COUNTS = """
import json
from fodfaeste.apps.operation.contents import contents_of
print(json.dumps(contents_of().counts))
"""


@contextmanager
def filled(folder: Path, template: str) -> Iterator[Installation]:
    """An installation with a citizen, a sealed journal and files of its own."""
    folder.mkdir(exist_ok=True)
    with installed(folder, template) as made:
        made.script(SET_UP + FILL)
        var = folder / "var"
        (var / "taxonomy").mkdir()
        (var / "taxonomy" / "own.tsv").write_text("kode\tord\n")
        (var / "signin.toml").write_text("address = 'https://example.dk'\n")
        (var / "outbox").mkdir()
        (var / "outbox" / "message.json").write_text(CPR)
        (var / "static").mkdir()
        (var / "static" / "made-again.css").touch()
        yield made


def kept(done: object) -> Path:
    """Where a finished backup lies."""
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


def manifest_of(copy: Path) -> dict:
    """The list that lies in a backup."""
    return json.loads((copy / MANIFEST).read_text())


def counts_of(site: Installation) -> dict:
    """Rows per table."""
    return json.loads(site.script(COUNTS))
