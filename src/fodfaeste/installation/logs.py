"""Logging that never shows a CPR number, whatever text or traceback it is handed."""

import logging
import re
from contextvars import ContextVar
from typing import Any

CPR_LIKE = re.compile(r"(?<!\d)\d{6}[- ]?\d{4}(?!\d)")
MASK = "••••••-••••"

#: The reference of the request being answered, shown on its error page.
reference: ContextVar[str] = ContextVar("reference", default="-")


def without_cpr(text: str) -> str:
    """The text with everything that looks like a CPR number masked."""
    return CPR_LIKE.sub(MASK, text)


class MaskingFormatter(logging.Formatter):
    """Masks the finished line, so that arguments and tracebacks are covered too."""

    def format(self, record: logging.LogRecord) -> str:
        record.reference = reference.get()
        return without_cpr(super().format(record))


def logging_settings() -> dict[str, Any]:
    """Everything goes to standard error, through the mask."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "masked": {
                "()": "fodfaeste.installation.logs.MaskingFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s [%(reference)s] %(message)s",
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "masked"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            # Django's own handlers would write past the mask.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        },
    }
