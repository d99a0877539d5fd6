"""OpenID Connect with a broker: ask, fetch, and believe nothing that is not signed for us.

Authorization code with PKCE, state and nonce. The ID token is verified against the broker's keys, its
issuer, receiver, time and nonce; so is the token that ends a session from the broker's side.
"""

import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey

from fodfaeste.apps.accounts.signin_file import BY_KEY, Broker

DISCOVERY = "/.well-known/openid-configuration"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"

#: Seconds: to connect, and to wait for an answer.
TIMEOUT = (3, 10)
LONGEST_ANSWER = 1024 * 1024
KEPT_SECONDS = 3600
#: A key we do not know makes us ask for the keys again, but not more often than this.
ASKED_AGAIN_SECONDS = 30
#: One that is down is left alone for so long, so that those who come meanwhile do not wait for it too.
SPARED_SECONDS = 10
#: How old the addresses and keys may be where the broker does not tell them anew.
LAST_WORD_SECONDS = 24 * 3600
#: Two clocks never agree.
LEEWAY = 60
LOGOUT_TOKEN_LIVES = 300

Claims = dict[str, Any]


class BrokerDown(Exception):
    """The broker does not answer, or not as one should. The message is for whoever runs the installation."""


class NotTrusted(Exception):
    """What came is not from the broker, not for us, or not for now. The message quotes no claim."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A broker's addresses and keys, as it tells them."""

    authorization_endpoint: str
    token_endpoint: str
    userinfo_endpoint: str
    end_session_endpoint: str
    jwks_uri: str
    keys: KeySet
    names_itself: bool  # in the answer that the browser brings back
    read_at: float


_known: dict[str, Provider] = {}
_down: dict[str, tuple[float, str]] = {}


def provider_of(broker: Broker, *, older_than: float = KEPT_SECONDS) -> Provider:
    """The broker's addresses and keys, asked for again where they are older than so many seconds."""
    known, now = _known.get(broker.issuer), time.monotonic()
    if known is not None and now - known.read_at <= older_than:
        return known
    failed_at, words = _down.get(broker.issuer, (0.0, ""))
    is_spared = bool(words) and older_than > 0 and now - failed_at < SPARED_SECONDS
    try:
        if is_spared:
            raise BrokerDown(words)
        found = _known[broker.issuer] = _discover(broker.issuer)
    except BrokerDown as failure:
        if not is_spared:
            _down[broker.issuer] = (time.monotonic(), str(failure))
        if known is not None and older_than == KEPT_SECONDS and now - known.read_at < LAST_WORD_SECONDS:
            return known  # what it said last; where only its discovery is away, people still come in
        raise
    _down.pop(broker.issuer, None)
    return found


def _discover(issuer: str) -> Provider:
    told = _ask(issuer.rstrip("/") + DISCOVERY)
    if told.get("issuer") != issuer:
        raise BrokerDown("dens adresser er en anden udsteders")
    required = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    found = {name: _address(told, name, issuer, name in required) for name in _ENDPOINTS}
    try:
        keys = KeySet.import_key_set(_ask(found["jwks_uri"]))  # type: ignore[arg-type]
    except (JoseError, ValueError, KeyError, TypeError):
        raise BrokerDown("dens nøgler kan ikke læses") from None
    names_itself = told.get("authorization_response_iss_parameter_supported") is True
    return Provider(**found, keys=keys, names_itself=names_itself, read_at=time.monotonic())


_ENDPOINTS = (
    "authorization_endpoint",
    "token_endpoint",
    "userinfo_endpoint",
    "end_session_endpoint",
    "jwks_uri",
)


def _address(told: Claims, name: str, issuer: str, is_required: bool) -> str:
    address = told.get(name) or ""
    if not address and not is_required:
        return ""
    if not isinstance(address, str) or urlsplit(address).scheme not in ("https", urlsplit(issuer).scheme):
        raise BrokerDown(f"dens {name} kan ikke bruges")
    return address


