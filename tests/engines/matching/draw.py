"""Random snapshots for matching: few values, so that they meet, and every null and edge among them.

How strict a snapshot is, is drawn too: where everybody sets every limit, nothing is ever listed.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import polars as pl
from hypothesis import strategies as st

from fodfaeste.engines.matching import Settings
from tests.engines.matching.build import ON, Row, Tables, table

PLACES = ("by", "havn", "ø", "fjeld")
SKILLS = ("a", "b", "c", "d", "æ")
EMPLOYERS = ("1", "2", "3")
KINDS = ("ordinaert_job", "ordinaert_job", "fleksjob", "virksomhedspraktik")
INDUSTRIES = (None, "860000", "87", "41.20.00", "560000", "999999")
SHIFTS, LICENCES = ("dag", "aften", "nat"), ("koerekort_b", "truck")
LANGUAGES, DEMANDS = ("da:1", "da:3", "en:2"), ("tunge_loeft", "stoej", "alene")
HOURS = (0, 10, 20, 37)
DAYS = tuple(ON + timedelta(days=days) for days in (-40, -1, 0, 1, 40))
WAITING = (None, *DAYS)
SEASONS = ("all", "all", "11", "1,4-12", "2-3", "1-10")
COURSES = ("k1", "k2", "k3")
WISHES = (
    *(("erhverv", code) for code in ("5", "51", "5120", "9112", "")),
    *(("branche", letter) for letter in "CFGIQ"),
    *(("aabning", kind) for kind in KINDS),
    *(("arbejdssted", employer) for employer in EMPLOYERS),
    ("ophold", "ja"),
    ("ophold", "ja"),
    ("ophold", "nej"),
)


class Draw:
    """One random snapshot."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.strict = self.random.choice((0.05, 0.15, 0.4))
        self.people = [f"b{number}" for number in range(self.random.randrange(6))] + ["å"]
        self.openings = [f"o{number}" for number in range(self.random.randrange(13))] + ["æ"]

    def limit(self, *values: object) -> object:
        """A value that limits, or null."""
        return self.random.choice(values) if self.random.random() < self.strict else None

    def limits(self, codes: tuple[str, ...]) -> object:
        few = self.random.sample(codes, self.random.randrange(len(codes) + 1))
        return few if self.random.random() < self.strict else None

    def has(self, codes: tuple[str, ...]) -> object:
        """Codes of what someone has: all, some, none or unknown."""
        some = self.random.sample(codes, self.random.randrange(len(codes) + 1))
        return self.random.choice((list(codes), some, None))

    def citizen(self, name: str) -> Row:
        return {
            "citizen": name,
            "place": self.random.choice((*PLACES, "by", "by", None)),
            "hours_min": self.limit(*HOURS),
            "hours_max": self.limit(*HOURS),
            "shifts": self.has(SHIFTS),
            "limits": self.limits(DEMANDS),
            "licences": self.has(LICENCES),
            "languages": self.has(LANGUAGES),
            "reach_minutes": self.limit(0, 30, 61, 10_000_000),
            "waiting_since": self.random.choice(WAITING),
        }

    def opening(self, name: str) -> Row:
        return {
            "opening": name,
            "kind": self.random.choice(KINDS),
            "employer": self.random.choice((None, *EMPLOYERS)),
            "place": self.random.choice((*PLACES, "by", "by", None)),
            "attendance": self.random.choice(("dagligt", "dagligt", "dagligt", "ophold", "fjernarbejde")),
            "hours_min": self.limit(*HOURS),
            "hours_max": self.limit(*HOURS),
            "shifts": self.limits(SHIFTS),
            "seats": self.random.choice((0, 1, 1, 1, 3)),
            "opens": self.limit(*DAYS),
            "closes": self.limit(*DAYS),
            "demands": self.limits(DEMANDS),
            "licences": self.limits(LICENCES),
            "languages": self.limits(LANGUAGES),
            "isco": self.random.choice((None, "5120", "9112", "5221")),
        }

    def need(self) -> Row:
        weight = self.random.choice((None, None, None, 0.0, 0.4, 1.0, 1e6, self.random.uniform(0, 10)))
        return {
            # A need of an opening that is not in the table of openings counts for how rare a skill is.
            "opening": self.random.choice((*self.openings, "lukket")),
            "skill": self.random.choice(SKILLS),
            "weight": weight,
            "essential": self.random.random() < 0.6,
        }

    def has_skill(self) -> Row:
        level = self.random.randint(1, 4)
        return {
            "citizen": self.random.choice((*self.people, "væk")),
            "skill": self.random.choice((*SKILLS, "z")),
            "level": level,
        }

    def wish(self) -> Row:
        kind, what = self.random.choice(WISHES)
        strength = self.random.choice(("gerne", "ikke"))
        return {"citizen": self.random.choice(self.people), "kind": kind, "what": what, "strength": strength}

    def way(self) -> Row:
        return {
            "from": self.random.choice(PLACES),
            "to": self.random.choice(PLACES),
            "mode": self.random.choice(("car", "boat")),
            "minutes": self.random.choice((0, 10, 30, 31, 60, 61, 400)),
            "season": self.random.choice(SEASONS),
            "per_week": self.random.choice((None, None, 1, 5)),
        }

    def staff(self) -> Row:
        months = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
        choice = self.random.choice
        return {"employer": choice(EMPLOYERS), "industry": choice(INDUSTRIES), "month": choice(months)}

    def ruled_out(self) -> Row:
        return {"citizen": self.random.choice(self.people), "kind": self.random.choice(KINDS)}

    def course(self) -> Row:
        choice = self.random.choice
        return {"course": choice(COURSES), "weeks": choice((0.5, 1.0)), "price": choice((None, 0, 9))}

    def given(self) -> Row:
        choice = self.random.choice
        return {"course": choice(COURSES), "skill": choice(SKILLS), "level": choice((1, 2, 4))}

    def several(self, most: int, name: str, row: Callable[[], Row], *key: str) -> pl.DataFrame:
        """A table with some rows, each key once."""
        drawn = [row() for _ in range(self.random.randrange(most + 1))]
        return table(name, list({tuple(one[k] for k in key): one for one in drawn}.values()))

    def tables(self) -> Tables:
        several, of_few = self.several, int(20 * self.strict)
        return {
            "citizens": table("citizens", [self.citizen(name) for name in self.people]),
            "citizen_skills": several(24, "citizen_skills", self.has_skill, "citizen", "skill"),
            "wishes": several(of_few, "wishes", self.wish, "citizen", "kind", "what"),
            "kinds_ruled_out": several(
                int(8 * self.strict), "kinds_ruled_out", self.ruled_out, "citizen", "kind"
            ),
            "openings": table("openings", [self.opening(name) for name in self.openings]),
            "opening_skills": several(40, "opening_skills", self.need, "opening", "skill"),
            "employers": several(6, "employers", self.staff, "employer", "month"),
            "reach": several(24, "reach", self.way, "from", "to", "mode", "season"),
            "numbers": table("numbers", []),
            "courses": several(6, "courses", self.course, "course"),
            "course_skills": several(9, "course_skills", self.given, "course", "skill"),
        }


snapshots: st.SearchStrategy[Tables] = st.integers(0, 2**40).map(lambda seed: Draw(seed).tables())
numbers = st.builds(Settings, st.sampled_from([60, None, 30, 60]), st.sampled_from([5, None, 2, 5]))
