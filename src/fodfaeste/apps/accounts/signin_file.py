"""`signin.toml` in the var folder: which doors there are, who stands behind them, and what claims mean.

Read strictly: a field that is missing, unknown or of the wrong kind is named with its file and reason.
Without the file there are local accounts alone.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from fodfaeste.apps.accounts.models import Role
from fodfaeste.core.errors import FodfaesteError

EMPLOYEE, CITIZEN, COMPANY, PARTNER = DOORS = ("employee", "citizen", "company", "partner")
STAFF = (Role.CASE_WORKER, Role.CONSULTANT, Role.LEADER, Role.COMMITTEE)
LIST, PRIVILEGES = SHAPES = ("list", "privileges")
BY_KEY, BY_NOTHING = "private_key_jwt", "none"
TOKEN_AUTH = ("client_secret_basic", "client_secret_post", BY_KEY, BY_NOTHING)
#: Signatures by a key that only the broker has; never one that the two share, and never none.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")

T = TypeVar("T")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class SigninError(FodfaesteError):
    """The file cannot be used: which file, which field, and why."""

    def __init__(self, file: object, field: str, reason: str) -> None:
        self.file, self.field, self.reason = str(file), field, reason
        super().__init__(": ".join(part for part in (self.file, field, reason) if part))


@dataclass(frozen=True, slots=True)
class RoleRule:
    """What a broker calls a role, and the position it gives here."""

    value: str
    authority: str
    role: str
    unit: str = ""
    cvr: str = ""  # the municipality's own number, which a privilege is given for


@dataclass(frozen=True, slots=True)
class UnitRule:
    """What a broker calls a team of a municipality."""

    value: str
    authority: str
    unit: str


@dataclass(frozen=True, slots=True)
class Assurance:
    """How surely the broker must have known the person."""

    claim: str
    accepted: tuple[str, ...]
    request: str = ""


@dataclass(frozen=True, slots=True)
class Claims:
    """What the broker calls the things we ask it for."""

    name: str = "name"
    roles: str = ""
    units: str = ""
    shape: str = LIST
    cpr: str = ""
    cvr: str = ""


@dataclass(frozen=True, slots=True)
class Broker:
    """One that says who people are, by OpenID Connect."""

    id: str
    name: str
    doors: tuple[str, ...]
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)  # a shared word, or a private key as PEM
    key_id: str
    token_auth: str
    scopes: tuple[str, ...]
    algorithms: tuple[str, ...]
    userinfo: bool
    authorities: tuple[str, ...]
    claims: Claims
    assurance: Assurance | None
    roles: tuple[RoleRule, ...]
    units: tuple[UnitRule, ...]


@dataclass(frozen=True, slots=True)
class Signin:
    """Everything that is set of signing in."""

    local: bool = True
    second_factor: tuple[str, ...] = ()
    idle_minutes: int = 60
    hours: int = 8
    brokers: tuple[Broker, ...] = ()

    def broker(self, broker_id: str) -> Broker | None:
        return next((one for one in self.brokers if one.id == broker_id), None)

    def behind(self, door: str) -> tuple[Broker, ...]:
        """The brokers of a door."""
        return tuple(one for one in self.brokers if door in one.doors)


class _Table:
    """A table of the file that knows its place, and which of its fields nobody has asked for."""

    def __init__(self, file: Path, place: str, values: object) -> None:
        if not isinstance(values, Mapping):
            raise SigninError(file, place, "skal være en tabel")
        self.file, self.place, self.values = file, place, dict(values)

    def error(self, name: str, reason: str) -> SigninError:
        return SigninError(self.file, f"{self.place}.{name}" if self.place else name, reason)

    def take(self, name: str, default: T | None = None, kind: type = str) -> Any:
        if name not in self.values:
            if default is None:
                raise self.error(name, "mangler")
            return default
        value = self.values.pop(name)
        if type(value) is not kind or value == "":
            words = {str: "en tekst", bool: "true eller false", int: "et helt tal", list: "en liste"}
            raise self.error(name, f"skal være {words[kind]}")
        return value

    def texts(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        found = self.take(name, default, list)
        if not all(isinstance(one, str) and one for one in found):
            raise self.error(name, "skal være en liste af tekster")
        return tuple(found)

    def among(self, name: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        return self._known(name, (self.take(name, default),), allowed)[0]

    def several(self, name: str, allowed: tuple[str, ...], default: tuple[str, ...]) -> tuple[str, ...]:
        return self._known(name, self.texts(name, default), allowed)

    def _known(self, name: str, found: tuple[str, ...], allowed: tuple[str, ...]) -> tuple[str, ...]:
        for one in found:
            if one not in allowed:
                raise self.error(name, f"»{one}« kendes ikke; der er {', '.join(allowed)}")
        return found

    def number(self, name: str, default: int, least: int, most: int) -> int:
        found: int = self.take(name, default, int)
        if not least <= found <= most:
            raise self.error(name, f"skal være fra {least} til {most}")
        return found

    def table(self, name: str) -> "_Table":
        place = f"{self.place}.{name}" if self.place else name
        return _Table(self.file, place, self.values.pop(name, {}))

    def tables(self, name: str) -> list["_Table"]:
        place = f"{self.place}.{name}" if self.place else name
        found = self.values.pop(name, [])
        if not isinstance(found, list):
            raise SigninError(self.file, place, f"skrives som [[{place}]]")
        return [_Table(self.file, f"{place}[{n}]", one) for n, one in enumerate(found, start=1)]

    def done(self) -> None:
        for name in self.values:
            raise self.error(name, "kendes ikke")


def signin_read(path: Path) -> Signin:
    """What the file says; an error names the field."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SigninError(path, "", f"kan ikke læses som TOML ({error})") from None
    top = _Table(path, "", values)
    local, sessions = top.table("local"), top.table("sessions")
    brokers = tuple(_broker(table) for table in top.tables("broker"))
    found = Signin(
        local=local.take("allowed", True, bool),  # noqa: FBT003 - the default of a field
        second_factor=local.several("second_factor", tuple(STAFF), ()),
        idle_minutes=sessions.number("idle_minutes", 60, 5, 12 * 60),
        hours=sessions.number("hours", 8, 1, 24),
        brokers=brokers,
    )
    for table in (local, sessions, top):
        table.done()
    _check_whole(path, found)
    return found


