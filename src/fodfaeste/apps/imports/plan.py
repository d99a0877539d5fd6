"""What a file would do, person by person, without doing it: the same plan is shown and carried out."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import Role, Unit, User
from fodfaeste.apps.citizens import codes
from fodfaeste.apps.citizens.access import is_of_own_unit
from fodfaeste.apps.citizens.history import Revision, Stretch, replace, revise, value_on
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.imports.known import Known, Names
from fodfaeste.core.facts import NO_OTHER_GROUP, UNKNOWN_WORD
from fodfaeste.formats.citizen_values import label_key
from fodfaeste.formats.citizens import BY_NAME, Reading, Row, RowError

#: The fields of the citizen's record, and their column in a file.
RECORD = {
    "name": "name",
    "birth_date": "birth_date",
    "place": "place",
    "unit": "unit",
    "case_worker": "caseworker",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one person: what stands today, and what the file would make of it."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RefusedHere(RowError):
    """A row refused for what is known here. The reason is in the reader's language, not the file's."""

    is_translated: ClassVar[bool] = True


@dataclass(slots=True)
class PersonPlan:
    """What a row would do to one person."""

    row: int
    reference: str
    citizen: Citizen | None
    record: dict[str, object] = field(default_factory=dict)  # field → value, or the name of what is new
    facts: dict[str, Revision] = field(default_factory=dict)
    cpr: str = ""
    cpr_index: str = ""
    industries: tuple[str, ...] = ()
    worked_until: date | None = None
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether the file brings the person, or brings them back after an undone batch."""
        return self.citizen is None or not self.citizen.active

    @property
    def is_changed(self) -> bool:
        return bool(self.is_new or self.record or self.facts or self.cpr or self.industries)


@dataclass(slots=True)
class Plan:
    """What a whole file would do, and what the person should know before it does."""

    people: list[PersonPlan] = field(default_factory=list)
    new_units: dict[str, str] = field(default_factory=dict)  # key → name as written
    new_places: dict[str, str] = field(default_factory=dict)
    unknown_workers: Counter[str] = field(default_factory=Counter)
    moved_without_dates: int = 0
    origins_cleared: int = 0
    nameless: int = 0

    @property
    def new(self) -> int:
        return sum(person.is_new for person in self.people)

    @property
    def changed(self) -> int:
        return sum(person.is_changed and not person.is_new for person in self.people)

    @property
    def unchanged(self) -> int:
        return len(self.people) - self.new - self.changed

    def fingerprint(self) -> str:
        """The same for the same differences: what is carried out is what was shown."""
        digest = hashlib.sha256()
        for person in self.people:
            if person.is_changed:
                said = [person.reference, str(person.is_new)]
                for each in person.differences:
                    said += (each.field, each.before, each.after)
                digest.update("\x1f".join([*said, "\x1e"]).encode())
        return digest.hexdigest()


