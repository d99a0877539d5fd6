"""A municipality whose truth is known, lived by the simulation's own engine month by month.

Its rates and what its offer does are drawn from what the packs say is not known of them, its labels around
the usual ones; nothing of that is in the tables that `_simulation_world_tables` makes of its history.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from fodfaeste.core.population import MEN, Month
from fodfaeste.core.scenario import AddedRule
from fodfaeste.core.simulation import MIDDLE
from fodfaeste.engines.population.assumed import assumed_stock
from fodfaeste.engines.population.estimate import ASSUMED, Tables, estimate
from fodfaeste.engines.population.people import Persons, newcomers, residents
from fodfaeste.engines.population.project import Expected, project
from fodfaeste.engines.simulation.making.axes import axes_of, labels_of, offers_of
from fodfaeste.engines.simulation.making.effects import effects, offer_factors
from fodfaeste.engines.simulation.making.paths import path_factors
from fodfaeste.engines.simulation.making.rates import default_rates, default_spread
from fodfaeste.engines.simulation.making.rights import Policy, kinds_told, tried
from fodfaeste.engines.simulation.making.wait import wait_months
from fodfaeste.engines.simulation.market import market_for
from fodfaeste.engines.simulation.model import (
    NEVER,
    NO_OFFER,
    Draw,
    Model,
    Offers,
    People,
    Rates,
    Rights,
    Vacancies,
)
from fodfaeste.engines.simulation.monthly import every_month
from fodfaeste.engines.simulation.spells import Now, everybody, first_waiting
from fodfaeste.engines.simulation.tables import chance_of, ground_of, policy_of
from fodfaeste.engines.simulation.tally import counts_for, tally_of
from fodfaeste.formats.packs import installed_pack
from fodfaeste.formats.packs.evidence import read_evidence
from fodfaeste.formats.packs.population import national_rates
from fodfaeste.formats.packs.simulation import installed_country

ON = date(2026, 11, 1)
#: Years lived before anybody looks, so that groups and queues have come to be; and years that are seen.
BEFORE, SEEN = 60, 60
BACK = BEFORE + SEEN
OFFER = "branchespor"
SEATS_TODAY, SEATS_TRIED = 20, 60  # for 12,000 of age
#: The label that most in a state have; and how much more often than others, on average.
_USUAL = {
    "dagpenge": "forsikret",
    "jobparat": "arbejdsmarkedsparat",
    "aktivitetsparat": "aktivitetsparat",
    "uddannelsesparat": "ung",
    "integration": "integrationsborger",
}
_MOST, _OTHER, _NONE = 40.0, 0.5, 2.0


class Setting:
    """What all worlds share: the packs, the policies, and the people there are to begin with."""

    def __init__(self, inhabitants: int, months: int) -> None:
        self.months, self.inhabitants = months, inhabitants
        self.home = installed_pack("norddjurs", ON)
        self.country = installed_country(self.home.legal_system)
        self.evidence = read_evidence()
        seats = [round(places * inhabitants / 15_000) for places in (SEATS_TODAY, SEATS_TRIED)]
        earlier = AddedRule(OFFER, "forsikret", "P3M")
        self.policies = (
            Policy("i dag", self.home, seats={OFFER: seats[0]}),
            Policy("prøve", self.home, (earlier,), seats={OFFER: seats[1]}),
        )
        asked = [tried(policy, self.country, ON, months)[0] for policy in self.policies]
        nobody = pl.DataFrame({"target_group": []}, schema={"target_group": pl.String})
        self.axes = axes_of(
            self.country,
            groups=labels_of(self.home, nobody),
            offers=offers_of(one.pack for one in asked),
            ages=[age for one in asked for age in one.asked.ages],
        )
        self.effects = effects(self.country, self.evidence, self.axes)
        self.offers = Offers(np.array([self.country.offer(one).months for one in self.axes.offers], np.int16))
        kinds = kinds_told(asked, self.axes, [None, None])
        self.wait = wait_months(asked[0], self.axes, kinds, None)
        self.default = default_rates(self.country, self.axes)
        self.spread = default_spread(self.country, self.axes)
        self.shares = self._shares()
        self.start, self.comers = self._population()

    def _shares(self) -> np.ndarray:
        found = np.zeros((101, len(self.axes.states)))
        for age in range(101):
            for state, share in self.country.shares_at(age).items():
                found[age, self.axes.states.index(state)] = share
        return found / found.sum(axis=1, keepdims=True)

    def _population(self) -> tuple[Persons, Persons]:
        """Who lives there ten years before the snapshot, and who comes from then until the last month."""
        national = national_rates(self.home.legal_system)
        start = Month(ON.year - BACK // 12, ON.month)
        stock = assumed_stock(self.inhabitants, self.home.municipality_name, start, national)
        found = estimate(Tables(stock, None, None, None, None), national, ASSUMED)
        projection = project(found.people, found.rates, BACK + self.months, Expected())
        return residents(found.people), newcomers(projection, BACK + self.months)

    def vacancies(self, *, displacement: bool = True) -> Vacancies:
        value = self.country.value
        return Vacancies(
            displacement, value("elasticitet"), value("genopfyldning"), value("mindst"), value("mest")
        )


@dataclass(frozen=True)
class Lived:
    """Everybody at each look from the first: (looks, people). The last look is the snapshot's day."""

    state: np.ndarray
    offer: np.ndarray  # the offer one is or was in
    entered: np.ndarray  # the look at which one entered it
    here: np.ndarray  # has come, and lives here


