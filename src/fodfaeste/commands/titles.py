"""`fodfaeste titles`: titles as people write them, and the labels of a list that come nearest to each."""

import argparse
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from fodfaeste.commands import titles_groups
from fodfaeste.commands.speech import say
from fodfaeste.core.errors import UsageError
from fodfaeste.engines.skills.titles import TitleIndex
from fodfaeste.formats.output import write_whole
from fodfaeste.formats.title_files import Pair, read_pairs, write_rows
from fodfaeste.formats.title_words import read_title_words

Answer = list[tuple[str, str, str]]  # for each near id its rank, the id and the score

_PART = 2_000  # titles given to a worker at a time
_WORTH_WORKERS = 10_000  # fewer titles are answered before a second process has started
_index: TitleIndex | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--queries", type=Path, required=True, metavar="FILE", help="rækker: id, tab, titel")
    parser.add_argument("--corpus", type=Path, metavar="FILE", help="rækker: id, tab, navn")
    parser.add_argument(
        "--groups", action="store_true", help="giv hver vending dens kompetencegruppe; uden --corpus"
    )
    parser.add_argument("--top", type=int, default=10, metavar="N", help="højst så mange til hver titel (10)")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="rækker: titlens id, plads, navnets id, score"
    )
    parser.add_argument(
        "--workers", type=int, metavar="N", help="så mange processer; ellers efter titler og kerner"
    )


def run(args: argparse.Namespace) -> int:
    if args.groups:
        return titles_groups.run(args)
    if args.corpus is None:
        raise UsageError("--corpus mangler: filen med de navne, der skal findes iblandt")
    for name in ("top", "workers"):
        if getattr(args, name) is not None and getattr(args, name) < 1:
            raise UsageError(f"--{name} skal være mindst 1")
    queries = read_pairs(args.queries, "titel", once=True)
    labels = read_pairs(args.corpus, "navn")
    index = TitleIndex(labels, read_title_words())
    titles = list(dict.fromkeys(title for _id, title in queries))
    nearest = dict(zip(titles, _nearest(index, titles, args.top, args.workers), strict=True))
    write_whole(args.out, partial(write_rows, rows=_rows(queries, nearest)))
    say(f"{len(queries)} titler sammenlignet med {len(labels)} navne; svarene er i {args.out}")
    return 0


def _rows(queries: Sequence[Pair], nearest: dict[str, Answer]) -> Iterator[tuple[str, ...]]:
    return ((query, *fields) for query, title in queries for fields in nearest[title])


def _fields(index: TitleIndex, title: str, top: int) -> Answer:
    """What is written of each near id: texts, which are cheaper to send from a worker than objects."""
    found = index.nearest(title, top)
    return [(str(rank), near.id, f"{near.score:.6f}") for rank, near in enumerate(found, start=1)]


def _nearest(index: TitleIndex, titles: Sequence[str], top: int, workers: int | None) -> Iterator[Answer]:
    """The answers in the order of the titles, worked out by several processes where it pays."""
    if workers is None:
        workers = len(os.sched_getaffinity(0)) if len(titles) >= _WORTH_WORKERS else 1
    if workers == 1:
        yield from (_fields(index, title, top) for title in titles)
        return
    parts = [titles[start : start + _PART] for start in range(0, len(titles), _PART)]
    # Forked, so that the index need not be sent; nothing here has started a thread or opened a connection.
    forked = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, forked, _begin, (index,)) as pool:
        for answers in pool.map(partial(_answer, top=top), parts):
            yield from answers


def _begin(index: TitleIndex) -> None:
    global _index  # noqa: PLW0603 - the index is sent to a worker once, not with every part
    _index = index


def _answer(titles: Sequence[str], top: int) -> list[Answer]:
    assert _index is not None
    return [_fields(_index, title, top) for title in titles]
