"""What a person sees of a file before anything is done with it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fodfaeste.apps.imports.plan import Difference, PersonPlan, Plan
from fodfaeste.core.facts import FACTS, NO_OTHER_GROUP, NOT_HAPPENED_WORD
from fodfaeste.formats.citizens import BY_NAME, Reading, RowError
from fodfaeste.formats.tables import Table

#: Field → code → what it is called.
Titles = Mapping[str, Mapping[str, str]]

SHOWN_PEOPLE = 10
LISTED = 10


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A difference in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """One of the first rows, with what would change."""

    row: int
    reference: str
    is_new: bool
    differences: tuple[ShownDifference, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Counts, columns, errors, warnings and the first changes. Nothing has been done."""

    file_name: str
    headings: tuple[str, ...]
    columns: Mapping[str, str]
    problems: tuple[str, ...] = ()  # with the columns: until they are settled no row is read
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: tuple[RowError, ...] = ()
    error_count: int = 0
    warnings: tuple[str, ...] = ()
    people: tuple[ShownPerson, ...] = ()
    citizens: tuple[int, ...] = ()  # the citizens shown, for the journal
    fingerprint: str = ""

    @property
    def rows(self) -> int:
        """How many people the file speaks of, wrong rows left out."""
        return self.new + self.changed + self.unchanged

    @property
    def left_out(self) -> tuple[str, ...]:
        """Headings that no field was found for."""
        return tuple(heading for heading, name in self.columns.items() if not name)

    @property
    def may_be_applied(self) -> bool:
        """Whether nothing is wrong and something would change."""
        return not self.problems and not self.error_count and bool(self.new + self.changed)


def preview_of(
    file_name: str,
    table: Table,
    columns: Mapping[str, str],
    reading: Reading,
    plan: Plan,
    titles: Titles,
    asked: Collection[str],
) -> Preview:
    """The preview of a plan; `asked` are the facts that the policy's rules ask about."""
    shown = [person for person in plan.people if person.is_changed][:SHOWN_PEOPLE]
    return Preview(
        file_name=file_name,
        headings=table.headings,
        columns=columns,
        new=plan.new,
        changed=plan.changed,
        unchanged=plan.unchanged,
        errors=tuple(sorted(reading.errors, key=lambda error: error.row)),
        error_count=reading.error_count,
        warnings=tuple(_warnings(table, columns, reading, plan, asked)),
        people=tuple(_shown_person(person, titles) for person in shown),
        citizens=tuple(person.citizen.pk for person in shown if person.citizen is not None),
        fingerprint=plan.fingerprint(),
    )


def field_title(name: str) -> str:
    """A field's name in the reader's language."""
    return BY_NAME[name].title.in_language(get_language() or "da")


def _warnings(
    table: Table, columns: Mapping[str, str], reading: Reading, plan: Plan, asked: Collection[str]
) -> Iterator[str]:
    left_out = [heading for heading, name in columns.items() if not name]
    if left_out:
        yield _("Kolonner, der ikke bruges: %(which)s.") % {"which": _listed(left_out)}
    if table.left_out:
        yield _("Kun ét ark læses. Ikke læst: %(which)s.") % {"which": _listed(table.left_out)}
    absent = [name for name in FACTS if name in asked and name in BY_NAME and name not in columns.values()]
    if absent and plan.new:
        yield _(
            "Filen har ingen kolonne for: %(which)s. En regel, der spørger om det, svarer »kan ikke afgøres«."
        ) % {"which": _listed(field_title(name) for name in absent)}
    for name, counts in reading.unknown_labels.items():
        named = _listed(f"{label} ({count})" for label, count in counts.items())
        yield _("%(field)s, som ikke kendes her, og som læses ind, som det er skrevet: %(which)s.") % {
            "field": field_title(name),
            "which": named,
        }
    yield from _about_people(plan)


def _about_people(plan: Plan) -> Iterator[str]:
    if plan.unknown_workers:
        yield _("Sagsbehandlere, der ikke findes entydigt her, og som ikke læses ind: %(which)s.") % {
            "which": _listed(f"{name} ({count})" for name, count in plan.unknown_workers.items())
        }
    if plan.new_units:
        yield _("Enheder, der bliver oprettet: %(which)s.") % {"which": _listed(plan.new_units.values())}
    if plan.new_places:
        yield _("Byer, der bliver oprettet: %(which)s.") % {"which": _listed(plan.new_places.values())}
    if plan.nameless:
        yield ngettext(
            "%(count)s ny borger har intet navn i filen. Kommunens id vises i stedet.",
            "%(count)s nye borgere har intet navn i filen. Kommunens id vises i stedet.",
            plan.nameless,
        ) % {"count": plan.nameless}
    if plan.origins_cleared:
        yield ngettext(
            "»Kom fra målgruppen« er tom for %(count)s borger. Det læses som: fra ingen anden gruppe.",
            "»Kom fra målgruppen« er tom for %(count)s borgere. Det læses som: fra ingen anden gruppe.",
            plan.origins_cleared,
        ) % {"count": plan.origins_cleared}
    if plan.moved_without_dates:
        yield ngettext(
            "%(count)s borger skifter målgruppe, uden at filen siger både, hvornår borgeren blev "
            "jobparat, og hvilken gruppe borgeren kom fra. Det, der stod før, bliver stående.",
            "%(count)s borgere skifter målgruppe, uden at filen siger både, hvornår borgeren blev "
            "jobparat, og hvilken gruppe borgeren kom fra. Det, der stod før, bliver stående.",
            plan.moved_without_dates,
        ) % {"count": plan.moved_without_dates}


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    more = _(" og %(count)s til") % {"count": len(found) - LISTED} if len(found) > LISTED else ""
    return ", ".join(found[:LISTED]) + more


def _shown_person(person: PersonPlan, titles: Titles) -> ShownPerson:
    return ShownPerson(
        row=person.row,
        reference=person.reference,
        is_new=person.is_new,
        differences=tuple(_in_words(difference, titles) for difference in person.differences),
    )


def _in_words(difference: Difference, titles: Titles) -> ShownDifference:
    name = difference.field
    before, after = (_value_in_words(name, text, titles) for text in (difference.before, difference.after))
    return ShownDifference(field_title(name), before, after or _("ukendt"))


def _value_in_words(name: str, text: str, titles: Titles) -> str:
    if BY_NAME[name].kind in ("date", "birth_date") and text[:1].isdigit():
        return date.fromisoformat(text).strftime("%d.%m.%Y")
    if text == NOT_HAPPENED_WORD:
        return _("ikke sket")
    if name == "came_from" and text == NO_OTHER_GROUP:
        return _("ingen anden gruppe")
    if BY_NAME[name].kind == "number":
        return text.replace(".", ",") if (get_language() or "da").startswith("da") else text
    return str(titles.get(name, {}).get(text, text))
