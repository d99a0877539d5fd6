"""What was compiled by another version of the product does not stop this one."""

import importlib.util
import sys
from pathlib import Path

import pytest

SOURCE = """
from typing import NamedTuple
from fodfaeste.engines.matching.compiled import compiled
class {name}(NamedTuple):
    number: int
@compiled
def twice(held):
    return 2 * held.number
"""

CALLED = """
from fodfaeste.engines.matching.compiled import compiled
@compiled
def number():
    return {number}
"""
CALLER = """
from called_of_two_versions import number
from fodfaeste.engines.matching.compiled import compiled
@compiled
def twice():
    return 2 * number()
"""


def test_what_is_kept_under_a_name_that_is_gone_is_compiled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("numba.core.config.CACHE_DIR", str(tmp_path / "kept"))
    for name in ("Older", "Newer"):
        path = tmp_path / "loops.py"
        path.write_text(SOURCE.format(name=name), encoding="utf-8")
        spec = importlib.util.spec_from_file_location("loops_of_two_versions", path)
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, "loops_of_two_versions", module)
        spec.loader.exec_module(module)
        assert module.twice(getattr(module, name)(21)) == 42


def test_a_change_in_a_file_that_is_called_from_another_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("numba.core.config.CACHE_DIR", str(tmp_path / "kept"))
    (tmp_path / "caller.py").write_text(CALLER, encoding="utf-8")
    found = []
    for number in (1, 2):
        monkeypatch.setattr("fodfaeste.engines.matching.compiled._sources", lambda number=number: ((number,)))
        (tmp_path / "called.py").write_text(CALLED.format(number=number), encoding="utf-8")
        for name in ("called", "caller"):
            spec = importlib.util.spec_from_file_location(f"{name}_of_two_versions", tmp_path / f"{name}.py")
            module = importlib.util.module_from_spec(spec)
            monkeypatch.setitem(sys.modules, f"{name}_of_two_versions", module)
            spec.loader.exec_module(module)
        found.append(module.twice())
    assert found == [2, 4]
