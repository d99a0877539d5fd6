"""`fodfaeste simulate`: a snapshot in, a folder out that is whole, and the same the next time."""

import csv
import functools
import hashlib
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from fodfaeste.cli import main
from fodfaeste.commands import people, simulate, simulate_place, simulate_scenario
from fodfaeste.core.scenario import from_json
from fodfaeste.core.snapshot import TABLES
from fodfaeste.design import simulation_report
from fodfaeste.formats.snapshot import TYPES, Snapshot, write_snapshot
from tests.make.population import AREA, stock_csv, written

ON = date(2026, 11, 22)
EARLIER = "branchespor.forsikret:P6M=P3M"
TRIED = (
    "--set",
    EARLIER,
    "--rule",
    "branchespor:ung:P0D",
    "--seats",
    "branchespor=60",
    "--name",
    "Mere og før",
)
FILES = {"groups.csv", "indicators.csv", "months.csv", "report.html", "scenario.json", "summary.json"}


def rows_of(name, rows):
    schema = {column.name: TYPES[column.type] for column in TABLES[name].columns}
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)


def tables():
    """A hundred insured, each a week longer in the effort than the one before; ten have begun a track."""
    began = {f"c{number}": ON - timedelta(days=7 * number + 1) for number in range(100)}
    citizens = [
        {"citizen": name, "authority": "norddjurs", "birth_year": 1985, "age": 41.0,
         "target_group": "forsikret", "came_from": "ingen", "effort_started": day,
         "unemployment_started": day, "earlier_unemployment_months": 0.0}
        for name, day in began.items()
    ]  # fmt: skip
    known = {"recorded_at": datetime(2026, 11, 1, tzinfo=UTC)}
    statuses = [
        {"citizen": name, "kind": kind, "value": value, "valid_from": day, **known}
        for name, day in began.items()
        for kind, value in (("benefit", "dagpenge"), ("target_group", "forsikret"))
    ]
    running = {"kind": "branchespor", "state": "running", "from": date(2026, 10, 1)}
    return {
        "citizens": rows_of("citizens", citizens),
        "statuses": rows_of("statuses", statuses),
        "agreements": rows_of("agreements", [{"citizen": f"c{90 + at}", **running} for at in range(10)]),
    }


def once(read):
    """Reads a pack's files once for each text."""
    kept = {}

    def read_kept(files, name):
        key = (*files.values(), name)
        kept[key] = kept.get(key) or read(files, name)
        return kept[key]

    return read_kept


@pytest.fixture(scope="module", autouse=True)
def packs_read_once():
    """The installed packs do not change while these tests run."""
    with pytest.MonkeyPatch.context() as patched:
        patched.delenv("FODFAESTE_PACKS", raising=False)
        for module, name in (
            (simulate, "installed_country"),
            (simulate, "installed_law"),
            (simulate, "read_evidence"),
            (simulate_place, "installed_country"),
            (people, "installed_pack"),
        ):
            patched.setattr(module, name, functools.cache(getattr(module, name)))
        patched.setattr(simulate_scenario, "read_files", once(simulate_scenario.read_files))
        yield


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("simulate") / "s"
    write_snapshot(Snapshot(ON, "norddjurs", {}, tables()), folder)
    return folder


def arguments(snapshot, out, *more, policy="norddjurs"):
    few = ["--snapshot", snapshot, "--months", 6, "--runs", 2, "--out", out]
    return [str(one) for one in ["simulate", "--policy", policy, *few, *more]]


@pytest.fixture(scope="module")
def tried(snapshot, tmp_path_factory) -> Path:
    """A policy with another value, a rule more and more seats, as it was written."""
    out = tmp_path_factory.mktemp("tried") / "ud"
    assert main(arguments(snapshot, out, *TRIED, "--threads", 2)) == 0
    return out


@pytest.fixture
def call(snapshot, tmp_path, capsys, monkeypatch):
    """Run `simulate` on the snapshot, without drawings; exit status, answer, what was said, the folder."""
    monkeypatch.setattr(simulation_report, "difference_chart", lambda *_: "<svg></svg>")

    def run(*more: object, policy: str = "norddjurs") -> tuple[int, str, str, Path]:
        status = main(arguments(snapshot, tmp_path / "ud", *more, policy=policy))
        said = capsys.readouterr()
        return status, said.out, said.err, tmp_path / "ud"

    return run


