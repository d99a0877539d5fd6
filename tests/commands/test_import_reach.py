"""`fodfaeste import reach`: what it says, what counts afterwards, and that twice is once."""

import polars as pl
import pytest

from fodfaeste.apps.journal.models import Event
from fodfaeste.bridge.reach import load_travel
from fodfaeste.cli import main
from fodfaeste.core.errors import Rejected
from tests import make

pytestmark = pytest.mark.django_db

HEADING = "from,to,mode,minutes,season"
FILE = f"{HEADING}\ngrenaa,auning,car,17,all\n"


@pytest.fixture(autouse=True)
def var(tmp_path, monkeypatch):
    """An installation of its own, with two known towns and one that the pack does not have."""
    monkeypatch.setenv("FODFAESTE_VAR", str(tmp_path / "var"))
    for name in ("Grenaa", "Auning", "Findesikke"):
        make.place(make.authority(), name)
    return tmp_path / "var"


@pytest.fixture
def call(tmp_path, capsys):
    """Run the command on a file with this text; gives the exit status and what was said."""

    def run(text: str, *arguments: str) -> tuple[int, str]:
        file = tmp_path / "minutter.csv"
        file.write_text(text, encoding="utf-8")
        status = main(["import", "reach", str(file), *arguments])
        return status, capsys.readouterr().err

    return run


def between(origin, destination):
    found = load_travel(make.authority())["reach"]
    found = found.filter(pl.col("from") == origin, pl.col("to") == destination)
    return found.select("mode", "minutes", "basis").rows()


def test_a_pair_in_the_file_counts_in_its_own_direction_and_the_rest_follow_the_rule(call):
    back = between("auning", "grenaa")
    status, said = call(FILE)
    assert status == 0
    assert "1 rækker, 1 par af steder" in said
    assert between("grenaa", "auning") == [("car", 17, "fil")]
    assert between("auning", "grenaa") == back
    assert {basis for *_, basis in back} == {"proposed"}


def test_a_place_that_the_pack_does_not_have_can_be_reached_by_file(call):
    assert between("grenaa", "findesikke") == []
    call(f"{HEADING}\ngrenaa,findesikke,public,44,all\n")
    assert between("grenaa", "findesikke") == [("public", 44, "fil")]


def test_twice_is_once(call, var):
    call(FILE)
    before = {path: path.stat().st_mtime_ns for path in (var / "reach").iterdir()}
    status, said = call(FILE)
    assert (status, "intet er ændret" in said) == (0, True)
    assert {path: path.stat().st_mtime_ns for path in (var / "reach").iterdir()} == before
    assert Event.objects.filter(action="import").count() == 1


def test_what_is_removed_leaves_the_rule(call, capsys):
    rule = between("grenaa", "auning")
    call(FILE)
    assert main(["import", "reach", "--remove"]) == 0
    assert between("grenaa", "auning") == rule
    assert main(["import", "reach", "--remove"]) == 0
    assert "ingen fil er i brug" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("grenaa,vojens,car,9,all", "minutter.csv, række 2, kolonne to: »vojens« er intet sted her"),
        ("grenaa,auning,car,nul,all", "minutter.csv, række 2, kolonne minutes: "),
        ("grenaa,auning,raket,9,all", "minutter.csv, række 2, kolonne mode: "),
        ("grenaa,auning,car,9,vinter", "minutter.csv, række 2, kolonne season: "),
    ],
)
def test_a_wrong_row_is_named_and_leaves_what_counted(call, row, told):
    call(FILE)
    status, said = call(f"{HEADING}\n{row}\n")
    assert (status, told in said) == (1, True), said
    assert between("grenaa", "auning") == [("car", 17, "fil")]


def test_one_municipalitys_file_is_not_anothers(call):
    elsewhere = make.authority_elsewhere()
    make.place(elsewhere, "Grenaa")
    make.place(elsewhere, "Auning")
    call(FILE, "--authority", "norddjurs")
    assert load_travel(elsewhere)["reach"].is_empty()


@pytest.mark.parametrize("damage", ["from,to\ngrenaa,auning\n", HEADING, "\x00", "a\nb,c,d,e,f,g,h,i\n"])
def test_a_damaged_file_is_told_and_another_import_mends_it(call, var, damage):
    call(FILE)
    (var / "reach" / "norddjurs.csv").write_text(damage, encoding="utf-8")
    with pytest.raises(Rejected, match="fodfaeste import reach"):
        between("grenaa", "auning")
    assert call(FILE)[0] == 0
    assert between("grenaa", "auning") == [("car", 17, "fil")]


@pytest.mark.parametrize("arguments", [[], ["fil.csv", "--remove"]])
def test_a_file_or_remove_and_not_both(arguments):
    assert main(["import", "reach", *arguments]) == 2


def test_an_installation_that_cannot_be_written_is_told(call, var):
    var.write_text("a file, not a folder")
    status, said = call(FILE)
    assert (status, "mappen kan ikke laves" in said) == (1, True)
