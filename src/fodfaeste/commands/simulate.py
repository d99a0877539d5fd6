"""`fodfaeste simulate`: what a policy would change in a municipality, and how sure that is."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from fodfaeste.commands.columns import aligned
from fodfaeste.commands.people import policy
from fodfaeste.commands.simulate_files import check_folder, write_folder
from fodfaeste.commands.simulate_place import add_place_arguments, located
from fodfaeste.commands.simulate_scenario import Tried, add_scenario_arguments, tried_by
from fodfaeste.commands.simulate_totals import read_totals
from fodfaeste.commands.speech import answer, say
from fodfaeste.core.dates import add_months
from fodfaeste.core.errors import UsageError
from fodfaeste.core.evidence import Evidence
from fodfaeste.core.scenario import Scenario
from fodfaeste.design.simulation_files import Written, simulation_files
from fodfaeste.engines.simulation.making.backcast import YEAR, BackCast
from fodfaeste.engines.simulation.making.costs import percents_of
from fodfaeste.engines.simulation.making.prepare import Place
from fodfaeste.engines.simulation.run import Engine
from fodfaeste.engines.simulation.telling import Plan, Question, ask
from fodfaeste.engines.simulation.telling.trust import Trust, from_then, trust_in, years_back
from fodfaeste.formats.packs.evidence import read_evidence
from fodfaeste.formats.packs.law import installed_law
from fodfaeste.formats.packs.simulation import installed_country
from fodfaeste.formats.snapshot import read_snapshot

_STEPS = 10  # how often it is told how far it is
_BACK_CAST_RUNS = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scenario_arguments(parser)
    add_place_arguments(parser)
    parser.add_argument(
        "--totals", type=Path, metavar="FILE", help="kendte tal, som overgangene rettes ind efter (CSV)"
    )
    parser.add_argument(
        "--backcast", type=int, metavar="YEAR", help="begynd i det år, og sammenlign med det, der skete"
    )
    parser.add_argument("--threads", type=int, metavar="N", help="tråde; ellers alle processorer")
    parser.add_argument("--language", choices=("da", "en"), default="da", help="rapportens sprog (da)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="mappen, svaret skrives i")


def run(args: argparse.Namespace) -> int:
    if args.threads is not None and args.threads < 1:
        raise UsageError("--threads skal være mindst 1")
    if (args.out is None) == (args.backcast is None):
        raise UsageError("giv enten --out eller --backcast")
    if args.out is not None:
        check_folder(args.out)
    snapshot = read_snapshot(args.snapshot)
    today = policy(args.policy, snapshot.on)
    # The people's labels are those of their own municipality, whatever policy is tried on them.
    home = today if today.id == snapshot.authority else policy(snapshot.authority, snapshot.on)
    tried = tried_by(args, today, installed_country(home.legal_system), snapshot.on)
    scenario = tried.scenario
    found = located(args, snapshot, home, scenario.months)
    if args.backcast is not None:
        _back_cast(args, found.place, tried)
        return 0
    evidence, plan = read_evidence(), _plan(args, scenario)
    few = replace(plan, runs=min(plan.runs, _BACK_CAST_RUNS))
    trust = trust_in(found.place, tried.today, evidence, few, seed=scenario.seed)
    question = _question(args, found.place, tried, evidence, trust)
    whole = ask(question, plan, _progress())
    whole = replace(whole, granted=(trust.words, *whole.granted))
    written = Written(scenario, whole, snapshot.on, found.inputs, trust, args.language)
    write_folder(simulation_files(written), args.out)
    for sentence in whole.sentences:
        answer(sentence.words.in_language(args.language))
    say(f"{args.out}: {question.months} måneder, {scenario.runs} kørsler; intet er besluttet")
    return 0


def _question(
    args: argparse.Namespace, place: Place, tried: Tried, evidence: Evidence, trust: Trust
) -> Question:
    asked = tried.scenario.months
    months = min(asked, trust.months)
    if months < asked:
        say(f"Der fortælles kun om {months} af {asked} måneder. {trust.words.da}")
    law = installed_law(place.home.legal_system)
    return Question(
        place=place,
        today=tried.today,
        tried=tried.tried,
        evidence=evidence,
        percents=percents_of(law, place.country, place.on),
        months=months,
        seed=tried.scenario.seed,
        displacement=tried.scenario.displacement,
        trusted=trust.levels,
        totals=None if args.totals is None else read_totals(args.totals, place.country),
    )


def _plan(args: argparse.Namespace, scenario: Scenario) -> Plan:
    engine: Engine = "monthly" if scenario.engine == "monthly" else "jumping"
    return Plan(scenario.runs, engine, args.threads)


def _back_cast(args: argparse.Namespace, place: Place, tried: Tried) -> None:
    """Begin in an earlier year with what was known then, and tell how far off it came."""
    years, known = place.on.year - args.backcast, years_back(place)
    if years < 1:
        raise UsageError(f"--backcast {args.backcast}: vælg et år før {place.on.year}")
    if place.people is None:
        raise UsageError("--backcast kræver --population eller --inhabitants: ellers kan ingen komme til")
    if years > known:
        most = (
            f"vælg et år fra {place.on.year - known}" if known else "oplysningerne rækker ikke et år tilbage"
        )
        raise UsageError(f"--backcast {args.backcast}: {most}")
    start = add_months(place.on, -YEAR * years)
    found = from_then(
        place,
        tried.today,
        read_evidence(),
        _plan(args, tried.scenario),
        start=start,
        years=years,
        seed=tried.scenario.seed,
    )
    answer(_compared(found, start))
    off = ", ".join(f"{year} år {found.mean_error(year):.0%}" for year in range(1, years + 1))
    say(f"I gennemsnit ved siden af efter {off}; {found.coverage:.0%} ligger i båndet, som skulle holde 90%")


def _compared(found: BackCast, start: date) -> str:
    """A row a figure and year: expected, between what, what happened, and how far off."""
    headings = ("tal", "efter", "ventet", "fra", "til", "skete", "fejl", "i båndet")
    rows = [
        (
            line.measure,
            add_months(start, YEAR * line.years).isoformat(),
            f"{line.expected:.0f}",
            f"{line.low:.0f}",
            f"{line.high:.0f}",
            f"{line.happened:.0f}",
            f"{line.error:+.0%}",
            "ja" if line.is_covered else "nej",
        )
        for line in found.lines
    ]
    return aligned(headings, rows, names=2)


def _progress() -> Callable[[int, int], None]:
    told = 0

    def tell(done: int, everything: int) -> None:
        nonlocal told
        step = done * _STEPS // everything
        if step > told:
            told = step
            say(f"{done} af {everything} kørsler")

    return tell
