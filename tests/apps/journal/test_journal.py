"""Writing the journal, its guard in the database, and its seals."""

import pytest
from django.db import DatabaseError, connection, transaction

from fodfaeste.apps.journal import services
from fodfaeste.apps.journal.models import Event, Seal
from fodfaeste.apps.journal.selectors import events_for_citizen
from fodfaeste.apps.journal.services import journal_seal, journal_verify, journal_write, journal_write_list
from fodfaeste.apps.journal.triggers import drop_triggers, missing_triggers
from fodfaeste.apps.journal.words import ACTION_WORDS
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return make.case_worker()


def write(worker, what="Borgerens side", **more):
    journal_write(actor=worker, authority=worker.authority, action="see", what=what, **more)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_event_tells_who_did_what_to_whom_and_why(worker):
    citizen = make.citizen()
    write(worker, citizen=citizen, why="Vikar for Team Syd")
    event = events_for_citizen(citizen).get()
    assert (event.actor, event.actor_role, event.action) == (worker, "case_worker", "see")
    assert (event.what, event.why) == ("Borgerens side", "Vikar for Team Syd")


def test_a_list_is_one_event_a_person_in_one_query(worker, django_assert_num_queries):
    citizens = [make.citizen() for _ in range(50)]
    with django_assert_num_queries(3):  # one insert, inside a savepoint
        journal_write_list(
            actor=worker,
            authority=worker.authority,
            action="list",
            what="Min dag",
            citizens=[citizen.pk for citizen in citizens],
        )
    assert all(events_for_citizen(citizen).count() == 1 for citizen in citizens)


def test_nobody_acts_in_another_authority(worker):
    with pytest.raises(ValueError, match="authority"):
        journal_write(actor=worker, authority=make.authority_elsewhere(), action="see", what="x")


def test_an_unknown_action_is_refused_and_every_known_one_has_a_word(worker):
    with pytest.raises(ValueError, match="no action"):
        journal_write(actor=worker, authority=worker.authority, action="peek", what="x")
    assert set(ACTION_WORDS) == set(services.ACTIONS)


def test_a_cpr_number_in_a_reason_is_masked(worker):
    cpr = make.cpr()
    write(worker, what=f"Søgte {cpr}", why=f"{cpr[:6]}-{cpr[6:]} ringede")
    event = Event.objects.get()
    assert cpr[6:] not in event.what + event.why


def test_a_long_description_is_shortened_but_never_a_reason(worker):
    write(worker, what="x" * 300)
    assert len(Event.objects.get().what) == services.WHAT_LENGTH
    with pytest.raises(ValueError, match="at most"):
        write(worker, why="x" * 401)


# The guard of the database


