"""Make a municipality from its policy, with its towns and teams, and say how its pages look."""

import argparse

from fodfaeste.commands.speech import say
from fodfaeste.web.setup import django_setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--policy", required=True, help="politikkens mappe, fx norddjurs")
    parser.add_argument("--unit", action="append", default=[], metavar="TEAM", help="et team; kan gentages")
    parser.add_argument("--name", help="kommunens fulde navn; ellers politikkens")
    parser.add_argument("--short-name", help="det korte navn, hvor der er lidt plads, fx Haderslev")
    parser.add_argument("--name-of", metavar="GENITIV", help="navnet i ejefald, fx Haderslev Kommunes")
    parser.add_argument("--contact-line", metavar="LINJE", help="hvor man kan spørge; nederst på siderne")
    parser.add_argument(
        "--accessibility-url", metavar="ADRESSE", help="kommunens egen tilgængelighedserklæring"
    )
    parser.add_argument("--theme", metavar="FARVE", help="neutral, blue, green, red, purple, teal, brown")
    parser.add_argument("--language", help="sproget, til læseren vælger: da, en eller kl")


def run(args: argparse.Namespace) -> int:
    django_setup()
    from django.db import transaction

    from fodfaeste.apps.accounts.presenting import Presentation, authority_present
    from fodfaeste.apps.accounts.services import authority_set_up
    from fodfaeste.apps.citizens.places import places_set_up
    from fodfaeste.core.errors import UsageError
    from fodfaeste.formats.packs import Library
    from fodfaeste.formats.packs.law import installed_law
    from fodfaeste.web.languages import languages_for

    pack = next((pack for pack in Library.read().packs if pack.id == args.policy), None)
    if pack is None:
        raise UsageError(f"Der er ingen politik, der hedder {args.policy}; se fodfaeste check")
    fields = ("name", "short_name", "name_of", "contact_line", "accessibility_url", "theme", "language")
    wanted = Presentation(**{name: getattr(args, name) for name in fields})
    with transaction.atomic():
        authority = authority_set_up(
            slug=pack.id,
            name=pack.municipality_name,
            code=pack.municipality_code,
            policy=pack.id,
            time_zone=installed_law(pack.legal_system).time_zone,
            units=args.unit,
        )
        languages = tuple(code for code, _name in languages_for(authority.time_zone))
        authority_present(authority=authority, wanted=wanted, languages=languages)
        places_set_up(authority=authority)
    say(f"{authority.name} er oprettet med politikken {authority.policy}")
    return 0
