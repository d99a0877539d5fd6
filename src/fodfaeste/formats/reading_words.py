"""The words by which a text is read, in `packs/taxonomy/reading.toml`, strictly read."""

from pathlib import Path
from typing import Any

from fodfaeste.core.errors import Rejected
from fodfaeste.core.readings import WORD_LISTS, WORD_TABLES, ReadingWords
from fodfaeste.formats.word_files import check_keys, read_words

FILE = "reading.toml"


def read_reading_words(folder: Path | None = None) -> ReadingWords:
    """Read the words that are installed, or those in a folder; an error names the file and the key."""
    data, name = read_words(FILE, folder)
    check_keys(data, (*WORD_LISTS, *WORD_TABLES), name)
    tables = {}
    for table, codes in WORD_TABLES.items():
        if not isinstance(data[table], dict):
            raise Rejected("her skal stå en tabel", file=name, field=table)
        check_keys(data[table], codes, name, f"{table}.")
        tables[table] = {
            code: _phrases(words, name, f"{table}.{code}") for code, words in data[table].items()
        }
    return ReadingWords({key: _phrases(data[key], name, key) for key in WORD_LISTS}, tables)


def _phrases(held: Any, name: str, key: str) -> tuple[str, ...]:
    """A text is words; a list is phrases."""
    found = held.split() if isinstance(held, str) else held
    if not isinstance(found, list) or not found or not all(isinstance(each, str) for each in found):
        raise Rejected("her skal stå en tekst eller en liste af tekster", file=name, field=key)
    for each in found:
        if (
            each != each.lower()
            or not each.replace("*", "").split()
            or len(each.split(" ")) != len(each.split())
        ):
            raise Rejected(f"skal være ord med små bogstaver: »{each}«", file=name, field=key)
    return tuple(dict.fromkeys(found))
