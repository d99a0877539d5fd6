"""The night may be killed anywhere; run again it ends as a night that was left in peace.

On SQLite the process dies before each statement that writes, and after it, in turn: between two reads
nothing can have changed, so that dying there is dying after the write before them. What is a transaction is
said by the program, not by the database, so on PostgreSQL, where the server must notice that its client is
gone, it is the real command that dies, at random instants. The kill is a signal that cannot be caught.
"""

import json
import os
import random
import time

import pytest

pytestmark = pytest.mark.slow
ON_POSTGRES = os.environ.get("FODFAESTE_DATABASE", "").startswith("postgres")

PEOPLE = """
from datetime import date, timedelta
from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Citizen, CitizenSkill, Fact, Place
from fodfaeste.apps.companies.models import Opening, OpeningSkill
from fodfaeste.apps.effects.models import OfferEffects, TimeToWork
from fodfaeste.apps.matching.models import Advised, Sharing, Suggestion
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.goals.models import Answer, IndicatorValue, PackVersion
from fodfaeste.installation.clock import now

ON = date(2026, 11, 23)

def set_up(count):
    authority = Authority.objects.create(
        slug="norddjurs", name="Norddjurs Kommune", code="707", policy="norddjurs"
    )
    town = Place.objects.create(authority=authority, code="grenaa", name="Grenaa")
    people = Citizen.objects.bulk_create(
        Citizen(authority=authority, public_id=f"{n:016}", reference=str(n), name="Prøve", sort_key="prøve",
                place=town, created_at=now())
        for n in range(count)
    )
    Fact.objects.bulk_create(
        Fact(authority=authority, citizen=person, name=name, value=value, recorded_at=now(), source="x")
        for n, person in enumerate(people)
        for name, value in (
            ("target_group", ("forsikret", "ung", "arbejdsmarkedsparat")[n % 3]),
            ("effort_started", str(ON - timedelta(days=100 + n % 400))),
            ("unemployment_started", str(ON - timedelta(days=100 + n % 400))),
            ("earlier_unemployment_months", str(n % 8)),
            ("became_job_ready", str(ON - timedelta(days=30 + n % 90))),
            ("came_from", "ingen"),
        )
    )
    work(authority, town, people)
    Agreement.objects.bulk_create(
        Agreement(authority=authority, citizen=person, offer="branchespor", recorded_at=now(),
                  **({"state": "planned", "begins": ON} if n % 2 else
                     {"state": "running", "begins": ON - timedelta(days=40)}))
        for n, person in enumerate(people[: count // 2])
    )

def work(authority, town, people):
    "Some openings, and who can what they need."
    CitizenSkill.objects.bulk_create(
        CitizenSkill(authority=authority, citizen=person, skill=str(n % 3), level=1 + n % 4, basis="papir",
                     recorded_at=now())
        for n, person in enumerate(people)
    )
    openings = Opening.objects.bulk_create(
        Opening(authority=authority, public_id=f"{n:016}", reference=f"A{n}", kind="ordinaert_job", title="Job",
                place=town, recorded_at=now())
        for n in range(6)
    )
    OpeningSkill.objects.bulk_create(
        OpeningSkill(opening=opening, skill=str((n + more) % 3), essential=not more)
        for n, opening in enumerate(openings) for more in (0, 1)
    )

def state():
    "Every row that the night writes, but for ids and instants."
    kept = (
        (Answer, ("citizen__reference", "offer", "rule", "state", "due_on", "missing", "pack_hash", "on", "until")),
        (IndicatorValue, ("indicator", "group", "month", "numerator", "denominator", "value", "suppressed",
                          "as_of", "pack_hash")),
        (PackVersion, ("hash", "pack", "version")),
        (Agreement, ("citizen__reference", "state")),
        (Suggestion, ("citizen__reference", "opening__reference", "place_in_list", "on")),
        (Advised, ("citizen__reference", "opening__reference", "place_in_list", "others", "on")),
        (Sharing, ("on", "placements", "offers", "value", "bound", "spread", "groups", "packs")),
        (TimeToWork, ("on", "since", "definition", "packs", "rows")),
        (OfferEffects, ("on", "since", "definition", "packs", "answers")),
    )
    return [sorted(repr(row) for row in model.objects.values_list(*names)) for model, names in kept]

def reset():
    for model in (Answer, IndicatorValue, PackVersion, Suggestion, Advised, Sharing, TimeToWork, OfferEffects):
        model.objects.all().delete()
    Agreement.objects.filter(pk__in=[a.pk for a in Agreement.objects.all() if int(a.citizen.reference) % 2]).update(
        state="planned"
    )
"""  # noqa: E501 - a script of its own

