"""Logging that never shows a CPR number, a name or an address with a token, whatever it is handed.

A number can be known by its look; a name cannot. So what others write of a request is replaced by the
shape of its address, and of an exception the log keeps where it was raised, not what it says, unless
its kind is known to speak of programs and machines alone.
"""

import json
import logging
import os
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

CPR_LIKE = re.compile(r"(?<!\d)\d{6}[- ]?\d{4}(?!\d)")
MASK = "••••••-••••"

OWN = "fodfaeste"
LEFT_OUT = "(left out)"

#: Whose words are about programs and machines. Of a database's, the first line: what follows shows rows.
TELLING = (
    ImportError,
    AttributeError,
    NameError,
    TypeError,
    NotImplementedError,
    MemoryError,
    RecursionError,
)
TELLING_OF_DATABASES = ("OperationalError", "ProgrammingError", "InterfaceError", "IntegrityError")

_PERSONAL_LINK = re.compile(r"(/l/)[^/\s\"']+")
_QUERY = re.compile(r"\?[^\s\"']*=[^\s\"']*")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_ADDRESS = re.compile(r"(?<![\w:/])/[^\s\"']+|(?<=://)([^/\s]+)/\S*")

#: The reference of the request being answered, shown on its error page.
reference: ContextVar[str] = ContextVar("reference", default="-")


def without_cpr(text: str) -> str:
    """The text with everything that looks like a CPR number masked."""
    return CPR_LIKE.sub(MASK, text)


def address_shape(request: object) -> str:
    """A request's address as the product wrote it, `/borgere/<pid>/`, never as it was asked for."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "(no page of ours)"


class MaskingFormatter(logging.Formatter):
    """Masks the finished line, so that arguments and tracebacks are covered too."""

    def format(self, record: logging.LogRecord) -> str:
        record.reference = reference.get()
        line = self.line(record, said(record), withheld(record.exc_info))
        return _PERSONAL_LINK.sub(r"\1…", _QUERY.sub("?…", without_cpr(line)))

    def line(self, record: logging.LogRecord, message: str, trace: str) -> str:
        """The record as one line, with its traceback below."""
        record.message = message
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        return self.formatMessage(record) + (f"\n{trace}" if trace else "")


class JsonFormatter(MaskingFormatter):
    """The same, one JSON object a line, for programs that collect logs."""

    def line(self, record: logging.LogRecord, message: str, trace: str) -> str:
        content = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "reference": reference.get(),
            "message": message,
            **getattr(record, "fields", {}),
        }
        return json.dumps({**content, "trace": trace} if trace else content, ensure_ascii=False)


def said(record: logging.LogRecord) -> str:
    """What a record says. What others say of a request is said anew, without anything the visitor sent."""
    if record.name.partition(".")[0] == OWN:
        return record.getMessage()
    request = getattr(record, "request", None)
    if request is not None:
        status = getattr(record, "status_code", "")
        return f"{status} {getattr(request, 'method', '')} {address_shape(request)}".strip()
    return _ADDRESS.sub(r"\1/…", _QUOTED.sub(LEFT_OUT, record.getMessage()))


ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None] | None
)


def withheld(info: ExceptionInfo) -> str:
    """A traceback with each exception of its chain, the first one first, most of them without their words."""
    error = info[1] if info else None
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    parts = []
    for raised in reversed(chain):
        frames = "".join(traceback.format_tb(raised.__traceback__))
        parts.append(f"Traceback (most recent call last):\n{frames}{type(raised).__name__}: {_words(raised)}")
    return "\n\n".join(parts)


def _words(error: BaseException) -> str:
    kinds = {kind.__name__ for kind in type(error).__mro__}
    # Libraries derive from OSError too, and then tell what was sent to whom.
    is_of_the_machine = isinstance(error, OSError) and type(error).__module__ == "builtins"
    if is_of_the_machine or isinstance(error, TELLING):
        return str(error)
    if not kinds.isdisjoint(TELLING_OF_DATABASES):
        return str(error).partition("\n")[0]
    return LEFT_OUT


def logging_settings() -> dict[str, Any]:
    """Everything goes to standard error, through the mask."""
    # FODFAESTE_LOG=json: one JSON object a line instead of plain text.
    is_json = os.environ.get("FODFAESTE_LOG") == "json"
    kind = "JsonFormatter" if is_json else "MaskingFormatter"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "masked": {
                "()": f"fodfaeste.installation.logs.{kind}",
                "format": "%(asctime)s %(levelname)s %(name)s [%(reference)s] %(message)s",
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masked"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            # Django's own handlers would write past the mask.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
            # What is refused has its line already, with its reference; what breaks has none else.
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            # They write the addresses that they ask, and what they send.
            "urllib3": {"handlers": [], "level": "ERROR", "propagate": True},
        },
    }
