"""Pages in Kalaallisut: what is not translated yet stands in Danish, and is marked as Danish.

A screen reader then says each in its own language (WCAG 3.1.2). What counts as translated is what the
catalogue holds, so a page is right from the day a string gets its translation, and no template has to know.
"""

import html
import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser

from babel.messages.mofile import read_mo
from django.http import HttpRequest, HttpResponse

from fodfaeste.web.languages import KALAALLISUT, catalogue_path

_VOID = frozenset(
    ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_SILENT = frozenset(("script", "style"))
#: Elements that hold text alone, where no span may stand: the mark goes on the element.
_TEXT_ONLY = frozenset(("title", "option", "textarea"))
#: The language inside an element whose template says it.
_SETTLED = ""
_SPOKEN = ("aria-label", "placeholder", "alt", "title")
_LETTER = re.compile(r"[^\W\d_]")
_PLACE = re.compile(r"%\\\(\w+\\\)[sd]")  # as re.escape leaves %(name)s

IsTranslated = Callable[[str], bool]


def translated(texts: Iterable[str]) -> IsTranslated:
    """A test of a text on a page: whether it is one of these, with its places filled in or not."""
    known = {" ".join(text.split()) for text in texts if text}
    filled = [_PLACE.sub(".+?", re.escape(text)) for text in known if "%(" in text]
    pattern = re.compile("|".join(filled)) if filled else None

    def is_translated(text: str) -> bool:
        said = " ".join(text.split())
        return said in known or (pattern is not None and pattern.fullmatch(said) is not None)

    return is_translated


def catalogue_texts() -> list[str]:
    """Every text of the catalogue in Kalaallisut."""
    with catalogue_path(KALAALLISUT).open("rb") as file:
        messages = [message.string for message in read_mo(file) if message.id]
    return [text for said in messages for text in ((said,) if isinstance(said, str) else said)]


class _Marker(HTMLParser):
    """Writes a page again, with `lang` on every text that is not in the language it stands in."""

    def __init__(self, is_translated: IsTranslated) -> None:
        super().__init__(convert_charrefs=False)
        self.is_translated = is_translated
        self.out: list[str] = []
        self.open: list[tuple[str, str]] = []  # element, and the language of what is inside it
        self.text: list[str] = []
        self.waiting = ""  # the start of an element that may get a mark when its text is known

    def language(self) -> str:
        return self.open[-1][1] if self.open else KALAALLISUT

    def is_danish(self, text: str) -> bool:
        plain = html.unescape(text)
        return bool(_LETTER.search(plain)) and not self.is_translated(plain)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.flush()
        start, given = self.get_starttag_text() or "", dict(attrs)
        is_settled = "lang" in given and tag != "html"
        language = _SETTLED if is_settled else self.language()
        spoken = (given[name] or "" for name in _SPOKEN if name in given)
        if language == KALAALLISUT and any(map(self.is_danish, spoken)):
            start, language = _marked(tag, start, "da"), "da"
        if tag in _VOID:
            self.out.append(start)
            return
        self.open.append((tag, language))
        if tag in _TEXT_ONLY and language == KALAALLISUT:
            self.waiting = start
        else:
            self.out.append(start)

    def handle_endtag(self, tag: str) -> None:
        self.flush()
        if any(name == tag for name, _language in self.open):
            while self.open.pop()[0] != tag:
                continue
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_entityref(self, name: str) -> None:
        self.text.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.text.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.flush()
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def flush(self) -> None:
        """Write the text that has come since the last element."""
        text, self.text = "".join(self.text), []
        waiting, self.waiting = self.waiting, ""
        tag = self.open[-1][0] if self.open else ""
        if waiting:
            self.out.append(_marked(tag, waiting, "da") if self.is_danish(text) else waiting)
            self.out.append(text)
        elif tag in _SILENT or not _LETTER.search(html.unescape(text)):
            self.out.append(text)
        else:
            self.out.append(self.in_its_language(text))

    def in_its_language(self, text: str) -> str:
        around = self.language()
        own = "da" if self.is_danish(text) else KALAALLISUT
        if around in (own, _SETTLED):
            return text
        said = text.strip()
        before, after = text[: text.index(said)], text[text.index(said) + len(said) :]
        return f'{before}<span lang="{own}">{said}</span>{after}'


def _marked(tag: str, start: str, language: str) -> str:
    """The start of an element with its language."""
    return f'<{tag} lang="{language}"{start[1 + len(tag) :]}'


def mark_remnants(page: str, is_translated: IsTranslated) -> str:
    """A page in Kalaallisut with everything that is still Danish marked as Danish."""
    marker = _Marker(is_translated)
    marker.feed(page)
    marker.close()
    marker.flush()
    return "".join(marker.out)


class RemnantsMiddleware:
    """Marks what is still Danish on a page in Kalaallisut."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.is_translated: IsTranslated | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
        if is_page and getattr(request, "LANGUAGE_CODE", "") == KALAALLISUT:
            if self.is_translated is None:
                self.is_translated = translated(catalogue_texts())
            response.content = mark_remnants(response.content.decode(), self.is_translated).encode()
            # Said further in, of the page before it was marked; a browser stops reading there.
            response.headers["Content-Length"] = str(len(response.content))
        return response
