"""Tables of a municipality's people and of what happened to them, as StatBank and bank.stat.gl give them.

Read: a stock by single years of age and sex (FOLK1A, BEFOLK1, BEXSTA); births by the mother's age or in all
(FODIE, FOD, BEV22, BEV107); deaths by age or in all (FOD207, DOD, BEV22, BEV107) or a country's life table
(HISB8, HISB9); moves between municipalities by age (FLY66), over the border by age (VAN1AAR, VAN2AAR),
or all without age (BEV22, BEV107). What is recognised is the variables, not the number of the table.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from fodfaeste.core.errors import Rejected
from fodfaeste.core.population import AGES, MEN, OLDEST, WOMEN, ByAge, Events, LifeTable, Month, Stock
from fodfaeste.formats import population_values as values
from fodfaeste.formats.population_cube import Cube, Real, read_statistics_file, whole_number
from fodfaeste.formats.statistics.cube import Dimension, shown
from fodfaeste.formats.tables import plain

BORN, DIED = ("b02", "levendefødte"), ("b03", "døde")
CAME = (("b05", "tilflyttede"), ("b08aa", "indvandredeialt"))
LEFT = (("b06", "fraflyttede"), ("b09ba", "udvandredeialt"))
_SHARE_THAT_DIE = ("2", "aldersklassensdødshyppighedpr100000", "dødshyppighedpr100000", "dødshyppighed")
_PER = 100_000
_OLD_ENOUGH = 90  # a table may end in an open group from this age
_FROM_ABROAD, _TO_ABROAD = ("VAN1", "INDVAN"), ("VAN2", "UDVAN")


def read_stock(path: Path, area: str = "") -> Stock:
    """Who lives in an area by single years of age and sex, on the first day of each of the table's times."""
    cube = Cube(read_statistics_file(path), path.name)
    name = cube.area(area)
    ages = cube.ages()
    _check_single_years(ages, cube)
    times = cube.times()
    cube.by_sex("befolkningstallet")
    figures = cube.in_order(values.TIME, values.SEX, values.AGE)
    _check_whole(figures, ages, times, cube)
    people = tuple(_by_age(figures[at], ages) for at, _month, _parts in times)
    return Stock(path.name, name, tuple(month for _at, month, _parts in times), people)


def read_births(path: Path, area: str = "") -> Events:
    """Births in whole years, by the mother's age where the table tells it."""
    cube = Cube(read_statistics_file(path), path.name)
    cube.area(area)
    if cube.has(values.EVENT):
        return _totals(cube, [BORN])
    cube.both_sexes()
    if not cube.has(values.AGE):
        return _in_all(cube)
    figures = cube.in_order(values.TIME, values.AGE)
    nobody = np.zeros_like(figures)
    return _events(cube, np.stack([nobody, figures], axis=1))


def read_deaths(path: Path, area: str = "") -> Events | LifeTable:
    """Deaths in whole years, by age and sex where the table tells them; or a country's life table."""
    cube = Cube(read_statistics_file(path), path.name)
    if cube.has(values.MEASURE):
        return _life_table(cube)
    cube.area(area)
    if cube.has(values.EVENT):
        return _totals(cube, [DIED])
    return _by_age_and_sex(cube)


def read_moves(paths: Sequence[Path], area: str = "") -> tuple[Events, Events]:
    """Those who moved in and those who moved out in whole years: the sum of several tables."""
    came: list[Events] = []
    left: list[Events] = []
    for path in paths:
        into, out_of = _moves(path, area)
        came += [into] if into else []
        left += [out_of] if out_of else []
    if not came or not left:
        missing = "ud" if came else "ind"
        raise Rejected(f"filerne fortæller ikke, hvem der flyttede {missing}", file=paths[0].name)
    return _sum(came), _sum(left)


