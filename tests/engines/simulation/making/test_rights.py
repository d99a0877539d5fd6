"""Rights under the five municipalities' own packs, under scenarios' rules, and the seats there are."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from fodfaeste.core.answers import State
from fodfaeste.core.dates import add_months
from fodfaeste.core.errors import UsageError
from fodfaeste.core.policy import Case, Pack
from fodfaeste.core.scenario import AddedRule
from fodfaeste.engines.rules import FACT_TYPES, due
from fodfaeste.engines.simulation.making.asked import Tried, asked_by
from fodfaeste.engines.simulation.making.first import first_months, months_to
from fodfaeste.engines.simulation.making.notes import Note, What
from fodfaeste.engines.simulation.making.prepare import Place, Prepared, prepare
from fodfaeste.engines.simulation.making.rights import Policy
from fodfaeste.engines.simulation.making.standing import standing
from fodfaeste.engines.simulation.model import NEVER, NO_OFFER
from fodfaeste.formats.packs import installed_pack
from fodfaeste.formats.packs.simulation import installed_country
from tests.engines.simulation.making import snapshot

ON = snapshot.ON
PACKS = {
    slug: installed_pack(slug, ON)
    for slug in ("haderslev", "kalundborg", "naestved", "norddjurs", "sermersooq")
}
NORDDJURS, KALUNDBORG, HADERSLEV = (PACKS[slug] for slug in ("norddjurs", "kalundborg", "haderslev"))
COUNTRIES = {name: installed_country(name) for name in ("denmark", "greenland")}
CASES = [(slug, case) for slug, pack in PACKS.items() for case in pack.cases]


def place(home: Pack, **changed) -> Place:
    return Place(snapshot.tables(**changed), ON, home, COUNTRIES[home.legal_system])


def prepared(home: Pack, *policies: Policy, months: int = 24, **changed) -> Prepared:
    return prepare(place(home, **changed), policies, months=months, seed=1)


def someone(pack: Pack, count: int) -> list[dict[str, object]]:
    """Citizens of a pack's labels with facts taken by turns, a fact in seven unknown."""
    days = [date(9999, 12, 31), *(add_months(ON, -back) for back in (0, 1, 2, 5, 7, 13)), date(2026, 12, 24)]
    labels = [group.id for group in pack.groups]
    numbers = np.random.default_rng(5).integers(0, 7 * 8 * 9, (count, len(FACT_TYPES)))
    choices = {
        "target_group": [*labels, "ingen"],
        "came_from": [*labels, "ingen"],
        "education": ["none", "vocational", "higher", "other"],
        "age": [17.0, 24.0, 29.0, 30.0, 45.0, 64.0],
        "earlier_unemployment_months": [0.0, 3.0, 6.0, 6.5, 7.0, 20.0],
    }
    rows = []
    for person, row in enumerate(numbers):
        facts = {
            name: None if number % 7 == 0 else choices.get(name, days)[number % len(choices.get(name, days))]
            for name, number in zip(FACT_TYPES, row, strict=True)
        }
        rows.append({**facts, "citizen": f"B{person}", "birth_year": None})
    return rows


def in_effort(rows: list[dict[str, object]], home: Pack) -> list[dict[str, object]]:
    """A status that says that each is in the effort since last year."""
    kind, value = ("gl_match_group", "1") if home.legal_system == "greenland" else ("benefit", "dagpenge")
    days = {"valid_from": date(2025, 11, 1), "valid_to": None}
    return [{"citizen": row["citizen"], "kind": kind, "value": value, **days} for row in rows]


