"""Spans of skills and knowledge in Danish sentences of job texts, beside a look-up of the taxonomy's names.

The sentences are the training part of Kompetencer (Zhang et al. 2022); its test part is not used. They are
halved by the hash of their words: our lists of words were chosen on one half and are reported on the other.
Exact: the same first and last word. Overlap: a span counts as found where another of its type shares a word
with it. A span's type is that of the taxonomy; a language is knowledge; a phrase of the text's own is
knowledge where it stands after »kendskab til« and its like. The data are not in the project: without them
this says so.

    .venv/bin/python bench/reading.py --data FOLDER
"""

import argparse
import csv
import gzip
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fodfaeste.core.readings import LANGUAGE, SKILL
from fodfaeste.engines.skills.reading import Reader
from fodfaeste.formats.reading_words import read_reading_words

HERE = Path(__file__).resolve().parent.parent
CONLL = Path("kompetencer-train") / "kompetencer_danish_train.conll"
KNOWLEDGE, BOTH = "knowledge", "both"
KNOWN_AFTER = (
    "kendskab til",
    "viden om",
    "erfaring med",
    "erfaring i",
    "indsigt i",
    "fortrolig med",
    "kursus i",
)
Span = tuple[int, int, str]  # first word, the word after the last, type


@dataclass(frozen=True)
class Line:
    """A sentence's words, and its spans as people marked them."""

    words: tuple[str, ...]
    marked: frozenset[Span]

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def half(self) -> int:
        return int(hashlib.sha256(self.text.encode()).hexdigest()[:8], 16) % 2


def read_lines(path: Path) -> Iterator[Line]:
    for block in path.read_text("utf-8").replace("\t\t\n", "\n").split("\n\n"):
        rows = [row.split("\t") for row in block.splitlines() if row.split("\t")[0]]
        if rows:
            marked = {
                span
                for column, type_ in ((1, SKILL), (2, KNOWLEDGE))
                for span in marked_in([row[column] if len(row) > column else "O" for row in rows], type_)
            }
            yield Line(tuple(row[0] for row in rows), frozenset(marked))


def marked_in(tags: list[str], type_: str) -> Iterator[Span]:
    first = None
    for place, tag in enumerate([*tags, "O"]):
        if first is not None and not tag.startswith("I"):
            yield first, place, type_
            first = None
        if tag.startswith("B"):
            first = place


def read_names(path: Path) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """(id, name) of the taxonomy's skills or occupations, and the type of each."""
    names, types = [], {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            others = [label for label in row["altLabels"].split("|") if label]
            names += [(row["conceptUri"], label) for label in [row["preferredLabel"], *others]]
            types[row["conceptUri"]] = KNOWLEDGE if row.get("skillType") == KNOWLEDGE else SKILL
    return names, types


def by_reading(reader: Reader, types: dict[str, str]) -> Callable[[Line], frozenset[Span]]:
    def found(line: Line) -> frozenset[Span]:
        text, spans = line.text, set()
        for each in reader.read(text):
            if each.kind in (SKILL, LANGUAGE):
                before = text[: each.start].rstrip().lower()
                type_ = types.get(each.code, KNOWLEDGE if before.endswith(KNOWN_AFTER) else SKILL)
                type_ = KNOWLEDGE if each.kind == LANGUAGE else type_
                first = text.count(" ", 0, each.start)
                spans.add((first, first + text.count(" ", each.start, each.end) + 1, type_))
        return frozenset(spans)

    return found


def by_look_up(names: Iterable[tuple[str, str]], types: dict[str, str]) -> Callable[[Line], frozenset[Span]]:
    """The peer: names written just so, capitals apart, the longest first."""
    known = {tuple(name.lower().split()): types[id_] for id_, name in names}
    longest = max(map(len, known))

    def found(line: Line) -> frozenset[Span]:
        words, spans, at = [word.lower() for word in line.words], set(), 0
        while at < len(words):
            lengths = range(min(longest, len(words) - at), 0, -1)
            length = next((n for n in lengths if tuple(words[at : at + n]) in known), 0)
            if length:
                spans.add((at, at + length, known[tuple(words[at : at + length])]))
            at += length or 1
        return frozenset(spans)

    return found


def figures(
    pairs: list[tuple[frozenset[Span], frozenset[Span]]], is_exact: bool
) -> tuple[float, float, float]:
    """Precision, recall and F1 of (found, marked)."""

    def meets(span: Span, others: Iterable[Span]) -> bool:
        if is_exact:
            return span in others
        return any(span[2] == other[2] and span[0] < other[1] and other[0] < span[1] for other in others)

    right = sum(meets(span, marked) for found, marked in pairs for span in found)
    met = sum(meets(span, found) for found, marked in pairs for span in marked)
    precision = right / max(1, sum(len(found) for found, _marked in pairs))
    recall = met / max(1, sum(len(marked) for _found, marked in pairs))
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def of_type(spans: frozenset[Span], type_: str) -> frozenset[Span]:
    if type_ == BOTH:
        return frozenset((first, last, BOTH) for first, last, _type in spans)
    return frozenset(span for span in spans if span[2] == type_)


def told(name: str, found: Callable[[Line], frozenset[Span]], lines: list[Line]) -> None:
    pairs = [(found(line), line.marked) for line in lines]
    for type_ in (SKILL, KNOWLEDGE, BOTH):
        typed = [(of_type(spans, type_), of_type(marked, type_)) for spans, marked in pairs]
        count = sum(len(marked) for _found, marked in typed)
        cells = [f"{value:.3f}" for is_exact in (True, False) for value in figures(typed, is_exact)]
        print(f"{name:28} {type_:10} {count:4}   {' '.join(cells[:3])}     {' '.join(cells[3:])}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    args = parser.parse_args()
    if not (args.data / CONLL).is_file() or not (args.data / "esco-da").is_dir():
        print(f"skipped: no sentences or no Danish ESCO in {args.data} (--data FOLDER)")
        return
    names, types = read_names(args.data / "esco-da" / "skills_da.csv.gz")
    occupations, _types = read_names(args.data / "esco-da" / "occupations_da.csv.gz")
    started = time.process_time()
    reader = Reader(names, occupations, (), read_reading_words())
    built = time.process_time() - started
    lines = list(read_lines(args.data / CONLL))
    print(f"{'':28} {'':10} spans  exact: P R F1           overlap: P R F1")
    for half, which in ((0, "chosen on"), (1, "reported")):
        here = [line for line in lines if line.half == half]
        print(f"half {half} ({which}), {len(here)} sentences")
        told("look-up of names", by_look_up(names, types), here)
        told("reading", by_reading(reader, types), here)
    timed(reader, lines, built)


def timed(reader: Reader, lines: list[Line], built: float) -> None:
    """CPU seconds of one core."""
    text = "\n".join(line.text for line in lines)
    text = (text * (100_000 // len(text) + 1))[:100_000]
    started = time.process_time()
    count = len(reader.read(text))
    spent = time.process_time() - started
    print(
        f"made ready in {built:.2f} s; {len(text):,} characters, {count} proposals: {spent:.2f} CPU seconds"
    )


if __name__ == "__main__":
    main()