def _check_whole(path: Path, found: Signin) -> None:
    ids = [one.id for one in found.brokers]
    for one in found.brokers:
        if ids.count(one.id) > 1:
            raise SigninError(path, "broker.id", f"»{one.id}« står to gange")
    if not found.local and not found.behind(EMPLOYEE):
        raise SigninError(path, "local.allowed", "er false, og ingen broker har døren employee")
    if any(one.client_secret for one in found.brokers) and path.stat().st_mode & 0o077:
        raise SigninError(path, "", f"holder en nøgle og kan læses af andre: kør chmod 600 {path}")


def _broker(table: _Table) -> Broker:
    broker_id = table.take("id")
    if not _ID.fullmatch(broker_id):
        raise table.error("id", "skal være små bogstaver a-z, tal og bindestreg")
    doors = table.several("doors", DOORS, ())
    if not doors:
        raise table.error("doors", f"skal nævne mindst en af {', '.join(DOORS)}")
    token_auth = table.among("token_auth", TOKEN_AUTH, TOKEN_AUTH[0])
    found = Broker(
        id=broker_id,
        name=table.take("name"),
        doors=doors,
        issuer=_address(table, "issuer"),
        client_id=table.take("client_id"),
        client_secret=_secret(table, token_auth),
        key_id=table.take("key_id", ""),
        token_auth=token_auth,
        scopes=table.texts("scopes", ("openid",)),
        algorithms=table.several("algorithms", ALGORITHMS, ("RS256", "PS256", "ES256")),
        userinfo=table.take("userinfo", False, bool),  # noqa: FBT003 - the default of a field
        authorities=table.texts("authorities", ()),
        claims=_claims(table.table("claims")),
        assurance=_assurance(table.table("assurance")),
        roles=tuple(_role(one) for one in table.tables("role")),
        units=tuple(_unit(one) for one in table.tables("unit")),
    )
    _check_broker(table, found)
    table.done()
    return found


