"""Change and check the keys that lock CPR numbers, and make the token that lets a program read the counts."""

import argparse

from fodfaeste.commands.speech import answer, say
from fodfaeste.web.setup import django_setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    errands = parser.add_subparsers(dest="errand", required=True, metavar="HVAD")
    errands.add_parser("rotate", help="lav en ny nøgle, og lås alle CPR-numre med den")
    errands.add_parser("check", help="efterprøv, at alle CPR-numre kan læses")
    errands.add_parser("metrics", help="lav et nyt kodeord til /metrics, og skriv det")


def run(args: argparse.Namespace) -> int:
    if args.errand == "metrics":
        return _metrics()
    django_setup()
    return _rotate() if args.errand == "rotate" else _check()


def _metrics() -> int:
    from fodfaeste.installation.secrets import metrics_token_make

    answer(metrics_token_make())
    say("Kodeordet står i secrets.toml; det forrige gælder ikke længere")
    return 0


def _rotate() -> int:
    from fodfaeste.apps.citizens.identity import keys_rotate

    name, count = keys_rotate()
    say(f"{count} CPR-numre er låst med nøglen {name}. De gamle nøgler er beholdt; sikkerhedskopiér filen")
    return 0


def _check() -> int:
    from fodfaeste.apps.citizens.identity import keys_check
    from fodfaeste.installation.secrets import secrets_path

    path = secrets_path()
    report = keys_check()
    is_private = path.stat().st_mode & 0o077 == 0
    answer(f"{report.identities} CPR-numre, {report.unreadable} kan ikke læses")
    if report.on_older_keys:
        answer(f"{report.on_older_keys} er låst med en ældre nøgle: kør fodfaeste keys rotate")
    if not is_private:
        answer(f"{path} kan læses af andre: kør chmod 600 {path}")
    return 0 if is_private and not report.unreadable else 1
