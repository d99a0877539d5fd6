"""The table of Norddjurs as the pack in this project has it, and its people with only what a test names."""

from datetime import date
from functools import cache
from pathlib import Path

from fodfaeste.core.policy import Pack
from fodfaeste.engines.rules import due, explain
from fodfaeste.engines.rules.explain import Explanation
from fodfaeste.formats.packs import read_folder
from tests.engines.rules import build

GROUPS = ("forsikret", "arbejdsmarkedsparat", "aktivitetsparat", "ung", "integrationsborger")


@cache
def policy() -> Pack:
    return read_folder(Path(__file__).parents[3] / "packs" / "policy" / "norddjurs" / "2020")


def answer(on: date, **facts: object) -> tuple[str, date | None, str]:
    """State, day and missing facts of one person."""
    found = due(policy(), build.people(facts), on)
    return found.select("state", "due_on", "missing").row(0)


def explained(on: date, **facts: object) -> Explanation:
    return explain(policy(), build.people(facts), on, "branchespor")
