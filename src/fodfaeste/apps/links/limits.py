"""The numbers of personal links, from `limits.toml` beside this file: proposed, decided by nobody yet."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a link opens, and how many tries and renewals it bears."""

    days: dict[str, int]
    wrong_of_a_link: int
    wrong_from_an_address: int
    wrong_within: timedelta
    open_for: timedelta
    renewals_from_an_address: int
    renewals_within: timedelta
    renewals_of_a_thing: int
    renewed_for: timedelta
    kept_for: timedelta


@cache
def limits() -> Limits:
    """The numbers in force."""
    table = tomllib.loads(Path(__file__).with_name("limits.toml").read_text(encoding="utf-8"))
    tries, renewal = table["tries"], table["renewal"]
    return Limits(
        days=dict(table["days"]),
        wrong_of_a_link=tries["wrong_of_a_link"],
        wrong_from_an_address=tries["wrong_from_an_address"],
        wrong_within=timedelta(minutes=tries["minutes"]),
        open_for=timedelta(minutes=table["open"]["minutes"]),
        renewals_from_an_address=renewal["from_an_address"],
        renewals_within=timedelta(minutes=renewal["minutes"]),
        renewals_of_a_thing=renewal["of_a_thing"],
        renewed_for=timedelta(days=renewal["days_after"]),
        kept_for=timedelta(days=table["forget"]["days_after"]),
    )
