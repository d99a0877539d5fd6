"""The file of settings is read strictly: what is wrong is named by file, field and reason."""

import re
from pathlib import Path

import pytest

from fodfaeste.apps.accounts import signin
from fodfaeste.apps.accounts.claims import ClaimsRefused, Wanted, assurance_check, positions_told
from fodfaeste.apps.accounts.signin_file import Signin, SigninError, signin_read

GOOD = """
[local]
allowed = true
second_factor = ["leader"]

[[broker]]
id = "kommune"
name = "Kommunen"
doors = ["employee", "citizen"]
authorities = ["norddjurs"]
issuer = "https://login.example.dk"
client_id = "fodfaeste"
client_secret = "nøgle"
claims = { roles = "groups", units = "teams", cpr = "cpr" }
assurance = { claim = "acr", accepted = ["høj"] }
role = [{ value = "S", authority = "norddjurs", role = "case_worker" }]
unit = [{ value = "1", authority = "norddjurs", unit = "Et" },
  { value = "2", authority = "norddjurs", unit = "To" }]
"""


@pytest.fixture
def written(tmp_path):
    def write(text: str, mode: int = 0o600) -> Path:
        path = tmp_path / signin.FILE
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)
        return path

    return write


def test_a_good_file_is_read(written):
    found = signin_read(written(GOOD))
    assert (found.local, found.second_factor, found.idle_minutes, found.hours) == (True, ("leader",), 60, 8)
    assert [one.id for one in found.behind("citizen")] == ["kommune"]
    assert "nøgle" not in repr(found)


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        (('id = "kommune"', 'id = "Kommune!"'), "broker[1].id", "små bogstaver"),
        (('name = "Kommunen"\n', ""), "broker[1].name", "mangler"),
        (('"employee", "citizen"', '"ansat"'), "broker[1].doors", "kendes ikke"),
        (("https://login", "http://login"), "broker[1].issuer", "https://"),
        (("https://login.example.dk", "https://login.example.dk/?a=1"), "broker[1].issuer", "https://"),
        (('client_secret = "nøgle"\n', ""), "broker[1].client_secret", "mangler"),
        (("second_factor", "totrin"), "local.totrin", "kendes ikke"),
        (("allowed = true", 'allowed = "ja"'), "local.allowed", "true eller false"),
        (('role = "case_worker"', 'role = "chef"'), "broker[1].role[1].role", "kendes ikke"),
        ((', cpr = "cpr"', ""), "broker[1].claims.cpr", "CPR"),
        (('assurance = { claim = "acr", accepted = ["høj"] }\n', ""), "broker[1].assurance", "mangler"),
        (('accepted = ["høj"]', "accepted = []"), "broker[1].assurance.accepted", "mindst"),
        (('authorities = ["norddjurs"]\n', ""), "broker[1].authorities", "mangler"),
        (
            ('role = [{ value = "S", authority = "norddjurs", role = "case_worker" }]\n', ""),
            "broker[1].role",
            "",
        ),
        (('units = "teams"', 'units = "teams", shape = "privileges"'), "broker[1].role", "cvr"),
        (
            ('client_secret = "nøgle"', 'token_auth = "private_key_jwt"\nclient_key = "x.pem"'),
            "client_key",
            "x.pem",
        ),
        (("[local]", "[sessions]\nhours = 30\n[local]"), "sessions.hours", "fra 1 til 24"),
        (("[local]", "[lokal]\n[local]"), "lokal", "kendes ikke"),
        (
            ('client_id = "fodfaeste"', 'client_id = "fodfaeste"\nalgorithms = ["HS256"]'),
            "algorithms",
            "HS256",
        ),
        (('client_id = "fodfaeste"', 'client_id = "fodfaeste"\nscopes = ["profile"]'), "scopes", "openid"),
    ],
)
def test_what_is_wrong_is_named(written, change, field, reason):
    path = written(GOOD.replace(*change))
    with pytest.raises(SigninError) as refused:
        signin_read(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert field in refused.value.field
    assert reason in refused.value.reason


def test_two_brokers_of_one_name_are_refused(written):
    with pytest.raises(SigninError, match="to gange"):
        signin_read(written(GOOD + GOOD[GOOD.index("[[broker]]") :]))


def test_a_file_with_a_key_that_others_can_read_is_refused(written):
    with pytest.raises(SigninError, match="chmod 600"):
        signin_read(written(GOOD, mode=0o644))


def test_nobody_is_shut_out_by_a_slip(written):
    with pytest.raises(SigninError, match=r"local\.allowed"):
        signin_read(written("[local]\nallowed = false\n"))


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.setattr(signin, "var_folder", lambda: tmp_path)


def test_without_a_file_there_are_local_accounts(here):
    assert signin.signin_here() == Signin()


def test_a_file_that_breaks_while_we_run_changes_nothing(here, written):
    written(GOOD)
    before = signin.signin_here()
    written("[[broker]")
    assert signin.signin_here() == before


def test_a_file_that_was_broken_from_the_start_lets_nobody_in(here, written):
    written("[[broker]")
    assert signin.signin_here() == signin.CLOSED


def broker(written):
    return signin_read(written(GOOD)).brokers[0]


def test_two_teams_are_two_positions(written):
    told = positions_told(broker(written), {"groups": ["S"], "teams": ["2", "1", "9"]})
    assert told == [Wanted("norddjurs", "case_worker", "Et"), Wanted("norddjurs", "case_worker", "To")]


@pytest.mark.parametrize("claims", [{}, {"groups": 7}, {"groups": "S"}, {"groups": ["s"], "teams": "1"}])
def test_claims_of_another_kind_give_nothing(written, claims):
    assert positions_told(broker(written), claims) == []


@pytest.mark.parametrize("claims", [{}, {"acr": "lav"}, {"acr": None}, {"acr": {"høj": True}}])
def test_a_level_that_is_not_named_is_not_enough(written, claims):
    with pytest.raises(ClaimsRefused):
        assurance_check(broker(written), claims)


def test_the_example_for_the_operator_can_be_read(written, project):
    text = (project / "docs" / "operate.md").read_text(encoding="utf-8")
    example = re.search(r"^```toml\n(\[local\].*?)^```", text, re.M | re.S)[1]
    assert [one.id for one in signin_read(written(example)).brokers] == ["kommune", "mitid", "erhverv"]
