"""A sixth municipality needs a folder of text files, and nothing else: no code, no template, no setting."""

import csv
import shutil
from pathlib import Path

import pytest

from fodfaeste.formats.packs import packs_folder
from tests.databases import Installation
from tests.packs import sixth_municipality as sixth


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """The packs as they are installed, and beside them the sixth municipality's."""
    folder = tmp_path / "packs"
    shutil.copytree(packs_folder(), folder)
    policy = folder / "policy" / "fuglsang" / "2026"
    policy.mkdir(parents=True)
    for name, text in (("pack", sixth.PACK), ("local", sixth.LOCAL), ("cases", sixth.CASES)):
        (policy / f"{name}.toml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def fuglsang(installation: Installation, packs: Path) -> Installation:
    installation.environment["FODFAESTE_PACKS"] = str(packs)
    installation.environment["FODFAESTE_TODAY"] = "2026-11-22"
    return installation


def done(installation: Installation, *arguments: str) -> str:
    found = installation.run(*arguments)
    assert found.returncode == 0, found.stderr
    return found.stdout + found.stderr


def test_its_policy_runs_from_a_spreadsheet_to_the_committees_figure(fuglsang, tmp_path):
    assert "fuglsang/2026" in done(fuglsang, "check")
    done(fuglsang, "setup-authority", "--policy", "fuglsang", "--unit", "Team Unge")
    spreadsheet = tmp_path / "borgere.csv"
    spreadsheet.write_text(sixth.CITIZENS, "utf-8")
    assert "8 nye" in done(fuglsang, "import", "citizens", str(spreadsheet))
    done(fuglsang, "nightly")
    done(fuglsang, "export", "snapshot", str(tmp_path / "s"))
    done(
        fuglsang,
        "due",
        "--policy",
        "fuglsang",
        "--snapshot",
        str(tmp_path / "s"),
        "--out",
        str(tmp_path / "d"),
    )
    with (tmp_path / "d").open(encoding="utf-8-sig") as file:
        states = {row["citizen"]: (row["state"], row["due_on"]) for row in csv.DictReader(file)}
    assert {person: states[person] for person in "1234"} == {
        "1": ("due", "2026-10-29"),
        "2": ("due", "2026-10-01"),
        "3": ("not_due", "2027-02-01"),
        "4": ("cannot_tell", ""),
    }
    assert fuglsang.script(FIGURE) == "0.0 of 6.0"
    assert fuglsang.script(PAGES) == "[200, 200, 200] True True"


FIGURE = """
from fodfaeste.apps.goals.models import IndicatorValue
figure = IndicatorValue.objects.get(indicator="makker_begyndt", group="", month="2026-11-01")
print(f"{figure.numerator} of {figure.denominator}")
"""

PAGES = """
from django.test import Client
from fodfaeste.apps.accounts.models import Authority, Role, User
leader = User.objects.create_user("leder", Authority.objects.get(), Role.LEADER, name="Lis")
client = Client(headers={"host": "localhost"})
client.force_login(leader)
pages = [client.get(path) for path in ("/politik/", "/politik/makker.ung/borgere/", "/tal/makker_begyndt/")]
shown = [page.content.decode() for page in pages]
print([page.status_code for page in pages], "Makker til unge" in shown[0], "Ane Ågård" in shown[1])
"""
