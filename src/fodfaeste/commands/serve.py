"""Show Fodfæste in the browser: the database made ready, the web server, and a worker if wanted."""

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from fodfaeste.commands.speech import say
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation.measures_folder import measures_together

HOST = "127.0.0.1"
WORKER_STOPS_WITHIN = 10
FIRST = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="port på denne maskine (8000)")
    parser.add_argument("--demo", action="store_true", help="fem roller uden adgangskode, opdigtede personer")
    parser.add_argument("--worker", action="store_true", help="udfør også det arbejde, der venter")
    parser.add_argument("--processes", type=int, default=2, help="antal processer (2)")


def run(args: argparse.Namespace) -> int:
    if args.demo:
        os.environ["FODFAESTE_DEMO"] = "1"
    from fodfaeste.commands.migrate import bring_up_to_date

    _require_free(args.port)
    bring_up_to_date()
    from django.db import connections

    # Nothing that is open may be shared with the processes that begin now.
    connections.close_all()
    worker = _start_worker() if args.worker else None
    try:
        with measures_together():
            _serve(args)
    finally:
        if worker:
            _stop_worker(worker)
    return 0


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise FodfaesteError(f"Port {port} er optaget; vælg en anden med --port") from None


def _start_worker() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "fodfaeste.cli", "work", "--parent", str(os.getpid())]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - this very program


def _stop_worker(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(WORKER_STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def _serve(args: argparse.Namespace) -> None:
    from gunicorn.app.base import BaseApplication

    from fodfaeste.installation.logs import logging_settings

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        def load_config(self) -> None:
            for name, value in _settings(args, logging_settings()).items():
                self.cfg.set(name, value)

        def load(self) -> Callable[..., Any]:
            from django.urls import get_resolver

            from fodfaeste.web.wsgi import application

            # Every page is imported now, so that the first visitor does not wait for it.
            _ = get_resolver().url_patterns
            return application

    Server().run()


def _settings(args: argparse.Namespace, logging: dict[str, Any]) -> dict[str, Any]:
    address = f"http://{HOST}:{args.port}"

    def tell(process: Any) -> None:
        """Said by the first process once it has read every page: from then on it answers."""
        if process.age != FIRST:
            return
        say(f"Fodfæste er klar på {address}  (stop med Ctrl+C)")
        say(f"Fodfæste is ready at {address}  (stop with Ctrl+C)")

    return {
        "bind": f"{HOST}:{args.port}",
        "workers": args.processes,
        "worker_class": "gthread",
        "threads": 4,
        "timeout": 120,
        "graceful_timeout": 5,
        "proc_name": "fodfaeste",
        "logconfig_dict": {**logging, "loggers": {**logging["loggers"], "gunicorn.error": QUIET}},
        "control_socket_disable": True,
        "post_worker_init": tell,
        "child_exit": _forget,
    }


def _forget(server: object, process: Any) -> None:
    from fodfaeste.web.measures import forget_process

    forget_process(process.pid)


QUIET = {"handlers": ["console"], "level": "WARNING", "propagate": False}
