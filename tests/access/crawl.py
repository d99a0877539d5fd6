"""A walker that follows every link and form from where somebody lands."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

LINK = re.compile(r'(?:href|src|hx-get)="(/[^"#]*)')
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
FIELD = re.compile(r"<(?:input|select|textarea|button)\b[^>]*?\bname=\"([^\"]+)\"[^>]*")
VALUE = re.compile(r'\bvalue="([^"]*)"')
OPTION = re.compile(r'<option\b[^>]*value="([^"]+)"')
#: What is new each time a page is drawn.
FRESH = re.compile(
    rb"Content-Length: \d+|(?<=kl\. )\d\d\.\d\d"
    rb'|(name="(?:csrfmiddlewaretoken|draft_token|draft|token|key)" value=")[^"]*'
    rb"|[0-9a-f]{8}(?=</(?:strong|code|p)>)"
)
#: One address of a view, and one that carries questions, are enough: another person's page is drawn alike.
LEFT_OUT = frozenset({"accounts:sign_out", "accounts:sign_out_everywhere", "demo:enter"})


@dataclass(frozen=True)
class Form:
    """A form on a page: where it is sent, and what stands in it."""

    action: str
    is_post: bool
    values: dict[str, str]


@dataclass
class Walk:
    """Everything that one person can reach by reading on."""

    client: Client
    answers: dict[str, bytes] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    _seen: set[tuple[str, bool]] = field(default_factory=set)

    def follow(self, *starts: str) -> "Walk":
        """Read on from these pages until there is nothing new."""
        waiting = list(starts)
        while waiting:
            path = waiting.pop(0)
            if path in self.answers or not self._is_new(path):
                continue
            response = self.client.get(path)
            self.answers[path] = whole(response)
            if response.status_code >= 500:
                self.broken.append(f"{response.status_code} {path}")
            waiting += self._onwards(path, response)
        return self

    def _is_new(self, path: str) -> bool:
        split = urlsplit(path)
        try:
            view = resolve(split.path).view_name
        except Resolver404:
            return False
        kind = (view, bool(split.query))
        if view in LEFT_OUT or kind in self._seen:
            return False
        self._seen.add(kind)
        return True

    def _onwards(self, path: str, response: HttpResponseBase) -> Iterator[str]:
        if 300 <= response.status_code < 400:
            yield response.headers["Location"]
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return
        text = self.answers[path].decode()
        yield from (unescape(found) for found in LINK.findall(text))
        for form in forms_of(text, path):
            if form.is_post:
                self.forms.setdefault(_view(form.action), form)
            else:
                yield f"{form.action}?{urlencode(form.values)}"


def forms_of(text: str, path: str) -> Iterator[Form]:
    """The forms of a page, each with what stands in it: of a list, the first that can be chosen."""
    for attributes, inner in FORM.findall(text):
        found = re.search(r'action="([^"]*)"', attributes)
        action = unescape(found.group(1)) if found and found.group(1) else path
        values: dict[str, str] = {}
        for match in FIELD.finditer(inner):
            given = VALUE.search(match.group())
            options = OPTION.search(inner, match.end()) if match.group().startswith("<select") else None
            chosen = options or given
            values.setdefault(match.group(1), unescape(chosen.group(1)) if chosen else "")
        yield Form(action.split("?")[0], 'method="post"' in attributes.lower(), values)


def _view(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return path


def whole(response: Any) -> bytes:
    """Everything that came: head, body, and what is packed inside a file."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    head = "\n".join(f"{name}: {value}" for name, value in response.headers.items()).encode()
    return head + b"\n\n" + body + (b"".join(_unpacked(body)) if body[:2] == b"PK" else b"")


def _unpacked(body: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        for name in packed.namelist():
            yield name.encode() + b"\n" + packed.read(name)


def settled(answer: bytes) -> bytes:
    """An answer without what is new each time."""
    return FRESH.sub(lambda match: match.group(1) or b"", answer)