@pytest.mark.parametrize("slug", PACKS)
def test_under_every_pack_a_right_arises_when_its_rules_say_so(slug: str):
    home, rows = PACKS[slug], someone(PACKS[slug], 120)
    found = prepared(
        home, Policy("i dag", home), citizens=rows, statuses=in_effort(rows, home), spells=[], agreements=[]
    )
    months, axes, people = 12, found.model.axes, found.model.people
    expected = np.full((len(axes.offers), len(rows)), NEVER)
    for month in range(months, -1, -1):
        years = [
            None if row["age"] is None else float(age)
            for row, age in zip(rows, (people.age_months + month) // 12, strict=True)
        ]
        facts = snapshot.table(
            "citizens", [{**row, "age": age} for row, age in zip(rows, years, strict=True)]
        )
        answers = due(home, facts.select(list(FACT_TYPES)), add_months(ON, month))
        for number, offer in enumerate(axes.offers):
            is_due = (answers.filter(pl.col("offer") == offer)["state"] == State.DUE.value).to_numpy()
            expected[number][is_due] = month
    first = found.rights[0].first
    assert np.where(first > months, NEVER, np.maximum(first, 0)).tolist() == expected.tolist()
    if slug in ("norddjurs", "kalundborg", "sermersooq"):
        assert len(set(first.ravel().tolist())) > 1


@pytest.mark.parametrize(("slug", "case"), CASES, ids=[f"{slug}:{case.id}" for slug, case in CASES])
def test_every_worked_case_of_a_pack_has_its_own_day(slug: str, case: Case):
    pack = PACKS[slug]
    versions = tuple(entry for entry in pack.entries if entry.id == case.rule)
    rule = versions[0]
    kept, _ = standing(replace(pack, entries=versions), case.on, 12)
    facts = {"citizen": case.id, "target_group": rule.group, **case.facts}
    row = pl.DataFrame([{name: facts.get(name) for name in FACT_TYPES}], schema=FACT_TYPES)
    age = np.array([12 * int(facts.get("age") or 35) + 1], np.int16)
    one = Tried(kept, asked_by(kept), case.on, {})
    first, _ = first_months(one, row, [str(rule.offer)], 12, age, np.zeros(1, np.int16))
    month = int(first[0, 0])
    if case.state == State.DUE:
        assert month <= 0
    elif case.state == State.NOT_DUE:
        expected = None if case.due_on is None else int(months_to(pl.Series([case.due_on]), case.on)[0])
        assert month == (NEVER if expected is None or expected > 12 else expected)
    else:
        assert month > 0


def test_a_scenario_gives_haderslev_a_rule_it_has_not():
    rows = [
        {"citizen": "ung", "target_group": "unge", "effort_started": add_months(ON, -1), "age": 24.0},
        {"citizen": "senior", "target_group": "seniorer", "effort_started": add_months(ON, -9), "age": 61.0},
    ]
    rule = AddedRule("virksomhedspraktik", "unge", "P3M")
    policies = Policy("i dag", HADERSLEV), Policy("prøve", HADERSLEV, (rule,), {"virksomhedspraktik": 10})
    found = prepared(HADERSLEV, *policies, citizens=rows, statuses=in_effort(rows, HADERSLEV), agreements=[])
    today, tried = found.rights
    assert found.model.axes.offers == ("virksomhedspraktik",)
    assert (today.first == NEVER).all()
    assert (today.wait == NEVER).all()
    assert tried.first.tolist() == [[2, NEVER]]
    young = found.model.axes.groups.index("unge")
    assert tried.wait[0, 0, young, 0, :, 0, 0, 0].tolist() == [3, 2, 1, 0]
    assert (np.delete(tried.wait[0, 0], young, axis=0) == NEVER).all()


def test_seats_are_those_in_use_until_a_scenario_gives_others_also_month_by_month():
    rule = AddedRule("mentor", "forsikret", "P0D")
    policies = (
        Policy("i dag", NORDDJURS),
        Policy("flere", NORDDJURS, seats={"branchespor": 40}),
        Policy("mentor", NORDDJURS, (rule,), seats={"branchespor": (5, 6)}),
    )
    found = prepared(NORDDJURS, *policies, months=4)
    assert found.model.axes.offers == ("branchespor", "mentor")
    assert [rights.seats.tolist() for rights in found.rights] == [
        [[1, 1, 1, 1], [1, 1, 1, 1]],
        [[40, 40, 40, 40], [1, 1, 1, 1]],
        [[5, 6, 6, 6], [1, 1, 1, 1]],
    ]
    assert Note(What.SEATS_FROM_AGREEMENTS, "branchespor", 1) in found.policy_notes[0]
    assert Note(What.SEATS_BESIDE, "mentor", 1) in found.policy_notes[2]
    none = prepared(NORDDJURS, Policy("i dag", NORDDJURS), agreements=[])
    assert Note(What.SEATS_NONE, "branchespor", 0) in none.policy_notes[0]


def test_what_is_given_without_a_rule_goes_on_within_the_rates_and_counts_as_begun():
    rule = AddedRule("mentor", "aktivitetsparat", "P0D")
    found = prepared(NORDDJURS, Policy("mentor", NORDDJURS, (rule,)))
    people, mentor = found.model.people, found.model.axes.offers.index("mentor")
    bent = 1
    assert people.offer[bent] == NO_OFFER
    assert people.begun[bent] == 1 << mentor


def test_the_same_policy_twice_has_the_same_rights():
    one, other = prepared(NORDDJURS, Policy("a", NORDDJURS), Policy("b", NORDDJURS)).rights
    assert (one.first == other.first).all()
    assert (one.wait == other.wait).all()
    assert (one.seats == other.seats).all()


def test_all_policies_are_told_apart_by_the_same_kinds():
    found = prepared(NORDDJURS, Policy("i dag", NORDDJURS), Policy("anden", KALUNDBORG))
    one, other = found.rights
    assert one.wait.shape == other.wait.shape
    assert 360 in found.model.axes.age_from  # the age on which a right turns begins a band


def test_more_offers_than_there_are_bits_are_refused():
    rules = tuple(AddedRule(f"tilbud{number}", "forsikret", "P1M") for number in range(8))
    with pytest.raises(UsageError, match="højst prøves 8 tilbud"):
        prepared(NORDDJURS, Policy("for mange", NORDDJURS, rules))


def test_a_right_outside_the_effort_is_told_and_not_tried():
    rows = [{"citizen": "A", "target_group": "ung-uden-ydelse", "age": 22.0, "education": "none"}]
    statuses = [{"citizen": "A", "kind": "benefit", "value": "ingen", "valid_from": date(2026, 1, 1)}]
    found = prepared(KALUNDBORG, Policy("i dag", KALUNDBORG), citizens=rows, statuses=statuses)
    assert (found.rights[0].first == NEVER).all()
    assert Note(What.OUTSIDE_EFFORT, people=1) in found.policy_notes[0]


def test_a_municipality_without_rules_or_without_citizens_is_made_ready_too():
    found = prepared(HADERSLEV, Policy("i dag", HADERSLEV))
    assert found.rights[0].first.shape == (0, 4)
    assert found.rights[0].seats.shape == (0, 24)
    empty = {name: [] for name in ("citizens", "statuses", "spells", "agreements")}
    found = prepared(NORDDJURS, Policy("i dag", NORDDJURS), Policy("anden", KALUNDBORG), **empty)
    assert found.rights[0].first.shape == (2, 0)


def test_norddjurs_table_of_tracks_is_what_a_new_spell_gets():
    found = prepared(NORDDJURS, Policy("i dag", NORDDJURS))
    axes, wait = found.model.axes, found.rights[0].wait[0]

    def months(state: str, label: str, came: str = "", effort: int = 0, earlier: int = 0) -> int:
        place = axes.states.index(state), axes.groups.index(label), axes.groups.index(came), effort, earlier
        return int(wait[(*place, 0, 0)])

    assert [months("dagpenge", "forsikret", effort=effort) for effort in range(7)] == [6, 5, 4, 3, 2, 1, 0]
    assert months("dagpenge", "forsikret", earlier=6) == 6
    assert months("dagpenge", "forsikret", earlier=7) == 0  # more than six months of earlier unemployment
    assert months("jobparat", "arbejdsmarkedsparat") == 3
    assert months("jobparat", "arbejdsmarkedsparat", came="ung") == 0  # straight over from another group
    assert months("jobparat", "arbejdsmarkedsparat", came="arbejdsmarkedsparat") == 3
    assert months("jobparat", "ung") == 0  # became job-ready with the spell
    assert months("uddannelsesparat", "ung") == NEVER
    assert months("aktivitetsparat", "aktivitetsparat") == NEVER
    assert months("integration", "integrationsborger") == 0
    assert months("syg", "forsikret") == 6
    assert months("arbejde", "forsikret") == NEVER
