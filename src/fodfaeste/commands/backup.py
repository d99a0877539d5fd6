"""Take a backup of everything but the keys, prove one, or lock the keys in a file of their own."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from fodfaeste.commands.passphrase import ask_passphrase
from fodfaeste.commands.speech import answer, say
from fodfaeste.core.errors import UsageError
from fodfaeste.web.setup import django_setup

if TYPE_CHECKING:
    from fodfaeste.apps.operation.restoring import Proof

VERIFY = "verify"
MANIFEST = "manifest.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.usage = "fodfaeste backup MAPPE [--keep N] | verify KOPI | --keys FIL"
    parser.add_argument(
        "what", nargs="*", metavar="MAPPE | verify KOPI", help="hvorhen, eller hvad der skal prøves"
    )
    parser.add_argument(
        "--keep", type=int, metavar="N", help="behold de N nyeste kopier i mappen, og slet de ældre"
    )
    parser.add_argument(
        "--keys", type=Path, metavar="FIL", help="lås nøglerne i en fil; kodesætningen læses ind"
    )


def run(args: argparse.Namespace) -> int:
    if args.keep is not None and args.keep < 1:
        raise UsageError("--keep skal være mindst 1")
    match args.what:
        case [] if args.keys:
            return _keys(args.keys)
        case [folder] if not args.keys and folder != VERIFY:
            return _make(Path(folder), args.keep)
        case ["verify", folder] if not args.keys:
            return _prove(Path(folder))
    raise UsageError("skriv en mappe, eller verify og en kopi, eller --keys og en fil")


def _make(folder: Path, keep: int | None) -> int:
    django_setup()
    from fodfaeste.apps.operation.backups import backup_make

    path, manifest, proof = backup_make(folder, keep=keep)
    rows = sum(manifest.contents.counts.values())
    say(f"{rows} rækker og {len(manifest.files) - 1} filer er kopieret. Nøglerne er ikke med: --keys FIL")
    say(f"Gem dette et andet sted: logbog {manifest.contents.journal or 'uden forsegling'}, indhold {proof}")
    answer(str(path))
    return 0


def _keys(target: Path) -> int:
    from fodfaeste.installation.keys_file import keys_lock

    beside = target.absolute().parent
    if (beside / MANIFEST).exists() or any(beside.glob(f"fodfaeste-*/{MANIFEST}")):
        raise UsageError(f"{target}: nøglerne må ikke ligge sammen med en sikkerhedskopi")
    keys_lock(target, ask_passphrase())
    say(f"Nøglerne ligger låst i {target}. Uden kodesætningen kan ingen åbne dem")
    return 0


def _prove(folder: Path) -> int:
    django_setup()
    from fodfaeste.apps.operation.restoring import backup_prove

    tell_proof(backup_prove(folder))
    return 0


def tell_proof(proof: "Proof") -> None:
    """What was counted and reckoned, one thing a line."""
    manifest, counts = proof.manifest, proof.manifest.contents.counts
    answer(f"Kopi af {manifest.made_at}, udgave {manifest.version}: {len(manifest.files)} filer hele")
    answer(f"{sum(counts.values())} rækker i {len(counts)} tabeller, som talt da kopien blev taget")
    if proof.steps:
        answer(f"Bragt op til denne udgave med {proof.steps} ændringer")
    journal = proof.journal
    answer(
        f"Logbogen er hel: {journal.seals} forseglinger, {journal.events} linjer. Sidste: {journal.last_hash}"
    )
    if proof.readable is not None:
        answer(f"{proof.readable} CPR-numre kan læses med nøglerne her")
    if proof.before:
        answer(f"Det, der var her før, ligger i {proof.before}")
