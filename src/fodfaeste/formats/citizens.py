"""Citizens from a municipality's own spreadsheet: which columns there are, and what a row says.

A column is found by its heading, however the municipality writes it; what no heading names is left out
and said so. An empty cell says nothing: it never erases what is known. Only `came_from` differs: an
empty cell there means that the person comes from no other group. `ukendt` takes a known fact back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fodfaeste.core.errors import Rejected
from fodfaeste.core.facts import FACTS, NO_OTHER_GROUP, UNKNOWN_WORD
from fodfaeste.core.words import Words
from fodfaeste.formats.citizen_values import READERS, Labels
from fodfaeste.formats.tables import Table, hide_cpr, looks_like_cpr, plain

LISTED_ERRORS = 200
LISTED_LABELS = 50
SPREADSHEET_ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#VÆRDI!", "#NAME?", "#NAVN?", "#NULL!", "#NUM!")


@dataclass(frozen=True, slots=True)
class Field:
    """Something a column can say of a citizen."""

    name: str
    kind: str  # which reader of `citizen_values` its cells go through
    title: Words
    headings: tuple[str, ...]  # as municipalities write them, besides name and titles

    @property
    def is_fact(self) -> bool:
        """Whether it is a dated fact, rather than something of the person's record."""
        return self.kind in ("date", "number", "code", "origin")


def _fact(name: str, kind: str, *headings: str) -> Field:
    return Field(name, kind, FACTS[name].title, headings)


FIELDS: tuple[Field, ...] = (
    Field(
        "citizen",
        "reference",
        Words("Borgerens id", "Citizen's id"),
        (
            "borger",
            "borgerid",
            "borgernr",
            "borgernummer",
            "sagsnr",
            "sagsnummer",
            "sag",
            "sagsid",
            "id",
            "reference",
        ),
    ),
    Field(
        "name", "name", Words("Navn", "Name"), ("borgernavn", "borgerens navn", "fulde navn", "fuldt navn")
    ),
    Field("cpr", "cpr", Words("CPR-nummer", "CPR number"), ("cpr", "cprnr", "personnummer", "personnr")),
    Field(
        "birth_date",
        "birth_date",
        Words("Fødselsdato", "Birth date"),
        ("født", "fødselsdag", "fødselsdagsdato"),
    ),
    Field("place", "text", Words("By", "Town"), ("bopæl", "sted", "bynavn", "postdistrikt", "lokalområde")),
    Field("unit", "text", Words("Enhed", "Unit"), ("team", "afdeling", "organisatorisk enhed")),
    Field(
        "caseworker",
        "text",
        Words("Sagsbehandler", "Case worker"),
        ("case worker", "rådgiver", "jobrådgiver", "jobkonsulent", "ansvarlig sagsbehandler"),
    ),
    _fact("target_group", "code", "målgruppebetegnelse", "politikkens målgruppe"),
    Field(
        "benefit", "code", Words("Ydelse", "Benefit"), ("forsørgelse", "ydelsestype", "forsørgelsesgrundlag")
    ),
    Field("contact_group", "code", Words("Kontaktgruppe", "Contact group"), ("kontaktgruppebetegnelse",)),
    Field(
        "readiness",
        "code",
        Words("Visitation", "Readiness referral"),
        ("parathed", "visiteret som", "visitationskategori", "visitationsgruppe", "matchkategori"),
    ),
    Field(
        "law_group",
        "code",
        Words("Lovens målgruppe", "The law's group"),
        ("lab målgruppe", "målgruppe efter loven", "lab § 6", "lab 6 nr"),
    ),
    Field("gl_match_group", "code", Words("Matchgruppe", "Match group"), ("match", "matchgruppenr")),
    _fact(
        "effort_started",
        "date",
        "indsats startet",
        "indsats start",
        "indsatsstart",
        "indsatsen startede",
        "i indsats siden",
    ),
    _fact(
        "unemployment_started",
        "date",
        "ledig siden",
        "ledighed startet",
        "ledighed start",
        "nyledig siden",
        "nyledighed",
        "ledig fra",
        "ledighedsdato",
    ),
    _fact(
        "earlier_unemployment_months",
        "number",
        "tidligere ledighed",
        "tidligere ledighed (mdr.)",
        "tidligere ledighed i mdr",
        "måneder tidligere ledig",
        "tidligere ledig måneder",
    ),
    _fact(
        "became_job_ready", "date", "jobparat siden", "jobparat fra", "jobparat dato", "visiteret jobparat"
    ),
    _fact(
        "came_from", "origin", "overgået fra", "kommer fra", "kom fra", "tidligere målgruppe", "overgang fra"
    ),
    _fact(
        "integration_started",
        "date",
        "integrationsperiode start",
        "integrationsperiode startet",
        "integrationsprogram start",
        "integration startet",
        "integrationsstart",
    ),
    _fact("registered_on", "date", "registreret siden", "registreret ledig", "registreret arbejdssøgende"),
    _fact("education", "code", "uddannelse", "uddannelsesniveau", "erhvervskompetencegivende uddannelse"),
    Field(
        "worked_in",
        "industries",
        Words("Har arbejdet i (brancher)", "Has worked in (industries)"),
        ("har arbejdet i", "brancher", "branche", "brancheerfaring", "tidligere branche", "db07"),
    ),
    Field(
        "holds_from",
        "day",
        Words("Gælder fra", "Holds from"),
        ("gældende fra", "pr. dato", "pr", "status pr", "opgjort pr", "målgruppe fra", "visitation fra"),
    ),
)
BY_NAME: dict[str, Field] = {each.name: each for each in FIELDS}

