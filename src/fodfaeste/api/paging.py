"""Long lists a part at a time. The cursor says after which row to go on, so what is added moves nothing.

A cursor holds the values the list is ordered by; they may be a name, so it is locked and tells nothing.
"""

import base64
import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from fodfaeste.api.problems import FieldProblem
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation.secrets import installation_secrets

LOCK = "api-cursor"
MOST, USUAL = 200, 50
LONGEST_CURSOR = 1000

T = TypeVar("T")
M = TypeVar("M", bound=Model)


class Paging(Schema):
    """Where in a list to begin, and how much to give."""

    cursor: str = Field(
        "", max_length=LONGEST_CURSOR, description="Go on here; from `next` of the answer before."
    )
    limit: int = Field(USUAL, ge=1, le=MOST, description="How many to give at most.")


def page_of_rows(request: HttpRequest, rows: QuerySet[M], paging: Paging) -> tuple[list[M], str | None]:
    """A part of a list in the database, and the cursor of the next part."""
    keys = _keys(rows)
    if paging.cursor:
        rows = rows.filter(_after(keys, _opened(paging.cursor, len(keys))))
    found = list(rows[: paging.limit + 1])
    shown = found[: paging.limit]
    following = None
    if len(found) > paging.limit:
        following = _locked([_plain(_value(shown[-1], name)) for name, _descends, _nulls_first in keys])
    return shown, _linked(request, following)


def page_of_list(
    request: HttpRequest, items: Sequence[T], key: Callable[[T], str], paging: Paging
) -> tuple[list[T], str | None]:
    """A part of a list that is already there, and the cursor of the next part."""
    start = 0
    if paging.cursor:
        (last,) = _opened(paging.cursor, 1)
        keys = [key(item) for item in items]
        if last not in keys:
            raise _no_cursor()
        start = keys.index(last) + 1
    shown = list(items[start : start + paging.limit])
    more = start + paging.limit < len(items)
    return shown, _linked(request, _locked([key(shown[-1])]) if more and shown else None)


def _linked(request: HttpRequest, following: str | None) -> str | None:
    if following is not None:
        asked = {**request.GET.dict(), "cursor": following}
        request.api_headers["Link"] = f'<{request.path}?{urlencode(asked)}>; rel="next"'
    return following


Key = tuple[str, bool, bool | None]  # name, descends, nulls first (None: there are none)


def _keys(rows: QuerySet[Any]) -> list[Key]:
    keys: list[Key] = []
    for one in rows.query.order_by:
        if isinstance(one, OrderBy):
            assert isinstance(one.expression, F)
            has_nulls = one.nulls_first or one.nulls_last
            keys.append((one.expression.name, one.descending, bool(one.nulls_first) if has_nulls else None))
        else:
            keys.append((one.removeprefix("-"), one.startswith("-"), None))
    return keys


def _after(keys: Sequence[Key], values: Sequence[Any]) -> Q:
    """Everything that comes after these values in the order of the keys."""
    found, same = Q(pk__in=[]), Q()
    for (name, descends, nulls_first), value in zip(keys, values, strict=True):
        if value is None:
            later = Q(**{f"{name}__isnull": False}) if nulls_first else Q(pk__in=[])
            equal = Q(**{f"{name}__isnull": True})
        else:
            later = Q(**{f"{name}__{'lt' if descends else 'gt'}": value})
            if nulls_first is False:
                later |= Q(**{f"{name}__isnull": True})
            equal = Q(**{name: value})
        found |= same & later
        same &= equal
    return found


def _value(row: Any, name: str) -> Any:
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    return {"on": value.isoformat()} if isinstance(value, date) else value


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return datetime.fromisoformat(value["at"]) if "at" in value else date.fromisoformat(value["on"])
    return value


def _locked(values: list[Any]) -> str:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(installation_secrets().encrypt(text, purpose=LOCK)).decode("ascii")


def _opened(cursor: str, count: int) -> list[Any]:
    try:
        locked = base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True)
        values = [_whole(one) for one in json.loads(installation_secrets().decrypt(locked, purpose=LOCK))]
    except (ValueError, FodfaesteError):
        raise _no_cursor() from None
    if len(values) != count:
        raise _no_cursor()
    return values


def _no_cursor() -> FieldProblem:
    return FieldProblem([("cursor", _("Begynd listen forfra: mærket passer ikke til den."))])
