"""Made-up outcomes: what a telling is tried on, with nothing simulated."""

from dataclasses import replace

import numpy as np

from fodfaeste.core.policy import Indicator
from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.model import NEVER, WAITED, Axes, Counts, Outcome, Rights, Shifted
from fodfaeste.engines.simulation.telling import Asked, Names, Simulated
from fodfaeste.engines.simulation.telling.prices import Prices

STATES = ("arbejde", "dagpenge", "syg", "flyttet")
WORK, INSURED, SICK, MOVED = range(4)
GROUPS = ("forsikret", "syg", "")
MONTHS = 24
AXES = Axes(
    states=STATES,
    searching=(False, True, False, False),
    final=(False, False, False, True),
    in_effort=(False, True, True, False),
    work=WORK,
    age_from=np.array([0], np.int16),
    duration_from=np.array([0, 6, 12], np.int16),
    told_age_from=np.array([0, 16 * 12, 60 * 12, 67 * 12], np.int16),
    sexes=("female", "male", "unknown"),
    educations=("none", "vocational", "higher", "unknown"),
    fields=("",),
    groups=GROUPS,
    offers=("spor",),
)
NAMES = Names({}, {"spor": Words("Branchespor", "Branch track")}, {})
PRICES = Prices(
    month=np.zeros((4, 3, 2), np.int64),
    start=np.array([[0, 1_000_00]], np.int64),
    in_offer=np.array([[3_000_00, 0]], np.int64),
)
PRICES.month[INSURED] = [[5_000_00, 15_000_00], [10_000_00, 10_000_00], [12_000_00, 6_000_00]]
HERE = {"": 120, "forsikret": 100, "syg": 20}
ASKED = Asked(NAMES, PRICES)


def counts(runs=10, months=MONTHS):
    """A quiet municipality: 300 in work, 100 insured unemployed and 20 sick, all runs and policies alike."""
    shape = (runs, 2, months)
    made = Counts(
        stock=np.zeros((*shape, 4, 3), np.int32),
        ages=np.zeros((*shape, 4, 4), np.int32),
        labels=np.zeros((*shape, 4, 3), np.int32),
        flows=np.zeros((*shape, 4, 4), np.int32),
        came=np.zeros((*shape, 3), np.int32),
        left=np.zeros((*shape, 3), np.int32),
        found_work=np.zeros((*shape, 3), np.int32),
        entries=np.zeros((*shape, 1, 3), np.int32),
        held=np.zeros((*shape, 1), np.int32),
        due=np.zeros((*shape, 1, 3), np.int32),
        begun=np.zeros((*shape, 1, 3), np.int32),
        waited=np.zeros((*shape, 1, WAITED), np.int32),
        hires=np.zeros((*shape, 1), np.int32),
    )
    made.stock[..., WORK, 2], made.stock[..., INSURED, :], made.stock[..., SICK, 0] = 300, [60, 30, 10], 20
    made.ages[..., WORK, 1], made.ages[..., WORK, 2] = 250, 50
    made.ages[..., INSURED, 1], made.ages[..., SICK, 2] = 100, 20
    made.labels[..., INSURED, 0], made.labels[..., SICK, 1], made.labels[..., WORK, 2] = 100, 20, 300
    made.flows[..., INSURED, WORK], made.flows[..., WORK, INSURED], made.flows[..., SICK, MOVED] = 10, 11, 1
    made.came[..., 0], made.left[..., :2], made.found_work[..., 0] = 11, [10, 1], 10
    made.entries[..., 0, 0], made.held[..., 0] = 6, 36
    made.due[..., 0, 0], made.begun[..., 0, 0], made.waited[..., 0, 3] = 80, 40, 6
    return made


def outcome(made=None, work=(0, 0), claimed=(0, 0)):
    made = counts() if made is None else made
    runs = len(made.stock)
    each = [np.full((runs, 1), months, np.int64) for months in (*work, *claimed)]
    return Outcome(tuple(range(runs)), ("i dag", "prøve"), made, Shifted(*each))


def rights(name="i dag", seats=36, first=NEVER):
    return Rights(
        name,
        np.full((1, 1), first, np.int16),
        np.full((1,) * 8, NEVER, np.int16),
        np.full((1, MONTHS), seats, np.int32),
    )


def fewer_insured(made, fewer):
    """The same counts with fewer unemployed by the tried policy; a number a run, or one for all."""
    made.stock[:, 1, :, INSURED, 0] -= np.reshape(fewer, (-1, 1)).astype(np.int32)
    made.labels[:, 1, :, INSURED, 0] -= np.reshape(fewer, (-1, 1)).astype(np.int32)
    return made


def simulated(chance=None, knowledge=None, country=None, policies=None, here=None, **more):
    chance = chance or outcome()
    return Simulated(
        AXES,
        policies or (rights(), rights("prøve", first=3)),
        chance,
        knowledge or chance,
        country or {"low": chance, "high": chance},
        HERE if here is None else here,
        **more,
    )


def indicator(name, measure="none_yet", unit="count", offer=None):
    same = Words(name, name)
    return Indicator(name, "proposed", measure, same, same, same, same, unit, "up", same, offer)


def asked(*indicators, trusted=None):
    return replace(ASKED, indicators=indicators, trusted=trusted)
