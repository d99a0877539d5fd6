"""`fodfaeste due`: a file in, a file out.

The installed command itself, as a person starts it, is tried once for each way it can end.
"""

import csv
import io
import os
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from fodfaeste.cli import main

COMMAND = Path(sys.executable).parent / "fodfaeste"
HEADINGS = (
    "citizen,target_group,effort_started,unemployment_started,earlier_unemployment_months,"
    "became_job_ready,came_from,integration_started"
)
ROWS = """\
ærø-1,forsikret,2020-03-01,2020-03-01,6,,,
b-2,forsikret,2020-03-02,2020-03-02,"6,5",,,
c-3,arbejdsmarkedsparat,2020-08-01,2020-08-01,0,2020-08-01,ung,
d-4,arbejdsmarkedsparat,2020-08-01,2020-08-01,0,2020-08-01,,
e-5,arbejdsmarkedsparat,2020-08-01,2020-08-01,0,2020-08-01,ukendt,
f-6,aktivitetsparat,,,,ikke_sket,,
g-7,integrationsborger,,,,,,2020-10-01
h-8,sygemeldt,,,,,,
i-9,,2020-03-01,,,,,
å-10,ung,,,,,,
"""
ANSWERS = [
    ("ærø-1", "branchespor.forsikret", "due", "2020-09-01", ""),
    ("b-2", "branchespor.forsikret", "due", "2020-03-02", ""),
    ("c-3", "branchespor.arbejdsmarkedsparat", "due", "2020-08-01", ""),
    ("d-4", "branchespor.arbejdsmarkedsparat", "not_due", "2020-11-01", ""),
    ("e-5", "branchespor.arbejdsmarkedsparat", "cannot_tell", "", "came_from"),
    ("f-6", "branchespor.aktivitetsparat", "not_due", "", ""),
    ("g-7", "branchespor.integrationsborger", "not_due", "2020-10-01", ""),
    ("h-8", "", "not_covered", "", ""),
    ("i-9", "", "cannot_tell", "", "target_group"),
    ("å-10", "branchespor.ung", "cannot_tell", "", "became_job_ready"),
]


@pytest.fixture(autouse=True)
def _installed_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FODFAESTE_PACKS", raising=False)


def environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "FODFAESTE_PACKS"} | more


