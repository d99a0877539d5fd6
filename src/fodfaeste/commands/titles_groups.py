"""`fodfaeste titles --groups`: phrases from job ads, and the skill group of each."""

import argparse
from functools import partial

from fodfaeste.commands.speech import say
from fodfaeste.core.errors import UsageError
from fodfaeste.engines.skills.groups import GroupFinder
from fodfaeste.formats.output import write_whole
from fodfaeste.formats.skill_group_words import read_group_words
from fodfaeste.formats.title_files import read_pairs, write_rows


def run(args: argparse.Namespace) -> int:
    if args.corpus is not None:
        raise UsageError("--corpus hører ikke til --groups")
    phrases = read_pairs(args.queries, "vending", once=True)
    finder = GroupFinder(read_group_words())
    rows = [(id_, finder.group(phrase)) for id_, phrase in phrases]
    write_whole(args.out, partial(write_rows, rows=rows))
    say(f"{len(rows)} vendinger fik en kompetencegruppe; svarene er i {args.out}")
    return 0
