"""Put minutes of travel in from a file, in place of the rule's for the pairs it has; or take them out."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from fodfaeste.commands.speech import say
from fodfaeste.core.errors import UsageError

if TYPE_CHECKING:
    from fodfaeste.apps.accounts.models import Authority


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FIL", help="en fil, der ender på .csv eller .xlsx"
    )
    parser.add_argument("--authority", metavar="SLUG", help="kommunen, hvis der er flere")
    parser.add_argument(
        "--remove", action="store_true", help="glem filens minutter; reglen gælder igen for alle steder"
    )


def run(args: argparse.Namespace, authority: "Authority") -> int:
    """Keep a file's minutes for an authority, or forget them."""
    if (args.file is None) != args.remove:
        raise UsageError("Nævn enten en fil eller --remove.")
    return _remove(authority) if args.remove else _put_in(authority, args.file)


def _put_in(authority: "Authority", path: Path) -> int:
    from fodfaeste.bridge.reach import read_given, store_given

    given = read_given(authority, path)
    pairs = given.select("from", "to").n_unique()
    if not store_given(authority, given):
        say(f"{authority.name}: minutterne står her allerede; intet er ændret")
        return 0
    _note(authority, f"Rejseminutter fra fil: {pairs} par af steder")
    say(f"{authority.name}: {given.height} rækker, {pairs} par af steder; de andre par følger reglen")
    say("Fortryd med: fodfaeste import reach --remove")
    return 0


def _remove(authority: "Authority") -> int:
    from fodfaeste.bridge.reach import remove_given

    if not remove_given(authority):
        say(f"{authority.name}: ingen fil er i brug; intet er ændret")
        return 0
    _note(authority, "Rejseminutter fra fil er fjernet")
    say(f"{authority.name}: reglen gælder igen for alle par")
    return 0


def _note(authority: "Authority", what: str) -> None:
    from fodfaeste.apps.journal.services import journal_write

    journal_write(actor=None, authority=authority, action="import", what=what)
