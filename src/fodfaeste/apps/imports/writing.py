"""Carrying a plan out: few statements for many people, inside the caller's transaction."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.db import connection, models

from fodfaeste.apps.accounts.models import Unit, User
from fodfaeste.apps.citizens import identity
from fodfaeste.apps.citizens.models import Citizen, Fact, Identity, Place, Spell
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.imports.known import portions
from fodfaeste.apps.imports.models import Batch, Change, ChangeKind
from fodfaeste.apps.imports.plan import RECORD, PersonPlan, Plan
from fodfaeste.web.secrets import installation_secrets

AT_ONCE = 1_000
SOURCE_LENGTH = 80


def plan_write(plan: Plan, batch: Batch, at: datetime) -> list[int]:
    """Do what the plan says; gives the citizens it changed."""
    people = [person for person in plan.people if person.is_changed]
    _name_what_is_new(plan, people, batch)
    changes = list(_write_citizens(people, batch, at))
    _write_facts(people, batch, at)
    changes += _withdrawals(people, batch)
    changes += _write_spells(people, batch, at)
    changes += _write_identities(people, batch)
    rows_insert(Change, changes)
    return [_key(person) for person in people]


def rows_insert(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert many rows by one prepared statement: several times as fast as the ORM's own way.

    Only for models whose keys nobody needs back.
    """
    fields = [each for each in model._meta.concrete_fields if not each.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(each.column) for each in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own models only
    values = [
        [each.get_db_prep_save(getattr(row, each.attname), connection) for each in fields] for row in rows
    ]
    with connection.cursor() as cursor:
        for portion in portions(values):
            cursor.executemany(statement, portion)


def rows_update(model: type[models.Model], rows: Iterable[models.Model], names: Sequence[str]) -> None:
    """Set these fields of many rows by one prepared statement."""
    fields = [model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(each.column)} = %s" for each in fields)
    statement = f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE id = %s"  # noqa: S608 - names of our own models only
    values = [
        [*(each.get_db_prep_save(getattr(row, each.attname), connection) for each in fields), row.pk]
        for row in rows
    ]
    with connection.cursor() as cursor:
        for portion in portions(values):
            cursor.executemany(statement, portion)


def _key(person: PersonPlan) -> int:
    assert person.citizen is not None  # given a row by _write_citizens
    return person.citizen.pk


def _name_what_is_new(plan: Plan, people: Iterable[PersonPlan], batch: Batch) -> None:
    """Make the units and towns that are new here, and put them in the place of their names."""
    made: dict[tuple[str, str], Unit | Place] = {}
    for name in plan.new_units.values():
        made["unit", name] = Unit.objects.create(authority=batch.authority, name=name)
    for name in plan.new_places.values():
        made["place", name] = Place.objects.create(
            authority=batch.authority, name=name, code=_free_code(name, batch)
        )
    for person in people:
        for attribute in ("unit", "place"):
            value = person.record.get(attribute)
            if isinstance(value, str):
                person.record[attribute] = made[attribute, value]


def _free_code(name: str, batch: Batch) -> str:
    code, number = name.casefold()[:20], 1
    while Place.objects.filter(authority=batch.authority, code=code).exists():
        number += 1
        code = f"{name.casefold()[:16]}-{number}"
    return code


def _write_citizens(people: Iterable[PersonPlan], batch: Batch, at: datetime) -> Iterator[Change]:
    """Make new citizens and set the records of others; gives what undoing needs."""
    fresh: list[Citizen] = []
    kept: list[Citizen] = []
    brought: list[Citizen] = []
    for person in people:
        is_new = person.is_new
        if person.citizen is None:
            person.citizen = Citizen(
                authority=batch.authority, reference=person.reference, created_at=at, **person.record
            )
            person.citizen.sort_key = sort_key(person.citizen.name)
            fresh.append(person.citizen)
        elif is_new or person.record:
            yield from _set_record(person, batch)
            kept.append(person.citizen)
        if is_new:
            brought.append(person.citizen)
    Citizen.objects.bulk_create(fresh, batch_size=AT_ONCE)
    rows_update(Citizen, kept, [*RECORD, "sort_key", "active"])
    for citizen in brought:
        yield Change(authority=batch.authority, batch=batch, citizen=citizen, kind=ChangeKind.CITIZEN)


def _set_record(person: PersonPlan, batch: Batch) -> Iterator[Change]:
    citizen = person.citizen
    assert citizen is not None
    citizen.active = True
    for attribute, value in person.record.items():
        yield Change(
            authority=batch.authority,
            batch=batch,
            citizen=citizen,
            kind=ChangeKind.RECORD,
            field=attribute,
            before=record_text(getattr(citizen, attribute)),
            after=record_text(value),
        )
        setattr(citizen, attribute, value)
    citizen.sort_key = sort_key(citizen.name)


def record_text(value: object) -> str:
    """A field of the record as a change keeps it: the key of what it points to, an ISO date, or the text."""
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case Unit() | Place() | User():
            return str(value.pk)
    return str(value)


def _write_facts(people: Iterable[PersonPlan], batch: Batch, at: datetime) -> None:
    withdrawn = [row for person in people for revision in person.facts.values() for row in revision.withdrawn]
    kept: dict[int, Fact] = {}
    for portion in portions(withdrawn):
        kept |= Fact.objects.only("value", "valid_from", "source", "recorded_by_id").in_bulk(portion)
        Fact.objects.filter(pk__in=portion).update(withdrawn_at=at)
    rows_insert(Fact, _facts(people, kept, batch, at))


def _facts(people: Iterable[PersonPlan], kept: dict[int, Fact], batch: Batch, at: datetime) -> Iterator[Fact]:
    for person in people:
        for name, revision in person.facts.items():
            for stretch in revision.written:
                # A stretch that is only cut short is still known from where it was known.
                before = (kept[row] for row in revision.withdrawn)
                cut = next(
                    (f for f in before if (f.value, f.valid_from) == (stretch.value, stretch.valid_from)),
                    None,
                )
                yield Fact(
                    authority_id=batch.authority_id,
                    citizen_id=_key(person),
                    name=name,
                    value=stretch.value,
                    valid_from=stretch.valid_from,
                    valid_to=stretch.valid_to,
                    recorded_at=at,
                    recorded_by_id=cut.recorded_by_id if cut else batch.by_id,
                    source=cut.source if cut else batch.file_name[:SOURCE_LENGTH],
                    batch_id=batch.pk,
                )


def _withdrawals(people: Iterable[PersonPlan], batch: Batch) -> Iterator[Change]:
    for person in people:
        for name, revision in person.facts.items():
            for row in revision.withdrawn:
                yield Change(
                    authority=batch.authority,
                    batch=batch,
                    citizen=person.citizen,
                    kind=ChangeKind.FACT,
                    field=name,
                    fact_id=row,
                )


def _write_spells(people: Iterable[PersonPlan], batch: Batch, at: datetime) -> list[Change]:
    spells = [
        Spell(
            authority=batch.authority,
            citizen=person.citizen,
            kind="work",
            industry=industry,
            begins=person.worked_until,
            ends=person.worked_until,
            recorded_at=at,
            source=batch.file_name[:SOURCE_LENGTH],
        )
        for person in people
        for industry in person.industries
    ]
    return [
        Change(
            authority=batch.authority,
            batch=batch,
            citizen_id=spell.citizen_id,
            kind=ChangeKind.SPELL,
            field="worked_in",
            spell=spell,
        )
        for spell in Spell.objects.bulk_create(spells, batch_size=AT_ONCE)
    ]


def _write_identities(people: Iterable[PersonPlan], batch: Batch) -> list[Change]:
    keys = installation_secrets()
    named = [person for person in people if person.cpr]
    rows_insert(
        Identity,
        (
            Identity(
                authority=batch.authority,
                citizen=person.citizen,
                cpr_encrypted=keys.encrypt(person.cpr.encode("ascii"), purpose=identity.PURPOSE),
                key_id=keys.current,
                cpr_index=identity._index(batch.authority, person.cpr),
            )
            for person in named
        ),
    )
    return [
        Change(
            authority=batch.authority,
            batch=batch,
            citizen=person.citizen,
            kind=ChangeKind.IDENTITY,
            field="cpr",
        )
        for person in named
    ]
