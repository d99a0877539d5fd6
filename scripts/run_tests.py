"""Run the tests: first everything but the journeys, then the journeys; both two at a time.

In a journey browser and server wait for each other, so one at a time leaves half of the machine idle:
those marked `apart` go one by one beside the others, on sites of their own. They run on SQLite only:
what differs between the databases lies below the screens. So do the tests that ask for no database, which
PostgreSQL cannot change, and those of doors and gates, which stand on what is tried there; `--whole` takes
the last with it. Other arguments go to pytest as they are.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.servers import postgres

NO_TESTS = 5
#: The folders of tests that know of no database; a test of shape holds them to it.
WITHOUT_DATABASE = ("core", "design", "engines", "formats", "fuzz", "shape")
#: What stands on services and selectors that are tried by themselves: gates, doors and made-up people.
ABOVE = ("access", "api", "openid", "packs", "web", "apps/demo")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("-m", dest="marks", default="", help="as pytest's own; narrows both runs")
    parser.add_argument("--whole", action="store_true", help="gates and doors on PostgreSQL too")
    chosen, others = parser.parse_known_args()
    # An end from outside must also stop the server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with postgres() if chosen.database == "postgres" else nullcontext() as database:
        folders = WITHOUT_DATABASE + (() if chosen.whole else ABOVE)
        away = [f"--ignore=tests/{folder}" for folder in folders] if database else []
        # The slow tests stand together: whoever is done takes some of them over.
        most = ["--numprocesses=2", "--dist=worksteal", *away, *others]
        codes = [_run(_both(chosen.marks, "not journey"), most, database)]
        if not database and any((ROOT / "tests" / "journeys").glob("test_*.py")):
            halves = [_both(chosen.marks, f"journey and {which}") for which in ("not apart", "apart")]
            # Named, where nobody names another place, so that the other thousands are not even read.
            place = [] if any((ROOT / other).exists() for other in others) else ["tests/journeys"]
            codes += _run_beside(halves[0], halves[1], ["--numprocesses=0", *place, *others])
    failed = [code for code in codes if code not in (0, NO_TESTS)]
    if failed:
        return failed[0]
    return NO_TESTS if set(codes) == {NO_TESTS} else 0


def _both(wanted: str, marks: str) -> str:
    return f"({wanted}) and {marks}" if wanted else marks


def _run(marks: str, arguments: list[str], database: str | None) -> int:
    return subprocess.run(_command(marks, arguments), cwd=ROOT, env=_environment(database)).returncode


def _run_beside(marks: str, others: str, arguments: list[str]) -> list[int]:
    """Run two halves at once on SQLite; what the second says comes whole, after the first is done."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            _command(others, arguments), cwd=ROOT, env=_environment(None), stdout=said, stderr=said
        ) as beside,
    ):
        try:
            codes = [_run(marks, arguments, None), beside.wait()]
        finally:
            beside.terminate()
        said.seek(0)
        shutil.copyfileobj(said, sys.stdout.buffer)
        sys.stdout.flush()
    return codes


def _command(marks: str, arguments: list[str]) -> list[str]:
    return [sys.executable, "-m", "pytest", "-m", marks, *arguments]


def _environment(database: str | None) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name != "FODFAESTE_DATABASE"}
    return environment | ({"FODFAESTE_DATABASE": database} if database else {})


if __name__ == "__main__":
    sys.exit(main())
