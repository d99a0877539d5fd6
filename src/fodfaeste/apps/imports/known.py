"""What is known already of the citizens that a file speaks of, fetched a portion at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from fodfaeste.apps.accounts.models import Authority, Role, Unit, User
from fodfaeste.apps.citizens.history import Stretch
from fodfaeste.apps.citizens.models import Citizen, Fact, Identity, Place, Spell
from fodfaeste.formats.citizen_values import label_key

T = TypeVar("T")

#: People per query: few queries for a large file, and below every database's limit of values.
PORTION = 5_000


@dataclass(slots=True)
class Known:
    """The citizens by their reference, and the beliefs about them by their key."""

    citizens: dict[str, Citizen] = field(default_factory=dict)
    facts: dict[tuple[int, str], list[Stretch]] = field(default_factory=dict)
    identities: dict[int, str] = field(default_factory=dict)  # citizen → index of the CPR number
    owners: dict[str, int] = field(default_factory=dict)  # index of the CPR number → citizen
    industries: dict[int, set[str]] = field(default_factory=dict)

    def believed(self, citizen: Citizen | None, name: str) -> Sequence[Stretch]:
        """What is believed of one fact; nothing of a citizen who is new."""
        return self.facts.get((citizen.pk, name), ()) if citizen else ()


def portions(items: Iterable[T]) -> Iterator[list[T]]:
    """The same items, as many at a time as one query takes."""
    items = list(items)
    return (items[start : start + PORTION] for start in range(0, len(items), PORTION))


def known_of(
    authority: Authority,
    references: Iterable[str],
    *,
    facts: Sequence[str],
    cpr_indexes: Iterable[str],
    spells: bool,
    lock: bool,
) -> Known:
    """Everything a plan compares with. Locked, so that no one edits a citizen while a file goes in."""
    known = Known()
    for portion in portions(references):
        citizens = Citizen.objects.filter(authority=authority, reference__in=portion)
        citizens = citizens.select_related("unit", "place", "case_worker").order_by("pk")
        if lock:
            citizens = citizens.select_for_update(of=("self",))
        known.citizens |= {citizen.reference: citizen for citizen in citizens}
    for keys in portions(citizen.pk for citizen in known.citizens.values()):
        _add_facts(known, keys, facts)
        if spells:
            worked = Spell.objects.filter(citizen__in=keys, kind="work", withdrawn_at__isnull=True)
            for citizen, industry in worked.values_list("citizen_id", "industry"):
                known.industries.setdefault(citizen, set()).add(industry)
    cpr_indexes = list(cpr_indexes)
    if cpr_indexes:
        _add_identities(known, authority, cpr_indexes)
    return known


def _add_facts(known: Known, keys: Sequence[int], names: Sequence[str]) -> None:
    if not names:
        return
    believed = Fact.objects.filter(citizen__in=keys, name__in=names, withdrawn_at__isnull=True).order_by("pk")
    rows = believed.values_list("citizen_id", "name", "value", "valid_from", "valid_to", "pk")
    for citizen, name, *stretch in rows:
        known.facts.setdefault((citizen, name), []).append(Stretch(*stretch))


def _add_identities(known: Known, authority: Authority, cpr_indexes: Sequence[str]) -> None:
    for keys in portions(citizen.pk for citizen in known.citizens.values()):
        kept = Identity.objects.filter(citizen__in=keys).values_list("citizen_id", "cpr_index")
        known.identities |= dict(kept)
    for portion in portions(cpr_indexes):
        owners = Identity.objects.filter(authority=authority, cpr_index__in=portion)
        known.owners |= dict(owners.values_list("cpr_index", "citizen_id"))


@dataclass(frozen=True, slots=True)
class Names:
    """The authority's own units, towns and case workers, by the ways their names are written."""

    units: dict[str, Unit]
    places: dict[str, Place]
    workers: dict[str, list[User]]


def names_of(authority: Authority) -> Names:
    """Whatever a cell may name."""
    workers: dict[str, list[User]] = {}
    found = User.objects.filter(authority=authority, role=Role.CASE_WORKER, is_active=True)
    for user in found.select_related("unit"):
        for key in {label_key(user.username), label_key(user.name)}:
            workers.setdefault(key, []).append(user)
    places: dict[str, Place] = {}
    for place in Place.objects.filter(authority=authority):
        places |= {label_key(place.code): place, label_key(place.name): place}
    units = {label_key(unit.name): unit for unit in Unit.objects.filter(authority=authority)}
    return Names(units, places, workers)
