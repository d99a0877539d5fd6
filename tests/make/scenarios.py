"""A scenario as it is kept, with an answer that nobody reckoned: for who sees it and what stands there."""

from datetime import date
from typing import Any

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.scenarios.kept_answer import answer_hash, packed_files, packed_page
from fodfaeste.apps.scenarios.models import Inputs, SavedScenario
from fodfaeste.core.scenario import Scenario
from fodfaeste.design.simulation_words import SECTIONS
from fodfaeste.installation import clock
from tests.make.goals import policy

FILES = {"report.html": "<!DOCTYPE html>", "months.csv": "measure\n", "scenario.json": "{}"}
_SPAN = "−5 til +30"


def scenario(user: User, *, is_finished: bool = True, **fields: Any) -> SavedScenario:
    """What a leader tried: ten places more."""
    pack, made, answer = policy(user.authority), clock.now(), page(runs=100 if is_finished else 10)
    values: dict[str, Any] = {
        "name": "Ti pladser mere",
        "inhabitants": 40_000,
        "scenario": asked(user).to_json(),
        "policy_files": pack.files,
        "made_with": {
            "fodfaeste": "0.1.0",
            "simulation": "a",
            "evidence": "b",
            "population": "c",
            "law": "d",
        },
        "page": packed_page(answer),
        "created_at": made,
    }
    if is_finished:
        values |= {"files": packed_files(FILES), "hash": answer_hash(answer, FILES), "finished_at": made}
    inputs = inputs_of(user)
    return SavedScenario.objects.create(
        authority=user.authority, author=user, inputs=inputs, **{**values, **fields}
    )


def asked(user: User, seats: int = 10) -> Scenario:
    """What is tried: places in the branch track."""
    pack = policy(user.authority)
    return Scenario("Ti pladser mere", pack.name, pack.hash, seats=(("branchespor", seats),), months=60)


def inputs_of(user: User) -> Inputs:
    """Frozen people that nobody can read: only their bytes are asked for."""
    on = clock.today(user.authority)
    return Inputs.objects.get_or_create(
        authority=user.authority,
        on=on,
        hash="0" * 64,
        defaults={"tables": b"frozen", "made_at": clock.now()},
    )[0]


def page(runs: int = 100, difference: str = "+12") -> dict[str, Any]:
    """An answer with one figure."""
    row = ["Borgere i indsats", "måneder", difference, _SPAN, _SPAN, _SPAN, "–", "–"]
    table = {"caption": "Alle måneder lagt sammen", "headings": ["Tal"] * 8, "rows": [row], "names": 2}
    net = {"caption": "Vundet og tabt", "headings": ["Tal"] * 5, "rows": [[row[0], *row[2:6]]], "names": 1}
    parts: dict[str, list[Any]] = {"difference": [table], "net": [net]}
    sections = {
        name: {"title": title.da, "parts": [explained.da, *parts.get(name, ["Noget."])]}
        for name, (title, explained) in SECTIONS.items()
        if name != "inputs"
    }
    told = {
        "sentences": [["change", f"{difference} måneder."], ["sure", "Kendt på 3 nær."]],
        "sections": sections,
    }
    days = [date(2026, 12, 23).isoformat(), date(2027, 1, 23).isoformat()]
    bands = {name: [[-1.0, -2.0], [3.0, 4.0]] for name in ("country", "knowledge", "chance")}
    words = {"da": "Borgere i indsats", "en": "Citizens in the effort"}
    curve = {"title": words, "unit": words, "days": days, "middle": [1.0, 2.0], "bands": bands}
    return {"months": 60, "runs": runs, "curves": {"caseload": curve}, "da": told, "en": told}
