"""Do the work that waits outside the requests."""

import argparse
import os
import signal
import threading
import time

from fodfaeste.commands.speech import say
from fodfaeste.web.setup import django_setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="udfør det, der venter nu, og slut")
    parser.add_argument("--parent", type=int, help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    signal.signal(signal.SIGTERM, _leave)
    if args.parent:
        threading.Thread(target=_leave_with, args=(args.parent,), daemon=True).start()
    django_setup()
    from fodfaeste.apps.jobs.worker import work_all, work_until

    if args.once:
        say(f"{work_all()} opgaver er udført")
        return 0
    work_until(threading.Event())
    return 0


def _leave(*_: object) -> None:
    # In the midst of a job too: it goes back in line, and whoever takes it ends it the same.
    raise SystemExit(0)


def _leave_with(parent: int) -> None:
    """End when the server that started this worker is gone, however it went."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