@pytest.mark.parametrize("table", ["journal_event", "journal_seal"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_the_past(worker, table, statement):
    write(worker)
    journal_seal()
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        sql(statement.format(table))
    assert Event.objects.count() == Seal.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["journal_event", "journal_seal"])
def test_postgresql_refuses_to_empty_a_table_that_holds_something(worker, table):
    write(worker)
    journal_seal()
    sql("SET CONSTRAINTS ALL IMMEDIATE")  # PostgreSQL empties no table with checks still to do
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        sql(f"TRUNCATE {table}")


def test_the_guard_stands_after_the_last_migration():
    assert missing_triggers(connection) == []


def test_a_missing_guard_is_noticed():
    drop_triggers(connection)
    assert len(missing_triggers(connection)) == 4


# Seals


def sealed(worker, sizes=(3, 2, 4)):
    """A journal of several seals, with the guard off as an intruder would have it."""
    for size in sizes:
        for number in range(size):
            write(worker, what=f"Nummer {number}")
        journal_seal()
    drop_triggers(connection)


def test_a_journal_as_written_is_whole(worker):
    sealed(worker)
    write(worker)
    verdict = journal_verify()
    assert verdict.is_whole
    assert (verdict.seals, verdict.events, verdict.unsealed) == (3, 9, 1)


def test_an_empty_journal_is_whole():
    assert journal_verify().is_whole
    assert journal_seal() == 0


def test_each_seal_carries_the_one_before(worker):
    sealed(worker)
    seals = list(Seal.objects.order_by("pk"))
    assert [seal.previous for seal in seals] == [services.FIRST_PREVIOUS, seals[0].hash, seals[1].hash]


def test_sealing_goes_on_in_portions(worker, monkeypatch):
    monkeypatch.setattr(services, "SEAL_SIZE", 4)
    for _ in range(10):
        write(worker)
    assert journal_seal() == 10
    assert list(Seal.objects.order_by("pk").values_list("count", flat=True)) == [4, 4, 2]
    assert journal_verify().is_whole


SECOND = "(SELECT MIN(id) + 4 FROM journal_event)"
SEAL = "(SELECT MIN(id) + 1 FROM journal_seal)"
TAMPERINGS = {
    "another text": f"UPDATE journal_event SET what = 'intet' WHERE id = {SECOND}",
    "another reason": f"UPDATE journal_event SET why = 'lovligt' WHERE id = {SECOND}",
    "another time": f"UPDATE journal_event SET at = '2020-01-01 00:00:00+00:00' WHERE id = {SECOND}",
    "nobody did it": f"UPDATE journal_event SET actor_id = NULL WHERE id = {SECOND}",
    "an event gone": f"DELETE FROM journal_event WHERE id = {SECOND}",
    "a seal's hash": f"UPDATE journal_seal SET hash = previous WHERE id = {SEAL}",
    "a seal's count": f"UPDATE journal_seal SET count = 1 WHERE id = {SEAL}",
    "a seal gone": f"DELETE FROM journal_seal WHERE id = {SEAL}",
}


@pytest.mark.parametrize("how", TAMPERINGS)
def test_tampering_is_found_at_the_second_seal(worker, how):
    sealed(worker)
    _first, second, third = Seal.objects.order_by("pk").values_list("pk", flat=True)
    sql(TAMPERINGS[how])
    expected = third if how == "a seal gone" else second
    assert journal_verify().broken_seal == expected


def test_a_rewritten_seal_does_not_fit_the_next(worker):
    """Who forges the events and their own seal must forge every later one too."""
    sealed(worker)
    sql(TAMPERINGS["another text"])
    seal = Seal.objects.order_by("pk")[1]
    events = list(Event.objects.filter(pk__gte=seal.first_event, pk__lte=seal.last_event).order_by("pk"))
    Seal.objects.filter(pk=seal.pk).update(hash=services.seal_hash(seal.previous, events))
    assert journal_verify().broken_seal == Seal.objects.order_by("pk")[2].pk


def test_an_event_put_in_between_seals_is_found(worker):
    for _ in range(2):
        write(worker)
    journal_seal()
    gap = Event.objects.latest("pk").pk + 1
    write(worker)
    drop_triggers(connection)
    sql("UPDATE journal_event SET id = id + 5 WHERE id = %s", gap)
    journal_seal()
    assert journal_verify().is_whole
    sql(
        "INSERT INTO journal_event (id, authority_id, at, actor_role, action, what, why, via)"
        " VALUES (%s, %s, '2026-01-01 00:00:00+00:00', '', 'see', 'forfalsket', '', '')",
        gap + 1,
        worker.authority_id,
    )
    assert journal_verify().broken_seal == Seal.objects.latest("pk").pk


@pytest.mark.postgres
def test_no_seal_passes_over_an_event_that_is_still_being_written(committed, monkeypatch):
    monkeypatch.setattr(services, "PATIENCE_MILLISECONDS", 50)
    worker = make.case_worker()
    slow = connection.copy()
    try:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute(
                "INSERT INTO journal_event (authority_id, at, actor_role, action, what, why, via)"
                " VALUES (%s, now(), '', 'see', 'langsom', '', '')",
                [worker.authority_id],
            )
        write(worker, what="hurtig")
        assert journal_seal() == 0
        slow.commit()
        assert journal_seal() == 2
    finally:
        slow.close()
    assert [event.what for event in Event.objects.order_by("pk")] == ["langsom", "hurtig"]
    assert journal_verify().is_whole
