"""Who and what has changed since an earlier run: whatever a list may rest on is compared, nothing is guessed.

A person or opening is changed where anything differs that decides if a pair is listed, or its score. Rows in
another order, another numbering and what no opening asks are no change.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.openings import WILL_NOT
from fodfaeste.engines.matching.arrays import Flags, Keys, Rows
from fodfaeste.engines.matching.case import Case
from fodfaeste.engines.matching.compiled import compiled, own
from fodfaeste.engines.matching.forbidden import only_read
from fodfaeste.engines.matching.wishes import with_section

Numbers = NDArray[np.int64]
Values = NDArray[np.uint8] | NDArray[np.uint16]

#: A place in the earlier run that is none: new since then, or gone.
NONE = -1
#: What a wish can speak of.
_MEANT = ("kind", "employer", "isco", "section")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the lists of a run rest on."""

    case: Case
    refused: pl.DataFrame  # citizen, kind, what: each thing that somebody will not, once
    meant: pl.DataFrame  # what wishes can speak of, in the order of the openings


@dataclass(frozen=True, slots=True)
class Changes:
    """One side then and now: `was` has each one's earlier place, `now` the later; `NONE` for none."""

    was: Numbers
    now: Numbers
    after: Numbers  # each earlier one's place, were it behind all that come up to it
    changed: Flags  # in step with `was`: new, or not as it was


def facts_of(case: Case, tables: Mapping[str, pl.DataFrame]) -> Facts:
    """What the lists of a case rest on, kept to be compared with another day's."""
    read = only_read(tables)
    refused = read["wishes"].filter(strength=WILL_NOT).select("citizen", "kind", "what").unique()
    meant = with_section(read["openings"].sort("opening"), read["employers"]).select(_MEANT)
    return Facts(case, refused, meant)


def citizens_changed(then: Facts, now: Facts) -> Changes:
    """The people, those whose journeys have changed among them."""
    old, new = then.case.seekers, now.case.seekers
    was = _places(new.ids, old.ids)
    there = np.maximum(was, 0)
    place = _lived(then.case, now.case)
    same = (was != NONE) & (place[new.place] == old.place[there])
    for field in ("minutes", "hours_min", "hours_max", "have", "stays"):
        same &= getattr(new, field) == getattr(old, field)[there]
    held = _same_lists(was, *_held(now.case), *_held(then.case), *_skills(then.case, now.case), skips=True)
    said = pl.concat(
        [one.join(other, on=one.columns, how="anti") for one, other in _both(then.refused, now.refused)]
    )
    said_anew = new.ids.is_in(said["citizen"].unique().implode()).to_numpy()
    return _changes(was, new.ids, old.ids, ~(same & held) | said_anew)


def openings_changed(then: Facts, now: Facts) -> Changes:
    """The openings, those that can no longer be taken among them."""
    old, new = then.case.offered, now.case.offered
    was = _places(new.ids, old.ids)
    there = np.maximum(was, 0)
    place = _same_places(then.case, now.case)
    same = (was != NONE) & (place[new.place] == old.place[there])
    for field in ("attendance", "hours_min", "hours_max", "need"):
        same &= getattr(new, field) == getattr(old, field)[there]
    same &= now.case.worth == then.case.worth[there]
    for column in _MEANT:
        same &= now.meant[column].eq_missing(then.meant[column].gather(there)).to_numpy()
    skills = _skills(then.case, now.case)
    asked = _same_lists(was, *_asked(now.case), *_asked(then.case), *skills, skips=False)
    return _changes(was, new.ids, old.ids, ~(same & asked))


def _both(one: pl.DataFrame, other: pl.DataFrame) -> tuple[tuple[pl.DataFrame, pl.DataFrame], ...]:
    return (one, other), (other, one)


def _places(names: pl.Series, among: pl.Series) -> Numbers:
    """The place of each name among others, each of which stands there once; `NONE` where it does not."""
    if names.equals(among):
        return np.arange(len(names))
    known = pl.DataFrame({"name": among}).with_row_index("place")
    found = pl.DataFrame({"name": names}).join(known, on="name", how="left", maintain_order="left")
    return found["place"].cast(pl.Int64).fill_null(NONE).to_numpy()


def _changes(was: Numbers, ids: pl.Series, old_ids: pl.Series, changed: Flags) -> Changes:
    now = np.full(len(old_ids), NONE, dtype=np.int64)
    there = np.flatnonzero(was != NONE)
    now[was[there]] = there
    after = now + 1
    gone = np.flatnonzero(now == NONE)
    after[gone] = ids.search_sorted(old_ids.gather(gone), side="right").to_numpy()
    return Changes(was, now, after, changed)


def _same_places(then: Case, now: Case) -> Numbers:
    """The earlier number of each place; of the unknown place, which has the last number, its own."""
    found = _places(now.travel.places, then.travel.places)
    return np.append(np.where(found == NONE, NONE - 1, found), NONE)


def _lived(then: Case, now: Case) -> Numbers:
    """The same, but no number for places from which any journey has changed."""
    place = _same_places(then, now)
    both = np.flatnonzero(place[:-1] >= 0)
    before = then.travel.minutes[np.ix_(place[both], place[both])]
    place[both[np.any(now.travel.minutes[np.ix_(both, both)] != before, axis=1)]] = NONE - 1
    return place


def _held(case: Case) -> tuple[Keys, Rows, Values]:
    held = case.skills.held
    return own(held.start, np.int64), own(held.rows, np.int32), own(case.skills.level, np.uint8)


def _asked(case: Case) -> tuple[Keys, Rows, Values]:
    asked = case.skills.asked
    return own(asked.start, np.int64), own(asked.rows, np.int32), own(case.skills.weight, np.uint16)


def _skills(then: Case, now: Case) -> tuple[Numbers, Flags]:
    """The earlier number of each skill that is asked, and which of the earlier skills still are."""
    skill = _places(now.skills.names, then.skills.names)
    left = np.zeros(len(then.skills.names), dtype=np.bool_)
    left[skill[skill != NONE]] = True
    return skill, left


@compiled
def _same_lists(
    was: Numbers,
    start: Keys,
    rows: Rows,
    values: Values,
    old_start: Keys,
    old_rows: Rows,
    old_values: Values,
    skill: Numbers,
    left: Flags,
    skips: bool,
) -> Flags:
    """Whose list of skills is as it was; `skips`: what was asked only then or only now says nothing."""
    same = np.zeros(len(was), np.bool_)
    for at in range(len(was)):
        if was[at] < 0:
            continue
        old, end = old_start[was[at]], old_start[was[at] + 1]
        differs = False
        for row in range(start[at], start[at + 1]):
            if skips and skill[rows[row]] < 0:
                continue
            while skips and old < end and not left[old_rows[old]]:
                old += 1
            if old == end or old_rows[old] != skill[rows[row]] or old_values[old] != values[row]:
                differs = True
                break
            old += 1
        while skips and old < end and not left[old_rows[old]]:
            old += 1
        same[at] = not differs and old == end
    return same
