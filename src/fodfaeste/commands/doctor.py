"""Examine the installation: what is fine, what somebody should look at, what is broken, and what to do."""

import argparse
import json
from dataclasses import asdict

from fodfaeste.commands.speech import answer, say
from fodfaeste.web.setup import django_setup

WORDS = {"fine": "i orden", "look": "se efter", "broken": "i stykker"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="svar som JSON, en linje for hvert fund")
    parser.add_argument(
        "--quick", action="store_true", help="se kun på logbogens seneste forseglinger og nøglernes navne"
    )


def run(args: argparse.Namespace) -> int:
    django_setup()
    from fodfaeste.apps.operation.examination import examine

    counts = dict.fromkeys(WORDS, 0)
    for finding in examine(quick=args.quick):
        counts[finding.state] += 1
        if args.json:
            answer(json.dumps(asdict(finding), ensure_ascii=False))
            continue
        answer(f"{WORDS[finding.state]:9}  {finding.area}: {finding.says}")
        if finding.do:
            answer(f"{'':9}  → {finding.do}")
    say(", ".join(f"{count} {WORDS[state]}" for state, count in counts.items()))
    return 1 if counts["broken"] else 0
