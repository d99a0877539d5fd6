"""Matching by looking at every pair in plain Python: another reading of the same rules, nothing shared."""

import math
from datetime import date

import polars as pl

Tables = dict[str, pl.DataFrame]
Row = dict[str, object]

SECTION_OF_DIVISION = {"01": "A", "10": "C", "41": "F", "47": "G", "56": "I", "84": "O", "86": "Q", "87": "Q"}


def weights(opening_skills: pl.DataFrame) -> dict[str, dict[str, tuple[int, bool]]]:
    """opening → skill → (weight of 2^14, essential)."""
    needs: dict[str, dict[str, tuple[float | None, bool]]] = {}
    for row in opening_skills.iter_rows(named=True):
        own, essential = needs.setdefault(row["opening"], {}).get(row["skill"], (None, False))
        heavier = max((w for w in (own, row["weight"]) if w is not None), default=None)
        needs[row["opening"]][row["skill"]] = (heavier, essential or row["essential"])
    often: dict[str, int] = {}
    for skills in needs.values():
        for skill in skills:
            often[skill] = often.get(skill, 0) + 1
    found = {}
    for opening, skills in needs.items():
        raw = {}
        for skill, (own, essential) in skills.items():
            rarity = round(1_000_000 * (1 + math.log((len(needs) + 1) / (often[skill] + 1))))
            raw[skill] = rarity if essential else rarity * 4 // 10
            if own is not None:
                raw[skill] = round(own * 1_000_000)
        shares = shared(raw)
        found[opening] = {skill: (shares[skill], skills[skill][1]) for skill in skills}
    return found


