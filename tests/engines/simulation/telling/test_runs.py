"""What is run for one answer: which draws, on which model, and how it is put together again."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.making.draws import Assumption as Drawn
from fodfaeste.engines.simulation.telling import runs
from fodfaeste.engines.simulation.telling.runs import Plan, run_all
from tests.engines.simulation.telling.made import NAMES, counts, outcome, rights
from tests.make.simulation import model

PATHS = [SimpleNamespace(id=name) for name in ("middle", "weaker", "stronger")]
KNOWN = SimpleNamespace(country=SimpleNamespace(paths=PATHS))


@pytest.fixture
def run(monkeypatch):
    """Everything is run in name only: the draws tell what they are, and an outcome holds its draws' names."""
    heard = []

    def draws(_known, *, seed, runs, kind, path="middle"):
        return [f"{kind} {path} {number}" for number in range(runs)]

    def one_at_a_time(_known, *, replicate):
        return [
            Drawn("effect", "spor", f"effect low {replicate}", f"effect high {replicate}"),
            Drawn("path", "", "", ""),
        ]

    def simulate(on, _policies, drawn, *, engine, threads, progress):
        progress(len(drawn), len(drawn))
        made = outcome(counts(runs=len(drawn)))
        return replace(made, policies=(*drawn, f"displacement {on.vacancies.displacement}"))

    monkeypatch.setattr(runs, "draws", draws)
    monkeypatch.setattr(runs, "one_at_a_time", one_at_a_time)
    monkeypatch.setattr(runs, "simulate", simulate)

    def all_of(plan):
        def told(done, everything):
            heard.append((done, everything))

        of = model(200, displacement=True)
        return run_all(of, (rights(), rights()), KNOWN, NAMES, plan, told), heard

    return all_of


def test_chance_and_knowledge_have_all_runs_and_the_others_a_part(run):
    found, heard = run(Plan(20))
    assert found.chance.policies[:2] == ("chance middle 0", "chance middle 1")
    assert [len(one.replicates) for one in (found.chance, found.knowledge)] == [20, 20]
    assert {path: one.policies[0] for path, one in found.country.items()} == {
        "weaker": "chance weaker 0",
        "stronger": "chance stronger 0",
    }
    assert heard[-1] == (50, 50)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


def test_each_assumption_has_its_own_two_ends(run):
    found = {one.id: one for one in run(Plan(20))[0].assumptions}
    assert found["effect.spor"].low.policies[:2] == ("effect low 0", "effect low 1")
    assert found["effect.spor"].high.policies[:2] == ("effect high 0", "effect high 1")
    assert found["effect.spor"].title == Words(
        "hvad branchespor gør for vejen til arbejde bagefter",
        "what branch track does to the way to work afterwards",
    )
    assert found["path"].low.policies[0] == "chance weaker 0"
    assert found["displacement"].high.policies[-1] == "displacement False"
    assert found["displacement"].low.policies[-1] == "displacement True"


def test_a_first_answer_may_do_without_assumptions(run):
    found, heard = run(Plan(10, one_at_a_time=False))
    assert found.assumptions == ()
    assert heard[-1] == (24, 24)


def test_few_runs_are_no_more_than_there_are():
    assert [Plan(number).few for number in (1, 2, 10, 100)] == [1, 2, 2, 10]


def test_who_is_in_the_effort_on_the_day_is_counted_by_label(run):
    found, of = run(Plan(2, one_at_a_time=False))[0], model(200, displacement=True)
    inside = np.array(of.axes.in_effort)[of.people.state]
    assert found.here[""] == inside.sum()
    assert found.here["group_1"] == (inside & (of.people.group == 1)).sum()
    assert set(found.here) == {"", "group_0", "group_1", "group_2"}