def _check_broker(table: _Table, found: Broker) -> None:
    """What each door cannot do without."""
    claims, outside = found.claims, set(found.doors) - {EMPLOYEE}
    if "openid" not in found.scopes:
        raise table.error("scopes", "skal holde openid")
    if EMPLOYEE in found.doors and not (claims.roles and found.roles):
        raise table.error("role", "medarbejdere skal have claims.roles og mindst en [[broker.role]]")
    if claims.shape == PRIVILEGES and not all(rule.cvr for rule in found.roles):
        raise table.error("role", "med shape = privileges skal hver rolle nævne kommunens cvr")
    if CITIZEN in found.doors and not claims.cpr:
        raise table.error("claims.cpr", "mangler; borgere findes på deres CPR-nummer")
    if {COMPANY, PARTNER} & outside and not claims.cvr:
        raise table.error("claims.cvr", "mangler; virksomheder og partnere findes på deres CVR-nummer")
    if outside and found.assurance is None:
        raise table.error("assurance", "mangler; sikringsniveauet skal stå fast for dem udefra")
    if outside and not found.authorities:
        raise table.error("authorities", "mangler; skriv de kommuner, som døren fører til")


def _secret(table: _Table, token_auth: str) -> str:
    """The word that we and the broker share, or our private key from a file of its own beside this one."""
    if token_auth == BY_NOTHING:
        return ""
    if token_auth != BY_KEY:
        return str(table.take("client_secret"))
    path = table.file.with_name(Path(table.take("client_key")).name)
    try:
        text = path.read_text(encoding="ascii")
        load_pem_private_key(text.encode("ascii"), password=None)
    except OSError:
        raise table.error("client_key", f"filen {path} kan ikke læses") from None
    except (UnsupportedAlgorithm, ValueError, TypeError):
        # The reason is left out on purpose: it may quote the key.
        raise table.error("client_key", f"filen {path} holder ingen åben privat nøgle som PEM") from None
    if path.stat().st_mode & 0o077:
        raise table.error("client_key", f"filen kan læses af andre: kør chmod 600 {path}")
    return text


def _address(table: _Table, name: str) -> str:
    address: str = table.take(name)
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not is_safe or not parts.hostname or parts.query or parts.fragment:
        raise table.error(name, "skal være en adresse, der begynder med https://")
    return address


def _claims(table: _Table) -> Claims:
    found = Claims(
        name=table.take("name", "name"),
        roles=table.take("roles", ""),
        units=table.take("units", ""),
        shape=table.among("shape", SHAPES, LIST),
        cpr=table.take("cpr", ""),
        cvr=table.take("cvr", ""),
    )
    table.done()
    return found


def _assurance(table: _Table) -> Assurance | None:
    if not table.values:
        return None
    found = Assurance(table.take("claim"), table.texts("accepted"), table.take("request", ""))
    if not found.accepted:
        raise table.error("accepted", "skal nævne mindst ét niveau")
    table.done()
    return found


def _role(table: _Table) -> RoleRule:
    found = RoleRule(
        value=table.take("value"),
        authority=table.take("authority"),
        role=table.among("role", tuple(STAFF)),
        unit=table.take("unit", ""),
        cvr=table.take("cvr", ""),
    )
    table.done()
    return found


def _unit(table: _Table) -> UnitRule:
    found = UnitRule(table.take("value"), table.take("authority"), table.take("unit"))
    table.done()
    return found