def shared(raw: dict[str, int]) -> dict[str, int]:
    """2^14 in proportion, whole numbers: the largest remainders get what is left, ties by id."""
    total = sum(raw.values())
    if total == 0:
        return dict.fromkeys(raw, 0)
    down = {skill: 16384 * weight // total for skill, weight in raw.items()}
    by_remainder = sorted(raw, key=lambda skill: (-(16384 * raw[skill] % total), skill))
    for skill in by_remainder[: 16384 - sum(down.values())]:
        down[skill] += 1
    return down


class Everyone:
    """A snapshot's tables as dictionaries, and every pair that is listed."""

    def __init__(self, tables: Tables, on: date, minutes: int | None, journeys: int | None) -> None:
        self.on, self.daily, self.journeys = on, minutes, journeys
        self.rows = {name: list(table.iter_rows(named=True)) for name, table in tables.items()}
        self.weights = weights(tables["opening_skills"])
        self.levels: dict[str, dict[str, int]] = {}
        for row in self.rows["citizen_skills"]:
            mine = self.levels.setdefault(row["citizen"], {})
            mine[row["skill"]] = max(mine.get(row["skill"], 0), row["level"])

    def pairs(self) -> list[Row]:
        """Every listed pair, in no special order."""
        both = ((c, o) for c in self.rows["citizens"] for o in self.rows["openings"])
        return [told for c, o in both if (told := self.told(c, o)) is not None]

    def told(self, c: Row, o: Row) -> Row | None:
        """A pair as it is listed; None where it is not."""
        levels = self.levels.get(c["citizen"], {})
        needs = self.weights.get(o["opening"], {})
        score = sum(weight * levels.get(skill, 0) for skill, (weight, _) in needs.items()) // 4
        minutes = self.minutes(c, o)
        if score == 0 or minutes == "out of reach" or not self.fits(c, o) or self.is_refused(c, o):
            return None
        missing = {s for s, (_, essential) in needs.items() if essential and levels.get(s, 0) < 2}
        course = self.course(missing) if missing else None
        return {
            "citizen": c["citizen"],
            "opening": o["opening"],
            "score": score,
            "group": "all" if not missing else "after_course" if course else "some",
            "course": course,
            "needs_met": sum(levels.get(skill, 0) >= 2 for skill in needs),
            "needs": len(needs),
            "minutes": minutes,
        }

    def course(self, missing: set[str]) -> str | None:
        """The shortest course that gives all that is missing; then the cheapest, an unknown price last."""
        gives = [
            (row["weeks"], row["price"] is None, row["price"] or 0, row["course"])
            for row in self.rows["courses"]
            if missing
            <= {
                r["skill"]
                for r in self.rows["course_skills"]
                if r["course"] == row["course"] and r["level"] >= 2
            }
        ]
        return min(gives)[3] if gives else None

    def fits(self, c: Row, o: Row) -> bool:
        """Dates, seats, hours, shifts, licences, languages and demands."""
        if o["seats"] < 1 or (o["opens"] and self.on < o["opens"]) or (o["closes"] and self.on > o["closes"]):
            return False
        for low, high in (
            (c["hours_min"], o["hours_max"]),
            (o["hours_min"], c["hours_max"]),
        ):
            if low is not None and high is not None and low > high:
                return False
        if c["shifts"] is not None and not set(o["shifts"] or ()) <= set(c["shifts"]):
            return False
        if not set(o["licences"] or ()) <= set(c["licences"] or ()):
            return False
        best: dict[str, int] = {}
        for text in c["languages"] or ():
            best[text[:2]] = max(best.get(text[:2], 0), int(text[3]))
        if any(best.get(text[:2], 0) < int(text[3]) for text in o["languages"] or ()):
            return False
        return not set(o["demands"] or ()) & set(c["limits"] or ())

    def is_refused(self, c: Row, o: Row) -> bool:
        """By the law or by the person's own will."""
        if any((r["citizen"], r["kind"]) == (c["citizen"], o["kind"]) for r in self.rows["kinds_ruled_out"]):
            return True
        for wish in self.rows["wishes"]:
            if wish["citizen"] != c["citizen"] or wish["strength"] != "ikke" or wish["what"] == "":
                continue
            what = wish["what"]
            if wish["kind"] == "erhverv" and (o["isco"] or "?").startswith(what):
                return True
            if wish["kind"] == "branche" and self.section(o) == what:
                return True
            if wish["kind"] == "aabning" and o["kind"] == what:
                return True
            if wish["kind"] == "arbejdssted" and o["employer"] == what:
                return True
            if wish["kind"] == "ophold" and what == "ja" and o["attendance"] == "ophold":
                return True
        return False

    def section(self, o: Row) -> str | None:
        rows = [
            (row["month"], row["industry"])
            for row in self.rows["employers"]
            if row["employer"] == o["employer"] and row["industry"] is not None
        ]
        return SECTION_OF_DIVISION.get(max(rows)[1][:2]) if rows else None

    def minutes(self, c: Row, o: Row) -> int | str | None:
        """Minutes each way; None where there is no daily journey."""
        if o["attendance"] == "fjernarbejde":
            return None
        if o["attendance"] == "ophold":
            wants = any(
                (w["citizen"], w["kind"], w["what"], w["strength"]) == (c["citizen"], "ophold", "ja", "gerne")
                for w in self.rows["wishes"]
            )
            return None if wants else "out of reach"
        if c["place"] is None or o["place"] is None:
            return "out of reach"
        if c["place"] == o["place"]:
            return 0
        most = c["reach_minutes"] if c["reach_minutes"] is not None else self.daily
        ways = [
            row["minutes"]
            for row in self.rows["reach"]
            if (row["from"], row["to"]) == (c["place"], o["place"])
            and self.runs(row["season"])
            and (row["per_week"] is None or (self.journeys is not None and row["per_week"] >= self.journeys))
        ]
        if not ways or (min(ways) > 0 and (most is None or min(ways) > most)):
            return "out of reach"
        return min(ways)

    def runs(self, season: str) -> bool:
        months = set()
        for part in ("1-12" if season == "all" else season).split(","):
            first, _, last = part.partition("-")
            months |= set(range(int(first), int(last or first) + 1))
        return self.on.month in months


def best(pairs: list[Row], by: str, top: int) -> list[Row]:
    """The listed pairs of each citizen or opening, the best first, with their rank."""
    other = "opening" if by == "citizen" else "citizen"
    found = []
    for name in sorted({row[by] for row in pairs}):
        ordered = sorted((r for r in pairs if r[by] == name), key=lambda row: (-row["score"], row[other]))
        found += [row | {"rank": rank} for rank, row in enumerate(ordered[:top], start=1)]
    return found
