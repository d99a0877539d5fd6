"""`fodfaeste import citizens`: what it says, and how it ends."""

import pytest

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.cli import main
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def norddjurs():
    return make.authority()


@pytest.fixture
def call(tmp_path, capsys):
    """Run the command on a file with this text; gives the exit status and what was said."""

    def run(text: str, *arguments: str) -> tuple[int, str]:
        file = tmp_path / "borgere.csv"
        file.write_text(text, encoding="cp1252")
        status = main(["import", "citizens", str(file), *arguments])
        return status, capsys.readouterr().err

    return run


FILE = "borger;navn;målgruppe\n17;Åse;forsikret\n"


def test_a_file_goes_in_and_comes_out_again(call, capsys):
    status, said = call(FILE)
    assert (status, Citizen.objects.get().name) == (0, "Åse")
    assert "1 nye, 0 ændrede, 0 uændrede" in said
    number = said.split("--undo ")[1].strip()
    assert main(["import", "citizens", "--undo", number]) == 0
    assert not Citizen.objects.filter(active=True).exists()
    assert main(["import", "citizens", "--undo", number]) == 1


def test_the_same_file_again_says_that_nothing_changed(call):
    call(FILE)
    assert "intet er ændret" in call(FILE)[1]


def test_a_dry_run_tells_and_changes_nothing(call):
    status, said = call(FILE, "--dry-run")
    assert (status, Citizen.objects.count()) == (0, 0)
    assert "1 nye" in said


@pytest.mark.parametrize("more", [[], ["--dry-run"]])
def test_wrong_cells_are_named_by_file_row_and_column(call, more):
    status, said = call("borger;ledig siden\n17;x\n", *more)
    assert status == 1
    assert "borgere.csv, række 2, kolonne ledig siden: Det er ikke en dato." in said
    assert not Citizen.objects.exists()


def test_a_broken_file_is_refused_with_its_row(call):
    status, said = call("borger;navn\n17\n")
    assert status == 1
    assert "borgere.csv, række 2: " in said


def test_columns_are_chosen_by_field_or_by_its_title_and_kept(call):
    assert call("nr;hvem\n17;Ane\n")[0] == 1
    assert call("nr;hvem\n17;Ane\n", "--map", "nr=citizen", "--map", "hvem=Navn")[0] == 0
    assert "intet er ændret" in call("nr;hvem\n17;Ane\n")[1]


@pytest.mark.parametrize(
    "arguments",
    [[], ["--map", "nr"], ["--map", "nr=hovsa"], ["--authority", "hovsa"], ["--undo", "7"]],
)
def test_wrong_usage_ends_with_two(call, capsys, arguments):
    if arguments in ([], ["--undo", "7"]):
        assert main(["import", "citizens", *arguments]) == 2
    else:
        assert call(FILE, *arguments)[0] == 2


def test_where_there_are_two_municipalities_one_must_be_named(call):
    make.authority_elsewhere()
    assert call(FILE)[0] == 2
    assert call(FILE, "--authority", "norddjurs")[0] == 0


def test_a_file_that_is_not_there_is_bad_input(tmp_path):
    assert main(["import", "citizens", str(tmp_path / "væk.csv")]) == 1


@pytest.mark.parametrize("written", ["2", "lab.6.2", "Nr. 2: jobparat på kontanthjælp"])
def test_the_laws_group_comes_in_by_its_number_in_the_act(call, written):
    call(f"borger;lovens målgruppe\n17;{written}\n")
    assert Citizen.objects.get().facts.get(name="law_group").value == "lab.6.2"
