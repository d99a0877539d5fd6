"""Try what signin.toml says before anybody meets it: the file itself, and every broker in it."""

import argparse

from fodfaeste.commands.speech import answer
from fodfaeste.web.setup import django_setup


def add_arguments(parser: argparse.ArgumentParser) -> None:
    errands = parser.add_subparsers(dest="errand", required=True, metavar="HVAD")
    errands.add_parser("check", help="læs signin.toml, og spørg hver broker, om den svarer")


def run(args: argparse.Namespace) -> int:
    django_setup()
    from fodfaeste.apps.accounts.health import broker_check, signin_problems
    from fodfaeste.apps.accounts.signin import signin_here

    problems = signin_problems()
    for problem in problems:
        answer(problem)
    states = broker_check()
    for one in states:
        answer(f"{one.broker}: {one.words}")
    local = "åbent" if signin_here().local else "lukket"
    answer(f"Login med adgangskode: {local}")
    return 1 if problems or not all(one.is_up for one in states) else 0
