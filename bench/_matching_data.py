"""Made-up citizens and openings to measure matching with: few skills frequent, many rare, homes far apart.

Skills: 13,900, of which 95 go across all work; 3,000 occupations in 60 fields, the i-th most frequent at
1/i^0.9. Of a person's 25 skills about 55 % are the own occupation's, 22 % those of one they know, 13 % go
across, the rest are anyone's; openings need about 20, 60 % of them essential. 98 places, three of them lands
with water between, populations lognormal; people travel 30, 45, 60 or 90 minutes.

What that gives, set to the skew for which the aims were told: 0.56 to 0.59 additions a pair if nothing is
left out, 30 to 34 % with the most frequent skill, within reach 74 % of pairs in a municipality and 12 % in a
country, 25 to 26 % within the other limits, 19 % and 2.8 % within all.
None of this is a statistic of anybody: skew and shares decide every time, so they are told.
"""

from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from fodfaeste.core.openings import ATTENDANCE_CODES, DEMANDS, LICENCES, OPENING_KINDS, SHIFTS
from fodfaeste.core.snapshot import TABLES
from fodfaeste.formats.snapshot import TYPES

ON = date(2026, 11, 22)
SKILLS, ACROSS, OCCUPATIONS, FIELDS, PLACES = 13_900, 95, 3_000, 60, 98
Tables = dict[str, pl.DataFrame]
Whole = NDArray[np.int64]
Chance = np.random.Generator

#: What a snapshot cannot do without and matching does not read.
_PLAIN: dict[str, dict[str, str]] = {
    "citizens": {"authority": "norddjurs"},
    "citizen_skills": {"basis": "eget_ord"},
    "openings": {"authority": "norddjurs", "title": "Et job"},
    "reach": {"mode": "car", "basis": "anslået"},
    "numbers": {"unit": "minutes", "basis": "proposed", "pack": "reach/denmark"},
    "courses": {"title": "Kursus"},
}
_POOL = 400  # different lists of codes that people and openings draw from


def made_up(citizens: int, openings: int, *, is_country: bool, seed: int = 1) -> Tables:
    """The tables that matching reads, for one municipality or for a country."""
    chance = np.random.default_rng(seed)
    minutes, people = _land(np.random.default_rng(seed + 100))
    if is_country:
        homes, work = chance.choice(PLACES, citizens, p=people), chance.choice(PLACES, openings, p=people)
    else:
        near = people * np.exp(-minutes[0] / 27.0)
        near[0] *= 3
        homes, work = np.zeros(citizens, dtype=np.int64), chance.choice(PLACES, openings, p=near / near.sum())
    jobs = _Jobs(chance)
    held = jobs.rows(citizens, 25, (0.55, 0.22, 0.13), chance)
    needed = jobs.rows(openings, 20, (0.73, 0.10, 0.13), chance)
    starts, ends = np.nonzero(~np.eye(PLACES, dtype=bool))
    reach = {
        "from": _named("p", starts),
        "to": _named("p", ends),
        "minutes": minutes[starts, ends],
        "season": ["all"] * len(starts),
    }
    return {
        "citizens": _citizens(citizens, homes, chance),
        "openings": _openings(openings, work, chance),
        "citizen_skills": table(
            "citizen_skills",
            citizen=_named("c", held[0]),
            skill=_named("s", held[1]),
            level=chance.choice((1, 2, 3, 4), len(held[0]), p=(0.15, 0.3, 0.35, 0.2)),
        ),
        "opening_skills": table(
            "opening_skills",
            opening=_named("o", needed[0]),
            skill=_named("s", needed[1]),
            essential=chance.random(len(needed[0])) < 0.6,
        ),
        **_wishes(citizens, chance),
        "reach": table("reach", **reach),
        "numbers": table("numbers", name=["dagligt.minutter", "dagligt.ture"], value=[60.0, 5.0]),
        "employers": table("employers", employer=[]),
        **_courses(jobs, chance),
    }


