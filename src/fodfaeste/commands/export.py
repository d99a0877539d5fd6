"""`fodfaeste export snapshot DIR`: an authority's people as the tables that every engine reads."""

import argparse
from pathlib import Path

from fodfaeste.commands.authority import add_authority_argument, authority_named
from fodfaeste.commands.people import day_argument
from fodfaeste.commands.speech import say
from fodfaeste.core.errors import FodfaesteError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["snapshot"])
    parser.add_argument("folder", type=Path, metavar="DIR")
    add_authority_argument(parser)
    parser.add_argument("--on", type=day_argument, metavar="YYYY-MM-DD", help="dagen; ellers i dag")


def run(args: argparse.Namespace) -> int:
    authority = authority_named(args.authority)
    from fodfaeste.apps.goals.selectors import policy_in_force
    from fodfaeste.bridge.snapshot import load_snapshot
    from fodfaeste.formats.snapshot import write_snapshot
    from fodfaeste.installation.clock import today

    on = args.on or today(authority)
    snapshot = load_snapshot(authority, policy_in_force(authority, on), on)
    try:
        write_snapshot(snapshot, args.folder)
    except OSError as error:
        raise FodfaesteError(f"{args.folder}: mappen kan ikke skrives: {error.strerror or error}") from None
    told = ", ".join(f"{table.height} {name}" for name, table in snapshot.tables.items())
    say(f"{args.folder}: {told}")
    return 0