def _moves(path: Path, area: str) -> tuple[Events | None, Events | None]:
    table = read_statistics_file(path)
    cube = Cube(table, path.name)
    if cube.has(values.INTO) and cube.has(values.OUT_OF):
        came = _between(cube, area, values.INTO, values.OUT_OF)
        return came, _between(Cube(table, path.name), area, values.OUT_OF, values.INTO)
    cube.area(area)
    if cube.has(values.EVENT):
        leaving = Cube(table, path.name)
        leaving.area(area)
        return _totals(cube, CAME), _totals(leaving, LEFT)
    for kind, names, is_coming in (
        (values.FROM_LAND, _FROM_ABROAD, True),
        (values.TO_LAND, _TO_ABROAD, False),
    ):
        if cube.has(kind) or cube.name.upper().startswith(names):
            if cube.has(kind):
                cube.pick(kind, _parts(cube.dimension(kind)))
            found = _by_age_and_sex(cube)
            return (found, None) if is_coming else (None, found)
    raise cube.refuse(
        "tabellen viser ikke, om den er om tilflyttede eller fraflyttede; hent den med bevægelsesart, "
        "til- og fraflytningskommune eller land"
    )


def _between(cube: Cube, area: str, here: str, there: str) -> Events:
    """Moves over the municipality's border: here is the area, there every other municipality."""
    for kind, is_here in ((here, True), (there, False)):
        dimension = cube.dimension(kind)
        places = [
            at
            for at in _parts(dimension)
            if values.is_area(area, dimension.codes[at], dimension.texts[at]) == is_here
        ]
        if not places:
            raise cube.refuse(f"»{shown(area)}« er ikke blandt kommunerne", dimension)
        cube.pick(kind, places)
    return _by_age_and_sex(cube)


def _parts(dimension: Dimension) -> list[int]:
    """The places of all values that are no total."""
    pairs = enumerate(zip(dimension.codes, dimension.texts, strict=True))
    return [at for at, pair in pairs if not values.is_total(*pair)]


def _totals(cube: Cube, names: Sequence[tuple[str, ...]]) -> Events:
    """The events of a table by kind of event, men and women together."""
    dimension = cube.dimension(values.EVENT)
    places = []
    for known in names:
        pairs = enumerate(zip(dimension.codes, dimension.texts, strict=True))
        found = [at for at, pair in pairs if plain(pair[0]) in known or plain(pair[1]) in known]
        if len(found) != 1:
            raise cube.refuse(f"tabellen har ikke »{known[-1]}« ({known[0].upper()})", dimension)
        places += found
    cube.pick(values.EVENT, places)
    cube.both_sexes()
    return _in_all(cube)


def _in_all(cube: Cube) -> Events:
    figures = cube.in_order(values.TIME)
    years = _years(cube)
    totals = tuple(float(figures[places].sum()) for places in years.values())
    _check_totals(totals, years, cube)
    return Events(cube.file, tuple(years), totals)


def _by_age_and_sex(cube: Cube) -> Events:
    if not cube.has(values.AGE):
        cube.both_sexes()
        return _in_all(cube)
    cube.by_sex("en tabel med alder")
    return _events(cube, cube.in_order(values.TIME, values.SEX, values.AGE))


def _events(cube: Cube, figures: Real) -> Events:
    """Events by time, sex and age as whole years; a group's events are spread evenly over its ages."""
    ages, years = cube.ages(), _years(cube)
    if (figures < 0).any():
        raise cube.refuse("et antal er under 0")
    by_age = [_by_age(figures[places].sum(0), ages) for places in years.values()]
    totals = tuple(sum(map(sum, each)) for each in by_age)
    _check_totals(totals, years, cube)
    return Events(cube.file, tuple(years), totals, tuple(by_age))


def _years(cube: Cube) -> dict[int, list[int]]:
    """The whole years of a table: of a year of quarters or months all must be there."""
    found: dict[int, list[int]] = {}
    needed: dict[int, int] = {}
    for at, month, parts in cube.times():
        found.setdefault(month.year, []).append(at)
        needed[month.year] = parts
    whole = {year: places for year, places in found.items() if len(places) == needed[year]}
    if not whole:
        raise cube.refuse("tabellen har ingen hele år")
    return whole