class World:
    """A truth drawn from what the packs say is not known, and what is lived under it until the snapshot."""

    def __init__(self, setting: Setting, seed: int) -> None:
        self.setting, self.seed = setting, seed
        self.some = np.random.default_rng((11, seed))
        axes = setting.axes
        away = np.exp(self.some.normal(size=setting.spread.shape) * setting.spread)
        self.monthly = setting.default * away[:, None, None, None, None, :]
        self.labels = self._labels()
        count = len(axes.offers)
        self.effect, self.lock_in = self.some.normal(size=count), self.some.normal(size=count)
        first = self._first()
        self.begun = first.since  # months in the first state at the first look
        self.lived, self.now = self._live(first)

    def draw(self, replicate: int, months: int) -> Draw:
        """The truth as a run takes it."""
        return Draw(
            replicate,
            np.ones_like(self.setting.spread),
            offer_factors(self.setting.effects, self.effect, self.lock_in),
            path_factors(self.setting.country, MIDDLE, months),
        )

    def _labels(self) -> np.ndarray:
        axes = self.setting.axes
        found = np.zeros((len(axes.states), len(axes.age_from), len(axes.groups)))
        found[..., -1] = 1.0
        for number, state in enumerate(axes.states):
            if axes.in_effort[number]:
                weights = np.full(len(axes.groups), _OTHER)
                weights[-1] = _NONE
                usual = _USUAL.get(state)
                weights[axes.groups.index(usual) if usual else -1] = _MOST
                found[number] = self.some.dirichlet(weights)
        return found

    def _first(self) -> People:
        """Everybody ten years ago, none of them in the effort, and those who have come since or will."""
        start, comers = self.setting.start, self.setting.comers
        age = np.concatenate([start.age_months, comers.age_months])
        arrives = np.concatenate([start.month, comers.month])
        sex = np.concatenate([start.sex, comers.sex])
        return self._people(age, arrives, sex)

    def _people(self, age: np.ndarray, arrives: np.ndarray, sex: np.ndarray) -> People:
        axes, some, count = self.setting.axes, self.some, len(age)
        shares = self.setting.shares[np.minimum(age // 12, 100)].cumsum(axis=1)
        state = (shares < some.random(count)[:, None]).sum(axis=1)
        since = np.floor(some.random(count) * np.clip(age - 16 * 12, 0, 120)) * (arrives == 0)
        none, male = len(axes.groups) - 1, axes.sexes.index("male")
        small, months = np.zeros(count, np.uint8), np.zeros(count, np.int16)
        return People(
            ids=np.arange(count, dtype=np.uint32),
            arrives=arrives.astype(np.int16),
            state=np.minimum(state, len(axes.states) - 1).astype(np.uint8),
            since=since.astype(np.int16),
            age_months=age.astype(np.int16),
            sex=np.where(sex == MEN, male, axes.sexes.index("female")).astype(np.uint8),
            education=some.choice(4, count, p=(0.3, 0.4, 0.25, 0.05)).astype(np.uint8),
            field=some.integers(0, len(axes.fields), count).astype(np.uint8),
            group=small + none,
            came_from=small + none,
            in_effort_since=months,
            earlier=months,
            offer=small + NO_OFFER,
            offer_month=months,
            begun=small,
        )

    def model(self, people: People, months: int, *, seed: int, displacement: bool = True) -> Model:
        setting = self.setting
        rates = Rates(self.monthly, self.labels)
        vacancies = setting.vacancies(displacement=displacement)
        return Model(setting.axes, people, rates, vacancies, setting.offers, months, seed)

    def _live(self, people: People) -> tuple[Lived, Now]:
        """Ten years of today's policy, a month at a time; vacancies are as usual in each."""
        setting = self.setting
        today = setting.policies[0].seats[OFFER]
        model = self.model(people, 1, seed=self.seed)
        rights = Rights(
            "i dag",
            np.full((len(setting.axes.offers), len(people.ids)), NEVER, np.int16),
            setting.wait,
            np.full((len(setting.axes.offers), 1), today, np.int32),
        )
        draw = self.draw(0, 1)
        ground, chance, policy = ground_of(model), chance_of(model, draw), policy_of(rights)
        now = everybody(people, policy, first_waiting(people, ground, chance))
        looks = []
        for look in range(BACK + 1):
            here = (now.arrives <= 0) & ~np.array(setting.axes.final)[now.state]
            looks.append((now.state.copy(), now.offer.copy(), now.entered + np.int16(look), here))
            if look < BACK:
                tally = tally_of(counts_for(setting.axes, 1))
                every_month(ground, chance, policy, now, market_for(len(setting.axes.fields)), tally)
                _a_month_later(now)
        return Lived(*(np.array(column) for column in zip(*looks, strict=True))), now


def _a_month_later(now: Now) -> None:
    """The month that was lived was month 0; the next is to be."""
    for column in (now.since, now.effort, now.entered, now.arrives):
        column -= 1
    now.right[now.right != NEVER] -= 1


def today_of(world: World, citizens: np.ndarray) -> People:
    """Everybody on the snapshot's day as they truly are, and those to come; the snapshot's citizens first."""
    now, axes = world.now, world.setting.axes
    final = np.array(axes.final)[now.state]
    others = np.flatnonzero(~final & (now.arrives < world.setting.months))
    others = others[~np.isin(others, citizens)]
    others = others[np.argsort(now.arrives[others] > 0, kind="stable")]
    at = np.concatenate([citizens, others])
    came = np.maximum(now.arrives[at], 0)
    return People(
        ids=np.arange(len(at), dtype=np.uint32),
        arrives=came.astype(np.int16),
        state=now.state[at].copy(),
        since=np.where(came > 0, 0, -now.since[at]).astype(np.int16),
        age_months=(now.age[at] + came - now.arrives[at]).astype(np.int16),
        sex=now.sex[at].copy(),
        education=now.education[at].copy(),
        field=now.field[at].copy(),
        group=now.group[at].copy(),
        came_from=now.came_from[at].copy(),
        in_effort_since=_in_effort(world, at).astype(np.int16),
        earlier=now.earlier[at].copy(),
        offer=now.offer[at].copy(),
        offer_month=np.where(now.offer[at] == NO_OFFER, 0, -now.entered[at]).astype(np.int16),
        begun=now.begun[at].copy(),
    )


def _in_effort(world: World, at: np.ndarray) -> np.ndarray:
    effort = np.array(world.setting.axes.in_effort)[world.now.state[at]]
    return np.where(effort, -world.now.effort[at], 0)
