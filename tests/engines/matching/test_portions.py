"""Everybody in parts by home: each row of the parts is a row of the whole, and nothing else goes out."""

import pickle

import numpy as np
import polars as pl
import pytest

from bench._matching_data import ON, made_up
from fodfaeste.engines.matching import match_sides
from fodfaeste.engines.matching.day import day_of
from fodfaeste.engines.matching.folk import folk_of
from fodfaeste.engines.matching.forbidden import only_read
from fodfaeste.engines.matching.listing import named
from fodfaeste.engines.matching.portions import OpeningsLists, answer, parts_of, search_for
from fodfaeste.engines.matching.settings import settings_of

TOP, MOST = 6, 50


@pytest.fixture(scope="module")
def tables():
    """Places of one municipality each, but two that share one; equal citizens, so that ids decide ties."""
    made = made_up(400, 200, is_country=True, seed=3)
    skills = made["citizen_skills"]
    twin = skills.filter(citizen="c0000000").with_columns(citizen=pl.lit("c0000001"))
    made["citizen_skills"] = pl.concat([skills.filter(pl.col("citizen") != "c0000001"), twin])
    return made | {"places": pl.DataFrame({"place": together(made), "authority": ["a", "a"]})}


def together(tables):
    return tables["citizens"]["place"].unique().sort()[:2]


@pytest.fixture(scope="module")
def ready(tables):
    return made_ready(tables)


def made_ready(tables, batches=1):
    read = only_read(tables)
    day = day_of(read, read["citizens"]["place"], ON, settings_of(tables))

    def in_batches(name):
        frame = read[name]
        return lambda: frame.iter_slices(-(-frame.height // batches))

    ids = read["citizens"]["citizen"].sort()
    people = [in_batches("citizens"), in_batches("citizen_skills"), read["wishes"], read["kinds_ruled_out"]]
    return day, folk_of(ids, *people, day)


def in_parts(tables, day, folk, order):
    """The lists of both sides, the parts worked out in some order."""
    search = pickle.loads(pickle.dumps(search_for(day, TOP, ("citizen", "opening"), 1)))
    back, told = OpeningsLists(len(day.offered.ids), TOP), []
    for rows in order(parts_of(folk, day, tables["places"], MOST)):
        found = pickle.loads(pickle.dumps(answer(search, folk.some(rows))))
        back.put(found)
        told.append(found.told)
    sides = pl.concat(told).sort("citizen", "rank"), pl.concat(back.told(day, folk))
    return [named(side, folk.seekers.ids, day.offered, day.asked, day.courses) for side in sides]


@pytest.mark.parametrize("order", [list, lambda parts: parts[::-1]])
def test_the_parts_together_are_the_whole(tables, ready, order):
    whole = match_sides(tables, ON, sides=("citizen", "opening"), top=TOP)
    citizens, openings = in_parts(tables, *ready, order)
    assert citizens.equals(whole["citizen"])
    assert openings.equals(whole["opening"])
    assert openings.height > 100


def test_rows_that_come_some_at_a_time_and_in_any_order_make_the_same(tables, ready):
    shuffled = {name: frame.sample(fraction=1, shuffle=True, seed=4) for name, frame in tables.items()}
    here, there = (in_parts(tables, *one, list) for one in (ready, made_ready(shuffled, batches=7)))
    assert all(one.equals(other) for one, other in zip(here, there, strict=True))


def test_a_part_is_whole_municipalities_or_a_piece_of_one(tables, ready):
    day, folk = ready
    parts = parts_of(folk, day, tables["places"], MOST)
    assert sorted(np.concatenate(parts)) == list(range(len(folk.row)))
    assert all(len(part) <= MOST and (np.diff(part) > 0).all() for part in parts)
    municipality = tables["citizens"].sort("citizen")["place"].replace(together(tables), ["a", "a"])
    of_each = [set(municipality.gather(part)) for part in parts]
    for name, count in municipality.value_counts().iter_rows():
        assert sum(name in some for some in of_each) == -(-count // MOST)


def test_what_goes_out_names_nobody_and_nothing(tables, ready):
    day, folk = ready
    sent = pickle.dumps((search_for(day, TOP, ("citizen",)), folk.some(np.arange(5, dtype=np.int32))))
    names = [*day.offered.ids, *folk.seekers.ids, *day.asked.names, *day.courses.ids, *day.travel.places]
    assert not [name for name in names if name.encode() in sent]
