"""What else can share openings out, beside the engine in one run: the best score first, and a min-cost flow.

OR-Tools is no part of the product. It is installed into `var/bench/peers` when the measure is run; where that
cannot be done, the line says so. The flow is given everybody's best twenty ready-made: its clock holds the
building of its graph and the search.
"""

import importlib
import subprocess
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fodfaeste.engines.matching.scan import Best

PINNED = ("ortools==9.15.6755", "absl-py==2.3.1")
Numbers = NDArray[np.int64]


def install(folder: Path) -> str | None:
    """Put the peer where it is found; the reason where it cannot be done."""
    if not (folder / "ortools").exists():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder)]
        done = subprocess.run([*command, *PINNED], capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            return done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "pip failed"
    sys.path.append(str(folder))
    try:
        importlib.import_module("ortools.graph.python.min_cost_flow")
    except ImportError as wrong:
        return str(wrong)
    return None


def best_first(pairs: Best, room: Numbers, people: int, offers: int) -> tuple[int, int]:
    """The best score first while seats last: its value, and how many people get something."""
    left, given, value = room.tolist(), [0] * people, 0
    order = np.lexsort((pairs.opening, pairs.citizen, -pairs.score))
    rows = zip(*(of[order].tolist() for of in (pairs.citizen, pairs.opening, pairs.score)), strict=True)
    for citizen, opening, score in rows:
        if given[citizen] < offers and left[opening] > 0:
            given[citizen] += 1
            left[opening] -= 1
            value += score
    return value, sum(count > 0 for count in given)


def flow(pairs: Best, room: Numbers, people: int, offers: int) -> tuple[int, int]:
    """The most value of a graph by OR-Tools' SimpleMinCostFlow: exact. Its value and people."""
    from ortools.graph.python import min_cost_flow

    search, jobs = min_cost_flow.SimpleMinCostFlow(), len(room)
    start, end = people + jobs, people + jobs + 1
    add = search.add_arcs_with_capacity_and_unit_cost
    everyone, every = np.arange(people), np.arange(jobs)
    add(np.full(people, start), everyone, np.full(people, offers), np.zeros(people, dtype=np.int64))
    arcs = add(pairs.citizen, people + pairs.opening, np.ones(len(pairs.score), dtype=np.int64), -pairs.score)
    add(people + every, np.full(jobs, end), room, np.zeros(jobs, dtype=np.int64))
    most = people * offers
    add(np.array([start]), np.array([end]), np.array([most]), np.zeros(1, dtype=np.int64))
    search.set_node_supply(start, most)
    search.set_node_supply(end, -most)
    if search.solve() != search.OPTIMAL:
        raise RuntimeError("the flow was not found")
    is_given = search.flows(arcs) > 0
    return int(pairs.score[is_given].sum()), len(np.unique(pairs.citizen[is_given]))
