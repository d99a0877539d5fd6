"""What else can find the best openings, beside the engine in one run; each in its own process and folder.

No peer is part of the product. They are installed into `var/bench/peers` when the measure is run; where
that cannot be done, the line says so. They get their matrices ready-made: their clock holds the search alone.
"""

import importlib
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.case import Case

PINNED = ("sparse_dot_topn==1.2.0", "scipy==1.17.1", "duckdb==2.0.0")


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds for everybody, on the wall and of the processors, and how many people were really asked."""

    wall: float
    cpu: float
    asked: int


def install(folder: Path) -> str | None:
    """Put the peers where they are found; the reason where it cannot be done."""
    if not all((folder / pinned.partition("==")[0]).exists() for pinned in PINNED):
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"]
        done = subprocess.run(
            [*command, "--target", str(folder), *PINNED], capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            return done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "pip failed"
    sys.path.append(str(folder))
    try:
        for pinned in PINNED:
            importlib.import_module(pinned.partition("==")[0])
    except ImportError as wrong:
        return str(wrong)
    return None


def unlimited(case: Case, top: int, asked: int, threads: int) -> Taken:
    """sparse_dot_topn: the highest scores of all openings, no limit looked at. The first people are asked."""
    from sparse_dot_topn import sp_matmul_topn

    people, openings = _matrices(case, asked)
    turned = openings.T.tocsr()
    return _timed(
        case, asked, lambda: sp_matmul_topn(people, turned, top_n=top, n_threads=threads, sort=True)
    )


def unlimited_back(case: Case, top: int, asked: int, threads: int) -> Taken:
    """The same the other way: the highest scores of all people, for the first openings."""
    from sparse_dot_topn import sp_matmul_topn

    people, openings = _matrices(case, len(case.seekers.ids))
    turned = people.T.tocsr()
    some = openings[:asked]
    taken = _timed(case, asked, lambda: sp_matmul_topn(some, turned, top_n=top, n_threads=threads, sort=True))
    scale = len(case.offered.ids) / len(case.seekers.ids)  # `_timed` scaled it up to all people
    return Taken(taken.wall * scale, taken.cpu * scale, asked)


def masked(case: Case, top: int, asked: int) -> Taken:
    """scipy: every score of some people, the limits laid over them, then the best; one thread."""
    people, openings = _matrices(case, asked)
    turned = openings.T.tocsr()

    def search() -> None:
        for start in range(0, asked, 500):
            block = slice(start, min(start + 500, asked))
            scores = (people[block] @ turned).toarray()
            scores[~_inside(case, block)] = 0
            width = min(top, scores.shape[1] - 1)
            best = np.argpartition(-scores, width, axis=1)[:, :top]
            np.take_along_axis(scores, best, axis=1).sort(axis=1)

    return _timed(case, asked, search)


_LISTS = """
    with scored as (
        select person, opening, sum(level * weight) // 4 as score
        from held join asked using (skill) group by person, opening
    ), inside as (
        select person, opening, score,
            row_number() over (partition by person order by score desc, opening) as place
        from scored join people using (person) join jobs using (opening)
            left join ways on ways.home = people.home and ways.work = jobs.work
        where score > 0 and lack & need = 0 and (far or minutes <= most)
    )
    select person, opening, score from inside where place <= {top}
"""


def joined(case: Case, top: int, asked: int, threads: int) -> Taken:
    """DuckDB: skills joined to needs, the limits in the query, the best of each person by a window."""
    import duckdb

    held, needs = case.skills.held, case.skills.asked
    stop, places = held.start[asked], len(case.travel.places)
    home, work = np.divmod(np.arange(places * places), places)
    tables = {
        "held": {
            "person": _owners(held.start[: asked + 1]), "skill": held.rows[:stop],
            "level": case.skills.level[:stop].astype(np.int64),
        },
        "asked": {
            "opening": _owners(needs.start), "skill": needs.rows,
            "weight": case.skills.weight.astype(np.int64),
        },
        "people": {
            "person": np.arange(asked), "home": case.seekers.place[:asked],
            "most": case.seekers.minutes[:asked], "lack": case.bars.lack[:asked, 0],
        },
        "jobs": {
            "opening": np.arange(len(case.offered.ids)), "work": case.offered.place,
            "far": case.offered.attendance != 0, "need": case.bars.need[:, 0],
        },
        "ways": {"home": home, "work": work, "minutes": case.travel.minutes.ravel()},
    }  # fmt: skip
    database = duckdb.connect(config={"threads": threads})
    for name, columns in tables.items():
        database.register("given", columns)
        database.execute(f"create table {name} as select * from given")
    return _timed(case, asked, lambda: database.execute(_LISTS.format(top=top)).fetchnumpy())


def _owners(start: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.repeat(np.arange(len(start) - 1), np.diff(start))


def _timed(case: Case, asked: int, search: Callable[[], object]) -> Taken:
    wall, cpu = time.perf_counter(), time.process_time()
    search()
    scale = len(case.seekers.ids) / asked
    return Taken((time.perf_counter() - wall) * scale, (time.process_time() - cpu) * scale, asked)


def _matrices(case: Case, asked: int):
    from scipy.sparse import csr_matrix

    held, needs, width = case.skills.held, case.skills.asked, len(case.skills.names)
    stop = held.start[asked]
    people = csr_matrix(
        (case.skills.level[:stop].astype(np.float32) / 4, held.rows[:stop], held.start[: asked + 1]),
        shape=(asked, width),
    )
    weights = case.skills.weight.astype(np.float32)
    openings = csr_matrix((weights, needs.rows, needs.start), shape=(len(case.offered.ids), width))
    return people, openings


def _inside(case: Case, who: slice) -> NDArray[np.bool_]:
    lack, need = case.bars.lack[who], case.bars.need
    inside = np.ones((lack.shape[0], len(need)), dtype=bool)
    for word in range(need.shape[1]):
        inside &= (lack[:, word, None] & need[:, word]) == 0
    minutes = case.travel.minutes[case.seekers.place[who]][:, case.offered.place]
    return inside & ((minutes <= case.seekers.minutes[who, None]) | (case.offered.attendance != 0))
