"""The condition grammar of packs: any_of, all_of, none_of over ways, with no expressions in strings."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fodfaeste.core.dates import Period
from fodfaeste.core.facts import FACTS, FactDefinition
from fodfaeste.core.policy import Clause, Way, Where
from fodfaeste.formats.packs.table import Table

CLAUSES = ("any_of", "all_of", "none_of")
_COMPARING = ("over", "at_least", "under", "at_most")
_CHOOSING = ("in", "not_in")
_WAY = '[{ from = "effort_started", after = "P6M" }]'
Facts = Mapping[str, FactDefinition]


def read_clauses(table: Table, facts: Facts = FACTS, *, denied: bool = False) -> tuple[Clause, ...]:
    """The clauses of a table over some facts, all of which must hold.

    What is denied by a none_of around it gives no day.
    """
    clauses = []
    for operator in CLAUSES:
        members = table.inners(operator, _WAY)
        if members:
            without_day = denied or operator == "none_of"
            clauses.append(
                Clause(operator, tuple(read_member(m, facts, denied=without_day) for m in members))
            )
    return tuple(clauses)


def read_member(table: Table, facts: Facts = FACTS, *, denied: bool = False) -> Way | Clause:
    """One way, or one collection of ways."""
    if any(operator in table.data for operator in CLAUSES):
        clauses = read_clauses(table, facts, denied=denied)
        table.close()
        if len(clauses) != 1:
            table.problem(
                None, "flere samlinger i samme led", "giv hver any_of, all_of og none_of sit eget led"
            )
        return clauses[0] if clauses else Clause("any_of", ())
    way = _way(table, facts)
    table.close()
    if denied and way.start is not None:
        table.problem("from", "none_of kan ikke regne fra en dag", "brug kun where i none_of")
    return way


def _way(table: Table, facts: Facts) -> Way:
    dates = tuple(name for name, fact in facts.items() if fact.type == "date")
    start = table.choice("from", dates) if table.has("from") else None
    without_start = start is None and table.has("after")
    if without_start:
        table.problem("after", "»after« uden »from«", "skriv også hvilken dato der regnes fra")
    after = table.period("after") if start is not None else Period()
    where = _where(table, facts)
    if start is None and not where and not without_start and not table.has("where"):
        table.problem(None, "en vej uden from og where", f"skriv for eksempel {_WAY}")
    return Way(start, after, where)


def _where(table: Table, facts: Facts) -> tuple[Where, ...]:
    given = table.inner("where", "{ earlier_unemployment_months = { over = 6 } }", required=False)
    if given is None:
        return ()
    found = []
    for name in given.data:
        if name not in facts:
            continue
        condition = given.inner(name, "{ over = 6 }")
        if condition is not None:
            found += [
                _condition(condition, facts[name], operator)
                for operator in condition.data
                if _known(operator)
            ]
            for operator in (*_COMPARING, *_CHOOSING):
                condition.has(operator)
            condition.close()
            if not condition.data:
                given.problem(name, f"»{name}« uden betingelse", "skriv for eksempel { over = 6 }")
    for name in facts:
        given.has(name)
    given.close()
    return tuple(found)


def _known(operator: str) -> bool:
    return operator in _COMPARING or operator in _CHOOSING


def _condition(table: Table, fact: FactDefinition, operator: str) -> Where:
    kind = fact.type
    value: Any
    if (kind == "code") != (operator in _CHOOSING):
        fitting = _CHOOSING if kind == "code" else _COMPARING
        table.problem(operator, f"»{operator}« passer ikke til {fact.name}", f"brug {', '.join(fitting)}")
        value = ()
    elif kind == "code":
        value = table.texts(operator, required=True, empty=False)
    elif kind == "date":
        value = table.day(operator) or date.min
    else:
        value = table.number(operator) or 0.0
    return Where(fact.name, operator, value)
