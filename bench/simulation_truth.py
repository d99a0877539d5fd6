"""Whether a simulation's band holds what happens, in made worlds where the truth is known.

Each world has rates of its own, drawn as far from the defaults as the defaults say they may be, and an effect
of the offers drawn from its evidence. Nobody comes, leaves or dies. Its people settle, then live three years
month by month, and a snapshot of their spells is all that the makers see. From it rates are estimated; then
a policy that starts earlier and has more seats is tried beside today's, with everything drawn that is not
known. What truly happens is one more run with the true rates and the true effect. Told: how often the band of
nine in ten holds it, for the difference and the caseload, with own rates and had the defaults been believed;
and how often a rate's interval holds the true one. At last what alignment to known totals does to a
difference: it should leave it within a tenth, and the runs near the total, from which only offers part them.

    .venv/bin/python bench/simulation_truth.py [--worlds N] [--runs N] [--people N]
"""

import argparse
import time
from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
from _simulation_data import DEAD, EFFORT, INSURED, MOVED, OFFER_MONTHS, READY, RETIRED, WORK, model, rights

from fodfaeste.core.dates import add_months
from fodfaeste.engines.simulation.making.align import Stock, align
from fodfaeste.engines.simulation.making.expected import Crowd, probabilities
from fodfaeste.engines.simulation.making.inflow import with_inflow
from fodfaeste.engines.simulation.making.observed import entered, observe
from fodfaeste.engines.simulation.making.shrink import Estimated, defaults_only, estimate
from fodfaeste.engines.simulation.model import FACTOR_ONE, NO_OFFER, Draw, Model, People
from fodfaeste.engines.simulation.run import simulate

ON, BACK, SETTLING = date(2026, 11, 1), 36, 60
SPREAD, EFFECT, ERROR, LOCK_IN = 0.3, np.log(1.2), 0.1, 0.8
FADES = 12
BAND = (5, 95)


