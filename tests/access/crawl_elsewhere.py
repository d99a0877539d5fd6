"""What somebody can try with the ids of another municipality in hand, beside reading on."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.accounts.models import User
from tests.access.crawl import Form, whole
from tests.access.situation import Situation
from tests.access.test_matrix import MATRIX, expected, routes
from tests.make.marked import FIRST_ID, LAST_ID, Known

#: What a form's field may carry of another's, where its name is not that of a part of an address.
FIELDS = {
    "absent": "case_worker", "owner": "case_worker", "position": "case_worker", "to": "case_worker",
    "user": "case_worker", "worker": "case_worker", "production_unit": "company", "link": "link",
}  # fmt: skip
#: Fields of words that have the name of a part: an id in them is a word like any other.
WORDS = frozenset({"text", "message", "step", "entry", "talk"})
_WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
#: Words on an error page or in a form are echoes of what was sent: they are held against what was sent.
Ask = tuple[str, str, dict[str, Any]]


def addresses_of(actor: str, situation: Situation, known: Known) -> Iterator[Ask]:
    """Every address that a role may ask for at home, with another municipality's ids in it."""
    for name, pattern in routes():
        parts = pattern.pattern.converters
        if not parts.keys() & known.parts.keys():
            continue
        path = reverse(
            name, kwargs={part: known.parts.get(part, situation.parts.get(part, "x")) for part in parts}
        )
        row = MATRIX["route"].get(name, {})
        for method in ("get", "post"):
            if expected(row, method)[actor] in (200, 302, 409, 422, "reason") if row else True:
                yield method, path, dict(row.get("data", {})) if method == "post" else {}


def sent_with(form: Form, known: Known) -> dict[str, str]:
    """A form as it stands, but another municipality's ids wherever an id is chosen."""
    values = dict(form.values)
    for name, value in form.values.items():
        part = FIELDS.get(name, name)
        if part in known.parts and name not in WORDS:
            values[name] = str(known.parts[part])
        elif value.isdecimal() and name.endswith("id"):
            values[name] = str(FIRST_ID + 1)
    return values


def tried(user: User | None, asks: Iterator[Ask], known: Known) -> Iterator[tuple[str, int, list[bytes]]]:
    """What each answer gave away, beside what was sent."""
    client = Client(raise_request_exception=False)
    for method, path, data in asks:
        if user and "_auth_user_id" not in client.session:
            client.force_login(user)
        response = getattr(client, method)(path, data)
        sent = (path + repr(data)).encode()
        found = [one for one in known.found_in(whole(response)) if one not in sent]
        yield f"{method} {path}", response.status_code, found


@contextmanager
def writes_of(known: Known) -> Iterator[list[str]]:
    """Every line written to the database meanwhile that names a row of the other municipality."""
    caught: list[str] = []
    secrets = {secret.decode() for secret in known.secrets}

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if _WRITES.match(sql) and any(_is_theirs(one, secrets) for one in _flat(params)):
            caught.append(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield caught


def _is_theirs(value: object, secrets: set[str]) -> bool:
    if isinstance(value, int):
        return FIRST_ID <= value <= LAST_ID
    return isinstance(value, str) and value in secrets


def _flat(params: Any) -> Iterator[object]:
    for one in params or ():
        if isinstance(one, list | tuple):
            yield from one
        else:
            yield one
