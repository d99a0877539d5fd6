"""What a saved scenario shows: what was tried in words, its answer, and what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.wording import group_title, offer_title
from fodfaeste.apps.goals.trials import Change
from fodfaeste.apps.scenarios.kept_answer import LANGUAGES, Page, unpacked_files, unpacked_page
from fodfaeste.apps.scenarios.models import SavedScenario
from fodfaeste.apps.scenarios.reckoning import policies_of, policy_of
from fodfaeste.core.dates import Period, period_in_words
from fodfaeste.core.policy import Pack
from fodfaeste.core.scenario import Scenario, from_json
from fodfaeste.design.difference_chart import Doubt, difference_chart
from fodfaeste.design.simulation_words import BANDS
from fodfaeste.engines.simulation.making.axes import offers_of
from fodfaeste.formats.packs.edit import parameters

#: What is shown at once, and what opens when asked for.
AT_ONCE, ON_DEMAND = ("difference", "net", "moved", "tracks"), ("years", "groups", "indicators")
LIMITS = ("granted", "never")
ALL_FILES = "scenarie.zip"
LONGEST_NAME = 120
_SHORT = 12  # of a hash: enough to see that it is another


@dataclass(frozen=True, slots=True)
class TriedRow:
    """One thing that was tried: what, as it is today, and as it was tried."""

    what: str
    today: str
    tried: str


def language() -> str:
    """The reader's language, or Danish where an answer is not kept in it."""
    found = (get_language() or "da")[:2]
    return found if found in LANGUAGES else "da"


