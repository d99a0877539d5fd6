"""Commands for one municipality give nothing of another; here the other one lies in Greenland."""

import polars as pl
import pytest
from django.test import Client

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.accounts.presenting import Presentation, authority_present
from fodfaeste.cli import main
from tests import make
from tests.make.marked import Known, marked_authority, rows_as_they_are

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> Known:
    make.citizen_due(place=make.place())
    make.leader()
    return marked_authority("sermersooq", "956", time_zone="America/Nuuk")


def test_a_snapshot_holds_its_own_municipality_alone(known, tmp_path):
    assert main(["export", "snapshot", str(tmp_path / "out"), "--authority", "norddjurs"]) == 0
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert files
    for path in files:
        read = pl.read_parquet(path).write_json() if path.suffix == ".parquet" else path.read_text("utf-8")
        assert known.found_in(read.encode()) == [], path.name


def test_the_same_snapshot_of_the_other_is_found_out(known, tmp_path):
    assert main(["export", "snapshot", str(tmp_path / "out"), "--authority", "sermersooq"]) == 0
    tables = [pl.read_parquet(path).write_json() for path in (tmp_path / "out").rglob("*.parquet")]
    assert known.found_in("".join(tables).encode())


def test_lists_and_the_night_s_work_touch_their_own_municipality_alone(known, capsys):
    before = rows_as_they_are()
    assert main(["users", "list", "--authority", "norddjurs"]) == 0
    assert main(["nightly", "--authority", "norddjurs"]) == 0
    assert main(["due", "--policy", "norddjurs"]) == 0
    shown = capsys.readouterr()
    assert "leder" in shown.out or "leader" in shown.out
    assert known.found_in((shown.out + shown.err).encode()) == []
    after = rows_as_they_are()
    assert [label for label, rows in before.items() if after[label] != rows] == []


def test_where_there_are_several_a_command_asks_which(known, tmp_path, capsys):
    assert main(["export", "snapshot", str(tmp_path / "out")]) == 2
    assert "vælg kommune med --authority: norddjurs, sermersooq" in capsys.readouterr().err


def test_a_municipality_is_set_up_with_its_own_looks_and_changed_by_the_same_command(capsys):
    given = ["setup-authority", "--policy", "haderslev", "--short-name", "Haderslev"]
    assert main([*given, "--theme", "green", "--name-of", "Haderslev Kommunes"]) == 0
    assert main([*given, "--theme", "blue"]) == 0
    found = make.authority_elsewhere()
    assert (found.theme, found.short_name, found.name_of) == ("blue", "Haderslev", "Haderslev Kommunes")
    assert main([*given, "--theme", "pink"]) == 2
    assert main([*given, "--language", "kl"]) == 2
    assert main(["setup-authority", "--policy", "sermersooq", "--language", "kl"]) == 0


def test_each_reads_the_time_of_its_own_clock_and_the_languages_of_its_own_place(known):
    person = make.citizen()
    home = make.contact(person, state="booked").citizen
    authority_present(authority=known.authority, wanted=Presentation(language="kl"), languages=("da", "kl"))
    theirs, ours = (
        page_of(User.objects.get(pk=known.parts["case_worker"]), known.parts["pid"]),
        page_of(make.case_worker(home.unit), home.public_id),
    )
    assert "07.00" in theirs
    assert "10.00" in ours
    assert 'lang="kl"' in theirs
    assert "Kalaallisut" not in ours


def page_of(user: User, pid: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get(f"/borgere/{pid}/").content.decode()
