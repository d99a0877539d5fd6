"""The command line: what it offers, how it ends."""

import os
import subprocess
import sys
from importlib import import_module

import pytest

from fodfaeste import cli
from fodfaeste.core.errors import Rejected, UsageError


def test_every_errand_has_its_module_and_its_line_of_help(capsys):
    assert cli.main(["--help"]) == 0
    overview = capsys.readouterr().out
    for name, (module, text) in cli.COMMANDS.items():
        assert f"  {name} " in overview
        assert text in overview
        assert callable(import_module(module).run)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_errand_explains_itself(capsys, name):
    assert cli.main([name, "--help"]) == 0
    assert f"usage: fodfaeste {name}" in capsys.readouterr().out


def test_without_an_errand_it_shows_what_there_is(capsys):
    assert cli.main([]) == 0
    assert "Kommandoer:" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["findes-ikke"], ["journal"], ["serve", "--port", "x"], ["--nej"]])
def test_wrong_usage_ends_with_two(capsys, arguments):
    assert cli.main(arguments) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Rejected("ikke en dato", file="b.csv", row=3, field="dato"), 1),
        (UsageError("findes ikke"), 2),
    ],
)
def test_an_error_is_told_in_one_line_and_by_the_status(monkeypatch, capsys, error, status):
    def fail(args):
        raise error

    monkeypatch.setattr("fodfaeste.commands.migrate.run", fail)
    assert cli.main(["migrate"]) == status
    told = capsys.readouterr().err
    assert told.endswith(f"{error}\n")
    assert told.count("\n") == 1


def test_a_reader_who_has_seen_enough_is_no_error():
    done = subprocess.run(
        f"{sys.executable} -m fodfaeste.cli --help | head -n 1; exit ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert done.stderr == ""
