"""A record as plain content that can be kept, and back again: nothing missing, unknown or of another type."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from fodfaeste.core.outbound import RECORDS, Record, Unsendable


def content_of(record: Record) -> dict[str, Any]:
    """The record as plain content that can be kept, encrypted, until it is sent."""
    return cast(dict[str, Any], _plain(record))


def record_of(kind: str, content: dict[str, Any]) -> Record:
    """The record that `content_of` made plain; refuses what is missing, unknown or of another type."""
    if kind not in RECORDS:
        raise Unsendable("kind", "meddelelsens slags er ukendt")
    return cast(Record, _read(RECORDS[kind], content, ""))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def _read(wanted: Any, value: Any, at: str) -> Any:
    if get_origin(wanted) in (Union, UnionType):
        (inner,) = (each for each in get_args(wanted) if each is not NoneType)
        return None if value is None else _read(inner, value, at)
    if get_origin(wanted) is tuple:
        if not isinstance(value, list):
            raise Unsendable(at, "skal være en liste")
        return tuple(_read(get_args(wanted)[0], each, f"{at}.{number}") for number, each in enumerate(value))
    if is_dataclass(wanted):
        return _read_record(wanted, value, at)
    if wanted in (date, datetime):
        return _read_time(wanted, value, at)
    if type(value) is not wanted:  # a bool is an int to isinstance
        raise Unsendable(at, "mangler eller er af en anden slags end ventet")
    return value


def _read_record(wanted: Any, value: Any, at: str) -> Any:
    if not isinstance(value, dict):
        raise Unsendable(at or wanted.__name__, "mangler")
    types = get_type_hints(wanted)
    names = [field.name for field in fields(wanted)]
    if unknown := sorted(value.keys() - set(names)):
        raise Unsendable(_under(at, unknown[0]), "er ukendt")
    if missing := [name for name in names if name not in value]:
        raise Unsendable(_under(at, missing[0]), "mangler")
    return wanted(**{name: _read(types[name], value[name], _under(at, name)) for name in names})


def _read_time(wanted: Any, value: Any, at: str) -> date | datetime:
    try:
        read: date | datetime = wanted.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unsendable(at, "er ikke en dato") from None
    if isinstance(read, datetime) and read.tzinfo is None:
        raise Unsendable(at, "har ingen tidszone")
    return read


def _under(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name
