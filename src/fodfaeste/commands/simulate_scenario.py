"""What a command asks to be tried, as a scenario and as two policies."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fodfaeste.commands.people import policy
from fodfaeste.commands.try_ import change_asked
from fodfaeste.core.errors import Rejected, UsageError
from fodfaeste.core.policy import Pack
from fodfaeste.core.scenario import ENGINES, AddedRule, Scenario, from_json
from fodfaeste.core.simulation import Country
from fodfaeste.engines.simulation.making.rights import Policy
from fodfaeste.formats.packs import read_files
from fodfaeste.formats.packs.edit import changed


@dataclass(frozen=True, slots=True)
class Tried:
    """The scenario, and the two policies that it comes to."""

    scenario: Scenario
    today: Policy
    tried: Policy


def add_scenario_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that say what is tried."""
    parser.add_argument(
        "--policy", required=True, help="dagens politik: dens id, fx norddjurs, eller en mappe"
    )
    parser.add_argument("--against", metavar="B", help="en anden politik at prøve på de samme borgere")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="RULE:OLD=NEW",
        help="en værdi i en kopi, fx branchespor.forsikret:P6M=P3M; kan gentages",
    )
    parser.add_argument(
        "--rule",
        action="append",
        default=[],
        metavar="OFFER:GROUP:P3M",
        help="en ny ret: tilbud, målgruppe og tid fra indsatsens begyndelse; kan gentages",
    )
    parser.add_argument(
        "--seats",
        action="append",
        default=[],
        metavar="OFFER=N",
        help="pladser i det, der prøves; kan gentages",
    )
    parser.add_argument(
        "--scenario",
        type=Path,
        metavar="FILE",
        help="et scenarie fra før (scenario.json) i stedet for valgene her",
    )
    _add_run_arguments(parser)


def _add_run_arguments(parser: argparse.ArgumentParser) -> None:
    """What it is called, how long and how often it is run."""
    parser.add_argument("--name", default="", metavar="TEXT", help="hvad scenariet hedder")
    parser.add_argument("--months", type=int, default=120, metavar="N", help="måneder frem (120)")
    parser.add_argument("--runs", type=int, default=100, metavar="N", help="kørsler (100)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="frø til de tilfældige tal (1)")
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help="begge giver samme svar")
    parser.add_argument(
        "--no-displacement", action="store_true", help="som om et job til én aldrig er et mindre til andre"
    )


def tried_by(args: argparse.Namespace, home: Pack, country: Country, on: date) -> Tried:
    """The scenario of a command's arguments, or of its file. Raises UsageError where it cannot be tried."""
    scenario, other = _asked(args, home, on) if args.scenario is None else _opened(args, home, on)
    for name, reason in scenario.problems():
        raise UsageError(f"--{_OPTIONS.get(name, name)}: {reason}")
    changes = dict(scenario.changes)
    tried = other or (read_files(changed(home, changes), home.name) if changes else home)
    _check(scenario, tried, country)
    return Tried(scenario, Policy(home.name, home), _policy(scenario, tried))


def _asked(args: argparse.Namespace, home: Pack, on: date) -> tuple[Scenario, Pack | None]:
    """What the arguments ask for, and the other policy where there is one."""
    other = None if args.against is None else policy(args.against, on)
    scenario = Scenario(
        name=args.name,
        policy=home.name,
        policy_hash=home.hash,
        against="" if other is None else other.name,
        against_hash="" if other is None else other.hash,
        changes=tuple(change_asked(home, text) for text in args.set),
        rules=tuple(map(_rule, args.rule)),
        seats=tuple(map(_seats, args.seats)),
        months=args.months,
        runs=args.runs,
        seed=args.seed,
        engine=args.engine,
        displacement=not args.no_displacement,
    )
    return scenario, other


def _opened(args: argparse.Namespace, home: Pack, on: date) -> tuple[Scenario, Pack | None]:
    """A scenario of before, on the very policies it was made for."""
    try:
        scenario = from_json(args.scenario.read_text("utf-8"), str(args.scenario))
    except (OSError, UnicodeDecodeError):
        raise Rejected("filen kan ikke læses", file=str(args.scenario)) from None
    other = policy(args.against or scenario.against.split("/")[0], on) if scenario.against else None
    for field, pack, kept in (
        ("policy", home, scenario.policy_hash),
        ("against", other, scenario.against_hash),
    ):
        if pack is not None and pack.hash != kept:
            reason = f"{pack.name} er ikke den udgave, scenariet blev prøvet på"
            raise Rejected(reason, file=str(args.scenario), field=field)
    return scenario, other


_OPTIONS = {"changes": "set", "rules": "rule"}


def _policy(scenario: Scenario, pack: Pack) -> Policy:
    return Policy(f"{pack.name} (prøve)", pack, scenario.rules, dict(scenario.seats))


def _rule(text: str) -> AddedRule:
    offer, colon, rest = text.partition(":")
    group, second, after = rest.partition(":")
    if not colon or not second:
        raise UsageError(f"»{text}« skal have formen TILBUD:MÅLGRUPPE:TID, fx branchespor:forsikret:P3M")
    return AddedRule(offer, group, after)


def _seats(text: str) -> tuple[str, int]:
    offer, equals, places = text.partition("=")
    if not equals or not places.isdecimal():
        raise UsageError(f"»{text}« skal have formen TILBUD=ANTAL, fx branchespor=50")
    return offer, int(places)


def _check(scenario: Scenario, pack: Pack, country: Country) -> None:
    """Refuse an offer that is known nowhere, and a label that the policy does not have."""
    offers = sorted(set(_offers(pack, country)))
    for offer in (*(rule.offer for rule in scenario.rules), *(offer for offer, _ in scenario.seats)):
        if offer not in offers:
            raise UsageError(f"tilbuddet »{offer}« findes ikke; vælg mellem {', '.join(offers)}")
    groups = [group.id for group in pack.groups]
    for rule in scenario.rules:
        if rule.group not in groups:
            raise UsageError(f"målgruppen »{rule.group}« findes ikke i {pack.name}: {', '.join(groups)}")


def _offers(pack: Pack, country: Country) -> Iterator[str]:
    """What a rule may give: the policy's own offers, and those whose effect and price stand in the pack."""
    yield from (offer.id for offer in pack.offers)
    yield from (read for offer in country.offers for read in offer.reads)
