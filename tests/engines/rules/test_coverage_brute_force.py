"""The counts once more in plain Python, one person at a time, on people made up at random."""

from datetime import date, timedelta
from random import Random

import pytest

from fodfaeste.core.dates import add_months
from fodfaeste.engines.rules.coverage import coverage
from tests.engines.rules.law_people import agreements, law, people, talks

ON = date(2026, 11, 23)
GROUPS = (
    None,
    "lab.6.1",
    "lab.6.1",
    "lab.6.2",
    "lab.6.2",
    "lab.6.3",
    "lab.6.4",
    "lab.6.6",
    "lab.6.9",
    "lab.6.9",
)
BENEFITS = (None, "dagpenge", "ledighedsydelse", "fleksloentilskud")
JOB_READY = "lab.6.2"
Person = dict[str, object]
Line = tuple[str, date | None, date | None, str]


def made_up(random: Random, count: int) -> tuple[list[Person], list[tuple], list[tuple]]:
    persons, held, begun = [], [], []
    for number in range(count):
        began = ON - timedelta(days=random.randrange(-20, 700))
        person = {
            "citizen": f"b{number:03}",
            "law_group": random.choice(GROUPS),
            "benefit": random.choice(BENEFITS),
            "unemployment_started": random.choice([began, began, None, date(9999, 12, 31)]),
            "benefit_started": random.choice([began, began - timedelta(days=90), None]),
        }
        persons.append(person)
        for rows, states in (
            (held, ("held", "held", "booked", "no_show")),
            (begun, ("running", "ended", "planned")),
        ):
            for _ in range(random.randrange(10)):
                day = began + timedelta(days=random.randrange(-40, random.choice([200, 560])))
                rows.append((person["citizen"], day, random.choice(states)))
    return persons, held, list({row[:2]: row for row in begun}.values())


def start(person: Person) -> date | None:
    days = (person["unemployment_started"], person["benefit_started"])
    return next((day for day in days if isinstance(day, date) and day <= ON), None)


def on_flex_benefit(person: Person) -> bool:
    return person["law_group"] == "lab.6.9" and person["benefit"] == "ledighedsydelse"


def state(last: date | None) -> str:
    return "passed" if last is not None and last < ON else "open"


def plainly(
    rule: str, persons: list[Person], held: list[tuple], begun: list[tuple]
) -> tuple[int, int, set[Line]]:
    """How many are counted, how many reached, and the lines of the rest."""
    told = [(c, d) for c, d, s in held if s == "held" and d <= ON]
    given = [(c, d) for c, d, s in begun if s in ("running", "ended") and d <= ON]
    counted, reached, lines = 0, 0, set()
    for person in persons:
        asked = ASKED[rule](person, told, given)
        if asked is None:
            continue
        is_counted, is_reached, since, last = asked
        counted += is_counted
        reached += is_counted and is_reached
        if not is_reached:
            lines.add((person["citizen"], since, last, state(last)))
    return counted, reached, lines


def first_talk(person: Person, told: list[tuple], given: list[tuple]) -> tuple | None:
    if person["law_group"] != JOB_READY and not on_flex_benefit(person):
        return None
    since = start(person)
    has = any(c == person["citizen"] and (since is None or d >= since) for c, d in told)
    return True, has, since, None


def six_months(person: Person, happened: list[tuple], needed: int) -> tuple | None:
    since = start(person)
    if since is None:
        return None
    last = add_months(since, 6) - timedelta(days=1)
    if last <= add_months(ON, -12):
        return None
    times = sum(c == person["citizen"] and since <= d <= last for c, d in happened)
    return last < ON, times >= needed, since, last


def enough_talks(person: Person, told: list[tuple], given: list[tuple]) -> tuple | None:
    if person["law_group"] == "lab.6.1":
        return six_months(person, told, 2)
    return six_months(person, told, 4) if first_talk(person, told, given) else None


def an_offer(person: Person, told: list[tuple], given: list[tuple]) -> tuple | None:
    return six_months(person, given, 1) if person["law_group"] in ("lab.6.1", JOB_READY, "lab.6.4") else None


def sixteen_months(person: Person, told: list[tuple], given: list[tuple]) -> tuple | None:
    since = person["unemployment_started"]
    if person["law_group"] != "lab.6.1" or not isinstance(since, date) or since.year == 9999:
        return None
    last, opens = add_months(since, 16), add_months(since, 15)
    if opens > ON:
        return None
    return last <= ON, any(c == person["citizen"] and d >= opens for c, d in told), since, last


ASKED = {
    "daekning.foerste-samtale": first_talk,
    "daekning.samtaler": enough_talks,
    "daekning.tilbud": an_offer,
    "samtale.16-maaneder": sixteen_months,
}


@pytest.mark.parametrize("seed", range(6))
def test_the_counts_are_those_of_one_person_at_a_time(seed: int) -> None:
    persons, held, begun = made_up(Random(seed), 300)
    found = coverage(law(), people(*persons), talks(held), agreements(begun), ON)
    assert {one.rule.id for one in found} == set(ASKED)
    for one in found:
        counted, reached, lines = plainly(one.rule.id, persons, held, begun)
        assert (one.people, one.covered) == (counted, reached), one.rule.id
        assert set(one.behind.rows()) == lines
        assert one.behind.height == len(lines)
    assert all(one.covered < one.people for one in found)
    assert sum(one.covered > 0 for one in found) >= 3
