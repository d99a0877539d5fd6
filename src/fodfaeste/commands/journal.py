"""Seal the journal, and check that it is as it was written."""

import argparse

from fodfaeste.commands.speech import answer, say
from fodfaeste.web.setup import django_setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    errands = parser.add_subparsers(dest="errand", required=True, metavar="HVAD")
    errands.add_parser("verify", help="regn alle forseglinger efter")
    errands.add_parser("seal", help="forsegl det, der er skrevet siden sidst")


def run(args: argparse.Namespace) -> int:
    django_setup()
    if args.errand == "seal":
        from fodfaeste.apps.journal.services import journal_seal

        say(f"{journal_seal()} linjer i logbogen er forseglet")
        return 0
    return _verify()


def _verify() -> int:
    from django.db import connection

    from fodfaeste.apps.journal.services import journal_verify
    from fodfaeste.apps.journal.triggers import missing_triggers

    verdict = journal_verify()
    if not verdict.is_whole:
        answer(f"Forsegling {verdict.broken_seal} passer ikke: der er ændret fra linje {verdict.first_event}")
        return 1
    if missing := missing_triggers(connection):
        answer(f"Forseglingerne passer, men databasens værn mangler: {', '.join(missing)}")
        return 1
    answer(
        f"Logbogen er hel: {verdict.seals} forseglinger, {verdict.events} linjer, "
        f"{verdict.unsealed} venter på forsegling. Sidste forsegling: {verdict.last_hash}"
    )
    return 0