_BY_HEADING: dict[str, str] = {
    plain(heading): each.name
    for each in FIELDS
    for heading in (each.name, each.title.da, each.title.en, *each.headings)
}


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row cannot be read. The value is empty where it could be a CPR number."""

    row: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        shown = f" (»{self.value}«)" if self.value else ""
        return f"række {self.row}, kolonne {self.column}: {self.reason}{shown}"


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says: field → text as it is stored. A field that is not there says nothing."""

    number: int
    values: dict[str, str]

    @property
    def citizen(self) -> str:
        return self.values["citizen"]


@dataclass(slots=True)
class Reading:
    """A whole file read: the rows that stand, and what is wrong with the others."""

    rows: list[Row] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)  # the first ones
    error_count: int = 0
    unknown_labels: dict[str, dict[str, int]] = field(default_factory=dict)  # field → label → rows

    def refuse(self, error: RowError) -> None:
        """Count an error, and list it while the list is short enough to be read."""
        self.error_count += 1
        if len(self.errors) < LISTED_ERRORS:
            self.errors.append(error)


def columns_for(headings: tuple[str, ...], chosen: Mapping[str, str] | None = None) -> dict[str, str]:
    """Which field each heading is, empty where it is left out: as chosen, else as it is usually written."""
    by_plain = {plain(heading): name for heading, name in (chosen or {}).items()}
    return {
        heading: by_plain.get(plain(heading), _BY_HEADING.get(plain(heading), "")) for heading in headings
    }


def column_problems(columns: Mapping[str, str]) -> list[str]:
    """What must be settled before any row can be read; empty when nothing."""
    problems = []
    for each in FIELDS:
        headings = [heading for heading, name in columns.items() if name == each.name]
        if len(headings) > 1:
            listed = " og ".join(f"»{heading}«" for heading in headings)
            problems.append(f"Flere kolonner er valgt som {each.title.da}: {listed}. Behold den ene.")
    if "citizen" not in columns.values():
        problems.append(
            "Ingen kolonne er valgt som Borgerens id. Den skal være der: det er kommunens eget id."
        )
    problems += [f"Feltet »{name}« findes ikke." for name in columns.values() if name and name not in BY_NAME]
    return problems


def read_citizens(
    table: Table, columns: Mapping[str, str], labels: Mapping[str, Labels] | None = None
) -> Reading:
    """Read every row; a row with an error is counted and listed, and the others are read on.

    `labels` gives, field by field, the codes that are known and the ways they are written.
    """
    problems = column_problems(columns)
    if problems:
        raise Rejected(" ".join(problems))
    used = [(heading, BY_NAME[name]) for heading, name in columns.items() if name]
    reading = Reading()
    seen: dict[tuple[str, str], int] = {}
    for number, cells in table.rows:
        errors = reading.error_count
        values = dict(_values(reading, number, cells, used, labels or {}))
        _refuse_repeated(reading, number, values, seen, columns)
        if reading.error_count == errors:
            reading.rows.append(Row(number, values))
    return reading


def _values(
    reading: Reading,
    number: int,
    cells: Mapping[str, str],
    used: list[tuple[str, Field]],
    labels: Mapping[str, Labels],
) -> Iterator[tuple[str, str]]:
    for heading, each in used:
        text = cells[heading].strip()
        if not text:
            if each.name == "citizen":
                reading.refuse(RowError(number, heading, "", "Borgerens id mangler."))
            elif each.name == "came_from":
                yield each.name, NO_OTHER_GROUP
            continue
        if text.casefold() == UNKNOWN_WORD and each.name != "citizen":
            if each.is_fact:
                yield each.name, UNKNOWN_WORD
            continue
        try:
            value = _value(each, text, labels)
        except Rejected as error:
            reading.refuse(RowError(number, heading, _shown(each, text), error.reason))
            continue
        if (
            each.kind in ("code", "origin")
            and each.name in labels
            and value not in labels[each.name].values()
        ):
            counts = reading.unknown_labels.setdefault(each.name, {})
            if value in counts or len(counts) < LISTED_LABELS:
                counts[value] = counts.get(value, 0) + 1
        yield each.name, value


def _value(each: Field, text: str, labels: Mapping[str, Labels]) -> str:
    if text[0] == "#" and text.upper() in SPREADSHEET_ERRORS:
        raise Rejected("Regnearket har en fejl i feltet.")
    if each.kind != "cpr" and looks_like_cpr(text):
        raise Rejected("Feltet ligner et CPR-nummer. Det må kun stå i kolonnen med CPR-nummer.")
    return READERS[each.kind](text, labels.get(each.name, {}))


def _shown(each: Field, text: str) -> str:
    """The value as an error may show it: shortened, and never a CPR number."""
    if each.kind == "cpr":
        return ""
    hidden = hide_cpr(text)
    return hidden if len(hidden) <= 60 else hidden[:57] + "…"


def _refuse_repeated(
    reading: Reading,
    number: int,
    values: Mapping[str, str],
    seen: dict[tuple[str, str], int],
    columns: Mapping[str, str],
) -> None:
    """A citizen, and a CPR number, stands in one row only."""
    for name, what in (("citizen", "Borgeren"), ("cpr", "CPR-nummeret")):
        if name not in values:
            continue
        earlier = seen.setdefault((name, values[name]), number)
        if earlier != number:
            heading = next(heading for heading, chosen in columns.items() if chosen == name)
            shown = values[name] if name == "citizen" else ""
            reading.refuse(RowError(number, heading, shown, f"{what} står også i række {earlier}."))
