"""The walk over a TOML file finds every key that tomllib reads, and the exact text of its value."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fodfaeste.formats.packs.positions import Path, places
from tests.formats.packs.broken import norddjurs_files

_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
_BASIC = _TEXTS.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
_LITERAL = _TEXTS.map(lambda text: "'" + text.replace("'", "") + "'")
_LONG_BASIC = st.lists(_TEXTS, max_size=3).map(
    lambda texts: '"""' + "\n".join(t.replace("\\", "\\\\").replace('"', '\\"') for t in texts) + '"""'
)
_LONG_LITERAL = st.lists(_TEXTS, max_size=3).map(
    lambda texts: "'''" + "\n".join(text.replace("'", "") for text in texts) + "'''"
)
_TRICKY = st.sampled_from(
    [
        '"# no comment"', '"a = 1 ] } ,"', "'[[entry]]'", '"""a "quote" or ""two"""', '""""in quotes""""',
        "''''in quotes''''", '"""\\\n   on"""', '""', "''", '"""\n[entry]\nid = "x"\n"""', '"\\u00e6\\t\\""',
        "1979-05-27T07:32:00Z", "1979-05-27 07:32:00.5+01:00", "07:32:00", "2020-01-21", "0xDEAD_beef",
        "-1_000", "+3.5e-7", "inf", "-inf", "true", "false", "[]", "{}", "[ ]", "[[], [[]]]",
    ]
)  # fmt: skip
_PLAIN_VALUES = st.one_of(
    _BASIC, _LITERAL, _LONG_BASIC, _LONG_LITERAL, _TRICKY, st.integers().map(str), st.dates().map(str)
)
_BARE = st.text("abcæ1-_", min_size=1, max_size=3).map(lambda key: key if key.isascii() else f'"{key}"')
_KEYS = st.one_of(_BARE, _BARE, _BASIC, _LITERAL)
_GAPS = st.sampled_from(["", " ", "\n", " # a ] comment\n", "\n\n  "])


def _array(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    members = st.lists(st.tuples(_GAPS, values, _GAPS), max_size=3)
    return st.tuples(members, st.sampled_from(["", ",", ",\n"]), _GAPS).map(
        lambda parts: (
            "["
            + ",".join(before + value + after for before, value, after in parts[0])
            + (parts[1] if parts[0] else "")
            + parts[2]
            + "]"
        )
    )


def _inline_table(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.dictionaries(_KEYS, values, max_size=3)
    return pairs.map(
        lambda table: "{ " + ", ".join(f"{key} = {value}" for key, value in table.items()) + " }"
    )


_VALUES = st.recursive(_PLAIN_VALUES, lambda inner: _array(inner) | _inline_table(inner), max_leaves=6)
_LONG_KEYS = st.lists(_KEYS, min_size=1, max_size=3).map(".".join)
_PAIRS = st.tuples(_LONG_KEYS, _VALUES, st.sampled_from(["", " # = [", "  "])).map(
    lambda pair: f"{pair[0]} = {pair[1]}{pair[2]}"
)
_HEADERS = st.tuples(st.sampled_from(["[{}]", "[[{}]]", "[[{}]] # here"]), _LONG_KEYS).map(
    lambda header: header[0].format(header[1])
)
_DOCUMENTS = st.lists(_PAIRS | _HEADERS | st.sampled_from(["", "# [x]", "\t"]), max_size=8).map("\n".join)


def _paths(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    """Every key of a read document, and every member of its lists, with its value."""
    if isinstance(value, dict):
        members: list[tuple[str | int, Any]] = list(value.items())
    elif isinstance(value, list):
        members = list(enumerate(value))
    else:
        members = []
    return [
        found for key, inner in members for found in [((*path, key), inner), *_paths(inner, (*path, key))]
    ]


def _put(value: Any, path: Path, new: Any) -> Any:
    if not path:
        return new
    if isinstance(value, dict):
        return {key: _put(inner, path[1:], new) if key == path[0] else inner for key, inner in value.items()}
    return [_put(inner, path[1:], new) if at == path[0] else inner for at, inner in enumerate(value)]


@given(_DOCUMENTS)
def test_every_key_that_tomllib_reads_has_a_place_and_nothing_else_has(text: str) -> None:
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        places(text)  # it may stop, but must not fail
        return
    found = places(text)
    assert set(found.of) == {path for path, _ in _paths(read)}
    assert found.repeated == []
    assert found.unfinished is None


@given(_DOCUMENTS, st.data())
def test_another_value_in_a_place_changes_that_value_alone(text: str, data: st.DataObject) -> None:
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    written = [(path, place) for path, place in places(text).of.items() if place.end]
    if written:
        path, place = data.draw(st.sampled_from(written))
        copy = text[: place.start] + '"another"' + text[place.end :]
        assert repr(tomllib.loads(copy)) == repr(_put(read, path, "another"))
        assert text[: place.start].count("\n") + 1 >= place.line


@given(st.text(max_size=60) | st.text("[]{}=\"'a.#, \n\\", max_size=40))
def test_no_text_at_all_stops_the_walk_from_ending(text: str) -> None:
    places(text)


@pytest.mark.parametrize("name", sorted(norddjurs_files()))
def test_every_key_of_the_real_pack_has_the_line_it_stands_in(name: str) -> None:
    text = norddjurs_files()[name]
    lines = text.split("\n")
    found = places(text)
    assert set(found.of) == {path for path, _ in _paths(tomllib.loads(text))}
    for path, place in found.of.items():
        if isinstance(path[-1], str) and place.end:
            assert lines[place.line - 1][place.column :].startswith(f"{path[-1]} =")


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("a = 1\na = 2", [("a", 2, 1)]),
        ("a = 1\n'a' = 2", [("a", 2, 1)]),
        ('a = 1\n"\\u0061" = 2', [("a", 2, 1)]),
        ("a.b = 1\na.b = 2", [("b", 2, 1)]),
        ("a = 1\na.b = 2", [("a", 2, 1)]),
        ("a.b = 1\na = 2", [("a", 2, 1)]),
        ("[a]\n[b]\n[a]", [("a", 3, 1)]),
        ("[[a]]\n[a]", [("a", 2, 1)]),
        ("a = [\n1,\n2]\n[[a]]", [("a", 4, 1)]),
        ("[x]\na = { b = 1 }\n[x.a]", [("a", 3, 2)]),
        ("a = { b = 1, b = 2 }", [("b", 1, 1)]),
        ("[[a]]\nb = 1\n[[a]]\nb = 1", []),
        ("[a.b]\n[a]\nc = 1", []),
        ("[[a]]\n[a.b]\n[[a]]\n[a.b]", []),
        ("a.b = 1\na.c = 1", []),
    ],
)
def test_what_stands_twice_is_found_with_both_lines(text: str, repeated: list[tuple[str, int, int]]) -> None:
    assert [(found.key, found.line, found.first_line) for found in places(text).repeated] == repeated
    assert bool(repeated) == _is_refused(text)


def _is_refused(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return True
    return False
