"""A demo with its server, for the journeys alone: made once, and shared by all who visit it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.journeys.databases import own_database
from tests.servers import free_port, web_server

FODFAESTE = [sys.executable, "-m", "fodfaeste.cli"]
_WORK = """
from fodfaeste.web.setup import django_setup
django_setup()
from fodfaeste.apps.jobs.models import Job
from fodfaeste.apps.jobs.worker import work_one, worker_name
waiting = Job.objects.filter(kind={kind!r}, state="waiting")
assert waiting.exists()
while waiting.exists():
    assert work_one(worker_name())
"""
_environments: dict[str, dict[str, str]] = {}  # of the sites that stand, by their place


@contextmanager
def demo_site(var: Path, municipality: str, citizens: int) -> Iterator[str]:
    """The address of a municipality's demo with so many made-up citizens, on 23 November 2026."""
    with own_database(os.environ.get("FODFAESTE_DATABASE", "")) as database:
        env = {**os.environ, "FODFAESTE_VAR": str(var), "FODFAESTE_DATABASE": database}
        filled = subprocess.run(
            [*FODFAESTE, "demo", "--municipality", municipality, "--seed", "1", "--size", str(citizens)],
            env=env,
            capture_output=True,
            text=True,
        )
        assert filled.returncode == 0, filled.stderr
        port = free_port()
        command = [*FODFAESTE, "serve", "--demo", "--processes", "1", "--port", str(port)]
        with web_server(command, port, env=env) as address:
            _environments[urlsplit(address).netloc] = env
            yield address


def work(address: str, kind: str) -> None:
    """Do the jobs of a kind that wait at the site which an address belongs to, and those before them.

    No more, as the night is long.
    """
    run_at(address, _WORK.format(kind=kind))


def run_at(address: str, code: str) -> None:
    """Run Python beside the site which an address belongs to, with its folder and its database."""
    env = _environments[urlsplit(address).netloc]
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
