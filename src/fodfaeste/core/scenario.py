"""A scenario: what is tried, on which policy, how long and how often. Kept as text that can be opened again.

The text carries its version and a hash of everything it says, so that a scenario opened next year is known to
be the one that was kept.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from fodfaeste.core.dates import Period
from fodfaeste.core.errors import Rejected

VERSION = 1
ENGINES = ("jumping", "monthly")
MOST_MONTHS, MOST_RUNS, MOST_SEATS, MOST_SEED = 120, 1000, 100_000, 2**63 - 1
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class AddedRule:
    """A right that the policy does not give today: so long after coming in, to those with a label."""

    offer: str
    group: str
    after: str  # P3M; P0D: at once


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is tried beside today's policy; empty where nothing is changed."""

    name: str
    policy: str  # the pack that stands: norddjurs/2020
    policy_hash: str
    against: str = ""  # another pack tried on the same people
    against_hash: str = ""
    changes: tuple[tuple[str, str], ...] = ()  # path of a value in the pack → the value tried
    rules: tuple[AddedRule, ...] = ()
    seats: tuple[tuple[str, int], ...] = ()  # offer → places to be held at once
    months: int = 120
    runs: int = 100
    seed: int = 1
    engine: str = "jumping"
    displacement: bool = True  # vacancies are limited; False: as if every effect made its own job

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong, as field and reason; nothing where all is well."""
        bounds = (
            ("months", self.months, 1, MOST_MONTHS),
            ("runs", self.runs, 1, MOST_RUNS),
            ("seed", self.seed, 0, MOST_SEED),
            *(("seats", places, 0, MOST_SEATS) for _offer, places in self.seats),
        )
        for name, value, least, most in bounds:
            if not least <= value <= most:
                yield name, f"skal være mellem {least} og {most}"
        if self.engine not in ENGINES:
            yield "engine", f"skal være {' eller '.join(ENGINES)}"
        if len(self.name) > _LONGEST_NAME:
            yield "name", f"må højst have {_LONGEST_NAME} tegn"
        for rule in self.rules:
            if not _is_period(rule.after):
                yield "rules", f"»{rule.after}« er ingen periode; skriv for eksempel P3M"
        if self.against and self.changes:
            yield "against", "kan ikke prøves sammen med ændrede værdier"

    def to_json(self) -> str:
        """The scenario as text: the same scenario is always the same text."""
        told = {"version": VERSION, "hash": self.hash, **asdict(self)}
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"

    @property
    def hash(self) -> str:
        """SHA-256 of everything it says."""
        told = json.dumps({"version": VERSION, **asdict(self)}, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


_TEXT, _WHOLE = "tekst", "et helt tal"
_FIELDS: dict[str, tuple[type, str]] = {
    **dict.fromkeys(("name", "policy", "policy_hash", "against", "against_hash", "engine"), (str, _TEXT)),
    **dict.fromkeys(("months", "runs", "seed"), (int, _WHOLE)),
    "displacement": (bool, "sandt eller falsk"),
    "changes": (list, "en liste af [sti, værdi]"),
    "seats": (list, "en liste af [tilbud, antal]"),
    "rules": (list, "en liste af regler med offer, group og after"),
}
_IN_A_PAIR: dict[str, tuple[type, type]] = {"changes": (str, str), "seats": (str, int)}
_RULE = {"offer", "group", "after"}


def from_json(text: str, file: str = "") -> Scenario:
    """Read a scenario that was kept. Raises Rejected with file, field and reason where it is another."""
    try:
        told = json.loads(text)
    except ValueError:
        raise Rejected("filen er ikke et scenarie: den er ikke JSON", file=file) from None
    if not isinstance(told, dict):
        raise Rejected("filen er ikke et scenarie", file=file)
    if told.get("version") != VERSION:
        raise Rejected(f"er {told.get('version')}; denne udgave læser {VERSION}", file=file, field="version")
    wanted = {"version", "hash", *_FIELDS}
    for name in sorted(wanted ^ told.keys()):
        raise Rejected("mangler" if name in wanted else "kendes ikke", file=file, field=name)
    for name, (_kind, words) in _FIELDS.items():
        if not _fits(name, told[name]):
            raise Rejected(f"skal være {words}", file=file, field=name)
    scenario = _scenario(told)
    for name, reason in scenario.problems():
        raise Rejected(reason, file=file, field=name)
    if told["hash"] != scenario.hash:
        raise Rejected("passer ikke til indholdet: filen er ændret", file=file, field="hash")
    return scenario


def _scenario(told: Mapping[str, Any]) -> Scenario:
    values = {name: told[name] for name in _FIELDS}
    values |= {name: tuple(tuple(pair) for pair in told[name]) for name in _IN_A_PAIR}
    values["rules"] = tuple(AddedRule(**rule) for rule in told["rules"])
    return Scenario(**values)


def _fits(name: str, value: object) -> bool:
    """Whether a value is of the field's kind, and so is everything in it."""
    if not _is(value, _FIELDS[name][0]):
        return False
    if not isinstance(value, list):
        return True
    if name == "rules":
        return all(isinstance(rule, dict) and rule.keys() == _RULE and _all_text(rule) for rule in value)
    return all(isinstance(pair, list) and _is_pair(pair, _IN_A_PAIR[name]) for pair in value)


def _is(value: object, kind: type) -> bool:
    """Whether a value is of a kind; true and false, whole numbers to Python, are none here."""
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _is_pair(pair: list[object], kinds: tuple[type, type]) -> bool:
    return len(pair) == len(kinds) and all(map(_is, pair, kinds))


def _all_text(rule: Mapping[str, object]) -> bool:
    return all(isinstance(part, str) for part in rule.values())


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except ValueError:
        return False
    return True
