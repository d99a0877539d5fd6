"""Bodies of calls: strict, and handed to the same forms as the screens use."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

from django.http import QueryDict
from django.utils.formats import localize_input
from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field

T = TypeVar("T")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def _only_iso(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        raise ValueError("no ISO date")
    return date.fromisoformat(value)


#: A day, written 2026-01-31.
Day = Annotated[date, BeforeValidator(_only_iso), Field(strict=False)]
#: A text that is never larger than it needs to be.
Short = Annotated[str, Field(max_length=400)]
Long = Annotated[str, Field(max_length=2000)]
#: Skills and occupations are named by their id in the taxonomy in use.
Concept = Annotated[str, Field(max_length=200)]


class Body(Schema):
    """What is sent: nothing but what is asked for, and in the form it is asked for."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Listed(Schema, Generic[T]):
    """A part of a list. `next` is the cursor of the next part; null at the end."""

    items: list[T]
    next: str | None = None


def posted(values: dict[str, Any]) -> QueryDict:
    """Values as a form of the screens would send them, written as the caller's language writes them."""
    data = QueryDict(mutable=True)
    for name, value in values.items():
        if value is None or value is False:
            continue
        if isinstance(value, (list, tuple)):
            data.setlist(name, [_typed(one) for one in value])
        else:
            data[name] = _typed(value)
    return data


def _typed(value: Any) -> str:
    if value is True:
        return "on"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return str(localize_input(Decimal(str(value)))) if isinstance(value, float) else str(value)
