"""The items of a law's files, each read from its own table."""

from datetime import date

from fodfaeste.core.law import (
    CERTAINTIES,
    COUNTS,
    OFFER_KINDS,
    PARTS,
    SOURCE_KINDS,
    STATES,
    Act,
    Condition,
    DatedState,
    LawCase,
    LawGroupDefinition,
    LawOffer,
    LawRule,
    LawSource,
)
from fodfaeste.core.law_facts import LAW_FACTS
from fodfaeste.core.policy import Clause
from fodfaeste.formats.packs.conditions import read_member
from fodfaeste.formats.packs.items import read_facts
from fodfaeste.formats.packs.table import Table

_STATES = '[{ valid_from = 2020-01-01, state = "in_force" }]'
_WHO = '[{ where = { law_group = { in = ["lab.6.1"] } } }]'


def read_act(table: Table) -> Act:
    return Act(id=table.identifier(), title=table.words("title"), short=table.text("short"))


def read_law_source(table: Table) -> LawSource:
    return LawSource(
        id=table.identifier(),
        what=table.text("what"),
        kind=table.choice("kind", SOURCE_KINDS),
        read_on=table.day("read_on") or date.max,
    )


def read_law_offer(table: Table) -> LawOffer:
    return LawOffer(
        id=table.identifier(),
        title=table.words("title"),
        statement=table.words("statement"),
        kind=table.choice("kind", OFFER_KINDS),
        states=_states(table),
        openings=table.texts("openings", empty=False),
    )


def read_law_group(table: Table) -> LawGroupDefinition:
    return LawGroupDefinition(
        id=table.identifier(),
        title=table.words("title"),
        act=table.text("act"),
        section=table.text("section"),
        number=int(table.number("number") or 0),
        states=_states(table),
    )


def _states(table: Table) -> tuple[DatedState, ...]:
    found = []
    for row in table.inners("states", _STATES, required=True):
        found.append(
            DatedState(
                state=row.choice("state", STATES),
                valid_from=row.day("valid_from") or date.min,
                valid_to=row.day("valid_to", required=False),
            )
        )
        row.close()
    return tuple(found)


def read_rule(table: Table) -> LawRule:
    return LawRule(
        id=table.identifier(),
        part=table.choice("part", PARTS),
        title=table.words("title"),
        statement=table.words("statement"),
        act=table.text("act"),
        reference=table.text("reference"),
        valid_from=table.day("valid_from") or date.min,
        valid_to=table.day("valid_to", required=False),
        state=table.choice("state", STATES),
        read_on=table.day("read_on") or date.max,
        certainty=table.choice("certainty", CERTAINTIES),
        sources=table.texts("sources", required=True, empty=False),
        offer=table.text_or_none("offer"),
        values=_values(table) or {},
        groups=table.texts("groups"),
        clauses=_who(table),
        is_demand=table.flag("demand"),
        counts=table.choice("counts", COUNTS) if table.has("counts") else None,
    )


def _values(table: Table) -> dict[str, float] | None:
    """Numbers by name; None where none are given at all."""
    inner = table.inner("values", "{ weeks = 4 }", required=False)
    if inner is None:
        return None
    found = {name: inner.number(name) for name in inner.data}
    return {name: number for name, number in found.items() if number is not None}


def _who(table: Table) -> tuple[Clause, ...]:
    """Everything in the list must hold."""
    members = tuple(read_member(member, LAW_FACTS) for member in table.inners("who", _WHO))
    return (Clause("all_of", members),) if members else ()


def read_law_case(table: Table) -> LawCase:
    expected = table.inner("expect", '{ state = "met", values = { weeks = 4 } }')
    state, values = "", None
    if expected is not None:
        state = expected.choice("state", tuple(Condition)) if expected.has("state") else ""
        values = _values(expected)
        if not expected.has("state") and not expected.has("values"):
            expected.problem(None, "eksemplet venter intet", "skriv state, values eller begge")
        expected.close()
    return LawCase(
        id=table.identifier(),
        rule=table.text("rule"),
        title=table.words("title"),
        on=table.day("on") or date.min,
        facts=read_facts(table, LAW_FACTS),
        state=Condition(state) if state else None,
        values=values,
        line=table.file.places.line(table.path),
    )
