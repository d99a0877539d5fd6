"""One real provider for the whole folder, our settings that name it, and a browser of ours."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.openid.real_provider import BY_KEY, OUR_KEY, OURS, SECRET, RealProvider, real_provider

BROKERS = ("kommune", "privilegier", "mitid", "erhverv", BY_KEY)

SIGNIN = """
[[broker]]
id = "kommune"
name = "Norddjurs Kommune"
doors = ["employee"]
issuer = "{issuer}"
client_id = "fodfaeste-kommune"
client_secret = "{secret}"
scopes = ["openid", "profile", "roles"]
claims = {{ roles = "groups", units = "teams" }}
role = [
  {{ value = "fod-leder", authority = "norddjurs", role = "leader" }},
  {{ value = "fod-sagsbehandler", authority = "norddjurs", role = "case_worker" }},
  {{ value = "fod-konsulent-haderslev", authority = "haderslev", role = "company_consultant" }},
]
unit = [
  {{ value = "4711", authority = "norddjurs", unit = "Team Nord" }},
  {{ value = "4712", authority = "norddjurs", unit = "Team Syd" }},
]

[[broker]]
id = "privilegier"
name = "Fælleskommunal adgang"
doors = ["employee"]
issuer = "{issuer}"
client_id = "fodfaeste-privilegier"
client_secret = "{secret}"
scopes = ["openid", "profile", "roles"]
[broker.claims]
roles = "https://data.gov.dk/model/core/eid/privilegesIntermediate"
units = "urn:dk:kombit:orgUnit"
shape = "privileges"
[[broker.role]]
value = "http://fodfaeste.example/roles/jobrole/sagsbehandler/1"
authority = "norddjurs"
role = "case_worker"
cvr = "29189986"
[[broker.unit]]
value = "48df8b3d-56be-4f3a-bd0f-d3ade05348dd"
authority = "norddjurs"
unit = "Team Nord"

[[broker]]
id = "{by_key}"
name = "Kommunen med nøgle"
doors = ["employee"]
issuer = "{issuer}"
client_id = "fodfaeste-{by_key}"
token_auth = "private_key_jwt"
client_key = "broker.pem"
key_id = "our-key"
scopes = ["openid", "profile", "roles"]
claims = {{ roles = "groups" }}
role = [{{ value = "fod-leder", authority = "norddjurs", role = "leader" }}]

[[broker]]
id = "mitid"
name = "MitID"
doors = ["citizen"]
authorities = ["norddjurs", "haderslev"]
issuer = "{issuer}"
client_id = "fodfaeste-mitid"
client_secret = "{secret}"
token_auth = "client_secret_basic"
scopes = ["openid", "numbers"]
claims = {{ cpr = "cpr" }}
assurance = {{ claim = "acr", accepted = ["substantial", "high"], request = "substantial" }}

[[broker]]
id = "erhverv"
name = "MitID Erhverv"
doors = ["company", "partner"]
authorities = ["norddjurs"]
issuer = "{issuer}"
client_id = "fodfaeste-erhverv"
client_secret = "{secret}"
scopes = ["openid", "profile", "numbers"]
userinfo = true
claims = {{ cvr = "cvr" }}
assurance = {{ claim = "acr", accepted = ["substantial"], request = "substantial" }}
"""

#: Through a door and back again; Django's own answer.
Arrive = Callable[..., Any]


@pytest.fixture(scope="session")
def provider() -> Iterator[RealProvider]:
    with real_provider(BROKERS) as running:
        yield running


@pytest.fixture(autouse=True)
def settings_file(provider: RealProvider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings of an installation with four brokers; nobody is logged in at the provider yet."""
    from fodfaeste.apps.accounts import signin

    provider.another_browser()
    path = tmp_path / signin.FILE
    text = SIGNIN.format(issuer=provider.issuer, secret=SECRET, by_key=BY_KEY)
    for file, content in ((path, text), (tmp_path / "broker.pem", OUR_KEY.as_pem(private=True).decode())):
        file.write_text(content, encoding="utf-8")
        file.chmod(0o600)
    monkeypatch.setattr(signin, "var_folder", lambda: tmp_path)
    return path


@pytest.fixture
def nothing_known() -> Iterator[None]:
    """We have not asked any broker for its addresses and keys yet."""
    from fodfaeste.apps.accounts import oidc

    for kept in (oidc._known, oidc._down):
        kept.clear()
    yield
    for kept in (oidc._known, oidc._down):
        kept.clear()


@pytest.fixture
def arrive(client: Any, provider: RealProvider) -> Arrive:
    """Go through a door, log in at the provider as somebody, and come back: our answer to that."""

    def go(door: str, broker: str, account: str, wanted: str = "", browser: Any = client) -> Any:
        sent = browser.get(f"/log-ind/{broker}/{door}/", {"next": wanted} if wanted else {})
        assert sent.status_code == 302, sent.content.decode()
        back = provider.log_in(sent.headers["Location"], account)
        return browser.get(back.removeprefix(OURS))

    return go