@dataclass(slots=True)
class Planner:
    """Compares rows with what is known, for one user on one day."""

    user: User | None
    day: date
    columns: Mapping[str, str]
    known: Known
    names: Names
    cpr_index: Mapping[str, str]
    plan: Plan = field(default_factory=Plan)

    def run(self, reading: Reading) -> Plan:
        """Plan every row; what this user may not do is refused like any wrong cell."""
        for row in reading.rows:
            person = PersonPlan(row.number, row.citizen, self.known.citizens.get(row.citizen))
            problem = self._problem(person, row)
            if problem:
                reading.refuse(problem)
                continue
            self._plan_record(person, row)
            self._plan_facts(person, row)
            self._plan_cpr(person, row)
            self._plan_industries(person, row)
            self.plan.people.append(person)
        return self.plan

    # What may not be done --------------------------------------------------------------------------

    def _problem(self, person: PersonPlan, row: Row) -> RowError | None:
        return self._other_unit(person, row) or self._other_cpr(person, row)

    def _other_unit(self, person: PersonPlan, row: Row) -> RowError | None:
        """A case worker's file touches the people of the own unit only."""
        if self.user is None or self.user.role != Role.CASE_WORKER:
            return None
        citizen, own = person.citizen, self.user.unit
        if citizen is not None and citizen.active and not is_of_own_unit(self.user, citizen):
            return self._error(
                row, "citizen", _("Borgeren hører til en anden enhed. Bed en leder om at indlæse.")
            )
        named = row.values.get("unit")
        if named and (own is None or label_key(named) != label_key(own.name)):
            return self._error(
                row, "unit", _("Kun en leder kan give borgere til en anden enhed end din egen.")
            )
        return None

    def _other_cpr(self, person: PersonPlan, row: Row) -> RowError | None:
        """A CPR number is stored once; a file may not put another in its place."""
        if "cpr" not in row.values:
            return None
        index = self.cpr_index[row.values["cpr"]]
        key = person.citizen.pk if person.citizen else None
        kept = self.known.identities.get(key) if key else None
        if kept is not None and kept != index:
            return self._error(row, "cpr", _("Borgeren har allerede et andet CPR-nummer her."))
        if self.known.owners.get(index, key) != key:
            return self._error(row, "cpr", _("CPR-nummeret hører til en anden borger her."))
        return None

    def _error(self, row: Row, name: str, reason: str) -> RowError:
        heading = next(heading for heading, chosen in self.columns.items() if chosen == name)
        return RefusedHere(row.number, heading, "" if name == "cpr" else row.values[name], reason)

    # What would be done ----------------------------------------------------------------------------

    def _plan_record(self, person: PersonPlan, row: Row) -> None:
        citizen = person.citizen
        for attribute, column in RECORD.items():
            text = row.values.get(column)
            value = self._named(attribute, text) if text else None
            if value is None or (citizen is not None and getattr(citizen, attribute) == value):
                continue
            self._set(person, attribute, value)
        if citizen is not None:
            return
        if "name" not in person.record:
            self.plan.nameless += 1
            self._set(person, "name", person.reference)
        if "unit" not in person.record:
            worker = person.record.get("case_worker", self.user)
            if isinstance(worker, User) and worker.unit is not None:
                self._set(person, "unit", worker.unit)

    def _set(self, person: PersonPlan, attribute: str, value: object) -> None:
        before = getattr(person.citizen, attribute) if person.citizen else None
        person.record[attribute] = value
        person.differences.append(Difference(RECORD[attribute], _shown(before), _shown(value)))

    def _named(self, attribute: str, text: str) -> object:
        """The value that a cell names; the name itself where it is a unit or town that is new here."""
        key = label_key(text)
        if attribute == "birth_date":
            return date.fromisoformat(text)
        if attribute == "unit":
            return self.names.units.get(key) or self.plan.new_units.setdefault(key, text)
        if attribute == "place":
            return self.names.places.get(key) or self.plan.new_places.setdefault(key, text)
        if attribute == "case_worker":
            found = self.names.workers.get(key, [])
            if len(found) == 1:
                return found[0]
            self.plan.unknown_workers[text] += 1
            return None
        return text

    def _plan_facts(self, person: PersonPlan, row: Row) -> None:
        since = date.fromisoformat(row.values["holds_from"]) if "holds_from" in row.values else self.day
        for name, value in row.values.items():
            if not BY_NAME[name].is_fact:
                continue
            believed = self.known.believed(person.citizen, name)
            revision = revision_of(name, believed, value, since)
            if not (revision.withdrawn or revision.written):
                continue
            before = value_on(believed, since) or ""
            person.facts[name] = revision
            person.differences.append(Difference(name, before, "" if value == UNKNOWN_WORD else value))
            if name == "came_from" and value == NO_OTHER_GROUP and before:
                self.plan.origins_cleared += 1
            if name == "target_group" and before and not {"became_job_ready", "came_from"} <= set(row.values):
                self.plan.moved_without_dates += 1

    def _plan_cpr(self, person: PersonPlan, row: Row) -> None:
        digits = row.values.get("cpr", "")
        if digits and not (person.citizen and person.citizen.pk in self.known.identities):
            person.cpr, person.cpr_index = digits, self.cpr_index[digits]
            person.differences.append(Difference("cpr", "", cpr_hidden(digits)))

    def _plan_industries(self, person: PersonPlan, row: Row) -> None:
        known = self.known.industries.get(person.citizen.pk, set()) if person.citizen else set()
        person.industries = tuple(i for i in row.values.get("worked_in", "").split() if i not in known)
        if not person.industries:
            return
        started = row.values.get("unemployment_started", "")
        # Only that there was work is known: the day unemployment began is the latest it can have ended.
        person.worked_until = date.fromisoformat(started) if started[:1].isdigit() else self.day
        person.differences.append(
            Difference("worked_in", " ".join(sorted(known)), " ".join(sorted({*known, *person.industries})))
        )


def revision_of(name: str, believed: Sequence[Stretch], value: str, since: date) -> Revision:
    """What a file's value does to what is believed. `ukendt` takes back what holds on the day."""
    if value == UNKNOWN_WORD:
        gone = [stretch for stretch in believed if name not in codes.DATED or stretch.holds_on(since)]
        return Revision(tuple(stretch.row for stretch in gone if stretch.row is not None))
    if name in codes.DATED:
        return revise(believed, value, since)
    if BY_NAME[name].kind == "number" and len(believed) == 1 and float(believed[0].value) == float(value):
        return Revision()
    return replace(believed, value)


def cpr_hidden(digits: str) -> str:
    """A CPR number as a preview may show it: the birth date only."""
    return f"{digits[:6]}-••••"


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case Unit() | User():
            return value.name
    return str(value)