def started(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The installed command, in a process of its own."""
    command = [str(COMMAND), *map(str, arguments)]
    return subprocess.run(command, env=environment(), capture_output=True, encoding="utf-8", timeout=120)


def fodfaeste(*arguments: object) -> subprocess.CompletedProcess[str]:
    """What the installed command calls, here."""
    given = [*map(str, arguments)]
    with redirect_stdout(io.StringIO()) as told, redirect_stderr(io.StringIO()) as said:
        status = main(given)
    return subprocess.CompletedProcess(given, status, told.getvalue(), said.getvalue())


def asked(file: Path, *arguments: object, on: str = "2020-09-01") -> list[object]:
    return ["due", "--policy", "norddjurs", "--citizens", file, "--on", on, *arguments]


def due(file: Path, *arguments: object, on: str = "2020-09-01") -> subprocess.CompletedProcess[str]:
    return fodfaeste(*asked(file, *arguments, on=on))


def written(tmp_path: Path, rows: str, headings: str = HEADINGS, encoding: str = "utf-8") -> Path:
    file = tmp_path / "borgere.csv"
    file.write_bytes(f"{headings}\n{rows}".encode(encoding))
    return file


def answers_in(text: str) -> list[tuple[str, ...]]:
    found = list(csv.DictReader(text.splitlines()))
    return [tuple(row[name] for name in ("citizen", "rule", "state", "due_on", "missing")) for row in found]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return written(tmp_path, ROWS)


def test_each_citizen_has_one_row_in_the_order_of_the_file(people, tmp_path):
    out = tmp_path / "svar.csv"
    done = started(*asked(people, "--out", out))
    assert (done.returncode, done.stdout) == (0, "")
    text = out.read_text("utf-8")
    assert text.splitlines()[0] == "citizen,rule,state,due_on,reasons,missing"
    assert answers_in(text) == ANSWERS


def test_without_a_file_the_answers_go_to_standard_output(people):
    done = started(*asked(people))
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "citizen,rule,state,due_on,reasons,missing"
    assert answers_in(done.stdout) == ANSWERS


def test_the_reasons_name_the_pack_and_after_the_period_that_it_runs_on(people):
    inside = list(csv.DictReader(due(people).stdout.splitlines()))
    after = list(csv.DictReader(due(people, on="2022-01-01").stdout.splitlines()))
    assert all(row["reasons"].endswith("[norddjurs/2020]") for row in inside)
    assert not any("gælder videre" in row["reasons"] for row in inside)
    assert all("gælder videre" in row["reasons"] for row in after)


@pytest.mark.parametrize(
    ("encoding", "delimiter", "line_end"), [("cp1252", ";", "\r\n"), ("utf-8-sig", "\t", "\n")]
)
def test_the_same_people_in_another_spelling_of_csv_give_the_same(tmp_path, encoding, delimiter, line_end):
    rows = [row.replace('"6,5"', "6.5") for row in (HEADINGS + "\n" + ROWS).splitlines()]
    text = line_end.join(row.replace(",", delimiter) for row in rows)
    file = tmp_path / "borgere.csv"
    file.write_bytes(text.encode(encoding))
    assert answers_in(due(file).stdout) == ANSWERS


def test_columns_may_stand_in_any_order_and_others_are_told(tmp_path):
    file = written(tmp_path, "Grenaa,2020-03-01,x,forsikret\n", "by,effort_started,citizen,target_group")
    done = due(file)
    assert answers_in(done.stdout) == [("x", "branchespor.forsikret", "due", "2020-09-01", "")]
    assert "by" in done.stderr


def test_a_file_with_headings_alone_gives_headings_alone(tmp_path):
    out = tmp_path / "svar.csv"
    done = due(written(tmp_path, ""), "--out", out)
    assert (done.returncode, out.read_text("utf-8")) == (0, "citizen,rule,state,due_on,reasons,missing\n")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("effort_started", "32-13-2020"),
        ("became_job_ready", "2020-02-30"),
        ("earlier_unemployment_months", "abc"),
        ("citizen", ""),
    ],
)
def test_a_value_that_cannot_be_read_rejects_the_file(tmp_path, column, value):
    names = HEADINGS.split(",")
    bad = ["god", "ung", *[""] * 6]
    bad[names.index(column)] = value
    file = written(tmp_path, "først,ung,,,,,,\n" + ",".join(bad) + "\n")
    done = due(file, "--out", tmp_path / "svar.csv")
    assert done.returncode == 1
    assert done.stderr.startswith(f"borgere.csv, række 3, kolonne {column}: ")
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["borgere.csv"]


def test_a_rejected_file_leaves_the_answers_of_another_day(tmp_path):
    out = tmp_path / "svar.csv"
    out.write_text("det, der stod der\n", "utf-8")
    done = due(written(tmp_path, "x,ung,i går,,,,,\n"), "--out", out)
    assert (done.returncode, out.read_text("utf-8")) == (1, "det, der stod der\n")


def test_a_file_that_is_not_there_is_told(tmp_path):
    done = started(*asked(tmp_path / "væk.csv"))
    assert done.returncode == 1
    assert done.stderr.startswith("væk.csv: ")


@pytest.mark.parametrize("out", ["ingen-mappe/svar.csv", "."])
def test_a_place_that_cannot_be_written_to_is_told(people, tmp_path, out):
    done = due(people, "--out", tmp_path / out)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "kan ikke skrives" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--policy", "findes-ikke", "--citizens", "FILE"],
        ["--policy", "norddjurs", "--citizens", "FILE", "--on", "2020-02-30"],
        ["--policy", "norddjurs", "--citizens", "FILE", "--on", "i dag"],
        ["--policy", "norddjurs", "--citizens", "FILE", "--rule", "branchespor.ung"],
        ["--policy", "norddjurs", "--citizens", "FILE", "--explain", "findes-ikke"],
        ["--policy", "norddjurs", "--citizens", "FILE", "--explain", "b-2", "--rule", "findes-ikke"],
        ["--policy", "norddjurs", "--citizens", "FILE", "--snapshot", "."],
        ["--citizens", "FILE"],
    ],
)
def test_a_command_that_asks_for_what_is_not_there_is_wrong_usage(people, arguments):
    done = fodfaeste("due", *(people if a == "FILE" else a for a in arguments))
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_the_installed_command_ends_with_two_at_wrong_usage(people):
    done = started("due", "--citizens", people)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_one_citizen_is_explained_in_plain_danish(people):
    done = due(people, "--explain", "c-3")
    assert done.returncode == 0
    assert done.stdout.splitlines()[:6] == [
        "c-3: Skal begynde: ret siden 1. august 2020",
        (
            "  Branchespor til arbejdsmarkedsparate (branchespor.arbejdsmarkedsparat, norddjurs/2020): "
            "En arbejdsmarkedsparat på kontanthjælp skal have et branchespor, når indsatsen har varet tre "
            "måneder; dog straks ved ny ledighed efter mere end seks måneders tidligere ledighed, og straks "
            "ved skift fra en anden målgruppe."
        ),
        "  Står i teksten: En tidlig indsats er afgørende",
        "  - ikke opfyldt: 3 måneder efter, at indsatsen begyndte: 1. november 2020, dagen er ikke nået",
        (
            "  - ikke opfyldt: fra den dag, ledigheden begyndte: 1. august 2020, dagen er nået, "
            "og den tidligere ledighed er over 6 måneder: nej (0)"
        ),
        (
            "  - opfyldt: fra den dag, borgeren blev jobparat: 1. august 2020, dagen er nået, "
            "og den tidligere målgruppe er en anden end arbejdsmarkedsparat: ja (ung)"
        ),
    ]
    assert any(line.startswith("  Teksten lader stå åbent: ") for line in done.stdout.splitlines())


def test_what_is_missing_is_named_in_the_explanation(people):
    assert "  Mangler: Kom fra målgruppen\n" in due(people, "--explain", "e-5").stdout


def test_a_group_outside_the_table_is_explained(people):
    assert due(people, "--explain", "h-8").stdout.splitlines() == [
        "h-8: Ikke omfattet",
        "  Politikken nævner ikke gruppen »sygemeldt«.",
    ]


def test_another_groups_rule_is_explained_as_if(people):
    done = due(people, "--explain", "b-2", "--rule", "branchespor.arbejdsmarkedsparat")
    assert "branchespor.arbejdsmarkedsparat, norddjurs/2020" in done.stdout
    assert "men borgeren er i »forsikret«; svaret er, hvad reglen ville sige" in done.stdout


def killed_while_writing(file: Path, out: Path) -> bool:
    """Start the command and kill it when it has begun to write; False if it was done first."""
    running = subprocess.Popen(
        [str(COMMAND), *map(str, asked(file, "--out", out))],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while running.poll() is None and not list(out.parent.glob(f".{out.name}.*.part")):
        time.sleep(0.001)
    in_time = running.poll() is None
    running.kill()
    running.wait()
    return in_time


def test_killed_while_it_writes_it_leaves_what_was_there(tmp_path):
    file = written(tmp_path, "".join(f"b{n},ung,,,,2020-05-01,,\n" for n in range(40_000)))
    out = tmp_path / "svar.csv"
    for _ in range(10):
        out.write_text("det, der stod der\n", "utf-8")
        if killed_while_writing(file, out):
            break
    else:
        pytest.fail("it was always done before it could be killed")
    assert out.read_text("utf-8") in ("det, der stod der\n", whole_answer(file))


def whole_answer(file: Path) -> str:
    return due(file).stdout
