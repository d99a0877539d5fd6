"""No CPR number reaches a log."""

import logging
import sys

import pytest

from fodfaeste.installation.logs import MASK, MaskingFormatter, logging_settings, without_cpr
from tests import make


@pytest.mark.parametrize("form", ["{}{}", "{}-{}", "{} {}"])
def test_a_cpr_number_is_masked_however_it_is_written(form):
    cpr = make.cpr(17)
    text = form.format(cpr[:6], cpr[6:])
    assert without_cpr(f"Borger {text}, set") == f"Borger {MASK}, set"


@pytest.mark.parametrize("text", ["2026-11-23", "12345678", "CVR 29189986", "12345678901", "kl. 10.30"])
def test_other_numbers_stay(text):
    assert without_cpr(text) == text


def test_arguments_and_tracebacks_are_masked_too():
    cpr = make.cpr(18)
    try:
        raise ValueError(f"Bad number {cpr}")
    except ValueError:
        record = logging.LogRecord("x", 40, "f.py", 1, "About %s", (cpr,), sys.exc_info())
    line = MaskingFormatter("%(message)s").format(record)
    assert "Traceback" in line
    assert cpr not in line


def test_every_handler_masks():
    settings = logging_settings()
    handlers = settings["handlers"].values()
    assert {handler["formatter"] for handler in handlers} == {"masked"}
    assert all(logger["handlers"] == [] for logger in settings["loggers"].values())
