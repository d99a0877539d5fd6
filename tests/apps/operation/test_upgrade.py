"""A database of the very first version comes up to this one with everything that was in it.

Its rows are made by the models as they were then, one of each table and then another, and every column
that is still there must hold afterwards what it held before. A column that goes must be named below.
"""

import json

import pytest

from tests.databases import installed

pytestmark = pytest.mark.slow

#: Columns of the first version that are no more, and where what they held is now.
GONE: dict[str, str] = {}

FIRST = """
import datetime, itertools, json, uuid
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models.fields import NOT_PROVIDED
from fodfaeste.apps.journal.services import FIRST_PREVIOUS, seal_hash
from fodfaeste.installation.secrets import installation_secrets

APPS = ("accounts", "citizens", "companies", "goals", "imports", "jobs", "journal", "learning", "offers")
executor = MigrationExecutor(connection)
targets = [(app, "0001_initial") for app in APPS]
executor.migrate(targets)
then = executor.loader.project_state(targets).apps
numbers = itertools.count(1)
NOW = datetime.datetime(2024, 5, 1, 12, tzinfo=datetime.timezone.utc)
KNOWN = {
    "role": "case_worker", "time_zone": "Europe/Copenhagen", "policy": "norddjurs", "state": "done",
    "kind": "plan",
}

def value(field, number):
    if field.name in KNOWN and isinstance(field, models.CharField):
        return KNOWN[field.name]
    if isinstance(field, models.UUIDField):
        return uuid.UUID(int=number)
    if isinstance(field, (models.CharField, models.TextField)):
        return f"{'s' if isinstance(field, models.SlugField) else 'æ'}{number}"[: field.max_length]
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, (models.IntegerField, models.FloatField)):
        return number
    if isinstance(field, models.DateTimeField):
        return NOW + datetime.timedelta(seconds=number)
    if isinstance(field, models.DateField):
        return NOW.date() + datetime.timedelta(days=number)
    if isinstance(field, models.TimeField):
        return datetime.time(number % 24)
    if isinstance(field, models.JSONField):
        return {"æ": number}
    if isinstance(field, models.BinaryField):
        return installation_secrets().encrypt(b"0101587001", purpose="cpr")
    raise TypeError(field)

made = {}

def row(model):
    values, number = {}, next(numbers)
    for field in model._meta.concrete_fields:
        if field.primary_key and not field.is_relation:
            continue
        if field.is_relation:
            own = made.get(field.related_model._meta.label_lower)
            if own:
                # The newest: a row each where only one may point at it.
                values[field.name] = own[-1]
            elif not field.null:
                return None
        else:
            values[field.name] = value(field, number)
    if model._meta.label_lower == "citizens.identity":
        values["key_id"] = installation_secrets().current
    return model.objects.create(**values)

def fill():
    ours = (model for model in then.get_models() if model._meta.app_label in APPS)
    waiting = [model for model in ours if model._meta.label_lower != "journal.seal"]
    while waiting:
        left = [model for model in waiting if not add(model)]
        assert len(left) < len(waiting), left
        waiting = left

def add(model):
    new = row(model)
    if new is not None:
        made.setdefault(model._meta.label_lower, []).append(new)
    return new is not None

fill()
fill()
events = made["journal.event"]
for event in events:
    event.via = ""
then.get_model("journal", "Seal").objects.create(
    first_event=events[0].pk, last_event=events[-1].pk, count=len(events), previous=FIRST_PREVIOUS,
    hash=seal_hash(FIRST_PREVIOUS, events), sealed_at=NOW)
"""
ROWS = """
def rows(apps, labels):
    found = {}
    for label in labels:
        model = apps.get_model(label)
        for values in model.objects.order_by("pk").values():
            for name, given in values.items():
                if isinstance(given, (bytes, memoryview)):
                    values[name] = bytes(given).hex()
            found[f"{label} {values[model._meta.pk.attname]}"] = values
    return json.loads(json.dumps(found, default=str))
"""
THEN = FIRST + ROWS + "print(json.dumps(rows(then, made)))"
NOW = (
    """
import json, sys
from django.apps import apps
"""
    + ROWS
    + "print(json.dumps(rows(apps, json.loads(sys.stdin.read()))))"
)


@pytest.fixture
def first_version(tmp_path):
    with installed(tmp_path, "") as site:
        yield site, json.loads(site.script(THEN).splitlines()[-1])


def test_everything_of_the_first_version_is_there_after_the_upgrade(first_version):
    site, before = first_version
    labels = sorted({key.partition(" ")[0] for key in before})
    assert len(labels) > 15
    plan = site.run("migrate", "--plan")
    assert "journal.0002_only_added_to" in plan.stdout.splitlines()
    done = site.run("migrate")
    assert done.returncode == 0, done.stderr
    assert done.stderr == f"Databasen er klar: {len(plan.stdout.splitlines())} ændringer\n"
    after = json.loads(site.script(NOW, input=json.dumps(labels)))
    for key, was in before.items():
        now = after[key]
        table = key.partition(" ")[0]
        kept = {name: given for name, given in was.items() if f"{table}.{name}" not in GONE}
        assert {name: now.get(name) for name in kept} == kept, key
    verified = site.run("journal", "verify")
    assert "Logbogen er hel: 1 forseglinger, 2 linjer" in verified.stdout
    assert site.run("migrate", "--plan").stdout == ""
