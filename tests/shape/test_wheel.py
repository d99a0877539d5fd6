"""The wheel carries what an installation needs besides Python: packs, templates and the licence."""

import subprocess
import sys
import zipfile

import pytest

from tests.shape.tree import PACKAGE, PROJECT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_wheel_carries_every_pack(wheel):
    packs = {path.relative_to(PROJECT).as_posix() for path in (PROJECT / "packs").rglob("*.toml")}
    assert packs
    assert {f"fodfaeste/{name}" for name in packs} <= wheel


def test_wheel_carries_every_source_and_template(wheel):
    wanted = {
        path.relative_to(PACKAGE.parent).as_posix()
        for pattern in ("*.py", "*.html", "*.po", "*.css", "*.js", "*.svg")
        for path in PACKAGE.rglob(pattern)
    }
    assert wanted - wheel == set()


def test_wheel_carries_the_licence_and_no_tests(wheel):
    assert any(name.endswith("licenses/LICENSE") for name in wheel)
    assert not any(name.startswith("tests/") for name in wheel)
