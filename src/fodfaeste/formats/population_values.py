"""Ages, sexes, areas and times as statistics offices write them, read or refused; nothing is guessed."""

import re

from fodfaeste.core.errors import Rejected
from fodfaeste.core.population import MEN, OLDEST, WOMEN, Month
from fodfaeste.formats.statistics.cube import Dimension, shown
from fodfaeste.formats.tables import plain

AREA, AGE, SEX, TIME, EVENT, MEASURE = "area", "age", "sex", "time", "event", "measure"
INTO, OUT_OF = "into", "out_of"  # the municipality that somebody moves to, or from
FROM_LAND, TO_LAND = "from_land", "to_land"

#: The names of variables, as `plain` writes them, in Danish and English, from StatBank and from bank.stat.gl.
NAMES = {
    AREA: "område omrade kommune kommunedk municipality region area distrikt district lokalitet locality",
    AGE: "alder age modersalder mothersage ageofmother",
    SEX: "køn kon sex gender barnkon barnetskøn sexofchild",
    TIME: "tid time år aar year taar kvartal quarter",
    EVENT: "bevægelsesart bevægelse bevaegelse bevægelsesarter movement typeofmovement",
    MEASURE: "tavle dødelighedstavle lifetable",
    INTO: "tilflytningskommune tilkommune municipalityofinmigration",
    FROM_LAND: "indvandringsland indvland countryoflastresidence",
    TO_LAND: "udvandringsland udvland countryofdestination",
    OUT_OF: "fraflytningskommune frakommune municipalityofoutmigration",
}
KINDS = {name: kind for kind, names in NAMES.items() for name in names.split()}

_MEN = frozenset("1 m mænd men man male males d drenge boys".split())
_WOMEN = frozenset("2 k kvinder women woman female females f p piger girls".split())
TOTALS = frozenset(
    "tot tot1 totalt total ialt t alderialt allages ageialt agetotal bothsexes begge all allpersons".split()
)
_SINGLE = re.compile(r"([0-9]{1,3})(?: ?(?:år|years?|ukiut))?")
_OPEN = re.compile(r"([0-9]{1,3})(?: ?(?:\+|-|år og derover|years and over|og derover|and over))")
_GROUP = re.compile(r"([0-9]{1,3}) ?[-–] ?([0-9]{1,3})(?: ?(?:år|years?))?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_PART = re.compile(r"((?:19|20)[0-9]{2}) ?([KQM])0?([0-9]{1,2})", re.IGNORECASE)
_QUARTER, _MONTH = 3, 12

Ages = tuple[int, int]  # the first and the last of a group; 100 stands for all that is older


def kind_of(dimension: Dimension) -> str:
    """What a variable tells, by its name or its title; empty where the name is not known."""
    if dimension.is_time:
        return TIME
    found = (KINDS.get(plain(name)) for name in (dimension.name, dimension.title))
    return next((kind for kind in found if kind), "")


def is_total(code: str, text: str) -> bool:
    """Whether a value stands for all the others."""
    return plain(code) in TOTALS or plain(text) in TOTALS


def ages_of(code: str, text: str) -> Ages | None:
    """The ages of a value; None for a total."""
    if is_total(code, text):
        return None
    for written in (code.strip(), text.strip()):
        if single := _SINGLE.fullmatch(written):
            return min(int(single[1]), OLDEST), min(int(single[1]), OLDEST)
        if group := _GROUP.fullmatch(written):
            low, high = int(group[1]), int(group[2])
            if low > high:
                break
            return min(low, OLDEST), min(high, OLDEST)
        if opened := _OPEN.fullmatch(written):
            return min(int(opened[1]), OLDEST), OLDEST
    raise Rejected(
        f"»{shown(text or code)}« er ikke en alder; der skal stå for eksempel 17, 15-19 eller 100+"
    )


def sex_of(code: str, text: str) -> int | None:
    """0 for men, 1 for women; None for both together."""
    if is_total(code, text):
        return None
    for written in (plain(code), plain(text)):
        if written in _MEN:
            return MEN
        if written in _WOMEN:
            return WOMEN
    raise Rejected(f"»{shown(text or code)}« er hverken mænd eller kvinder")


def month_of(code: str, text: str) -> Month:
    """The first month of a time: a year, a quarter or a month."""
    for written in (code.strip(), text.strip()):
        if _YEAR.fullmatch(written):
            return Month(int(written))
        if found := _PART.fullmatch(written):
            year, part = int(found[1]), int(found[3])
            if found[2].upper() == "M" and 1 <= part <= _MONTH:
                return Month(year, part)
            if found[2].upper() != "M" and 1 <= part <= _MONTH // _QUARTER:
                return Month(year, (part - 1) * _QUARTER + 1)
    raise Rejected(f"»{shown(text or code)}« er ikke et år, et kvartal eller en måned")


def parts_of_year(code: str, text: str) -> int:
    """How many such times make a year: 1, 4 or 12."""
    for written in (code.strip(), text.strip()):
        if found := _PART.fullmatch(written):
            return _MONTH if found[2].upper() == "M" else _MONTH // _QUARTER
    return 1


def is_area(wanted: str, code: str, text: str) -> bool:
    """Whether a value is the area that is asked for, by its code or its name, whatever zeros stand before."""
    asked = plain(wanted)
    if asked.isdigit():
        return code.strip().lstrip("0") == asked.lstrip("0") and code.strip().isdigit()
    return plain(_without_kind(wanted)) in {plain(_without_kind(each)) for each in (code, text)}


def _without_kind(name: str) -> str:
    return re.sub(r"\s+(?:kommune|municipality)$", "", name.strip(), flags=re.IGNORECASE)