class World:
    """A municipality whose truth is known, and what a snapshot of it shows."""

    def __init__(self, seed: int, count: int) -> None:
        self.some = np.random.default_rng(seed)
        self.made = model(count, BACK, seed=seed)
        self.axes, self.default = self.made.axes, self.made.rates.monthly
        self.default[..., [MOVED, DEAD, RETIRED]] = 0.0
        self.goes = self.default.sum(axis=(1, 2, 3, 4)) > 0
        self.spread = np.where(self.goes, SPREAD, 0.0)
        away = np.exp(self.some.normal(0, SPREAD, self.goes.shape))
        self.true = self.default * away[:, None, None, None, None, :]
        self.effect = self.some.normal(EFFECT, ERROR)
        folk = self.made.people
        here = People(*(getattr(folk, name)[:count] for name in People.__slots__))
        self.start = replace(here, sex=np.full(count, 2, np.uint8))
        self.lived(SETTLING)

    def lived(self, months: int) -> np.ndarray:
        """The state of everybody at each look, (looks, people). They start the next time where they ended."""
        folk, chances = self.start, probabilities(self.true)
        state, since = folk.state.astype(int), folk.since.astype(int)
        found = [state.copy()]
        for _month in range(months):
            age = np.searchsorted(self.axes.age_from, folk.age_months, side="right") - 1
            duration = np.searchsorted(self.axes.duration_from, since, side="right") - 1
            row = chances[state, np.maximum(age, 0), folk.sex, folk.education, duration]
            drawn = (row.cumsum(axis=1) < self.some.random(len(state))[:, None]).sum(axis=1)
            after = np.minimum(drawn, len(self.axes.states) - 1)
            since = np.where(after == state, since + 1, 0)
            state = after
            found.append(state.copy())
        self.began, self.start = (
            folk,
            replace(folk, state=state.astype(np.uint8), since=since.astype(np.int16)),
        )
        return np.array(found)

    def spells(self, lived: np.ndarray) -> pl.DataFrame:
        """What a snapshot would show: each time in one state, with its days."""
        count = lived.shape[1]
        begins = np.vstack([np.ones(count, bool), lived[1:] != lived[:-1]])
        person, look = np.nonzero(begins.T)
        days = [add_months(ON, look - BACK) for look in range(BACK + 1)]
        last = np.append(person[1:] != person[:-1], True)
        ends = [
            None if final else days[after] for final, after in zip(last, np.append(look[1:], 0), strict=True)
        ]
        long_ago = [add_months(days[0], -int(since)) for since in self.began.since]
        starts = [long_ago[one] if at == 0 else days[at] for one, at in zip(person, look, strict=True)]
        states = [self.axes.states[lived[at, one]] for one, at in zip(person, look, strict=True)]
        return pl.DataFrame(
            {"citizen": [str(one) for one in person], "state": states, "begins": starts, "ends": ends},
            schema_overrides={"begins": pl.Date, "ends": pl.Date},
        )

    def citizens(self) -> pl.DataFrame:
        born = [ON.year - 1 - int(months) // 12 for months in self.start.age_months]
        education = [self.axes.educations[code] for code in self.start.education]
        names = [str(one) for one in range(len(born))]
        return pl.DataFrame({"citizen": names, "birth_year": born, "education": education})

    def model(self, months: int) -> Model:
        """Today: everybody where they are after three years, and nobody in the offer yet."""
        now, since = self.start.state, self.start.since
        effort, none = np.isin(now, EFFORT), len(self.axes.groups) - 1
        label = self.some.integers(0, none, len(now))
        folk = replace(
            self.start,
            group=np.where(effort, label, none).astype(np.uint8),
            in_effort_since=np.where(effort, since, 0).astype(np.int16),
            offer=np.full(len(now), NO_OFFER, np.uint8),
            begun=np.zeros(len(now), np.uint8),
        )
        rates = replace(self.made.rates, monthly=self.true)
        seed = int(self.some.integers(1 << 30))
        return replace(self.made, people=folk, rates=rates, months=months, seed=seed)


def line(effect: float) -> np.ndarray:
    left = np.exp(effect * (1 - np.arange(FADES) / FADES))
    found = np.ones((len(OFFER_MONTHS), max(OFFER_MONTHS) + FADES))
    for offer, lasts in enumerate(OFFER_MONTHS):
        found[offer, :lasts] = LOCK_IN
        found[offer, lasts : lasts + FADES] = left
    return np.rint(found * FACTOR_ONE).astype(np.int32)


def draw(number: int, factors: np.ndarray, effect: float, months: int) -> Draw:
    return Draw(number, factors, line(effect), np.full(months, FACTOR_ONE, np.int32))


def foretold(today: Model, policies, estimated: Estimated, runs: int, some):
    """What runs with everything drawn come to: the difference in months of work, and the last caseload."""
    believed = replace(today, rates=replace(today.rates, monthly=estimated.monthly))
    draws = [
        draw(
            number,
            np.exp(some.normal(size=estimated.spread.shape) * estimated.spread),
            some.normal(EFFECT, ERROR),
            today.months,
        )
        for number in range(1, runs + 1)
    ]
    return _told(simulate(believed, policies, draws))


def _told(outcome) -> tuple[np.ndarray, np.ndarray]:
    shifted, stock = outcome.shifted, outcome.counts.stock.sum(axis=-1)
    work = (shifted.work_direct + shifted.work_others).reshape(len(outcome.replicates))
    return work, stock[:, 0, -1][:, list(EFFORT)].sum(axis=-1)


def tried(seed: int, count: int, runs: int, months: int) -> dict[str, float]:
    """One world: what was foretold, with own rates and with defaults, beside what happens."""
    world = World(seed, count)
    lived = world.lived(BACK)
    today = world.model(months)
    policies = [
        rights(today, "today", wait=9, seats=40),
        rights(today, "tried", wait=3, seats=120),
    ]
    spells = world.spells(lived)
    since = add_months(ON, -BACK)
    seen = observe(spells, world.citizens(), world.axes, since, ON)
    own = estimate(seen, world.default, world.spread, world.axes)
    own = with_inflow(
        own, today.people, world.axes, entered(spells, world.axes, since, ON), BACK, else_from=WORK
    )
    truth = simulate(today, policies, [draw(0, np.ones_like(world.spread), world.effect, months)])
    happened = [float(one[0]) for one in _told(truth)]
    found: dict[str, float] = {}
    for name, estimated in (("own", own), ("defaults", defaults_only(world.default, world.spread))):
        told = foretold(today, policies, estimated, runs, world.some)
        for what, values, truly in zip(("difference", "caseload"), told, happened, strict=True):
            low, high = np.percentile(values, BAND)
            found[f"{name} {what} held"] = float(low <= truly <= high)
            found[f"{name} {what} width"] = float(high - low)
            found[f"{name} {what} off"] = float(values.mean() - truly)
    found |= _rates_held(world, own)
    return found


def _rates_held(world: World, own: Estimated) -> dict[str, float]:
    """Whether the interval of nine in ten of the level of some rates holds the true one."""
    found = {}
    for name, origin, to in (("insured to work", INSURED, WORK), ("ready to work", READY, WORK),
                             ("work to insured", WORK, INSURED)):  # fmt: skip
        true, told = (rates[origin, ..., to].sum() for rates in (world.true, own.monthly))
        found[f"rate {name} held"] = float(abs(np.log(told / true)) < 1.645 * own.spread[origin, to])
        found[f"rate {name} off"] = float(np.log(told / true))
    return found


def aligned_beside_raw() -> None:
    """Two stocks a tenth up and a tenth down: how far the difference between two policies moves."""
    raw = model(20_000, 48, seed=3, displacement=False)
    policies = [rights(raw, "today", wait=9, seats=40), rights(raw, "tried", wait=3, seats=120)]
    size = len(raw.axes.states)
    runs = [draw(number, np.ones((size, size)), EFFECT, raw.months) for number in range(40)]
    before, _ = _told(simulate(raw, policies, runs))
    base = Crowd(raw.people, raw.axes, 12).expected(probabilities(raw.rates.monthly)).stock
    for times in (1.1, 0.9):
        totals = [Stock(raw.axes.states[state], base[state] * times) for state in (INSURED, READY)]
        found = align(raw.rates.monthly, raw.people, raw.axes, totals, 12)
        outcome = simulate(replace(raw, rates=replace(raw.rates, monthly=found.monthly)), policies, runs)
        stock = outcome.counts.stock.sum(axis=-1)[:, 0, 11, INSURED].mean()
        moved, near = _told(outcome)[0].mean() / before.mean(), stock / totals[0].total
        print(f"aligned to {times:.1f} of two stocks: error {found.error:.0e}")
        print(f"  difference {moved:.3f} of the raw, stock in the runs {near:.3f} of the total")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--people", type=int, default=6000)
    parser.add_argument("--months", type=int, default=24)
    args = parser.parse_args()
    began = time.process_time()
    worlds = [tried(1000 + number, args.people, args.runs, args.months) for number in range(args.worlds)]
    print(f"{args.worlds} worlds of {args.people} people, {args.runs} runs each, {args.months} months ahead")
    for key in worlds[0]:
        values = np.array([world[key] for world in worlds])
        error = values.std() / np.sqrt(len(values))
        print(f"  {key:32s} {values.mean():10.3f}  +- {error:.3f}")
    aligned_beside_raw()
    print(f"CPU {time.process_time() - began:.0f} s")


if __name__ == "__main__":
    main()
