"""Other simulations on the same table of transitions, each in an environment of its own; prints one line.

    python _simulation_peers.py PEER TABLES.npz MONTHS REPEATS

Every peer is handed the same step in numpy: nobody hangs on anybody, there are no offers, seats or vacancies
and no counts but people by state. What differs is what the frame around it costs. No peer is part of the
product; this file imports nothing of it.
"""

import json
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path

import numpy as np

PINNED = {"neworder": ("neworder==1.4.3", "pandas==2.3.3"), "starsim": ("starsim==3.7.2",)}


def python_of(peer: str, folder: Path) -> Path | str:
    """The interpreter of the peer's environment, made where there is none; else why it cannot be."""
    home, python = folder / peer, folder / peer / "bin" / "python"
    if not (home / "done").exists():
        venv.create(home, with_pip=True)
        command = [str(python), "-m", "pip", "install", "--quiet", *PINNED[peer]]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            return (done.stderr.strip().splitlines() or ["pip failed"])[-1]
        (home / "done").touch()
    return python


def beside(peer: str, python: Path, tables: Path, months: int, repeats: int) -> dict[str, list[float]] | str:
    """Seconds of each repeat, on the wall and of the processors; else what went wrong."""
    command = [str(python), __file__, peer, str(tables), str(months), str(repeats)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no answer"])[-1]
    return json.loads(done.stdout.strip().splitlines()[-1])


class Table:
    """Everybody and the chance of each move within a month, added up over the states they may come to."""

    def __init__(self, path: str) -> None:
        with np.load(path) as found:
            self.cumulative, self.age_band, self.duration_band = (
                found[name] for name in ("cumulative", "age_band", "duration_band")
            )
            self.start = tuple(found[name] for name in ("state", "age", "duration"))
            self.kind, self.kinds = found["kind"], int(found["kinds"])
            self.ages, self.durations = int(found["ages"]), int(found["durations"])
        self.states, self.people = self.cumulative.shape[1], len(self.kind)

    def step(self, state, age, duration, drawn):
        row = (state.astype(np.int64) * self.ages + self.age_band[age]) * self.kinds + self.kind
        row = row * self.durations + self.duration_band[np.minimum(duration, len(self.duration_band) - 1)]
        moves = np.flatnonzero(drawn < self.cumulative[row, -1])
        to = (drawn[moves, None] >= self.cumulative[row[moves]]).sum(1)
        state, duration = state.copy(), duration + 1
        state[moves], duration[moves] = to, 0
        return state, np.minimum(age + 1, len(self.age_band) - 1), duration


def plain(table: Table, months: int) -> None:
    """numpy alone."""
    some = np.random.default_rng(1)
    state, age, duration = table.start
    for _ in range(months):
        drawn = some.random(table.people, dtype=np.float32)
        state, age, duration = table.step(state, age, duration, drawn)
        np.bincount(state, minlength=table.states)


def neworder(table: Table, months: int) -> Callable[[], object]:
    """neworder's timeline and random numbers around the step, people in a pandas table."""
    import neworder as frame
    import pandas as pd

    class Municipality(frame.Model):
        def __init__(self) -> None:
            timeline = frame.LinearTimeline(0, months, months)
            super().__init__(timeline, frame.MonteCarlo.deterministic_identical_stream)
            columns = ("state", "age", "duration")
            self.people = pd.DataFrame(dict(zip(columns, table.start, strict=True)))

        def step(self) -> None:
            people = self.people
            now = (people[name].to_numpy() for name in ("state", "age", "duration"))
            after = table.step(*now, self.mc.ustream(table.people))
            people["state"], people["age"], people["duration"] = after
            people["state"].value_counts()

    model = Municipality()
    return lambda: frame.run(model)


def starsim(table: Table, months: int) -> Callable[[], object]:
    """starsim's people and random numbers around the step."""
    import starsim as frame

    class Municipality(frame.Module):
        def __init__(self, **told) -> None:
            super().__init__(**told)
            names = ("state", "months", "duration")
            self.define_states(*(frame.FloatArr(name) for name in names))
            self.drawn = frame.random()

        def init_post(self) -> None:
            super().init_post()
            self.state[:], self.months[:], self.duration[:] = table.start

        def step(self) -> None:
            drawn = self.drawn.rvs(self.sim.people.auids).astype(np.float32)
            now = (held.values.astype(np.int64) for held in (self.state, self.months, self.duration))
            self.state[:], self.months[:], self.duration[:] = table.step(*now, drawn)
            np.bincount(self.state.values.astype(np.int64), minlength=table.states)

    sim = frame.Sim(
        n_agents=table.people, modules=Municipality(), start=2026, dur=months - 1, dt=1, verbose=0
    )
    sim.init()
    return sim.run


def main() -> None:
    peer, path, months, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    table = Table(path)
    ready = {"neworder": neworder, "starsim": starsim}
    walls, cpus = [], []
    for _ in range(repeats):
        run = ready[peer](table, months) if peer in ready else lambda: plain(table, months)
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    print(json.dumps({"walls": walls, "cpus": cpus}))


if __name__ == "__main__":
    main()