def summary_of(folder):
    return json.loads((folder / "summary.json").read_text("utf-8"))


def test_the_folder_is_whole_and_its_summary_has_the_hash_of_every_file(tried):
    assert {path.name for path in tried.iterdir()} == FILES
    assert summary_of(tried)["files"] == {
        name: hashlib.sha256((tried / name).read_bytes()).hexdigest() for name in FILES - {"summary.json"}
    }
    assert [path.name for path in tried.parent.iterdir()] == ["ud"]


def test_the_same_question_gives_the_same_bytes_on_any_threads(tried, snapshot, tmp_path):
    assert main(arguments(snapshot, tmp_path / "ud", *TRIED, "--threads", 1)) == 0
    for name in FILES:
        assert (tmp_path / "ud" / name).read_bytes() == (tried / name).read_bytes(), name


def test_both_engines_tell_the_same(tried, call):
    folder = call(*TRIED, "--engine", "monthly")[3]
    for name in ("months.csv", "groups.csv", "indicators.csv"):
        assert (folder / name).read_bytes() == (tried / name).read_bytes(), name


def test_nothing_changed_is_exactly_zero_and_said(call):
    status, out, err, folder = call()
    assert (status, "kørsler" in err) == (0, True)
    assert "Ændringen binder ingen" in out
    with (folder / "months.csv").open(encoding="utf-8") as file:
        assert {row["difference"] for row in csv.DictReader(file)} <= {"0.0", ""}
    assert summary_of(folder)["binds_nobody"] is True


def test_the_scenario_can_be_opened_again(tried):
    scenario = from_json((tried / "scenario.json").read_text("utf-8"))
    assert scenario.changes == (("branchespor.forsikret/any_of/0/after", "P3M"),)
    assert (scenario.rules[0].group, scenario.seats) == ("ung", (("branchespor", 60),))


def test_a_scenario_of_before_gives_the_same_bytes(tried, call, snapshot, tmp_path):
    scenario = tried / "scenario.json"
    given = ["simulate", "--policy", "norddjurs", "--snapshot", str(snapshot), "--scenario", str(scenario)]
    assert main([*given, "--out", str(tmp_path / "igen")]) == 0
    for name in ("months.csv", "scenario.json"):
        assert (tmp_path / "igen" / name).read_bytes() == (tried / name).read_bytes()


def test_a_scenario_of_another_policy_is_refused(tried, call):
    status, _, err, _ = call("--scenario", tried / "scenario.json", policy="kalundborg")
    assert status == 1
    assert "kolonne policy: kalundborg/2022 er ikke den udgave" in err


def test_more_seats_are_more_entries(tried):
    totals = {one["measure"]: one["difference"] for one in summary_of(tried)["totals"] if not one["group"]}
    assert totals["entries.branchespor"]["middle"] > 5


def test_another_municipalitys_policy_may_be_tried_on_the_same_citizens(call):
    status, _, _, folder = call("--against", "kalundborg")
    assert status == 0
    assert summary_of(folder)["scenario"]["against"] == "kalundborg/2022"


def test_a_policy_without_rules_may_be_given_one_and_what_was_there_is_replaced(call):
    rule = "--rule", "mentor:unge:P1M", "--seats", "mentor=5"
    assert call(*rule, policy="haderslev")[0] == 0
    status, _, _, folder = call(*rule, "--name", "Siden", policy="haderslev")
    assert status == 0
    assert summary_of(folder)["scenario"]["name"] == "Siden"


