"""Pairs explained from tables made ready once: the same answers, from a pair's own rows, nothing compiled."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings

from bench._matching_data import ON, made_up
from fodfaeste.engines.matching import explain_pair, explaining, limits, need_weights
from fodfaeste.engines.matching.case import case_of
from fodfaeste.engines.matching.settings import settings_of
from tests.engines.matching.draw import numbers, snapshots

FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(tables=snapshots, number=numbers)
def test_a_pair_of_tables_made_ready_is_explained_as_a_pair_alone(tables, number):
    ready = explaining(tables, case_of(tables, ON, number), ON, number)
    for citizen in tables["citizens"]["citizen"]:
        for opening in tables["openings"]["opening"]:
            assert ready.pair(citizen, opening) == explain_pair(tables, citizen, opening, ON, number)


@pytest.fixture(scope="module")
def town():
    tables = made_up(400, 300, is_country=False)
    return {**tables, "opening_skills": need_weights(tables["opening_skills"])}


def test_only_the_rows_of_the_two_are_read(town, monkeypatch):
    seen = []

    def noted(name):
        whole = getattr(limits, name)

        def note(*given):
            seen.extend(len(one) for one in given if hasattr(one, "height"))
            return whole(*given)

        monkeypatch.setattr(limits, name, note)

    number = settings_of(town)
    ready = explaining(town, case_of(town, ON, number), ON, number)
    for name in ("place", "wish", "law"):
        noted(name)
    pair = ready.pair("c0000007", "o0000003")
    assert pair == explain_pair(town, "c0000007", "o0000003", ON)
    ways = town["reach"].filter(**{"from": "p0000000"}).height
    assert 0 < max(seen[:5]) <= ways < town["reach"].height


@pytest.mark.parametrize("missing", [("c0000007", "nej"), ("nej", "o0000003")])
def test_who_is_not_there_cannot_be_asked_about(town, missing):
    number = settings_of(town)
    ready = explaining(town, case_of(town, ON, number), ON, number)
    with pytest.raises(KeyError, match="nej"):
        ready.pair(*missing)


ALONE = """
import sys
from datetime import date
from tests.engines.matching.build import tables
from fodfaeste.engines.matching import explain_pair
assert explain_pair(tables(), "c", "o", date(2026, 11, 22)).listed
assert "numba" not in sys.modules
"""


def test_nothing_compiled_is_waited_for():
    subprocess.run([sys.executable, "-c", ALONE], check=True)
