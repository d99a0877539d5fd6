"""Taking a batch back: what stands in the way, and then exactly what it brought.

Nothing that was believed is forgotten: what the batch recorded is withdrawn, and what it had withdrawn
is recorded again as it was, with the batch it first came by.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fodfaeste.apps.citizens.models import Citizen, Contact, Fact, Identity, Spell
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.imports.bulk import rows_insert, rows_update
from fodfaeste.apps.imports.known import portions
from fodfaeste.apps.imports.models import Batch, BatchState, Change, ChangeKind
from fodfaeste.apps.imports.plan import RECORD
from fodfaeste.apps.imports.writing import FACT, POINTERS, citizen_row, record_text
from fodfaeste.apps.offers.models import Agreement

NAMED = 10


@dataclass(slots=True)
class Obstacles:
    """What builds on a batch: later batches, and citizens whose case was edited by hand since."""

    batches: set[int] = field(default_factory=set)
    citizens: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.batches or self.citizens)

    def add(self, batch: int | None, citizen: int) -> None:
        """Something of this batch, or where there is none of this citizen, came after."""
        if batch is None:
            self.citizens.add(citizen)
        else:
            self.batches.add(batch)

    def reasons(self) -> list[str]:
        """In words, with the batches and the citizens named by the municipality's own ids."""
        said = []
        if self.batches:
            later = Batch.objects.filter(pk__in=self.batches).order_by("pk")
            named = ", ".join(f"{batch.pk} ({batch.file_name})" for batch in later)
            said.append(
                _("Senere indlæsninger bygger på den: %(which)s. Fortryd dem først.") % {"which": named}
            )
        if self.citizens:
            references = Citizen.objects.filter(pk__in=list(self.citizens)[:NAMED])
            named = ", ".join(sorted(references.values_list("reference", flat=True)))
            more = "" if len(self.citizens) <= NAMED else " …"
            said.append(
                ngettext(
                    "Sagen er ændret i hånden siden for %(count)s borger: %(which)s.",
                    "Sagen er ændret i hånden siden for %(count)s borgere: %(which)s.",
                    len(self.citizens),
                )
                % {"count": len(self.citizens), "which": named + more}
            )
        return said


def obstacles_of(batch: Batch) -> Obstacles:
    """Whatever came after a batch and builds on it."""
    found = Obstacles()
    _withdrawn_since(batch, found)
    _recorded_since(batch, found)
    _records_changed_since(batch, found)
    _begun_since(batch, found)
    found.batches.discard(batch.pk)
    return found


def _withdrawn_since(batch: Batch, found: Obstacles) -> None:
    """A fact that the batch brought is no longer believed."""
    brought = Fact.objects.filter(batch=batch)
    standing = brought.filter(withdrawn_at__isnull=True)
    same = standing.filter(**{name: OuterRef(name) for name in ("citizen", "name", "value")})
    gone = brought.filter(withdrawn_at__isnull=False).exclude(Exists(same))
    later = Change.objects.filter(kind=ChangeKind.FACT, batch__state=BatchState.APPLIED)
    for portion in portions(gone.values_list("pk", "citizen_id")):
        by = dict(later.filter(fact__in=[pk for pk, _citizen in portion]).values_list("fact_id", "batch_id"))
        for pk, citizen in portion:
            found.add(by.get(pk), citizen)


def _recorded_since(batch: Batch, found: Obstacles) -> None:
    """A fact was recorded later where the batch had withdrawn one, or of a citizen that it brought."""
    later = Fact.objects.filter(
        authority=batch.authority_id, withdrawn_at__isnull=True, pk__gt=batch.last_fact
    ).exclude(batch=batch)
    own = Change.objects.filter(batch=batch, citizen=OuterRef("citizen"))
    touched = Exists(own.filter(kind=ChangeKind.FACT, field=OuterRef("name")))
    brought = Exists(own.filter(kind=ChangeKind.CITIZEN))
    for by, citizen in later.filter(touched | brought).values_list("batch_id", "citizen_id").distinct():
        found.add(by, citizen)


