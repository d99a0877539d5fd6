"""Make a municipality from its policy, with the towns that the pack of travel knows, and its teams."""

import argparse

from fodfaeste.commands.speech import say
from fodfaeste.web.setup import django_setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--policy", required=True, help="politikkens mappe, fx norddjurs")
    parser.add_argument("--unit", action="append", default=[], metavar="TEAM", help="et team; kan gentages")


def run(args: argparse.Namespace) -> int:
    django_setup()
    from fodfaeste.apps.accounts.services import authority_set_up
    from fodfaeste.apps.citizens.places import places_set_up
    from fodfaeste.core.errors import UsageError
    from fodfaeste.formats.packs import Library
    from fodfaeste.formats.packs.law import installed_law

    pack = next((pack for pack in Library.read().packs if pack.id == args.policy), None)
    if pack is None:
        raise UsageError(f"Der er ingen politik, der hedder {args.policy}; se fodfaeste check")
    authority = authority_set_up(
        slug=pack.id,
        name=pack.municipality_name,
        code=pack.municipality_code,
        policy=pack.id,
        time_zone=installed_law(pack.legal_system).time_zone,
        units=args.unit,
    )
    places_set_up(authority=authority)
    say(f"{authority.name} er oprettet med politikken {authority.policy}")
    return 0
