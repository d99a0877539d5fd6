"""`fodfaeste nightly`: answers and figures for every authority.

Killed anywhere and run again, it ends the same.
"""

import argparse

from fodfaeste.commands.authority import add_authority_argument, authorities_named
from fodfaeste.commands.people import day_argument
from fodfaeste.commands.speech import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_authority_argument(parser)
    parser.add_argument("--on", type=day_argument, metavar="YYYY-MM-DD", help="dagen; ellers i dag")


def run(args: argparse.Namespace) -> int:
    authorities = authorities_named(args.authority)
    from fodfaeste.apps.jobs.nightly import nightly
    from fodfaeste.installation.clock import today

    for authority in authorities:
        on = args.on or today(authority)
        nightly(authority=authority, on=on)
        say(f"{authority.name}: svar og tal er regnet for {on}")
    return 0