def named(scenario: Scenario, home: Pack, other: Pack | None) -> Scenario:
    """The scenario under its name; without one it is called after what is tried first."""
    if scenario.name:
        return scenario
    first, *more = rows_of(scenario, home, other or home)
    name = _("%(what)s: %(tried)s") % {"what": first.what, "tried": first.tried}
    if more:
        name += ngettext(" og %(n)s ændring til", " og %(n)s ændringer til", len(more)) % {"n": len(more)}
    return replace(scenario, name=name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…")


def tried_rows(saved: SavedScenario) -> list[TriedRow]:
    """Everything that was tried, in the words of the policy."""
    scenario = from_json(saved.scenario)
    return rows_of(scenario, *policies_of(saved, scenario))


def rows_of(scenario: Scenario, home: Pack, tried: Pack) -> list[TriedRow]:
    """Everything that a scenario tries on a policy, in its words."""
    return [
        *_other(scenario, tried),
        *_values(scenario, home),
        *_rights(scenario, home),
        *_places(scenario, home, tried),
    ]


def _other(scenario: Scenario, tried: Pack) -> Iterator[TriedRow]:
    if scenario.against:
        yield TriedRow(_("Politik"), scenario.policy, tried.municipality_name)


def _values(scenario: Scenario, home: Pack) -> Iterator[TriedRow]:
    known = {parameter.path: parameter for parameter in parameters(home)}
    for path, new in scenario.changes:
        change = Change(known[path].entry, path, known[path].value, new)
        entry = home.entry(change.entry)
        line = entry.title.in_language(language()) if entry else change.entry
        yield TriedRow(line, change.old_words, change.new_words)


def _rights(scenario: Scenario, home: Pack) -> Iterator[TriedRow]:
    for rule in scenario.rules:
        period = Period.parse(rule.after)
        after = period_in_words(period).in_language(language()) if period != Period() else _("straks")
        names = {"offer": offer_title(rule.offer, home), "group": group_title(rule.group, home)}
        yield TriedRow(_("Ny ret til %(offer)s: %(group)s") % names, _("ingen ret"), after)


def _places(scenario: Scenario, home: Pack, tried: Pack) -> Iterator[TriedRow]:
    """Places of an offer that the policy has rules on, and new ones of an offer that it has not."""
    for offer, places in scenario.seats:
        words = {"offer": offer_title(offer, tried)}
        if offer in offers_of([home]):
            yield TriedRow(_("Pladser: %(offer)s") % words, _("som i dag"), str(places))
        else:
            yield TriedRow(_("Nye pladser: %(offer)s") % words, "0", str(places))


def answer_of(saved: SavedScenario) -> Page:
    """The kept answer in the reader's language: sentences, and sections by name."""
    page = unpacked_page(saved.page)
    told = page[language()]
    sections = {name: _section(section) for name, section in told["sections"].items()}
    return {
        "months": page["months"],
        "asked": from_json(saved.scenario).months,
        "lead": list(_lead(told["sentences"])),
        "sure": [text for about, text in told["sentences"] if about == "sure"],
        "at_once": [(name, sections[name]) for name in AT_ONCE if len(sections[name]["parts"]) > 1],
        "on_demand": [(name, sections[name]) for name in ON_DEMAND if len(sections[name]["parts"]) > 1],
        "limits": [(name, sections[name]) for name in LIMITS],
        "curves": [(name, curve["title"][language()]) for name, curve in page["curves"].items()],
    }


def _lead(sentences: list[tuple[str, str]]) -> Iterator[str]:
    """The paragraphs on top: that a change may be none at all stands beside the change it is said of."""
    for at, (about, text) in enumerate(sentences):
        if about in ("sure", "zero"):
            continue
        follows = sentences[at + 1 : at + 2]
        yield " ".join([text, *(more for name, more in follows if name == "zero")])


def _section(section: dict[str, Any]) -> dict[str, Any]:
    """A section with its first paragraph apart, and its tables told from its texts."""
    explained, *parts = section["parts"]
    told = [{"table": part} if isinstance(part, dict) else {"text": part} for part in parts]
    return {"title": section["title"], "parts": [{"text": explained}, *told]}


def curve_drawn(saved: SavedScenario, measure: str) -> str | None:
    """A difference month by month with its bands, as a picture; none where it was not told."""
    curve = unpacked_page(saved.page)["curves"].get(measure)
    if curve is None:
        return None
    days = [date.fromisoformat(day) for day in curve["days"]]
    doubts = [
        Doubt(BANDS[name].in_language(language()), *curve["bands"][name])
        for name in ("country", "knowledge", "chance")
    ]
    return difference_chart(
        curve["title"][language()],
        _("Forskellen mod i dag måned for måned med tre bånd."),
        list(zip(days, curve["middle"], strict=True)),
        doubts,
        curve["unit"][language()],
        language(),
    )


def rests_on(saved: SavedScenario) -> list[dict[str, str]]:
    """What the answer was reckoned on, with the hashes by which it is known again."""
    scenario = from_json(saved.scenario)
    rows = [
        (_("Borgerne, frosset pr."), saved.inputs.on.isoformat(), saved.inputs.hash),
        (_("Indbyggere"), str(saved.inhabitants), ""),
        (_("Politikken i dag"), scenario.policy, scenario.policy_hash),
        (_("Prøvet politik"), scenario.against, scenario.against_hash),
        (_("Frø til de tilfældige tal"), str(scenario.seed), ""),
        (_("Fodfæste"), saved.made_with["fodfaeste"], ""),
        (_("Hele svaret"), "", saved.hash),
    ]
    return [{"name": name, "value": value, "hash": digest} for name, value, digest in rows if value or digest]


def again_because(saved: SavedScenario) -> list[dict[str, str]]:
    """What was read otherwise when the scenario was reckoned once more."""
    names = {
        "fodfaeste": _("Fodfæste"),
        "simulation": _("standardtal for simulation"),
        "evidence": _("fund om virkning"),
        "population": _("standardtal for befolkning"),
        "law": _("loven"),
    }
    before, after = saved.made_with, saved.again_with or saved.made_with
    changed = [name for name in before if before[name] != after.get(name, "")]
    return [
        {"name": names[name], "before": before[name][:_SHORT], "after": after.get(name, "")[:_SHORT]}
        for name in changed
    ]


def policy_is_another(saved: SavedScenario, policy: Pack) -> bool:
    """Whether the policy has been changed since the scenario was made."""
    return policy_of(saved).hash != policy.hash


def side_by_side(some: list[SavedScenario]) -> dict[str, Any]:
    """Scenarios beside each other: each figure's difference and what is known of it, all months added up."""
    pages = [unpacked_page(saved.page) for saved in some]
    rows: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for at, page in enumerate(pages):
        for key, cell in _cells(page[language()]["sections"]):
            rows.setdefault(key, [("–", "")] * len(some))[at] = cell
    return {
        "columns": [(saved, page["months"]) for saved, page in zip(some, pages, strict=True)],
        "differ": len({page["months"] for page in pages}) > 1 or len({saved.inputs.on for saved in some}) > 1,
        "rows": [{"name": name, "unit": unit, "cells": cells} for (name, unit), cells in rows.items()],
    }


def _cells(sections: dict[str, Any]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Of each figure its name and unit, and its difference with the band of what is known."""
    for part in sections["difference"]["parts"]:
        if isinstance(part, dict):
            for name, unit, difference, _chance, knowledge, *_rest in part["rows"]:
                yield (name, unit), (difference, knowledge)
    for part in sections["net"]["parts"]:
        if isinstance(part, dict):
            for name, difference, _chance, knowledge, *_rest in part["rows"]:
                yield (name, ""), (difference, knowledge)


def file_of(saved: SavedScenario, name: str) -> bytes | None:
    """One file of a finished answer, or all of them in one; nothing where there is none of that name."""
    if saved.files is None:
        return None
    if name == ALL_FILES:
        return bytes(saved.files)
    found = unpacked_files(saved.files).get(name)
    return None if found is None else found.encode()
