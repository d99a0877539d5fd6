"""The broker is down: a page says so and shows another way in, and whoever runs the installation is told."""

import pytest

from fodfaeste.apps.accounts import signin
from fodfaeste.apps.operation.checks.signin import check_broker
from fodfaeste.apps.operation.finding import BROKEN, FINE, LOOK
from fodfaeste.installation.folders import var_folder
from tests import make
from tests.servers import free_port

pytestmark = pytest.mark.django_db

SECRET = "hemmeligheden"
SIGNIN = """
[[broker]]
id = "kommune"
name = "Kommunens login"
doors = ["employee"]
authorities = ["norddjurs"]
issuer = "http://127.0.0.1:{port}"
client_id = "fodfaeste"
client_secret = "{secret}"
claims = {{ roles = "groups" }}
role = [{{ value = "S", authority = "norddjurs", role = "case_worker" }}]
"""


@pytest.fixture
def down(monkeypatch, tmp_path):
    """A broker at an address where nobody answers."""
    make.authority()
    monkeypatch.setenv("FODFAESTE_VAR", str(tmp_path))
    monkeypatch.setattr(signin, "_read", {})
    path = var_folder() / signin.FILE
    path.write_text(SIGNIN.format(port=free_port(), secret=SECRET), encoding="utf-8")
    path.chmod(0o600)
    return path


def test_a_page_says_so_and_shows_another_way_in(client, down):
    page = client.get("/log-ind/kommune/employee/")
    assert page.status_code == 503
    text = page.content.decode()
    assert "Andre måder at logge ind" in text
    assert "Kommunens login" in text
    assert SECRET not in text
    assert client.get("/log-ind/").status_code == 200


def test_the_examination_says_so_and_keeps_the_secret(down):
    (finding,) = check_broker(quick=False)
    assert finding.state == BROKEN
    assert finding.says.startswith("kommune: ")
    assert SECRET not in finding.says + finding.do


def test_a_file_that_cannot_be_read_is_told(down):
    down.write_text("[local]\nhvad = 1\n")
    (finding,) = check_broker(quick=False)
    assert (finding.state, "hvad" in finding.says) == (BROKEN, True)


def test_a_password_alone_is_told_of_until_the_file_asks_for_more(down):
    make.leader(username="lone", password="blå gulerødder synger")
    down.write_text("")
    assert [finding.state for finding in check_broker(quick=False)] == [LOOK, FINE]
    down.write_text('[local]\nsecond_factor = ["leader"]\n')
    signin._read.clear()
    assert [finding.state for finding in check_broker(quick=False)] == [FINE]


def test_an_installation_without_brokers_is_well(down):
    down.unlink()
    assert [finding.state for finding in check_broker(quick=False)] == [FINE]
