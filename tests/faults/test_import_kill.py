"""A file goes in whole or not at all, wherever the process is killed; and so does taking it back.

The process is killed before each of its statements in turn, by a signal that cannot be caught. On PostgreSQL,
where the same statements are asked, before every fifth.
"""

import json
import os

import pytest

pytestmark = pytest.mark.slow
STEP = 5 if os.environ.get("FODFAESTE_DATABASE", "").startswith("postgres") else 1

SCRIPT = '''
import json, os, signal, sys
from django.db import connection, transaction

FILE = """borger;navn;målgruppe;ledig siden;enhed;by;cpr;brancher
17;Ane Ny;forsikret;01.03.2026;Team Ny;Nyby;0101605001;C
18;Bo;forsikret;01.04.2026;Team Nord;Grenaa;;F
""".encode()


def in_a_process(work):
    """What a child process answers; None if it was killed."""
    inward, outward = os.pipe()
    child = os.fork()
    if child == 0:
        answer = json.dumps(work())
        os.write(outward, answer.encode())
        os._exit(0)
    os.close(outward)
    with os.fdopen(inward) as pipe:
        said = pipe.read()
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return None
    assert status == 0, status
    return json.loads(said)


def set_up():
    from fodfaeste.apps.accounts.models import Authority, Unit
    from fodfaeste.apps.citizens.models import Citizen, Fact
    from fodfaeste.installation.clock import now
    authority = Authority.objects.create(
        slug="norddjurs", name="Norddjurs Kommune", code="707", policy="norddjurs"
    )
    unit = Unit.objects.create(authority=authority, name="Team Nord")
    ane = Citizen.objects.create(
        authority=authority, reference="17", name="Ane", sort_key="ane", unit=unit, created_at=now()
    )
    Fact.objects.create(
        authority=authority, citizen=ane, name="target_group", value="ung", recorded_at=now(), source="x"
    )


def state():
    """Every row of every table that an import writes, as one text."""
    from django.apps import apps
    tables = {}
    for model in apps.get_models():
        if model._meta.app_label in ("accounts", "citizens", "imports", "goals", "journal"):
            tables[model._meta.label] = sorted(repr(sorted(row.items())) for row in model.objects.values())
    return repr(tables)


def put_in():
    from fodfaeste.apps.accounts.models import Authority
    from fodfaeste.apps.imports.services import import_apply
    import_apply(user=None, authority=Authority.objects.get(), file_name="b.csv", content=FILE)


def take_back():
    from fodfaeste.apps.imports.models import Batch
    from fodfaeste.apps.imports.services import import_undo
    import_undo(user=None, batch=Batch.objects.get())


def killed_at(number, work):
    """Do the work, and die before the statement with this number."""
    count = 0

    def count_and_die(execute, sql, params, many, context):
        nonlocal count
        count += 1
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count_and_die):
        # The outer transaction ends after the last statement: one death more, right before the commit.
        with transaction.atomic():
            work()
            if number == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    return count


# What every child needs is loaded once, before any of them is born.
from datetime import date
from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.imports import services
policy_in_force(Authority(slug="norddjurs", policy="norddjurs"), date(2026, 11, 23))

in_a_process(set_up)
for work in (put_in, take_back):
    before, deaths, number = in_a_process(state), 0, 0
    while in_a_process(lambda: killed_at(number, work)) is None:
        assert in_a_process(state) == before, (work.__name__, number)
        deaths, number = deaths + 1, number + STEP
    assert in_a_process(state) != before
    print(json.dumps([work.__name__, deaths]))
'''


def test_killed_before_any_statement_a_file_is_in_whole_or_not_at_all(installation):
    script = f"STEP = {STEP}\n" + SCRIPT
    said = [json.loads(line) for line in installation.script(script).splitlines()]
    assert [name for name, _deaths in said] == ["put_in", "take_back"]
    assert all(deaths * STEP > 15 for _name, deaths in said)
