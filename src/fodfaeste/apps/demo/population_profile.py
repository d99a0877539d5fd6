"""What invented people can, want and must be spared: skills, wishes, and facts of their working life."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from fodfaeste.apps.demo.population_courses import Course
from fodfaeste.apps.demo.population_desk import Desk
from fodfaeste.apps.demo.population_facts import FactRow, rows_of
from fodfaeste.apps.demo.population_sizes import Sizes, shares_table
from fodfaeste.apps.demo.population_stretches import OWN_WORD, Stretch
from fodfaeste.apps.demo.population_trades import Trade, Trades
from fodfaeste.core.openings import BETWEEN_CODES, DEMANDS, SKILL_BASES, WANTS, WILL_NOT

_BASES = dict(zip(SKILL_BASES, (72, 20, 8), strict=True))
_HAS_ESSENTIAL, _HAS_OPTIONAL, _NOISE = 0.85, 0.35, 2
_MOST_SKILLS = 9
_KINDS_WANTED = {"ordinaert_job": 70, "virksomhedspraktik": 15, "timejob": 15}
_KINDS_REFUSED = ("timejob", "opgaver", "fritidsjob")
_MOVES_OCCUPATION = 0.25  # share who want another occupation than the latest
_MAY_STAY = 0.12
_REACH = {20: 15, 30: 30, 45: 30, 60: 20, 90: 5}
_FULL_WEEK = {"denmark": 37, "greenland": 40}
_LICENCES = {
    "denmark": {"truck": 0.12, "hygiejne": 0.14, "svejsning": 0.05, "koerekort_c": 0.06, "koerekort_d": 0.02},
    "greenland": {"truck": 0.1, "hygiejne": 0.12, "svejsning": 0.03, "baadfoerer": 0.18},
}


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A row of the table of skills, with the person's number for the person."""

    person: int
    skill: str
    level: int
    basis: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class WishRow:
    """A row of the table of wishes, with the person's number for the person."""

    person: int
    kind: str
    what: str
    strength: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that one person has told of the work that is possible; empty where nobody has asked."""

    skills: tuple[SkillRow, ...] = ()
    wishes: tuple[WishRow, ...] = ()
    facts: tuple[FactRow, ...] = ()


def profile_of(number: int, course: Course, sizes: Sizes, trades: Trades, desk: Desk) -> Profile:
    """The profile of a person in the effort; nobody keeps one of those who have left."""
    group = sizes.group(course.group)
    told = 1 - sizes.share("uden_profil") if group.talk_days else sizes.share("pensionist_med_profil")
    if course.ends is not None or not desk.chance(told):
        return Profile()
    told_on = course.begins + desk.days(0, min(30, max((desk.today - course.begins).days, 0)))
    at = desk.recorded(told_on)
    weights = shares_table()["occupations"][course.education or "other"]
    trade = trades.draw(weights, desk)
    return Profile(
        tuple(_skills(number, trade, trades, at, desk)),
        tuple(_wishes(number, trade, trades, sizes, at, desk)),
        tuple(_facts(number, told_on, group.is_limited, group.kind, sizes, desk)),
    )


def _skills(number: int, trade: Trade, trades: Trades, at: datetime, desk: Desk) -> Iterator[SkillRow]:
    """The skills of the latest occupation with levels, most of them, and a few from elsewhere."""
    chosen: list[tuple[str, tuple[int, ...]]] = [
        (skill, (2, 3, 3, 4)) for skill in trade.essential if desk.chance(_HAS_ESSENTIAL)
    ]
    chosen += [(skill, (1, 2, 3)) for skill in trade.optional if desk.chance(_HAS_OPTIONAL)]
    levels = dict(chosen[:_MOST_SKILLS])
    for _ in range(desk.rng.randint(0, _NOISE)):
        levels.setdefault(desk.rng.choice(trades.skills), (1, 2))
    for skill, options in levels.items():
        basis = desk.rng.choices(list(_BASES), list(_BASES.values()))[0]
        yield SkillRow(number, skill, desk.rng.choice(options), basis, at)


def _wishes(
    number: int, trade: Trade, trades: Trades, sizes: Sizes, at: datetime, desk: Desk
) -> Iterator[WishRow]:
    wished: dict[tuple[str, str], str] = {}
    if desk.chance(0.7):
        wanted = desk.rng.choice(trades.every) if desk.chance(_MOVES_OCCUPATION) else trade
        wished["erhverv", wanted.isco] = WANTS
    if desk.chance(0.3):
        wished["branche", desk.rng.choice(list(sizes.industries))] = WANTS
    if desk.chance(0.4):
        kind = desk.rng.choices(list(_KINDS_WANTED), list(_KINDS_WANTED.values()))[0]
        wished["aabning", kind] = WANTS
    if desk.chance(_MAY_STAY):
        wished["ophold", "ja"] = WANTS
    if desk.chance(sizes.share("vil_ikke")):
        refused = desk.rng.choice(
            (
                ("branche", desk.rng.choice(list(sizes.industries))),
                ("aabning", desk.rng.choice(_KINDS_REFUSED)),
                ("ophold", "ja"),
            )
        )
        wished.setdefault(refused, WILL_NOT)
    for (kind, what), strength in wished.items():
        yield WishRow(number, kind, what, strength, at)


def _facts(
    number: int, told_on: date, is_limited: bool, kind: str, sizes: Sizes, desk: Desk
) -> Iterator[FactRow]:
    for name, value in _values(is_limited, kind, sizes, desk).items():
        if not desk.chance(sizes.share("profil_oplysning_ukendt")):
            yield from rows_of(number, Stretch(name, value, told_on, None, OWN_WORD), desk)


def _values(is_limited: bool, kind: str, sizes: Sizes, desk: Desk) -> dict[str, str]:
    """Every fact as text; codes with a space between, none as an empty text."""
    share = sizes.share("skaanehensyn_helbred" if is_limited else "skaanehensyn")
    limits = desk.rng.sample(list(DEMANDS), desk.rng.randint(1, 3)) if desk.chance(share) else []
    most = desk.rng.choice((8, 12, 15, 20, 25, 30)) if is_limited else _FULL_WEEK[sizes.legal_system]
    fewest = min(most, desk.rng.choice((2, 4, 8) if is_limited else (10, 20, 30, 37)))
    shifts = ["dag"] + [one for one in ("aften", "nat", "weekend") if desk.chance(0.3)]
    licences = ["koerekort_b"] if desk.chance(sizes.share("koerekort")) else []
    licences += [one for one, often in _LICENCES[sizes.legal_system].items() if desk.chance(often)]
    reach = desk.rng.choices(list(_REACH), list(_REACH.values()))[0]
    return {
        "hours_min": str(fewest),
        "hours_max": str(most),
        "shifts": BETWEEN_CODES.join(shifts),
        "limits": BETWEEN_CODES.join(sorted(limits)),
        "licences": BETWEEN_CODES.join(licences),
        "languages": BETWEEN_CODES.join(_languages(kind, sizes, desk)),
        "reach_minutes": str(reach),
    }


def _languages(kind: str, sizes: Sizes, desk: Desk) -> list[str]:
    if sizes.legal_system == "greenland":
        spoken = {"da": desk.rng.randint(1, 4), "kl": 4 if desk.chance(0.88) else 1}
    else:
        spoken = {"da": desk.rng.randint(1, 3) if kind == "integration" else 4}
    if desk.chance(0.7):
        spoken["en"] = desk.rng.randint(1, 4)
    if desk.chance(0.2):
        spoken["de"] = desk.rng.randint(1, 3)
    return [f"{language}:{level}" for language, level in spoken.items()]
