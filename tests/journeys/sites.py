"""A demo with its server, for the journeys alone: made once, and shared by all who visit it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.databases import own_database
from tests.servers import free_port, web_server

FODFAESTE = [sys.executable, "-m", "fodfaeste.cli"]


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
            yield address