def _life_table(cube: Cube) -> LifeTable:
    """The last life table of a file, as the share of each age that dies before the next birthday."""
    dimension = cube.dimension(values.MEASURE)
    pairs = enumerate(zip(dimension.codes, dimension.texts, strict=True))
    found = [at for at, pair in pairs if {plain(pair[0]), plain(pair[1])} & set(_SHARE_THAT_DIE)]
    if len(found) != 1:
        raise cube.refuse("tabellen har ikke aldersklassens dødshyppighed", dimension)
    cube.pick(values.MEASURE, found)
    if cube.has(values.AREA):
        raise cube.refuse("en dødelighedstavle er for hele landet", cube.dimension(values.AREA))
    cube.by_sex("dødelighedstavlen")
    ages, time = cube.ages(), cube.dimension(values.TIME)
    _check_single_years(ages, cube)
    latest = max(range(len(time.codes)), key=lambda at: time.codes[at])
    shares = cube.in_order(values.TIME, values.SEX, values.AGE)[latest] / _PER
    if np.isnan(shares).any() or (shares < 0).any() or (shares > 1).any():
        raise cube.refuse(f"en dødshyppighed mangler eller er ikke et tal fra 0 til {_PER}")
    last = ages[-1][1][0]
    men, women = (tuple(float(side[ages[min(age, last)][0]]) for age in range(AGES)) for side in shares)
    return LifeTable(cube.file, time.texts[latest], (men, women))


def _sum(tables: Sequence[Events]) -> Events:
    """Several tables of the same kind of move, in the years that all have."""
    if len({bool(table.by_age) for table in tables}) > 1:
        raise Rejected("tabellerne om flytninger skal alle have alder, eller ingen", file=tables[0].file)
    years = sorted(set.intersection(*(set(table.years) for table in tables)))
    if not years:
        raise Rejected("tabellerne om flytninger har ingen år fælles", file=tables[0].file)
    places = [[table.years.index(year) for year in years] for table in tables]
    totals = [
        sum(table.totals[at[which]] for table, at in zip(tables, places, strict=True))
        for which in range(len(years))
    ]
    by_age: list[ByAge] = []
    for which in range(len(years)) if tables[0].by_age else ():
        each = [np.array(table.by_age[at[which]]) for table, at in zip(tables, places, strict=True)]
        by_age.append(_as_lists(np.sum(each, axis=0)))
    return Events(" + ".join(t.file for t in tables), tuple(years), tuple(totals), tuple(by_age))


def _by_age(figures: Real, ages: Sequence[tuple[int, values.Ages]]) -> ByAge:
    """Figures by sex and the table's ages as single years; an open group stands at its first age."""
    found = np.zeros((2, AGES))
    for at, (low, high) in ages:
        last = low if high == OLDEST else high
        for age in range(low, last + 1):
            found[:, age] += figures[:, at] / (last - low + 1)
    return _as_lists(found)


def _as_lists(figures: Real) -> ByAge:
    men, women = (tuple(float(figure) for figure in figures[sex]) for sex in (MEN, WOMEN))
    return men, women


def _check_single_years(ages: Sequence[tuple[int, values.Ages]], cube: Cube) -> None:
    """Every single year from 0 up to one that may stand for all that is older."""
    dimension = cube.dimension(values.AGE)
    for at, (low, high) in ages:
        if low != high and not (high == OLDEST and low >= _OLD_ENOUGH):
            reason = f"»{shown(dimension.texts[at])}« er en gruppe; hent hvert år for sig"
            raise cube.refuse(reason, dimension)
    told = {low for _at, (low, _high) in ages}
    last = max(told, default=0)
    missing = next((age for age in range(max(last, _OLD_ENOUGH)) if age not in told), None)
    if missing is not None:
        raise cube.refuse(f"alderen {missing} mangler", dimension)


def _check_whole(
    figures: Real,
    ages: Sequence[tuple[int, values.Ages]],
    times: Sequence[tuple[int, Month, int]],
    cube: Cube,
) -> None:
    for at, month, _parts in times:
        for place, (low, _high) in ages:
            for sex in (MEN, WOMEN):
                whole_number(figures[at, sex, place], f"{low} år i {month.year}", cube)


def _check_totals(totals: Sequence[float], years: dict[int, list[int]], cube: Cube) -> None:
    for total, year in zip(totals, years, strict=True):
        if not total >= 0:
            raise cube.refuse(f"et tal mangler eller er under 0 i {year}")
