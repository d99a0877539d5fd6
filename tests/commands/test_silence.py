"""What commands say and log holds no CPR number, and no name that they were not asked for."""

import io
import logging

import pytest

from fodfaeste.apps.citizens.identity import cpr_store
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.cli import main
from fodfaeste.installation.logs import MaskingFormatter
from tests import make

pytestmark = pytest.mark.django_db

NAME = "Frida Sjældenkær"
CPR, OTHER = make.cpr(41), make.cpr(42)
WRITTEN = [form for cpr in (CPR, OTHER) for form in (cpr, f"{cpr[:6]}-{cpr[6:]}")] + ["Frida", "Sjældenkær"]
HEADING = "borger;navn;målgruppe;cpr\n"
FILES = {
    "good": f"{HEADING}17;{NAME};forsikret;{CPR}\n",
    "the number of somebody else": f"{HEADING}18;{NAME};forsikret;{OTHER}\n",
    "a number that is none": f"{HEADING}17;{NAME};forsikret;{CPR}9\n",
    "a number where a group should be": f"{HEADING}17;{NAME};{CPR};\n",
    "twice the same": f"{HEADING}17;{NAME};forsikret;{CPR}\n17;{NAME};forsikret;{CPR}\n",
}
COMMANDS = [
    ["keys", "check"],
    ["keys", "rotate"],
    ["journal", "seal"],
    ["journal", "verify"],
    ["work", "--status"],
    ["doctor", "--quick"],
    ["migrate", "--plan"],
]


@pytest.fixture
def said(capsys, monkeypatch):
    """Everything that is said to the person, and everything that is logged."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(MaskingFormatter("%(message)s"))
    root.addHandler(handler)
    yield lambda: "".join(capsys.readouterr()) + stream.getvalue()
    root.removeHandler(handler)


@pytest.fixture(autouse=True)
def somebody():
    citizen = make.citizen(make.authority(), name=NAME, reference="99")
    cpr_store(citizen, OTHER)
    return citizen


@pytest.mark.parametrize("name", FILES)
def test_an_import_says_file_and_row_and_never_whom(said, tmp_path, name):
    file = tmp_path / "borgere.csv"
    file.write_text(FILES[name], encoding="cp1252")
    status = main(["import", "citizens", str(file)])
    text = said()
    assert "borgere.csv" in text or status == 0
    assert Citizen.objects.filter(reference="17").exists() == (status == 0)
    assert [word for word in WRITTEN if word in text] == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_that_keeps_the_house_tells_of_nobody(said, command):
    main(command)
    assert [word for word in WRITTEN if word in said()] == []
