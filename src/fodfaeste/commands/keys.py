"""Change and check the keys that lock what is secret, and make the token for reading the counts."""

import argparse

from fodfaeste.commands.speech import answer, say
from fodfaeste.web.setup import django_setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    errands = parser.add_subparsers(dest="errand", required=True, metavar="HVAD")
    errands.add_parser("rotate", help="lav en ny nøgle, og lås alt, der er låst, med den")
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
    from fodfaeste.apps.operation.relocking import keys_rotate

    found = keys_rotate()
    for label, count in sorted(found.unreadable.items()):
        answer(f"{label}: {count} kan ikke læses og er ladt, som de var")
    total = sum(found.done.values())
    say(f"Felter låst med nøglen {found.key}: {total}. De gamle nøgler er beholdt; sikkerhedskopiér filen")
    return 1 if found.unreadable else 0


def _check() -> int:
    from fodfaeste.apps.citizens.identity import keys_check
    from fodfaeste.apps.operation.relocking import keys_outdated
    from fodfaeste.installation.secrets import secrets_path

    path = secrets_path()
    report, outdated = keys_check(), sum(keys_outdated().values())
    is_private = path.stat().st_mode & 0o077 == 0
    answer(f"{report.identities} CPR-numre, {report.unreadable} kan ikke læses")
    if outdated:
        answer(f"Felter låst med en ældre nøgle: {outdated}. Kør fodfaeste keys rotate")
    if not is_private:
        answer(f"{path} kan læses af andre: kør chmod 600 {path}")
    return 0 if is_private and not report.unreadable else 1
