"""60,000 citizens and every rule of Norddjurs: the engine beside a plain Python loop over the same people.

Both give the same states, days and missing facts, row for row; that is asserted before anything is told.
The loop is the table of the policy written out as one would write it, with the standard library only.

    .venv/bin/python bench/rules.py [--citizens 60000] [--runs 7]
"""

import argparse
import calendar
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from fodfaeste.core.dates import Period
from fodfaeste.core.policy import Clause, Pack, Way
from fodfaeste.engines.rules import FACT_TYPES, compare, due, reasons
from fodfaeste.formats.packs import Library

ON = date(2020, 9, 1)
GROUPS = ("forsikret", "arbejdsmarkedsparat", "aktivitetsparat", "ung", "integrationsborger", "sygemeldt")
Person = dict[str, object]
Row = tuple[str, str, date | None, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--citizens", type=int, default=60_000)
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    pack = Library.read().pack("norddjurs", ON)
    people = [person(number, random.Random(number)) for number in range(args.citizens)]
    facts = pl.DataFrame(people, schema=FACT_TYPES)
    answers = due(pack, facts, ON)
    found = answers.select("rule", pl.col("state").cast(pl.String), "due_on", "missing").rows()
    assert found == [plain_answer(p, ON) for p in people], "the engine and the plain loop differ"
    three = with_three_months(pack)
    assert compare(pack, pack, facts, ON, 12).citizens.is_empty()
    print(f"{args.citizens} citizens, {len(pack.rules(ON))} rules, {args.runs} runs; answers are equal")
    print(f"{'':<34}{'median':>9}{'least':>9}{'most':>9}")
    engine = told("engine: states, days, missing", args.runs, lambda: due(pack, facts, ON))
    loop = told("plain loop: states, days, missing", args.runs, lambda: [plain_answer(p, ON) for p in people])
    told("engine: reasons as text", 3, lambda: reasons(pack, facts, answers, ON))
    told("engine: two policies, 12 months", 3, lambda: compare(pack, three, facts, ON, 12))
    print(f"the engine takes {engine / loop:.2f} of the loop's time: {loop / engine:.1f} times as fast")


def told(what: str, runs: int, work: Callable[[], object]) -> float:
    """Time some work, print a line of the table, give the median."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    middle = statistics.median(taken)
    print(f"{what:<34}{middle:>8.3f}s{min(taken):>8.3f}s{max(taken):>8.3f}s")
    return middle


def person(number: int, chance: random.Random) -> Person:
    """Someone with dates around the day, one fact in ten unknown."""
    values: Person = {
        "citizen": f"b{number}",
        "target_group": chance.choice(GROUPS),
        "effort_started": ON - timedelta(days=chance.randrange(400)),
        "unemployment_started": ON - timedelta(days=chance.randrange(-20, 400)),
        "earlier_unemployment_months": float(chance.randrange(0, 14)),
        "became_job_ready": ON - timedelta(days=chance.randrange(-60, 400)),
        "came_from": chance.choice(("ingen", "ingen", "ung", "aktivitetsparat", "arbejdsmarkedsparat")),
        "integration_started": ON - timedelta(days=chance.randrange(-60, 400)),
    }
    return {name: None if name != "citizen" and chance.random() < 0.1 else v for name, v in values.items()}


def plain_answer(who: Person, on: date) -> Row:
    """The table of Norddjurs for one person: rule, state, day, missing facts."""
    group = who["target_group"]
    if group is None:
        return "", "cannot_tell", None, "target_group"
    if group == "forsikret":
        ways = [after(who, "effort_started", 6), unemployed_again(who)]
    elif group == "arbejdsmarkedsparat":
        ways = [after(who, "effort_started", 3), unemployed_again(who), moved(who)]
    elif group in ("aktivitetsparat", "ung"):
        ways = [after(who, "became_job_ready", 0)]
    elif group == "integrationsborger":
        ways = [after(who, "integration_started", 0)]
    else:
        return "", "not_covered", None, ""
    rule = f"branchespor.{group}"
    sure = [day for day, _, surely, _ in ways if day and surely]
    first = min(sure, default=None)
    if first is not None and first <= on:
        return rule, "due", first, ""
    missing = set()
    for day, day_fact, surely, condition_fact in ways:
        if surely is False or (day is not None and day > on):
            continue
        if day is None:
            missing.add(day_fact)
        if surely is None:
            missing.add(condition_fact)
    if missing:
        return rule, "cannot_tell", None, ";".join(sorted(missing))
    return rule, "not_due", first, ""


def after(who: Person, fact: str, months: int) -> tuple[date | None, str, bool | None, str]:
    """A way without condition: its day (None: unknown), the fact it counts from; nothing more is asked."""
    start = who[fact]
    return (later(start, months) if isinstance(start, date) else None), fact, True, ""


def unemployed_again(who: Person) -> tuple[date | None, str, bool | None, str]:
    day, fact, _, _ = after(who, "unemployment_started", 0)
    months = who["earlier_unemployment_months"]
    more_than_six = months > 6 if isinstance(months, float) else None
    return day, fact, more_than_six, "earlier_unemployment_months"


def moved(who: Person) -> tuple[date | None, str, bool | None, str]:
    day, fact, _, _ = after(who, "became_job_ready", 0)
    came_from = who["came_from"]
    from_another = None if came_from is None else came_from not in ("ingen", "arbejdsmarkedsparat")
    return day, fact, from_another, "came_from"


def later(day: date, months: int) -> date:
    if months == 0:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def with_three_months(pack: Pack) -> Pack:
    """The same policy where the insured wait three months in place of six."""
    entries = []
    for entry in pack.entries:
        if entry.id == "branchespor.forsikret":
            first, *others = entry.clauses[0].members
            assert isinstance(first, Way)
            shorter = replace(first, after=Period.parse("P3M"))
            entry = replace(entry, clauses=(Clause("any_of", (shorter, *others)),))
        entries.append(entry)
    return replace(pack, entries=tuple(entries))


if __name__ == "__main__":
    main()