class _Jobs:
    """Occupations with the skills they use, and who draws from them."""

    def __init__(self, chance: Chance) -> None:
        rare = chance.permutation(np.arange(ACROSS, SKILLS))
        pools = np.array_split(rare, FIELDS)
        field = chance.choice(FIELDS, OCCUPATIONS, p=_zipf(FIELDS, 0.5))
        self.uses = np.stack([self._used(pools, number, chance) for number in field])
        self.order, self.rare = chance.permutation(OCCUPATIONS), rare

    def _used(self, pools: list[Whole], field: int, chance: Chance) -> Whole:
        """40 skills of an occupation: mostly its field's own, some of a neighbour's, two that go across."""
        own = chance.choice(pools[field], 25, p=_zipf(len(pools[field]), 0.7))
        other = chance.choice(pools[(field + 1) % FIELDS][:60], 13)
        return np.concatenate([own, other, chance.choice(ACROSS, 2, p=_zipf(ACROSS, 0.6))])

    def rows(self, count: int, mean: int, parts: tuple[float, ...], chance: Chance) -> tuple[Whole, Whole]:
        """Owner and skill, each pair once, for so many people or openings."""
        often = np.cumsum(_zipf(OCCUPATIONS, 0.9))
        one, two = (self.order[np.searchsorted(often, chance.random(count))] for _ in range(2))
        lengths = np.clip(np.round(mean * 1.25 * np.exp(chance.normal(0, 0.35, count) - 0.06)), 5, 70)
        owner = np.repeat(np.arange(count), lengths.astype(np.int64))
        which = np.searchsorted(np.cumsum(parts), chance.random(len(owner)))
        across = np.searchsorted(np.cumsum(_zipf(ACROSS, 0.6)), chance.random(len(owner)))
        anyone = np.searchsorted(np.cumsum(_zipf(len(self.rare), 1.0)), chance.random(len(owner)))
        at = chance.integers(0, self.uses.shape[1], len(owner))
        skill = np.choose(
            which,
            [self.uses[one[owner], at], self.uses[two[owner], at], across, self.rare[anyone]],
        )
        return np.divmod(np.unique(owner * SKILLS + skill), SKILLS)


def _zipf(count: int, power: float) -> NDArray[np.float64]:
    often = np.arange(1, count + 1) ** -power
    return often / often.sum()


def _land(chance: Chance) -> tuple[Whole, NDArray[np.float64]]:
    """Minutes between places, and how many of all live in each."""
    part = chance.choice(3, PLACES, p=(0.45, 0.10, 0.45))
    centre = np.array([[260.0, 60.0], [150.0, 50.0], [60.0, 120.0]])
    wide = np.array([[28.0, 30.0], [20.0, 18.0], [35.0, 80.0]])
    at = centre[part] + chance.normal(size=(PLACES, 2)) * wide[part]
    people = np.exp(chance.normal(0, 0.6, PLACES)) * np.concatenate([[1, 8, 4, 3, 2.5], np.ones(PLACES - 5)])
    far = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    minutes = 10 + far * 1.22 + 35 * (part[:, None] != part[None])
    return minutes.astype(np.int64), people / people.sum()


def _named(letter: str, numbers: Whole) -> pl.Series:
    return pl.select(pl.lit(letter) + pl.Series(numbers).cast(pl.String).str.zfill(7)).to_series()


def table(name: str, /, **columns: object) -> pl.DataFrame:
    """A table of the snapshot from some of its columns; the others are plain or null."""
    schema = {column.name: TYPES[column.type] for column in TABLES[name].columns}
    known = pl.DataFrame(columns, schema_overrides={name: schema[name] for name in columns})
    plain = _PLAIN.get(name, {})
    missing = [
        pl.lit(plain.get(column), dtype=kind).alias(column)
        for column, kind in schema.items()
        if column not in columns
    ]
    return known.with_columns(missing).select(list(schema))


def _lists(codes: tuple[str, ...], share: float, count: int, chance: Chance) -> pl.Series:
    """A list for each of so many; every code is in it with the share, the first ones more often."""
    odds = np.minimum(1, share * len(codes) * _zipf(len(codes), 0.8))
    drawn = chance.random((_POOL, len(codes))) < odds
    pool = [[code for code, there in zip(codes, row, strict=True) if there] for row in drawn]
    return pl.Series(pool, dtype=pl.List(pl.String)).gather(chance.integers(0, _POOL, count))


def _hours(numbers: tuple[int, ...], count: int, chance: Chance) -> pl.Series:
    """Some of the numbers; 0 stands for no limit."""
    drawn = pl.Series(chance.choice(numbers, count)).cast(pl.Int64)
    return drawn.replace(0, None)


_SPOKEN = tuple(f"{language}:{level}" for language in ("da", "en") for level in range(1, 4))


