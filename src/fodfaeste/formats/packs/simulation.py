"""Reads `packs/simulation`: what a simulation starts from, refused with every line that is wrong."""

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from fodfaeste.core.simulation import BEGINNINGS, KINDS, ROLES, Code, Country, Rate, Shares, State
from fodfaeste.core.simulation_costs import Refund, RefundStep
from fodfaeste.formats.packs import simulation_items as items
from fodfaeste.formats.packs.data_tables import parse_all, read_data_source, read_data_texts
from fodfaeste.formats.packs.evidence import FINDINGS
from fodfaeste.formats.packs.folder import read_items
from fodfaeste.formats.packs.library import packs_folder, shown
from fodfaeste.formats.packs.problems import PackRefused, Problem
from fodfaeste.formats.packs.simulation_checks import check_country
from fodfaeste.formats.packs.table import Table

DENMARK, GREENLAND = FILES = ("denmark.toml", "greenland.toml")
_RULES = "economy.toml"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a country's numbers refer to in other packs. None: there is none that can be read."""

    findings: Collection[str] | None
    rules: Mapping[str, Collection[str]] | None  # id of a rule of the law -> names of its values


def read_simulation(folder: Path | None = None) -> tuple[Country, ...]:
    """The countries in a folder, or the installed ones, held against the installed evidence and laws."""
    folder = folder or packs_folder() / "simulation"
    return simulation_from(read_data_texts(folder, FILES), shown(folder), installed_standing)


def installed_country(legal_system: str) -> Country:
    """What a simulation starts from under a law."""
    return next(one for one in read_simulation() if one.legal_system == legal_system)


def simulation_from(
    texts: dict[str, str], shown_as: str, standing: Callable[[str], Standing]
) -> tuple[Country, ...]:
    """The countries in the texts of the files; `standing` gives what a legal system's numbers refer to."""
    problems: list[Problem] = []
    roots = parse_all(texts, shown_as, problems)
    countries = []
    for root in roots.values():
        rates = read_items(root, "rate", items.read_rates)
        country = _country(root, tuple(rate for item in rates for rate in item))
        root.close()
        known = standing(country.legal_system)
        check_country(root.file, country, rates, known.findings, known.rules)
        countries.append(country)
    if problems:
        raise PackRefused(problems)
    return tuple(countries)


def installed_standing(legal_system: str) -> Standing:
    """The ids of the installed findings, and of one law's rules on money with the names of their values."""
    packs = packs_folder()
    findings = _rows(packs / "evidence" / FINDINGS, "finding")
    rules = _rows(packs / "law" / legal_system / _RULES, "rule") if legal_system else None
    named: dict[str, set[str]] = {}
    for rule in rules or ():
        values = rule.get("values", {})
        named.setdefault(str(rule["id"]), set()).update(values if isinstance(values, dict) else ())
    return Standing(
        None if findings is None else {str(finding["id"]) for finding in findings},
        None if rules is None else named,
    )


def _rows(file: Path, key: str) -> list[dict[str, object]] | None:
    """The items of another pack's file; None where it cannot be read, which is told where it is read."""
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8-sig"))[key]
        return [dict(row) for row in rows if row["id"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _country(root: Table, rates: tuple[Rate, ...]) -> Country:
    head = root.inner("simulation", "tabellen [simulation]") or Table.stand_in()
    found = Country(
        id=head.identifier(),
        legal_system=head.choice("legal_system", ("denmark", "greenland")),
        title=head.words("title"),
        statement=head.words("statement"),
        states=read_items(root, "state", _state),
        codes=read_items(root, "code", _code),
        age_from=head.integers("age_from"),
        duration_from=head.integers("duration_from"),
        told_age_from=head.integers("told_age_from"),
        profiles=read_items(root, "profile", items.read_profile),
        rates=rates,
        shares=read_items(root, "share", _shares),
        refunds=read_items(root, "refund", _refund),
        costs=read_items(root, "cost", items.read_cost),
        offers=read_items(root, "offer", items.read_offer),
        paths=read_items(root, "path", items.read_path),
        numbers=read_items(root, "number", items.read_number),
        sources=read_items(root, "source", read_data_source),
    )
    for key in ("age_from", "duration_from", "told_age_from"):
        _check_rising(head, key, getattr(found, key))
    head.close()
    return found


def _check_rising(table: Table, key: str, bands: tuple[int, ...]) -> None:
    if bands and (bands[0] != 0 or any(later <= earlier for earlier, later in pairwise(bands))):
        table.problem(key, f"»{key}« stiger ikke fra 0", "skriv grænserne fra 0 og opefter")


def _state(table: Table) -> State:
    return State(
        id=table.identifier(),
        title=table.words("title"),
        statement=table.words("statement"),
        searching=table.flag("searching"),
        final=table.flag("final"),
        in_effort=table.flag("in_effort"),
        role=table.choice("role", ROLES) if table.has("role") else None,
        begins=_begins(table),
    )


def _begins(table: Table) -> tuple[str, ...]:
    found, right = table.texts("begins", empty=False), f"vælg {', '.join(BEGINNINGS)}"
    for fact in found:
        if fact not in BEGINNINGS:
            table.problem("begins", f"»{fact}« begynder ikke med en tilstand", right)
    return found


def _code(table: Table) -> Code:
    code_id, state = table.identifier(), table.text("state")
    asked = {kind: table.texts(kind, empty=False) for kind in KINDS if table.has(kind)}
    if not asked:
        table.problem(None, "koden spørger ikke om noget", f"skriv mindst én af {', '.join(KINDS)}")
    return Code(code_id, state, asked)


def _shares(table: Table) -> Shares:
    share_id, age = table.identifier(), table.number("from_age") or 0
    inner = table.inner("of_thousand", "{ arbejde = 900, ude = 100 }") or Table.stand_in()
    counts = tuple((state, int(inner.number(state) or 0)) for state in inner.data)
    inner.close()
    if inner.data and sum(count for _, count in counts) != 1000:
        table.problem("of_thousand", "delene giver ikke 1000", "ret dem, så de giver 1000 i alt")
    return Shares(share_id, int(age), counts, items.read_said(table))


def _refund(table: Table) -> Refund:
    refund_id, rule = table.identifier(), table.text("rule")
    months, values = table.integers("months"), table.texts("values", required=True, empty=False)
    if len(months) != len(values):
        table.problem("values", "der er ikke lige mange måneder og værdier", "skriv én værdi til hver måned")
    _check_rising(table, "months", months)
    steps = tuple(RefundStep(month, value) for month, value in zip(months, values, strict=False))
    return Refund(refund_id, rule, steps, table.words("reason"), table.texts("source", required=True))