def _ask(address: str, token: str = "") -> Claims:
    headers = {"Accept": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    try:
        with requests.get(
            address, headers=headers, timeout=TIMEOUT, stream=True, allow_redirects=False
        ) as answer:
            if answer.status_code != requests.codes.ok:
                raise BrokerDown(f"den svarer {answer.status_code}")
            body = answer.raw.read(LONGEST_ANSWER + 1, decode_content=True)
        told = json.loads(body) if len(body) <= LONGEST_ANSWER else None
    except (requests.RequestException, OSError, ValueError) as error:
        raise BrokerDown(f"den svarer ikke ({type(error).__name__})") from None
    if not isinstance(told, dict):
        raise BrokerDown("den svarer noget andet end ventet")
    return told


def _session(broker: Broker, redirect_uri: str) -> OAuth2Session:
    return OAuth2Session(
        client_id=broker.client_id,
        client_secret=broker.client_secret or None,
        token_endpoint_auth_method=partial(_signed, broker)
        if broker.token_auth == BY_KEY
        else broker.token_auth,
        scope=" ".join(broker.scopes),
        redirect_uri=redirect_uri,
        code_challenge_method="S256",
        default_timeout=TIMEOUT,
    )


def _signed(
    broker: Broker, client: object, method: str, uri: str, headers: dict[str, str], body: str
) -> tuple[str, dict[str, str], str]:
    """Sign the question for a token by our private key, so that no word is shared with the broker."""
    pem, now = broker.client_secret.encode("ascii"), int(time.time())
    is_curve = isinstance(load_pem_private_key(pem, password=None), EllipticCurvePrivateKey)
    key = ECKey.import_key(pem) if is_curve else RSAKey.import_key(pem)
    header = {"alg": "ES256" if is_curve else "RS256"}
    claims = {
        "iss": broker.client_id,
        "sub": broker.client_id,
        "aud": broker.issuer,
        "jti": generate_token(32),
    }
    assertion = jwt.encode(
        {**header, **({"kid": broker.key_id} if broker.key_id else {})},
        {**claims, "iat": now, "exp": now + LEEWAY},
        key,
    )
    proof = {"client_id": broker.client_id, "client_assertion_type": ASSERTION, "client_assertion": assertion}
    return uri, headers, f"{body}&{urlencode(proof)}"


def way_to(broker: Broker, *, redirect_uri: str, state: str, nonce: str, verifier: str) -> str:
    """The broker's address that a person is sent to."""
    extra = {"acr_values": broker.assurance.request} if broker.assurance and broker.assurance.request else {}
    with _session(broker, redirect_uri) as session:
        address, _state = session.create_authorization_url(
            provider_of(broker).authorization_endpoint,
            state=state,
            nonce=nonce,
            code_verifier=verifier,
            **extra,
        )
    return str(address)


def issuer_check(broker: Broker, told: str) -> None:
    """See to it that one broker's answer is not taken for another's, where brokers say who they are."""
    if told != broker.issuer and (told or provider_of(broker).names_itself):
        raise NotTrusted("another issuer answers")


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What the broker says of a person. Kept for the time of a request, and never logged."""

    claims: Claims
    id_token: str


def answer_fetch(broker: Broker, *, redirect_uri: str, code: str, nonce: str, verifier: str) -> Answer:
    """Change the code for what the broker says, and verify that it says so to us and now."""
    provider = provider_of(broker)
    try:
        with _session(broker, redirect_uri) as session:
            token = session.fetch_token(
                provider.token_endpoint, code=code, code_verifier=verifier, timeout=TIMEOUT
            )
    except AuthlibBaseError as error:
        raise NotTrusted(f"the code was refused ({error.error})") from None
    except (requests.RequestException, OSError, ValueError) as error:
        raise BrokerDown(f"den svarer ikke ({type(error).__name__})") from None
    id_token = token.get("id_token")
    if not isinstance(id_token, str):
        raise NotTrusted("no ID token came")
    claims = id_token_read(broker, id_token, nonce)
    if broker.userinfo and provider.userinfo_endpoint:
        more = _ask(provider.userinfo_endpoint, str(token.get("access_token", "")))
        if more.get("sub") != claims["sub"]:
            raise NotTrusted("the user information is of somebody else")
        claims = {**more, **claims}
    return Answer(claims, id_token)


def id_token_read(broker: Broker, token: str, nonce: str) -> Claims:
    """The claims of an ID token, if it is the broker's, for us, for now, and for this very sign-in."""
    claims = _verified(broker, token)
    if not hmac.compare_digest(_text(claims, "nonce").encode(), nonce.encode()):
        raise NotTrusted("nonce")
    if not _text(claims, "sub"):
        raise NotTrusted("no subject")
    return claims


def logout_token_read(broker: Broker, token: str) -> Claims:
    """The claims of a logout token, by which a broker ends a session."""
    claims = _verified(broker, token)
    events = claims.get("events")
    if not isinstance(events, Mapping) or LOGOUT_EVENT not in events:
        raise NotTrusted("no logout event")
    if "nonce" in claims:
        raise NotTrusted("a nonce, which no logout token has")
    if not _text(claims, "sub") and not _text(claims, "sid"):
        raise NotTrusted("it says neither who nor which session")
    if time.time() - claims["iat"] > LOGOUT_TOKEN_LIVES + LEEWAY:
        raise NotTrusted("too old")
    return claims


def _verified(broker: Broker, token: str) -> Claims:
    claims = _decoded(broker, token)
    now = time.time()
    if claims.get("iss") != broker.issuer:
        raise NotTrusted("issuer")
    audience = claims.get("aud")
    receivers = audience if isinstance(audience, list) else [audience]
    if broker.client_id not in receivers:
        raise NotTrusted("receiver")
    if (len(receivers) > 1 or "azp" in claims) and claims.get("azp") != broker.client_id:
        raise NotTrusted("authorized party")
    if not _number(claims, "exp") > now - LEEWAY:
        raise NotTrusted("expired")
    if not 0 < _number(claims, "iat") <= now + LEEWAY:
        raise NotTrusted("made in the future")
    if "nbf" in claims and _number(claims, "nbf") > now + LEEWAY:
        raise NotTrusted("not valid yet")
    return claims


def _decoded(broker: Broker, token: str) -> Claims:
    """The claims of a signed token. A broker that has changed its keys is asked for them once more."""
    for older_than in (KEPT_SECONDS, ASKED_AGAIN_SECONDS):
        provider = provider_of(broker, older_than=older_than)
        try:
            return dict(jwt.decode(token, provider.keys, algorithms=broker.algorithms).claims)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            failure = type(error).__name__
    raise NotTrusted(f"signature ({failure})")


def _text(claims: Claims, name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""


def _number(claims: Claims, name: str) -> float:
    value = claims.get(name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0


def way_out(broker: Broker, *, id_token: str, back: str) -> str:
    """The broker's address that ends its own session; empty where it has none or does not answer."""
    try:
        endpoint = provider_of(broker).end_session_endpoint
    except BrokerDown:
        return ""
    if not endpoint:
        return ""
    values = {"client_id": broker.client_id, "post_logout_redirect_uri": back}
    query = urlencode({**values, **({"id_token_hint": id_token} if id_token else {})})
    return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{query}"
