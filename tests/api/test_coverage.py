"""Everything the screens can do, the API can do, or it is written down why not."""

import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

from django.urls import get_resolver

from fodfaeste.api.operation import OPERATIONS, roles_of, routes
from tests.api.world import operations

REASONS = tomllib.loads(Path(__file__).with_name("coverage.toml").read_text(encoding="utf-8"))["reason"]


def uncovered():
    """The pages of the screens that no operation stands for."""
    covered = {screen for known in OPERATIONS.values() for screen in known.screens}
    names = [name for name, _route in routes(get_resolver()) if not name.startswith("api:")]
    return [name for name in names if name not in covered]


def test_every_page_has_an_operation_or_a_reason():
    assert [name for name in uncovered() if not any(fnmatchcase(name, one) for one in REASONS)] == []


def test_every_reason_is_still_needed():
    left = uncovered()
    assert [one for one in REASONS if not any(fnmatchcase(name, one) for name in left)] == []


def test_every_operation_is_described_and_stands_for_pages_that_are():
    names = {name for name, _route in routes(get_resolver())}
    for known in map(OPERATIONS.get, operations()):
        assert set(known.screens) <= names
        assert roles_of(known.screens), f"{known.name}: no role may do it"
