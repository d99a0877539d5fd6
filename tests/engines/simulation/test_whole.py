"""From a snapshot's tables and a municipality's own pack to an answer: what must hold with any numbers."""

from collections.abc import Mapping
from functools import cache

import numpy as np
import polars as pl
import pytest

from fodfaeste.core.dates import add_months
from fodfaeste.core.evidence import Evidence
from fodfaeste.core.facts import NOT_HAPPENED
from fodfaeste.core.policy import Pack
from fodfaeste.core.scenario import AddedRule
from fodfaeste.core.simulation import Country
from fodfaeste.engines.simulation.making.costs import percents_of
from fodfaeste.engines.simulation.making.draws import Known, draws
from fodfaeste.engines.simulation.making.effects import effects
from fodfaeste.engines.simulation.making.prepare import Place, Prepared, prepare
from fodfaeste.engines.simulation.making.rights import Policy
from fodfaeste.engines.simulation.model import Draw
from fodfaeste.engines.simulation.run import Engine, simulate
from fodfaeste.engines.simulation.telling import Answer, Plan, Question, Whole, ask
from fodfaeste.formats.packs import installed_pack
from fodfaeste.formats.packs.evidence import read_evidence
from fodfaeste.formats.packs.law import installed_law
from fodfaeste.formats.packs.simulation import installed_country
from tests.engines.simulation.making import snapshot
from tests.engines.simulation.same import differing
from tests.engines.simulation.test_zero import is_nothing

ON = snapshot.ON
ENGINES: tuple[Engine, ...] = ("jumping", "monthly")
MUNICIPALITIES = ("haderslev", "kalundborg", "naestved", "norddjurs", "sermersooq")
TRACK, INSURED = "branchespor", "forsikret"


@cache
def pack_of(slug: str) -> Pack:
    return installed_pack(slug, ON)


@cache
def country_of(legal_system: str) -> Country:
    return installed_country(legal_system)


@cache
def evidence() -> Evidence:
    return read_evidence()


def tables(pack: Pack, count: int, labels: tuple[str, ...]) -> Mapping[str, pl.DataFrame]:
    """People of a pack's labels by turns, come into the effort one after another through two years."""
    in_greenland = pack.legal_system == "greenland"
    kind, value = ("gl_match_group", "1") if in_greenland else ("benefit", "dagpenge")
    citizens, statuses = [], []
    for number in range(count):
        name, day = f"B{number}", add_months(ON, -(number % 24))
        begun = dict.fromkeys(
            ("effort_started", "unemployment_started", "became_job_ready", "registered_on"), day
        )
        citizens.append(
            {"citizen": name, "birth_year": 1986, "age": 40.0, "target_group": labels[number % len(labels)],
             "came_from": "ingen", "earlier_unemployment_months": 0.0, "integration_started": NOT_HAPPENED,
             **begun}
        )  # fmt: skip
        statuses.append({"citizen": name, "kind": kind, "value": value, "valid_from": day})
    return snapshot.tables(citizens=citizens, statuses=statuses, spells=[], agreements=[])


def place(slug: str, count: int = 120, labels: tuple[str, ...] = ()) -> Place:
    pack = pack_of(slug)
    named = labels or tuple(group.id for group in pack.groups)
    return Place(tables(pack, count, named), ON, pack, country_of(pack.legal_system))


@cache
def many(slug: str) -> tuple[Prepared, tuple[Draw, ...]]:
    """A municipality under policies that bind alike, and one without places; and two runs."""
    home = pack_of(slug)
    rule = AddedRule("mentor", home.groups[0].id, "P1M")
    enough, more, none = (
        Policy(f"{seats} pladser", home, (rule,), {"mentor": seats, TRACK: seats}) for seats in (500, 900, 0)
    )
    where = place(slug)
    made = prepare(where, (enough, enough, more, none), months=18, seed=1)
    axes = made.model.axes
    known = Known(where.country, axes, made.estimated, effects(where.country, evidence(), axes), 18)
    return made, draws(known, seed=1, runs=2, kind="knowledge")


@pytest.mark.parametrize("slug", MUNICIPALITIES)
def test_under_every_pack_what_binds_nobody_is_exactly_nothing(slug: str) -> None:
    made, drawn = many(slug)
    today, again, unfilled, nobody = made.rights
    assert is_nothing(simulate(made.model, [today, again], drawn))
    assert is_nothing(simulate(made.model, [today, unfilled], drawn))
    assert not is_nothing(simulate(made.model, [today, nobody], drawn))


@pytest.mark.parametrize("slug", MUNICIPALITIES)
def test_under_every_pack_both_engines_count_the_same_to_the_bit(slug: str) -> None:
    made, drawn = many(slug)
    policies = [made.rights[0], made.rights[-1]]
    jumping, monthly = (simulate(made.model, policies, drawn, engine=engine) for engine in ENGINES)
    assert jumping.counts.flows.sum() > 0
    assert differing(jumping, monthly) == []


def asked(today: Policy, tried: Policy, *, months: int, displacement: bool = True) -> Whole:
    where = place("norddjurs", 600, (INSURED,))
    law = percents_of(installed_law("denmark"), where.country, ON)
    question = Question(where, today, tried, evidence(), law, months, seed=1, displacement=displacement)
    return ask(question, Plan(runs=4, threads=1, one_at_a_time=False))


def tried(seats: int, *rules: AddedRule) -> Policy:
    return Policy("norddjurs", pack_of("norddjurs"), rules, {TRACK: seats})


def difference(answer: Answer, measure: str) -> np.ndarray:  # type: ignore[type-arg]
    line = answer.line(measure)
    assert line
    return line.of.difference.middle


def test_three_months_earlier_with_full_seats_moves_the_queue_alone_and_that_is_said() -> None:
    earlier = AddedRule(TRACK, INSURED, "P3M")
    whole = asked(tried(12), tried(12, earlier), months=36)
    entries = whole.answer.total(f"entries.{TRACK}")
    assert entries
    before, after = (float(of.middle[0]) for of in (entries.of.today, entries.of.tried))
    assert abs(after - before) < 0.05 * before
    (why,) = (one.words for one in whole.sentences if one.about == "seats")
    assert "pladserne er det, der bestemmer, ikke reglen" in why.da
    assert "the seats decide, not the rule" in why.en


def test_many_new_seats_first_hold_people_back_in_the_effort() -> None:
    answer = asked(tried(0), tried(300), months=12, displacement=False).answer
    assert difference(answer, "caseload")[3] > 0
    assert difference(answer, "to_work")[:4].sum() < 0
    work = answer.work
    assert work.displaced.middle[0] == 0
    assert work.direct.middle[0] == work.net.middle[0]


def test_what_some_gain_others_lose_where_vacancies_are_few() -> None:
    work = asked(tried(0), tried(300), months=12).answer.work
    assert work.displaced.middle[0] * work.direct.middle[0] < 0
    assert abs(work.net.middle[0]) < abs(work.direct.middle[0])