def _records_changed_since(batch: Batch, found: Obstacles) -> None:
    """A field of the record is no longer as the batch set it."""
    changes = Change.objects.filter(batch=batch, kind=ChangeKind.RECORD).select_related("citizen")
    for change in changes.iterator(chunk_size=5_000):
        if _stands_as(change.citizen, change.field) != change.after:
            by = _later(batch).filter(citizen=change.citizen_id, field=change.field).first()
            found.add(by.batch_id if by else None, change.citizen_id)


def _stands_as(citizen: Citizen, name: str) -> str:
    """A field of the record in the form a change keeps it, without fetching what it points to."""
    return record_text(getattr(citizen, f"{name}_id" if name in POINTERS else name))


def _begun_since(batch: Batch, found: Obstacles) -> None:
    """A citizen that the batch brought has had a talk, an agreement, a spell or another batch since."""
    brought = Change.objects.filter(batch=batch, kind=ChangeKind.CITIZEN, citizen=OuterRef("citizen"))
    for model in (Contact, Agreement):
        begun = model.objects.filter(Exists(brought), authority=batch.authority_id)
        for citizen in begun.values_list("citizen_id", flat=True):
            found.add(None, citizen)
    others = _later(batch).filter(Exists(brought))
    found.batches.update(others.values_list("batch_id", flat=True).distinct())


def _later(batch: Batch) -> QuerySet[Change]:
    """What other batches did after this one was in."""
    standing = Change.objects.filter(batch__state=BatchState.APPLIED, batch__applied_at__gte=batch.applied_at)
    return standing.exclude(batch=batch).order_by("-batch__applied_at", "-batch")


def batch_take_back(batch: Batch, at: datetime) -> set[int]:
    """Undo what a batch did; gives the citizens it concerned."""
    concerned = set(Fact.objects.filter(batch=batch).values_list("citizen_id", flat=True))
    concerned |= set(Change.objects.filter(batch=batch).values_list("citizen_id", flat=True))
    Fact.objects.filter(batch=batch, withdrawn_at__isnull=True).update(withdrawn_at=at)
    _record_again(batch, at)
    _set_records_back(batch)
    changes = Change.objects.filter(batch=batch, citizen=OuterRef("citizen"))
    Identity.objects.filter(Exists(changes.filter(kind=ChangeKind.IDENTITY))).delete()
    spells = Change.objects.filter(batch=batch, kind=ChangeKind.SPELL, spell=OuterRef("pk"))
    Spell.objects.filter(Exists(spells), withdrawn_at__isnull=True).update(withdrawn_at=at)
    brought = Change.objects.filter(batch=batch, kind=ChangeKind.CITIZEN, citizen=OuterRef("pk"))
    Citizen.objects.filter(Exists(brought)).update(active=False)
    return concerned


def _record_again(batch: Batch, at: datetime) -> None:
    withdrawn = Change.objects.filter(batch=batch, kind=ChangeKind.FACT)
    for portion in portions(withdrawn.values_list("fact_id", flat=True)):
        facts = Fact.objects.filter(pk__in=portion).order_by("pk")
        found = facts.annotate(again=Value(at)).values_list(
            *("again" if name == "recorded_at" else name for name in FACT)
        )
        rows_insert(Fact, FACT, found)


def _set_records_back(batch: Batch) -> None:
    changes = Change.objects.filter(batch=batch, kind=ChangeKind.RECORD).select_related("citizen")
    citizens: dict[int, Citizen] = {}
    for change in changes:
        citizen = citizens.setdefault(change.citizen_id, change.citizen)
        if change.field in POINTERS:
            setattr(citizen, f"{change.field}_id", int(change.before) if change.before else None)
        elif change.field == "birth_date":
            citizen.birth_date = date.fromisoformat(change.before) if change.before else None
        else:
            setattr(citizen, change.field, change.before)
        citizen.sort_key = sort_key(citizen.name)
    rows_update(Citizen, (*RECORD, "sort_key", "active"), map(citizen_row, citizens.values()))
