"""Which function does which kind of job. An app's `jobs.py` registers its own by `@job("kind")`."""

from collections.abc import Callable
from typing import Any

from django.utils.module_loading import autodiscover_modules

from fodfaeste.apps.accounts.models import Authority

#: Gets the job's authority (or none) and its arguments; may run twice, and ends the same.
Work = Callable[[Authority | None, dict[str, Any]], None]

_works: dict[str, Work] = {}


def job(kind: str) -> Callable[[Work], Work]:
    """Make a function the work of a kind of job."""

    def register(work: Work) -> Work:
        if _works.get(kind, work) is not work:
            raise ValueError(f"Two works of the kind {kind!r}")
        _works[kind] = work
        return work

    return register


def work_of(kind: str) -> Work:
    """The function that does a kind of job; KeyError where no app has one."""
    return works()[kind]


def works() -> dict[str, Work]:
    """Every kind of job there is."""
    autodiscover_modules("jobs")
    return _works
