"""What the layers may import from outside. Their imports of each other are a contract in pyproject.toml."""

import subprocess
import sys

import pytest

from tests.shape.tree import PACKAGE, exceptions, imports, is_standard, is_within, name_of, python_files

# Engines take values and return values: they read no clock, network, disk, environment or database.
NOT_FOR_ENGINES = (
    "django", "os", "pathlib", "shutil", "tempfile", "glob", "socket", "ssl", "http", "urllib",
    "subprocess", "sqlite3", "psycopg", "time", "openpyxl",
)  # fmt: skip


def test_core_imports_only_the_standard_library():
    foreign = [
        f"{name_of(path)}:{line} {module}"
        for path in python_files(PACKAGE / "core")
        for line, module in imports(path)
        if not is_standard(module) and not is_within(module, ("fodfaeste.core",))
    ]
    assert foreign == []


def test_engines_import_no_django_clock_network_or_disk():
    allowed = exceptions("engine_imports")
    foreign = [
        f"{name_of(path)}:{line} {module}"
        for path in python_files(PACKAGE / "engines")
        for line, module in imports(path)
        if is_within(module, NOT_FOR_ENGINES) and name_of(path) not in allowed
    ]
    assert foreign == []


@pytest.mark.parametrize("layer", ["core", "engines", "formats"])
def test_layer_does_not_import_django(layer):
    found = [
        f"{name_of(path)}:{line}"
        for path in python_files(PACKAGE / layer)
        for line, module in imports(path)
        if is_within(module, ("django",))
    ]
    assert found == []


def test_the_command_line_starts_without_loading_what_its_commands_need():
    heavy = "django", "polars", "numpy", "altair"
    program = f"import sys, fodfaeste.cli; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_core_and_engines_run_where_django_is_not_installed():
    modules = [
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        for layer in ("core", "engines", "formats")
        for path in python_files(PACKAGE / layer)
    ]
    program = f"import sys; sys.modules['django'] = None\nfor name in {modules!r}: __import__(name)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stderr == ""
