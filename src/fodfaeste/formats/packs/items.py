"""The items of a pack's four files, each read from its own table."""

import re
from collections.abc import Mapping
from datetime import date

from fodfaeste.core.answers import State
from fodfaeste.core.facts import FACTS, NOT_HAPPENED, NOT_HAPPENED_WORD, UNKNOWN_WORD, FactDefinition
from fodfaeste.core.policy import (
    BASES,
    FORMS,
    KINDS,
    SWOT,
    UNITS,
    Case,
    Entry,
    Figure,
    Group,
    Indicator,
    Industry,
    LawGroup,
    Offer,
    ProposedValue,
    Question,
    Source,
    Target,
)
from fodfaeste.core.words import Words
from fodfaeste.formats.packs.conditions import read_clauses
from fodfaeste.formats.packs.table import Table

_LAW = '[{ valid_from = 2020-01-01, act = "LAB", section = "6" }]'
TRACK_MEASURES = ("track_begun_share", "days_due_to_begun")
NOT_COMPUTED = "none_yet"  # defined, and no figure of it is made here
MEASURES = (*TRACK_MEASURES, "without_contact_share", NOT_COMPUTED)
_AS_OF = re.compile(r"\d{4}(?:-Q[1-4]|-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def read_source(table: Table) -> Source:
    inner = table.inner("source", '{ section = "…" }')
    if inner is None:
        return Source("")
    source = Source(
        section=inner.text("section"),
        paragraph=inner.integer_or_none("paragraph"),
        bullet=inner.integer_or_none("bullet"),
        table=inner.text_or_none("table"),
        column=inner.text_or_none("column"),
    )
    inner.close()
    return source


def read_entry(table: Table) -> Entry:
    return Entry(
        id=table.identifier(),
        form=table.choice("form", FORMS),
        kind=table.choice("kind", KINDS),
        basis=table.choice("basis", BASES),
        source=read_source(table),
        title=table.words("title"),
        statement=table.words("statement"),
        under=table.text_or_none("under"),
        offer=table.text_or_none("offer"),
        group=table.text_or_none("group"),
        indicators=table.texts("indicators"),
        sdg=table.texts("sdg"),
        partners=table.texts("partners"),
        clauses=read_clauses(table),
        swot=table.choice("swot", SWOT) if table.has("swot") else None,
        step=_words_or_none(table, "step"),
        check=_words_or_none(table, "check"),
        orders=_words_or_none(table, "orders"),
        figures=table.texts("figures"),
        target=_target(table),
        valid_from=table.day("valid_from", required=False),
        valid_to=table.day("valid_to", required=False),
        law=table.texts("law"),
    )


def _words_or_none(table: Table, key: str) -> Words | None:
    return table.words(key) if table.has(key) else None


def _target(table: Table) -> Target | None:
    inner = table.inner("target", '{ value = 1000, unit = "jobs", change = true }', required=False)
    if inner is None:
        return None
    target = Target(
        value=inner.number("value", required=not inner.has("level_of")),
        unit=inner.choice("unit", UNITS) if inner.has("unit") else None,
        change=inner.flag("change"),
        by=inner.day("by", required=False),
        start=inner.text_or_none("from"),
        level_of=_words_or_none(inner, "level_of"),
    )
    if target.value is not None and target.unit is None:
        inner.problem("value", "et tal uden enhed", f"skriv unit: én af {', '.join(UNITS)}")
    inner.close()
    return target


def read_figure(table: Table) -> Figure:
    as_of = table.known_text("as_of")
    if as_of is not None and not _AS_OF.fullmatch(as_of):
        table.problem(
            "as_of",
            f"»{as_of}« er ingen tid",
            'skriv "2023", "2023-08", "2023-Q2", "2023-08-31" eller "unknown"',
        )
    return Figure(
        id=table.identifier(),
        title=table.words("title"),
        definition=table.words("definition"),
        value=table.number("value") or 0.0,
        unit=table.choice("unit", UNITS),
        approximate=table.flag("approximate"),
        as_of=as_of,
        basis=table.choice("basis", BASES),
        source=read_source(table),
        not_with=_words_or_none(table, "not_with"),
    )


def read_group(table: Table) -> Group:
    return Group(
        id=table.identifier(),
        title=table.words("title"),
        law=tuple(_law(row) for row in table.inners("law", _LAW, required=True)),
        certainty=table.choice("certainty", ("official", "secondary", "unverified")),
    )


def _law(table: Table) -> LawGroup:
    law = LawGroup(
        act=table.text("act"),
        section=table.text("section"),
        numbers=table.integers("numbers"),
        benefits=table.texts("benefits", required=True),
        readiness=table.texts("readiness", required=True),
        valid_from=table.day("valid_from") or date.min,
        valid_to=table.day("valid_to", required=False),
    )
    table.close()
    return law


def read_offer(table: Table) -> Offer:
    return Offer(
        id=table.identifier(),
        title=table.words("title"),
        statement=table.words("statement"),
        source=read_source(table),
        basis=table.choice("basis", BASES),
    )


def read_question(table: Table) -> Question:
    return Question(
        id=table.identifier(),
        about=table.texts("about", required=True, empty=False),
        question=table.words("question"),
        reading=table.words("reading"),
        owner=table.words("owner"),
        state=table.choice("state", ("open", "settled")),
    )


def read_indicator(table: Table) -> Indicator:
    return Indicator(
        id=table.identifier(),
        basis=table.choice("basis", BASES),
        measure=table.choice("measure", MEASURES),
        title=table.words("title"),
        statement=table.words("statement"),
        numerator=table.words("numerator"),
        denominator=table.words("denominator"),
        unit=table.choice(
            "unit", ("percent", "days", "count", *(unit for unit in UNITS if unit not in ("percent", "days")))
        ),
        better=table.choice("better", ("up", "down")),
        reason=table.words("reason"),
        offer=table.text_or_none("offer"),
        target=table.number("target", required=False),
        series=table.text_or_none("series"),
    )


def read_value(table: Table) -> ProposedValue:
    return ProposedValue(
        id=table.identifier(),
        basis=table.choice("basis", BASES),
        value=table.number("value") or 0.0,
        unit=table.text("unit"),
        title=table.words("title"),
        reason=table.words("reason"),
    )


def read_industry(table: Table) -> Industry:
    return Industry(
        id=table.identifier(),
        basis=table.choice("basis", BASES),
        db07=table.texts("db07", required=True, empty=False),
        title=table.words("title"),
        reason=table.words("reason"),
    )


def read_case(table: Table) -> Case:
    expected = table.inner("expect", '{ state = "due", due_on = 2020-09-01 }')
    state, due_on = "", None
    missing: tuple[str, ...] = ()
    if expected is not None:
        state = expected.choice("state", [s.value for s in State])
        due_on = expected.day("due_on", required=False)
        missing = expected.texts("missing")
        expected.close()
    return Case(
        id=table.identifier(),
        rule=table.text("rule"),
        title=table.words("title") if table.has("title") else Words("", ""),
        on=table.day("on") or date.min,
        facts=read_facts(table),
        state=state,
        due_on=due_on,
        missing=missing,
        line=table.file.places.line(table.path),
    )


def read_facts(table: Table, definitions: Mapping[str, FactDefinition] = FACTS) -> dict[str, object]:
    """What is known in an example; a fact that is not named is unknown."""
    inner = table.inner("facts", "{ effort_started = 2020-03-01 }")
    if inner is None:
        return {}
    facts: dict[str, object] = {}
    for name, definition in definitions.items():
        if not inner.has(name):
            continue
        if definition.type == "code":
            facts[name] = inner.text(name)
            if facts[name] == UNKNOWN_WORD:
                inner.problem(name, f"»{name}« er {UNKNOWN_WORD}", "nævn ikke det ukendte")
        elif definition.type == "number":
            facts[name] = inner.number(name)
        elif inner.data[name] == NOT_HAPPENED_WORD:
            facts[name] = NOT_HAPPENED
        else:
            facts[name] = inner.day(name)
    inner.close()
    return facts
