"""Where a command takes its citizens from: a file, a snapshot folder or the database, and by which policy."""

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from fodfaeste.commands.speech import say
from fodfaeste.core.errors import UsageError
from fodfaeste.core.policy import Pack
from fodfaeste.engines.rules import FACT_TYPES
from fodfaeste.formats.packs import installed_pack, read_folder
from fodfaeste.formats.packs.library import shown


@dataclass(frozen=True, slots=True)
class People:
    """The facts a command asks, and the day it asks about."""

    facts: pl.DataFrame
    on: date


def add_people_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that say whose people and which day."""
    parser.add_argument(
        "--policy", required=True, help="politikkens id, fx norddjurs, eller en mappe med en pakke"
    )
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--citizens", type=Path, metavar="FILE", help="CSV eller XLSX med én række pr. borger"
    )
    source.add_argument(
        "--snapshot", type=Path, metavar="DIR", help="et øjebliksbillede fra `export snapshot`"
    )
    parser.add_argument("--on", type=day_argument, metavar="YYYY-MM-DD", help="dagen; ellers i dag")


def day_argument(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"»{text}« er ingen dato; skriv 2020-09-01") from None


def policy(name: str, on: date) -> Pack:
    """The pack of a policy on a day; a folder is read as a pack of its own."""
    if "/" in name or Path(name).is_dir():
        return read_folder(Path(name), shown(Path(name)))
    return installed_pack(name, on)


def people(args: argparse.Namespace) -> People:
    """Read the citizens a command is asked about."""
    if args.citizens is not None:
        from fodfaeste.formats.facts_file import read_facts

        facts, left_out = read_facts(args.citizens)
        if left_out:
            say(f"Kolonner, der ikke bruges: {', '.join(left_out)}")
        return People(facts, args.on or date.today())  # noqa: DTZ011 - a file has no authority and so no time zone
    if args.snapshot is not None:
        from fodfaeste.formats.snapshot import read_snapshot

        snapshot = read_snapshot(args.snapshot)
        if args.on is not None and args.on != snapshot.on:
            raise UsageError(
                f"øjebliksbilledet er af {snapshot.on}; et andet --on kræver et andet øjebliksbillede"
            )
        return People(snapshot.tables["citizens"].select(list(FACT_TYPES)), snapshot.on)
    return _from_database(args)


def _from_database(args: argparse.Namespace) -> People:
    from fodfaeste.web.setup import django_setup

    django_setup()
    from fodfaeste.apps.accounts.models import Authority
    from fodfaeste.bridge.facts import load_facts
    from fodfaeste.installation.clock import today

    authority = Authority.objects.filter(policy=args.policy).first()
    if authority is None:
        raise UsageError(
            f"databasen har ingen kommune med politikken »{args.policy}«; brug --citizens eller --snapshot"
        )
    on = args.on or today(authority)
    return People(load_facts(authority, on).drop("pk"), on)
