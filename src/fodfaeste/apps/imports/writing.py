"""Carrying a plan out: few statements for many people, inside the caller's transaction."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from fodfaeste.apps.accounts.models import Unit, User
from fodfaeste.apps.citizens import identity
from fodfaeste.apps.citizens.models import Citizen, Fact, Identity, Place, Spell, public_id
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.imports.bulk import rows_insert, rows_update
from fodfaeste.apps.imports.known import portions
from fodfaeste.apps.imports.models import Batch, Change, ChangeKind
from fodfaeste.apps.imports.plan import RECORD, PersonPlan, Plan
from fodfaeste.installation.secrets import installation_secrets

AT_ONCE = 1_000
SOURCE_LENGTH = 80
CHANGE = ("authority", "batch", "citizen", "kind", "field", "before", "after", "fact", "spell")
FACT = (
    *("authority", "citizen", "name", "value", "valid_from", "valid_to"),
    *("recorded_at", "recorded_by", "source", "batch"),
)
CITIZEN = ("authority", "public_id", "reference", *RECORD, "sort_key", "active", "created_at")
#: Fields of the record that point to another row.
POINTERS = ("place", "unit", "case_worker")
IDENTITY = ("authority", "citizen", "cpr_encrypted", "key_id", "cpr_index")


def plan_write(plan: Plan, batch: Batch, at: datetime) -> list[int]:
    """Do what the plan says; gives the citizens it changed."""
    people = [person for person in plan.people if person.is_changed]
    _name_what_is_new(plan, people, batch)
    changes = list(_write_citizens(people, batch, at))
    _write_facts(people, batch, at)
    changes += _withdrawals(people, batch)
    changes += _write_spells(people, batch, at)
    changes += _write_identities(people, batch)
    rows_insert(Change, CHANGE, changes)
    return [_key(person) for person in people]


def _change(
    batch: Batch,
    citizen: int,
    kind: ChangeKind,
    name: str = "",
    *,
    before: str = "",
    after: str = "",
    fact: int | None = None,
    spell: int | None = None,
) -> tuple[object, ...]:
    return batch.authority_id, batch.pk, citizen, kind.value, name, before, after, fact, spell


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


def _write_citizens(people: Iterable[PersonPlan], batch: Batch, at: datetime) -> Iterator[tuple[object, ...]]:
    """Make new citizens and set the records of others; gives what undoing needs."""
    brought = [person for person in people if person.is_new]
    kept = [person for person in people if person.citizen is not None and (person.is_new or person.record)]
    for person in kept:
        yield from _set_record(person, batch)
    rows_update(Citizen, (*RECORD, "sort_key", "active"), [citizen_row(p.citizen) for p in kept if p.citizen])
    _make_citizens([person for person in brought if person.citizen is None], batch, at)
    for person in brought:
        yield _change(batch, _key(person), ChangeKind.CITIZEN)


def citizen_row(citizen: Citizen) -> tuple[object, ...]:
    """A citizen's record as it is stored: its fields, sorting form, whether active, and its key."""
    values = (getattr(citizen, f"{name}_id" if name in POINTERS else name) for name in RECORD)
    return *values, citizen.sort_key, citizen.active, citizen.pk


def _make_citizens(people: Sequence[PersonPlan], batch: Batch, at: datetime) -> None:
    """Insert the new citizens, and read back the keys they were given."""
    made = {}
    for person in people:
        person.citizen = Citizen(
            authority_id=batch.authority_id, reference=person.reference, active=True, **person.record
        )
        person.citizen.sort_key = sort_key(person.citizen.name)
        made[person.reference] = person.citizen
    rows = (
        (batch.authority_id, public_id(), citizen.reference, *citizen_row(citizen)[:-1], at)
        for citizen in made.values()
    )
    rows_insert(Citizen, CITIZEN, rows)
    for portion in portions(made):
        found = Citizen.objects.filter(authority=batch.authority_id, reference__in=portion)
        for reference, key in found.values_list("reference", "pk"):
            made[reference].pk = key


def _set_record(person: PersonPlan, batch: Batch) -> Iterator[tuple[object, ...]]:
    citizen = person.citizen
    assert citizen is not None
    citizen.active = True
    for name, value in person.record.items():
        before, after = record_text(getattr(citizen, name)), record_text(value)
        yield _change(batch, citizen.pk, ChangeKind.RECORD, name, before=before, after=after)
        setattr(citizen, name, value)
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
    rows_insert(Fact, FACT, _facts(people, kept, batch, at))


def _facts(
    people: Iterable[PersonPlan], kept: dict[int, Fact], batch: Batch, at: datetime
) -> Iterator[tuple[object, ...]]:
    source = batch.file_name[:SOURCE_LENGTH]
    for person in people:
        citizen = _key(person)
        for name, revision in person.facts.items():
            for stretch in revision.written:
                value, since = stretch.value, stretch.valid_from
                # A stretch that is only cut short is still known from where it was known.
                before = (kept[row] for row in revision.withdrawn)
                cut = next((fact for fact in before if (fact.value, fact.valid_from) == (value, since)), None)
                by = (cut.recorded_by_id, cut.source) if cut else (batch.by_id, source)
                yield batch.authority_id, citizen, name, value, since, stretch.valid_to, at, *by, batch.pk


def _withdrawals(people: Iterable[PersonPlan], batch: Batch) -> Iterator[tuple[object, ...]]:
    for person in people:
        for name, revision in person.facts.items():
            for row in revision.withdrawn:
                yield _change(batch, _key(person), ChangeKind.FACT, name, fact=row)


def _write_spells(people: Iterable[PersonPlan], batch: Batch, at: datetime) -> list[tuple[object, ...]]:
    spells = [
        Spell(
            authority_id=batch.authority_id,
            citizen_id=_key(person),
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
        _change(batch, spell.citizen_id, ChangeKind.SPELL, "worked_in", spell=spell.pk)
        for spell in Spell.objects.bulk_create(spells, batch_size=AT_ONCE)
    ]


def _write_identities(people: Iterable[PersonPlan], batch: Batch) -> list[tuple[object, ...]]:
    keys = installation_secrets()
    named = [person for person in people if person.cpr]
    rows = (
        (
            batch.authority_id,
            _key(person),
            keys.encrypt(person.cpr.encode("ascii"), purpose=identity.PURPOSE),
            keys.current,
            person.cpr_index,
        )
        for person in named
    )
    rows_insert(Identity, IDENTITY, rows)
    return [_change(batch, _key(person), ChangeKind.IDENTITY, "cpr") for person in named]
