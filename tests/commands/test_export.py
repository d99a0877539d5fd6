"""`fodfaeste export snapshot`, and the engine commands on it where Django is not to be had."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from fodfaeste.cli import main
from fodfaeste.core.snapshot import TABLES
from fodfaeste.formats.snapshot import read_snapshot
from tests import make

pytestmark = pytest.mark.django_db

#: Whole in every snapshot, whoever is in it.
OF_THE_TAXONOMY = ("skills", "occupations", "occupation_skills")

WITHOUT_DJANGO = """
import sys
from importlib.abc import MetaPathFinder

class NoDjango(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "django":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, NoDjango())
from fodfaeste.cli import main
sys.exit(main(sys.argv[1:]))
"""


def without_django(*arguments: object) -> subprocess.CompletedProcess[str]:
    hidden = ("DJANGO_SETTINGS_MODULE", "FODFAESTE_PACKS")
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, *map(str, arguments)],
        env={name: value for name, value in os.environ.items() if name not in hidden},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    person = make.citizen_due(reference="ærø-1")
    make.contact(person)
    make.spell(person, date(2025, 1, 1))
    make.agreement(person, state="planned")
    make.citizen(reference="b-2")
    folder = tmp_path / "s"
    assert main(["export", "snapshot", str(folder)]) == 0
    return folder


def test_the_folder_holds_what_the_database_knows(folder):
    found = read_snapshot(folder)
    assert (found.on, found.authority) == (date(2026, 11, 23), "norddjurs")
    assert list(found.packs) == ["norddjurs/2020"]
    told = {name: table.height for name, table in found.tables.items() if not table.is_empty()}
    assert {name: rows for name, rows in told.items() if name not in OF_THE_TAXONOMY} == {
        "citizens": 2,
        "statuses": 3,
        "spells": 1,
        "contacts": 1,
        "agreements": 1,
        "kinds_ruled_out": 2,  # skånejob and flex job, to the one whose group of the law is known
        "numbers": 4,  # daily travel, and how advice is shared out, of the packs
    }
    assert set(found.tables) == set(TABLES)


def test_the_engines_run_on_it_without_django(folder, tmp_path):
    done = without_django("due", "--policy", "norddjurs", "--snapshot", folder)
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0)
    assert [line.split(",")[:3] for line in done.stdout.splitlines()[1:]] == [
        ["b-2", "", "cannot_tell"],
        ["ærø-1", "branchespor.forsikret", "due"],
    ]
    tried = without_django(
        "try", "--policy", "norddjurs", "--snapshot", folder, "--set", "branchespor.forsikret:P6M=P3M"
    )
    assert tried.returncode == 0, tried.stderr
    explained = without_django("due", "--policy", "norddjurs", "--snapshot", folder, "--explain", "ærø-1")
    assert explained.stdout.startswith("ærø-1: Skal begynde")


def test_a_file_is_answered_without_django_too(tmp_path):
    file = tmp_path / "borgere.csv"
    file.write_text("citizen;target_group\nx;ung\n", "utf-8")
    done = without_django("due", "--policy", "norddjurs", "--citizens", file, "--on", "2020-09-01")
    assert done.returncode == 0, done.stderr


def test_the_same_answers_come_from_the_database_and_from_its_snapshot(folder, capsys):
    capsys.readouterr()
    assert main(["due", "--policy", "norddjurs"]) == 0
    direct = capsys.readouterr().out
    assert main(["due", "--policy", "norddjurs", "--snapshot", str(folder)]) == 0
    assert sorted(capsys.readouterr().out.splitlines()) == sorted(direct.splitlines())


def test_another_day_needs_another_snapshot(folder, capsys):
    other = (date(2026, 11, 23) + timedelta(days=1)).isoformat()
    assert main(["due", "--policy", "norddjurs", "--snapshot", str(folder), "--on", other]) == 2


def test_a_folder_that_is_no_snapshot_is_bad_input(tmp_path, capsys):
    assert main(["due", "--policy", "norddjurs", "--snapshot", str(tmp_path)]) == 1
    assert "snapshot.json mangler" in capsys.readouterr().err


def test_someone_elses_folder_is_left_alone(tmp_path, capsys):
    make.authority()
    (tmp_path / "ferie.txt").write_text("mit")
    assert main(["export", "snapshot", str(tmp_path)]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["ferie.txt"]


def test_a_place_that_cannot_be_written_to_is_told(tmp_path, capsys):
    make.authority()
    (tmp_path / "fil").write_text("")
    assert main(["export", "snapshot", str(tmp_path / "fil" / "s")]) == 1
    assert "kan ikke skrives" in capsys.readouterr().err


def test_of_several_municipalities_one_must_be_named(tmp_path, capsys):
    make.authority()
    make.authority_elsewhere()
    assert main(["export", "snapshot", str(tmp_path / "s")]) == 2
    assert "haderslev, norddjurs" in capsys.readouterr().err
    assert main(["export", "snapshot", str(tmp_path / "s"), "--authority", "norddjurs"]) == 0
    assert main(["export", "snapshot", str(tmp_path / "t"), "--authority", "findes-ikke"]) == 2
