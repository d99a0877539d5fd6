"""`fodfaeste due`: who a policy makes due on a day, and why."""

import argparse
import sys
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl

from fodfaeste.commands.people import add_people_arguments, people, policy
from fodfaeste.commands.speech import answer, say
from fodfaeste.core.answers import State
from fodfaeste.core.errors import UsageError
from fodfaeste.core.facts import FACTS
from fodfaeste.core.policy import Pack
from fodfaeste.engines.rules import Explanation, due, explain, reasons
from fodfaeste.formats.output import write_csv, write_whole

COLUMNS = ("citizen", "rule", "state", "due_on", "reasons", "missing")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_people_arguments(parser)
    parser.add_argument("--out", type=Path, metavar="FILE", help="CSV-fil; ellers standard output")
    parser.add_argument("--explain", metavar="CITIZEN", help="forklar én borgers svar i stedet")
    parser.add_argument("--rule", metavar="ID", help="med --explain: en bestemt regel")


def run(args: argparse.Namespace) -> int:
    if args.rule and not args.explain:
        raise UsageError("--rule hører sammen med --explain")
    found = people(args)
    pack = policy(args.policy, found.on)
    if args.explain:
        _explain(args, found.facts.filter(pl.col("citizen") == args.explain), pack, found.on)
        return 0
    answers = due(pack, found.facts, found.on)
    rows = zip(
        answers["citizen"],
        answers["rule"],
        answers["state"],
        answers["due_on"],
        reasons(pack, found.facts, answers, found.on),
        answers["missing"],
        strict=True,
    )
    write = partial(write_csv, headings=COLUMNS, rows=rows)
    if args.out is None:
        write(sys.stdout)
    else:
        write_whole(args.out, write)
    counts = Counter(answers["state"])
    told = ", ".join(f"{counts[state.value]} {state.value}" for state in State)
    say(f"{pack.name} den {found.on}: {told}")
    return 0


def _explain(args: argparse.Namespace, facts: pl.DataFrame, pack: Pack, on: date) -> None:
    if facts.is_empty():
        raise UsageError(f"borgeren »{args.explain}« findes ikke")
    rules = pack.rules(on)
    offers = (
        [r.offer for r in rules if r.id == args.rule]
        if args.rule
        else list(dict.fromkeys(r.offer for r in rules))
    )
    if not offers:
        raise UsageError(
            f"{pack.name} har ingen regel »{args.rule}«; der er {', '.join(r.id for r in rules)}"
        )
    for offer in offers:
        _tell(explain(pack, facts, on, str(offer), args.rule))


def _tell(explanation: Explanation) -> None:
    """One answer in plain Danish, line by line."""
    found = explanation.answer
    answer(f"{found.citizen}: {explanation.heading().da}")
    if explanation.entry is not None:
        entry = explanation.entry
        answer(f"  {entry.title.da} ({entry.id}, {found.pack}): {entry.statement.da}")
        answer(f"  Står i teksten: {entry.source.section}")
    marks = {True: "opfyldt", False: "ikke opfyldt", None: "kan ikke afgøres"}
    for line in explanation.lines:
        answer(f"  - {marks[line.truth]}: {line.words.da}")
    if found.missing:
        answer(f"  Mangler: {', '.join(FACTS[name].title.da for name in found.missing)}")
    for note in explanation.notes:
        answer(f"  {note.da}.")
    for question in explanation.questions:
        answer(f"  Teksten lader stå åbent: {question.question.da} Vi læser: {question.reading.da}")