AT_EACH_STATEMENT = r"""
import json, os, re, signal
from django.db import connection
from numba import njit
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.jobs import nightly
from fodfaeste.bridge.law import law_here
from fodfaeste.bridge.reach import reach_here
from fodfaeste.engines.assignment import assign
from fodfaeste.engines.matching import listing, scan

nightly.CITIZENS_AT_ONCE = 8
# Read and made ready once, before the processes part: the compiler takes longer than the rest of a night.
njit(lambda: None)()
here = Authority(slug="norddjurs", policy="norddjurs")
policy_in_force(here, ON), law_here(here, ON), reach_here()

def in_a_process(work):
    "What a child process answers; None if it was killed."
    inward, outward = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(outward, json.dumps(work()).encode())
        os._exit(0)
    os.close(outward)
    with os.fdopen(inward) as pipe:
        said = pipe.read()
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return None
    assert status == 0, status
    return json.loads(said)

def night(dies_at=None):
    "Each of its statements: whether it only reads, and what it is but for its values."
    said = []
    def count_and_die(execute, sql, params, many, context):
        if len(said) == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)
        reads_only = sql.startswith(("SELECT", "SAVEPOINT", "RELEASE")) and "FOR UPDATE" not in sql
        said.append((reads_only, re.sub(r"[0-9]+|(\(?%s\)?,? ?)+|UNION ALL SELECT", "", sql)))
        return execute(sql, params, many, context)
    with connection.execute_wrapper(count_and_die):
        nightly.nightly(authority=Authority.objects.get(), on=ON)
    return said

def moments_in(said):
    "About each write: before and after it. Between the same two statements only the first time."
    about = {}
    for n, (reads_only, shape) in enumerate(said):
        if not (reads_only and n and said[n - 1][0]):
            about.setdefault((said[n - 1][1] if n else "", shape), n)
    return sorted(about.values())

def hashed():
    import hashlib
    return hashlib.sha256(repr(state()).encode()).hexdigest()

in_a_process(lambda: set_up(14))
said = in_a_process(night)
moments = moments_in(said)
in_peace = in_a_process(hashed)
for number in moments[PART::PARTS]:
    assert in_a_process(lambda: (reset(), night(number))) is None, number
    # Killed, it is begun again, now and then killed once more; then it is left in peace.
    if number % 3 == 0:
        in_a_process(lambda: night(number // 2))
    assert in_a_process(lambda: (night(), hashed())[1]) == in_peace, number
print(len(moments), len(said))
"""


KILLS = 3
PARTS = 3  # so that each stays within what a command may take


@pytest.mark.skipif(ON_POSTGRES, reason="shown on SQLite; see above")
@pytest.mark.parametrize("part", range(PARTS))
def test_killed_about_any_statement_that_writes_the_next_night_ends_the_same(installation, part):
    asked = f"PART, PARTS = {part}, {PARTS}\n"
    moments, statements = map(int, installation.script(PEOPLE + asked + AT_EACH_STATEMENT).split())
    assert 20 < moments < statements


@pytest.mark.postgres
def test_the_command_killed_at_random_ends_the_same(installation):
    tell = "import json; print(json.dumps(state()))"
    installation.script(PEOPLE + "set_up(2500)")
    began = time.monotonic()
    assert installation.run("nightly").returncode == 0
    at_most = time.monotonic() - began
    in_peace = json.loads(installation.script(PEOPLE + tell + "; reset()"))
    assert len(in_peace[0]) == 2500
    chance = random.Random(707)
    killed = 0
    for _ in range(12):
        running = installation.start("nightly")
        time.sleep(at_most * chance.uniform(0.6, 1))
        in_time = running.poll() is None
        running.kill()
        running.wait()
        # A night that was over before its end came: this machine is quicker now, so the next comes sooner.
        killed, at_most = (killed + 1, at_most) if in_time else (killed, at_most * 0.7)
        if killed == KILLS:
            break
    assert killed == KILLS
    assert installation.run("nightly").returncode == 0
    assert json.loads(installation.script(PEOPLE + tell)) == in_peace
