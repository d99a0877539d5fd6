"""Put a backup back, where nothing is or in the place of what is there, and prove that it came whole."""

import argparse
import signal
import sys
from pathlib import Path

from fodfaeste.commands.backup import tell_proof
from fodfaeste.commands.passphrase import ask_passphrase
from fodfaeste.commands.speech import say
from fodfaeste.web.setup import django_setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="KOPI", help="sikkerhedskopiens mappe")
    parser.add_argument(
        "--replace", action="store_true", help="her er noget i forvejen: kopiér det først, og skift det ud"
    )
    parser.add_argument(
        "--keys", type=Path, metavar="FIL", help="hent nøglerne herfra; kodesætningen læses ind"
    )


def run(args: argparse.Namespace) -> int:
    django_setup()
    from django.db import connection

    from fodfaeste.apps.operation.restoring import backup_restore
    from fodfaeste.installation.keys_file import keys_open
    from fodfaeste.web.database import alone

    # Asked to end, it puts back what was there; without this it would end where it stands.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    opened = keys_open(args.keys, ask_passphrase(twice=False)) if args.keys else None
    # The lock has a connection of its own: the other is closed when its database is another.
    lock = connection.copy()
    try:
        with alone(lock):
            proof = backup_restore(args.folder, replace=args.replace, opened=opened)
    finally:
        lock.close()
    tell_proof(proof)
    say("Gendannet. Start tjenesterne igen, og kør fodfaeste doctor")
    return 0