def _citizens(count: int, homes: Whole, chance: Chance) -> pl.DataFrame:
    return table(
        "citizens",
        citizen=_named("c", np.arange(count)),
        place=_named("p", homes),
        hours_max=_hours((0, 0, 0, 15, 25, 37), count, chance),
        shifts=_lists(tuple(SHIFTS), 0.7, count, chance),
        limits=_lists(tuple(DEMANDS), 0.08, count, chance),
        licences=_lists(tuple(LICENCES), 0.25, count, chance),
        languages=_lists(("da:3", "en:2", "da:2", "en:1"), 0.55, count, chance),
        reach_minutes=chance.choice((30, 45, 60, 90), count, p=(0.25, 0.35, 0.30, 0.10)),
    )


def _openings(count: int, work: Whole, chance: Chance) -> pl.DataFrame:
    return table(
        "openings",
        opening=_named("o", np.arange(count)),
        kind=chance.choice(tuple(OPENING_KINDS), count),
        place=_named("p", work),
        employer=_named("e", chance.integers(0, max(count // 8, 1), count)),
        attendance=chance.choice(ATTENDANCE_CODES, count, p=(0.97, 0.01, 0.02)),
        hours_min=_hours((0, 0, 0, 10, 20, 30), count, chance),
        shifts=_lists(tuple(SHIFTS), 0.28, count, chance),
        seats=1 + chance.geometric(0.55, count),
        demands=_lists(tuple(DEMANDS), 0.12, count, chance),
        licences=_lists(tuple(LICENCES), 0.09, count, chance),
        languages=_lists(_SPOKEN, 0.14, count, chance),
        isco=pl.Series(chance.integers(1000, 9999, count)).cast(pl.String),
    )


def altered(tables: Tables, side: str, share: float, seed: int = 3) -> Tables:
    """The tables after a share of one side changed: of three one goes, one comes, one is another.

    Who comes or is another has what somebody else has, weights of needs as they were counted.
    """
    chance = np.random.default_rng(seed)
    ids = tables[f"{side}s"][side]
    gone, model = np.split(chance.choice(len(ids), 2 * round(share * len(ids)), replace=False), 2)
    third = len(gone) // 3
    names = ids.gather(gone)
    renamed = pl.DataFrame(
        {
            side: ids.gather(model[third:]),
            "name": pl.concat([names[third : 2 * third], names[2 * third :] + "n"]),
        }
    )
    struck = names[: 2 * third].implode()
    found = dict(tables)
    for name in _OF[side]:
        table = tables[name]
        more = table.join(renamed, on=side).with_columns(pl.col("name").alias(side)).select(table.columns)
        found[name] = pl.concat([table.filter(~pl.col(side).is_in(struck)), more])
    return found


_OF = {
    "citizen": ("citizens", "citizen_skills", "wishes", "kinds_ruled_out"),
    "opening": ("openings", "opening_skills"),
}


def _wishes(citizens: int, chance: Chance) -> Tables:
    """A tenth of all have something they will not; a twentieth are kept from a kind of opening by the law."""
    whose = chance.choice(citizens, citizens // 10, replace=False)
    kinds = chance.choice(("erhverv", "aabning", "arbejdssted"), len(whose))
    what = np.where(kinds == "erhverv", chance.integers(11, 96, len(whose)).astype(str), "fleksjob")
    employer = _named("e", chance.integers(0, max(citizens // 80, 1), len(whose))).to_numpy()
    what = np.where(kinds == "arbejdssted", employer, what)
    barred = chance.choice(citizens, citizens // 20, replace=False)
    return {
        "wishes": table(
            "wishes", citizen=_named("c", whose), kind=kinds, what=what, strength=["ikke"] * len(whose)
        ),
        "kinds_ruled_out": table(
            "kinds_ruled_out",
            citizen=_named("c", barred),
            kind=["loentilskud"] * len(barred),
            rule=["made-up.rule"] * len(barred),
        ),
    }


def _courses(jobs: _Jobs, chance: Chance) -> Tables:
    owner, skill = jobs.rows(2_000, 8, (0.9, 0.0, 0.1), chance)
    return {
        "courses": table(
            "courses", course=_named("k", np.arange(2_000)), weeks=chance.integers(1, 30, 2_000) / 2
        ),
        "course_skills": table(
            "course_skills",
            course=_named("k", owner),
            skill=_named("s", skill),
            level=np.full(len(owner), 3, dtype=np.int64),
        ),
    }
