"""Do the work that waits outside the requests."""

import argparse
import os
import signal
import threading
import time

from fodfaeste.commands.columns import aligned
from fodfaeste.commands.speech import answer, say
from fodfaeste.web.setup import django_setup

STATES = {"waiting": "venter", "running": "i gang", "done": "udført", "failed": "opgivet"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="udfør det, der venter nu, og slut")
    parser.add_argument("--status", action="store_true", help="vis, hvem der arbejder, og hvad der venter")
    parser.add_argument("--parent", type=int, help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    if args.status:
        return _status()
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


def _status() -> int:
    """Who works and what waits; exit status 1 where nobody works."""
    django_setup()
    from fodfaeste.apps.jobs.selectors import job_counts, nights
    from fodfaeste.apps.jobs.signs import workers_alive, workers_silent
    from fodfaeste.installation.clock import true_now

    alive, now = list(workers_alive()), true_now()
    rows = [
        [sign.name, words, sign.doing or "–", f"{(now - sign.seen_at).total_seconds():.0f} s siden"]
        for words, signs in (("arbejder", alive), ("tavs", workers_silent()))
        for sign in signs
    ]
    answer(
        aligned(["arbejder", "tilstand", "i gang med", "set"], rows, names=4) if rows else "Ingen arbejder"
    )
    for (kind, state), count in job_counts().items():
        answer(f"{kind}: {count} {STATES.get(state, state)}")
    for night in nights():
        late = ", for sent" if night.is_late else ""
        answer(f"nat i {night.authority.slug} {night.day}: {STATES.get(night.state, 'ikke begyndt')}{late}")
    return 0 if alive else 1


def _leave(*_: object) -> None:
    # In the midst of a job too: it goes back in line, and whoever takes it ends it the same.
    raise SystemExit(0)


def _leave_with(parent: int) -> None:
    """End when the server that started this worker is gone, however it went."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
