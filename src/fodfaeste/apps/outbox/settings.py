"""What an installation has decided of its receivers: `outbox.toml` in the var folder, read strictly.

    [norddjurs]
    cvr = "29189986"

    [norddjurs.dfdg]
    transport = "dfdg"
    address = "https://…"

A receiver that is not named goes to files: nothing leaves the house until somebody has written where to.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import NoneType
from typing import Any, get_args
from zoneinfo import ZoneInfo

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.outbox import codes
from fodfaeste.apps.outbox import transport as transports
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation.folders import var_folder

FILE = "file"
#: DFDG knows a repeat as a repeat for seven days: what is older must be looked at before it is sent again.
GIVE_UP_DAYS = 6
#: What the authority's own table may say: how it is known outside. Texts, but for the number of a kind.
IDENTITY: Mapping[str, type] = {
    "cvr": str,
    "dfdg_code": str,
    "dfdg_kind": int,
    "dfdg_offers": dict,
    "mail_name": str,
    "mail_address": str,
    "staff_mail": str,
    "sms_name": str,
    "page": str,
    "case_unit": str,
    "case_owner": str,
    "case_subject": dict,
    "case_action": dict,
    "system_id": str,
    "system_name": str,
}


class OutboxSettingsError(FodfaesteError):
    """`outbox.toml` cannot be used. The message names the place and never repeats a value."""


@dataclass(frozen=True, slots=True)
class ReceiverSettings:
    """How one receiver of one authority is reached."""

    transport: str = FILE
    is_on: bool = True
    give_up_days: int = GIVE_UP_DAYS
    quiet: tuple[time, time] | None = None
    more: Mapping[str, Any] = field(default_factory=dict, repr=False)  # what the transport asks for

    def quiet_until(self, at: datetime, zone: str) -> datetime | None:
        """When the quiet hours that are now end; None outside of them."""
        if self.quiet is None:
            return None
        begins, ends = self.quiet
        local = at.astimezone(ZoneInfo(zone))
        is_past_midnight = begins > ends
        within = begins <= local.time() < ends
        if is_past_midnight:
            within = local.time() >= begins or local.time() < ends
        if not within:
            return None
        day = local.date() + timedelta(days=1 if is_past_midnight and local.time() >= begins else 0)
        return datetime.combine(day, ends, local.tzinfo)


@dataclass(frozen=True, slots=True)
class OutboxSettings:
    """What one authority has decided of its outbox."""

    identity: Mapping[str, Any]
    receivers: Mapping[str, ReceiverSettings]

    def receiver(self, name: str) -> ReceiverSettings:
        """A receiver as it is set; unnamed it goes to files."""
        return self.receivers.get(name, ReceiverSettings())

    def text(self, name: str, otherwise: str = "") -> str:
        """How the authority is known outside; empty, or as told, where nothing is written."""
        return str(self.identity.get(name, otherwise))


_read: dict[Path, tuple[tuple[int, int], dict[str, OutboxSettings]]] = {}


def settings_path() -> Path:
    """Where an operator writes them."""
    return var_folder() / "outbox.toml"


def outbox_settings(authority: Authority) -> OutboxSettings:
    """The settings of an authority as the file has them now; read again only when it has changed."""
    return all_settings().get(authority.slug, OutboxSettings({}, {}))


def all_settings() -> dict[str, OutboxSettings]:
    """Every authority's settings, by slug."""
    path = settings_path()
    try:
        stat = path.stat()
    except FileNotFoundError:
        return {}
    stamp = (stat.st_ino, stat.st_mtime_ns)
    known = _read.get(path)
    if known is None or known[0] != stamp:
        try:
            found = parse(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            # The reason is left out on purpose: it may quote a password.
            raise OutboxSettingsError(f"{path} kan ikke læses som TOML") from None
        known = _read[path] = (stamp, found)
    return known[1]


def transport_module(name: str) -> Any:
    """The module of a transport, by the name used in the settings."""
    return import_module(f"{transports.__name__}.{name}")


def settings_of_transport(name: str) -> Mapping[str, Any] | None:
    """The keys a transport reads, with their types; None where there is no such transport."""
    if not name.isidentifier() or find_spec(f"{transports.__name__}.{name}") is None:
        return None
    module = transport_module(name)
    return module.SETTINGS if hasattr(module, "connect") else None


def parse(text: str) -> dict[str, OutboxSettings]:
    """The settings in a text, or OutboxSettingsError naming the first place that is wrong."""
    return {slug: _authority(slug, _table(slug, table)) for slug, table in tomllib.loads(text).items()}


def _authority(slug: str, table: dict[str, Any]) -> OutboxSettings:
    receivers, identity = {}, {}
    for name, value in table.items():
        if name in codes.RECEIVERS and name not in codes.BY_HAND:
            receivers[name] = _receiver(f"{slug}.{name}", _table(f"{slug}.{name}", value))
        elif name in IDENTITY:
            identity[name] = _typed(f"{slug}.{name}", value, IDENTITY[name])
            for offer, number in value.items() if name == "dfdg_offers" else ():
                _typed(f"{slug}.{name}.{offer}", number, int)
        else:
            raise OutboxSettingsError(
                f"outbox.toml: {slug}.{name} er hverken en modtager eller en indstilling"
            )
    return OutboxSettings(identity, receivers)


def _receiver(place: str, table: dict[str, Any]) -> ReceiverSettings:
    table = dict(table)
    transport = _typed(f"{place}.transport", table.pop("transport", FILE), str)
    is_on = _typed(f"{place}.on", table.pop("on", True), bool)
    days = _typed(f"{place}.give_up_days", table.pop("give_up_days", GIVE_UP_DAYS), int)
    quiet = _quiet(f"{place}.quiet", table.pop("quiet", None))
    wanted = settings_of_transport(transport)
    if wanted is None:
        raise OutboxSettingsError(f"outbox.toml: {place}.transport er ikke en vej ud, Fodfæste kender")
    for name, kind in wanted.items():
        if name in table:
            _typed(f"{place}.{name}", table[name], kind)
        elif NoneType not in get_args(kind):
            raise OutboxSettingsError(f"outbox.toml: {place}.{name} mangler")
    if unknown := sorted(table.keys() - wanted.keys()):
        raise OutboxSettingsError(f"outbox.toml: {place}.{unknown[0]} er ukendt")
    return ReceiverSettings(transport, is_on, days, quiet, table)


def _quiet(place: str, value: Any) -> tuple[time, time] | None:
    if value is None:
        return None
    wrong = OutboxSettingsError(f'outbox.toml: {place} skal være to klokkeslæt som ["21:00", "08:00"]')
    if not isinstance(value, list) or len(value) != 2:
        raise wrong
    try:
        begins, ends = (time.fromisoformat(str(each)) for each in value)
    except ValueError:
        raise wrong from None
    if begins == ends:
        raise wrong
    return begins, ends


def _table(place: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise OutboxSettingsError(f"outbox.toml: {place} skal være en tabel")
    return value


def _typed(place: str, value: Any, kind: Any) -> Any:
    allowed = tuple(one for one in (get_args(kind) or (kind,)) if one is not NoneType)
    allowed = tuple(getattr(one, "__origin__", one) for one in allowed)
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        raise OutboxSettingsError(f"outbox.toml: {place} er af en forkert slags")
    return value
