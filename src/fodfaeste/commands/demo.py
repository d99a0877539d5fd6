"""`fodfaeste demo`: a municipality's effort with invented people, to try everything on."""

import argparse
from time import perf_counter
from typing import TYPE_CHECKING

from fodfaeste.commands.migrate import bring_up_to_date
from fodfaeste.commands.speech import answer, say

if TYPE_CHECKING:
    from fodfaeste.apps.demo.population_groups import Group
    from fodfaeste.apps.demo.population_sizes import Sizes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--municipality",
        default="norddjurs",
        metavar="KOMMUNE",
        help="haderslev, kalundborg, naestved, norddjurs eller sermersooq; ellers norddjurs",
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="TAL", help="samme tal og dag giver samme borgere; ellers 1"
    )
    parser.add_argument(
        "--size", type=int, metavar="ANTAL", help="borgere i alt, også dem, der har forladt indsatsen"
    )
    parser.add_argument("--if-empty", action="store_true", help="gør intet, når kommunen er her i forvejen")


def run(args: argparse.Namespace) -> int:
    """Make the database ready and fill it; a municipality that is here already is left as it is."""
    began = perf_counter()
    bring_up_to_date()

    from fodfaeste.apps.accounts.models import Authority
    from fodfaeste.apps.demo.companies_report import work_report
    from fodfaeste.apps.demo.population_sizes import sizes_read
    from fodfaeste.apps.demo.published import published_report
    from fodfaeste.apps.demo.services import demo_make

    sizes = sizes_read(args.municipality, args.size)
    is_here = Authority.objects.filter(slug=sizes.slug).exists()
    if not is_here:
        say(f"Digter {sizes.total} borgere til {sizes.name} …")
    demo = None if is_here else demo_make(municipality=args.municipality, seed=args.seed, people=args.size)
    if demo is None:
        if not args.if_empty:
            say(f"{sizes.name} er her allerede; intet er ændret. Begynd forfra med en tom database.")
        return 0
    answer(report(sizes))
    if demo.work is not None:
        answer(f"\n{work_report(demo.work)}")
    if demo.published:
        answer(f"\n{published_report(demo.published)}")
    made = demo.population
    say(
        f"Færdig på {perf_counter() - began:.1f} s: {len(made.people)} borgere, "
        f"{len(made.facts)} oplysninger, {len(made.spells)} perioder, "
        f"{len(made.talks)} samtaler, {len(made.tracks)} tilbud efter politikken, "
        f"{len(made.offers)} efter loven"
    )
    return 0


def _basis(group: "Group") -> str:
    """Where a size comes from; what the policy publishes is divided by us."""
    return f"{'politikkens tal, delt' if group.is_published else 'antagelse'}: {group.basis.da}"


def report(sizes: "Sizes") -> str:
    """The tables of who is made and on what basis."""
    groups = [
        f"| {group.title.da} | {group.today} | {group.left} | {_basis(group)} |" for group in sizes.groups
    ]
    today = sum(group.today for group in sizes.groups)
    shares = [
        f"| {share.id} | {share.of.da} | {100 * share.value:.0f} pct. | {share.reason.da} |"
        for share in sizes.shares.values()
    ]
    sources = "; ".join(source.da for source in sizes.sources)
    return "\n".join(
        (
            f"{sizes.name}: {sizes.total} opdigtede borgere",
            "",
            "| gruppe | i indsatsen | har forladt den | grundlag |",
            "| --- | ---: | ---: | --- |",
            *groups,
            f"| I alt | {today} | {sizes.total - today} | |",
            "",
            "| andel | af | sat til | grundlag |",
            "| --- | --- | ---: | --- |",
            *shares,
            "",
            f"Indbyggere og byer: {sources}. Fordelingen på brancher: {sizes.industries_reason.da}",
        )
    )