def test_the_report_fetches_nothing_and_names_every_table_and_drawing(tried):
    page = (tried / "report.html").read_text("utf-8")
    assert "<h1>Mere og før</h1>" in page
    assert not re.search(r"<script|<link|<img|src=|@import", page)
    identities = re.findall(r'\bid="([^"]+)"', page)
    assert len(identities) == len(set(identities))
    labels = re.findall(r'aria-label="([^"]+)"', page)
    assert len(labels) == len(set(labels)) == page.count("<table>")
    assert page.count('role="img"') == page.count("<svg") == 2


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--set", "branchespor.forsikret:P9M=P3M"], "står 0 gange"),
        (["--rule", "branchespor:forsikret"], "skal have formen TILBUD:MÅLGRUPPE:TID"),
        (["--rule", "branchespor:forsikret:tre"], "--rule: »tre« er ingen periode"),
        (["--rule", "rumfart:forsikret:P3M"], "tilbuddet »rumfart« findes ikke"),
        (["--rule", "branchespor:konger:P3M"], "målgruppen »konger« findes ikke"),
        (["--seats", "branchespor=mange"], "skal have formen TILBUD=ANTAL"),
        (["--months", "121"], "--months: skal være mellem 1 og 120"),
        (["--runs", "0"], "--runs: skal være mellem 1 og 1000"),
        (
            ["--set", EARLIER, "--against", "kalundborg"],
            "--against: kan ikke prøves sammen med ændrede værdier",
        ),
        (["--births", "b.csv"], "hører sammen med --population eller --inhabitants"),
        (["--threads", "0"], "--threads skal være mindst 1"),
        (["--backcast", "2025"], "giv enten --out eller --backcast"),
    ],
)
def test_what_cannot_be_tried_is_wrong_usage_and_leaves_nothing(call, more, told):
    status, out, err, folder = call(*more)
    assert (status, out) == (2, "")
    assert told in err
    assert not folder.exists()


def test_a_folder_of_something_else_is_left_alone(call, tmp_path):
    (tmp_path / "ud").mkdir()
    (tmp_path / "ud" / "andet.txt").write_text("mit", "utf-8")
    status, _, err, folder = call()
    assert status == 1
    assert "er ingen simulation" in err
    assert [path.name for path in folder.iterdir()] == ["andet.txt"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n", "skal have kolonnerne kind, state, from, months, total"),
        ("kind,state,from,months,total\nstock,konge,,6,90\n", "række 2, kolonne state"),
        ("kind,state,from,months,total\nstock,dagpenge,,6,mange\n", "række 2, kolonne total"),
        ("kind,state,from,months,total\nstock,dagpenge,,6,5000\n", "totals.csv: Tallene"),
    ],
)
def test_totals_that_cannot_be_read_or_met_are_bad_input(call, tmp_path, text, told):
    totals = tmp_path / "totals.csv"
    totals.write_text(text, "utf-8")
    status, _, err, folder = call("--totals", totals)
    assert status == 1
    assert told in err
    assert not folder.exists()


def test_totals_that_can_be_met_are_told_raw_and_aligned(call, tmp_path):
    totals = tmp_path / "totals.csv"
    totals.write_text("kind,state,from,months,total\nstock,dagpenge,,6,60\n", "utf-8")
    (told,) = summary_of(call("--totals", totals)[3])["aligned"]
    assert told["aligned"] == pytest.approx(60)
    assert told["raw"] != pytest.approx(60)


def test_a_population_brings_everybody_else_and_those_who_come(call, tmp_path):
    stock = written(tmp_path, "FOLK1A.csv", stock_csv((2026,)).replace(AREA, "Norddjurs"))
    status, _, err, folder = call("--population", stock)
    assert (status, "Traceback" in err) == (0, False)
    told = summary_of(folder)
    assert told["inputs"]["FOLK1A.csv"] == hashlib.sha256(stock.read_bytes()).hexdigest()
    assert not any("Ingen befolkning er givet" in words["da"] for words in told["granted"])


@pytest.mark.parametrize(
    ("year", "told"), [(2026, "vælg et år før 2026"), (2025, "rækker ikke et år tilbage")]
)
def test_a_back_cast_needs_a_year_that_everybody_is_known_of(snapshot, capsys, year, told):
    given = ["simulate", "--policy", "norddjurs", "--snapshot", str(snapshot), "--runs", "2"]
    assert main([*given, "--inhabitants", "30000", "--backcast", str(year)]) == 2
    assert told in capsys.readouterr().err
