"""What a simulation takes for given of a country: states, how people move by default, and what offers do."""

from collections.abc import Mapping
from dataclasses import dataclass

from fodfaeste.core.simulation_costs import Cost, Refund
from fodfaeste.core.statistics import DataSource
from fodfaeste.core.words import Words

#: A number of ours that nobody decided, or one that was read in a source.
PROPOSED, READ = BASES = ("proposed", "read")

SEXES = ("female", "male", "unknown")
EDUCATIONS = ("none", "vocational", "higher", "unknown")
AGE, DURATION, EDUCATION, SEX = OVER = ("age", "duration", "education", "sex")

#: What a state is to the engine beside its flags; the others have no role.
WORK, OUTSIDE, MOVED, DEAD = ROLES = ("work", "outside", "moved", "dead")

#: What is known of a person that tells the state: kinds of status in the snapshot, and the running spell.
KINDS = ("benefit", "readiness", "law_group", "contact_group", "gl_match_group", "spell")

#: Dated facts that begin with a state, for those whom a simulation brings into it.
BEGINNINGS = ("became_job_ready", "integration_started", "registered_on")

MIDDLE = "middle"  # the national path that every other is held against


@dataclass(frozen=True, slots=True)
class Said:
    """How firm a number is, why it is that, and where it was read."""

    basis: str
    reason: Words
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """Something a person can be in, one at a time."""

    id: str
    title: Words
    statement: Words
    searching: bool = False  # the way to work there depends on vacancies and offers
    final: bool = False
    in_effort: bool = False
    role: str | None = None
    begins: tuple[str, ...] = ()  # dated facts that rules ask, whose day is that of coming into the state


@dataclass(frozen=True, slots=True)
class Code:
    """Codes that stand for a state: every kind that is named must be one of those listed."""

    id: str
    state: str
    asked: Mapping[str, tuple[str, ...]]  # kind -> the codes that fit


@dataclass(frozen=True, slots=True)
class Profile:
    """Factors on rates by one thing: from an age in years or a month in the state on, or by code."""

    id: str
    over: str
    steps: tuple[tuple[int, float], ...] = ()  # age, duration: from, factor
    codes: tuple[tuple[str, float], ...] = ()  # education, sex: code, factor

    def at(self, where: int | str) -> float:
        """The factor at an age, month or code; one where none is given."""
        if isinstance(where, str):
            return dict(self.codes).get(where, 1.0)
        return next((factor for start, factor in reversed(self.steps) if where >= start), 1.0)


@dataclass(frozen=True, slots=True)
class Rate:
    """How often people go from one state to another with nothing offered: so many a month of a thousand."""

    id: str
    origin: str
    destination: str
    per_thousand: float
    profiles: tuple[str, ...]
    spread: float  # standard error of its logarithm
    said: Said


@dataclass(frozen=True, slots=True)
class Shares:
    """From an age on: which states those are in whom the snapshot does not have. Parts of a thousand."""

    id: str
    from_age: int
    of_thousand: tuple[tuple[str, int], ...]
    said: Said


@dataclass(frozen=True, slots=True)
class OfferDefault:
    """What an offer is taken to be: its length, what it does to the way to work, and what it costs.

    The effect is that of a finding in `packs/evidence`. Where no size was read, the effect is nothing in the
    middle, with a wide spread of ours.
    """

    id: str
    title: Words
    reads: tuple[str, ...]  # ids of offers in policies and laws; none: every other offer
    months: int
    lock_in_percent: float  # the rate to work while in it, of the usual
    fades_months: int  # from its end until the effect is gone
    finding: str | None
    baseline_percent: float | None  # in work without it, where the finding is of shares
    spread: float  # of the effect's logarithm, where no finding gives it
    start_oere: int  # what one start costs
    month_oere: int  # what a month in it costs, beside the benefit
    municipal_percent: int  # how much of it the municipality pays
    said: Said
    lock_in_spread: float  # of the logarithm of the lock-in


@dataclass(frozen=True, slots=True)
class CountryPath:
    """How the country's labour market may go: the rates to work, in per cent of today's, at some months."""

    id: str
    title: Words
    points: tuple[tuple[int, float], ...]  # month, per cent; straight lines between them
    said: Said


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the labour market."""

    id: str
    value: float
    unit: str
    said: Said


@dataclass(frozen=True, slots=True)
class Country:
    """Everything a simulation in a country starts from, as its pack says."""

    id: str
    legal_system: str
    title: Words
    statement: Words
    states: tuple[State, ...]
    codes: tuple[Code, ...]  # in the order they are tried
    age_from: tuple[int, ...]  # bands in years
    duration_from: tuple[int, ...]  # bands in months
    told_age_from: tuple[int, ...]  # the ages that answers are told by, in years
    profiles: tuple[Profile, ...]
    rates: tuple[Rate, ...]
    shares: tuple[Shares, ...]
    refunds: tuple[Refund, ...]
    costs: tuple[Cost, ...]
    offers: tuple[OfferDefault, ...]
    paths: tuple[CountryPath, ...]
    numbers: tuple[Number, ...]
    sources: tuple[DataSource, ...] = ()

    def number_of(self, state: str) -> int:
        """The place of a state among the states."""
        return [one.id for one in self.states].index(state)

    def role(self, role: str) -> str:
        """The state that has a role; every country has each once."""
        return next(state.id for state in self.states if state.role == role)

    def offer(self, offer_id: str) -> OfferDefault:
        """What an offer of a policy is taken to be: its own item, or that of every other offer."""
        own = next((offer for offer in self.offers if offer_id in offer.reads), None)
        return own or next(offer for offer in self.offers if not offer.reads)

    def shares_at(self, age: int) -> dict[str, float]:
        """The shares of states at an age in years, of those whom the snapshot does not have."""
        found = next(one for one in reversed(self.shares) if age >= one.from_age)
        return {state: count / 1000 for state, count in found.of_thousand}

    def path(self, path_id: str) -> CountryPath:
        """A national path by its id."""
        return next(path for path in self.paths if path.id == path_id)

    def value(self, number_id: str) -> float:
        """One of the labour market's numbers."""
        return next(number.value for number in self.numbers if number.id == number_id)


def education_of(code: str | None) -> str:
    """The education that rates go by: what is neither none, vocational nor higher counts as unknown."""
    return code if code in EDUCATIONS else "unknown"
