"""A real OpenID provider (npm: oidc-provider) on this machine, and somebody who logs in at it."""

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from joserfc.jwk import ECKey

from tests.servers import free_port, web_server

PROGRAM = Path(__file__).with_name("provider.mjs")
SECRET = "en nøgle, som kun prøverne kender".encode().hex()
#: The broker that knows us by a key of our own, and shares no word with us.
BY_KEY, OUR_KEY = "noegle", ECKey.generate_key("P-256", {"kid": "our-key"})
OURS = "http://testserver"
#: Where the provider tells of a logout when none of our servers runs: to itself, to be asked for.
TOLD = "/test/told"


@dataclass
class RealProvider:
    """The provider's address, and the browser of whoever logs in there."""

    issuer: str

    def __post_init__(self) -> None:
        self.another_browser()

    def another_browser(self) -> None:
        """Somebody else, or the same one at another machine: not logged in at the provider."""
        self.browser = requests.Session()

    def person(self, account: str, acr: str = "substantial", **claims: Any) -> None:
        """Somebody who can log in, and what the provider tells of them."""
        self._set("people", account=account, acr=acr, claims=claims)

    def fault(self, kind: str) -> None:
        """What is to be wrong with the next token."""
        self._set("fault", fault=kind)

    def told(self) -> list[str]:
        """The logout tokens that were sent out."""
        tokens: list[str] = self.browser.post(f"{self.issuer}{TOLD}", timeout=10).json()
        return tokens

    def log_in(self, way: str, account: str) -> str:
        """Follow the way that we sent a person, press a name, and give the address they come back to."""
        shown = self._follow(way)
        if isinstance(shown, str):
            return shown  # still logged in from before
        pressed = self._follow(f"{urlsplit(shown.url)._replace(query='').geturl()}/{account}")
        assert isinstance(pressed, str), f"nobody called {account}: {pressed.text}"
        return pressed

    def log_out(self, way: str) -> str:
        """Follow the way out that we sent a person, confirm, and give the address they come back to."""
        shown = self._follow(way)
        assert not isinstance(shown, str)
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', shown.text))
        action = re.search(r'action="([^"]+)"', shown.text)
        assert action, shown.text
        done = self.browser.post(
            unescape(action[1]), data={**fields, "logout": "yes"}, allow_redirects=False, timeout=10
        )
        return done.headers["Location"]

    def _follow(self, address: str) -> str | requests.Response:
        """The page in the end, or the address outside the provider where it sends the browser."""
        while address.startswith(self.issuer):
            shown = self.browser.get(address, allow_redirects=False, timeout=10)
            if not shown.is_redirect:
                return shown
            address = urljoin(address, shown.headers["Location"])
        return address

    def _set(self, what: str, **values: Any) -> None:
        done = self.browser.post(f"{self.issuer}/test/{what}", data=json.dumps(values), timeout=10)
        assert done.ok, done.text


def client(broker: str, ours: str, told: str) -> dict[str, Any]:
    """What the provider must know of us for one broker of our settings."""
    public = {**OUR_KEY.as_dict(private=False), "alg": "ES256", "use": "sig"}
    by_key = {"token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [public]}}
    return {
        "client_id": f"fodfaeste-{broker}",
        **(by_key if broker == BY_KEY else {"client_secret": SECRET}),
        "redirect_uris": [f"{ours}/log-ind/svar/{broker}/"],
        "post_logout_redirect_uris": [f"{ours}/log-ind/"],
        "backchannel_logout_uri": told,
        "backchannel_logout_session_required": True,
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
        "scope": "openid profile roles numbers",
    }


@contextmanager
def real_provider(
    brokers: Sequence[str], ours: str = OURS, port: int | None = None, tells_us: bool = False
) -> Iterator[RealProvider]:
    """Run a provider that knows us under the names of these brokers."""
    port = port or free_port()
    clients = []
    for broker in brokers:
        told = f"{ours}/log-ud/besked/{broker}/" if tells_us else f"http://127.0.0.1:{port}{TOLD}"
        clients.append(client(broker, ours, told))
    env = {**os.environ, "PORT": str(port), "CLIENTS": json.dumps(clients), "NODE_ENV": "test"}
    with web_server(["node", str(PROGRAM)], port, env=env) as address:
        yield RealProvider(address)
