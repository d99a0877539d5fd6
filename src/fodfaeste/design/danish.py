"""Text that is Danish on every page, marked so that a screen reader on an English page says it right."""

from html import unescape

from django.utils.html import conditional_escape, escape, format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from fodfaeste.core.errors import FodfaesteError, Rejected


def in_danish(text: object) -> SafeString:
    """A text that is never translated, such as a heading of an adopted text or what a case says."""
    if (get_language() or "da").startswith("da"):
        return conditional_escape(text)
    return format_html('<span lang="da">{}</span>', text)


def naming(phrase: str, **names: str | int) -> SafeString:
    """A translated phrase, with names in it that are Danish in every language."""
    marked = {key: in_danish(name) if isinstance(name, str) else name for key, name in names.items()}
    return SafeString(escape(phrase) % marked)


def plain(text: object) -> str:
    """The same words without marks, for a reader that shows no markup."""
    return unescape(strip_tags(str(text))) if isinstance(text, SafeString) else str(text)


def said_of(error: FodfaesteError) -> SafeString:
    """What an error says; of outside input it is said in Danish only, all else in the reader's language."""
    return in_danish(error) if isinstance(error, Rejected) else conditional_escape(str(error))
