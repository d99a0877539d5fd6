"""Statistics Denmark's classifications: work (DISCO-08), industries (DB07) and educations (DISCED-15)."""

from fodfaeste.core.taxonomy import CODE, code_id
from fodfaeste.formats.taxonomy.gathered import CodeFacts, Gathered
from fodfaeste.formats.taxonomy.layouts import OFFICIAL
from fodfaeste.formats.taxonomy.lines import Line, Lines, Once

LANGUAGE = "da"

_DISCO_LEVELS = {1: 1, 2: 2, 3: 3, 4: 4, 6: 5}  # digits of a code → its level
_DISCO_PARENT = {1: 0, 2: 1, 3: 2, 4: 3, 6: 4}  # digits of a code → digits of the one above
_DB07_COLUMNS = ("section", "code2", "code3", "code4", "code6")
_DISCED_DIGITS = (2, 4, 6, 8)
_DB07_DIGITS = (2, 3, 4, 6)  # of the levels under the section's letter


def read_disco08(lines: Lines, into: Gathered) -> None:
    """Kinds of work; the fourth level is ISCO-08's unit group."""
    once = Once()
    for line in lines:
        code = line.digits("code", *_DISCO_LEVELS)
        once.check(line, "code", code)
        level = _DISCO_LEVELS[len(code)]
        if line.text("level") != str(level):
            raise line.refuse("level", f"En kode på {len(code)} cifre er på niveau {level}.")
        parent = code[: _DISCO_PARENT[len(code)]] or None
        _add(line, into, "disco08", code, CodeFacts(level, parent), "title")


def read_db07(lines: Lines, into: Gathered) -> None:
    """Industries, from the section's letter to six digits."""
    if lines.layout.name == OFFICIAL:
        _read_db07_list(lines, into)
        return
    once = Once()
    for line in lines:
        written = line.text("level")
        if written not in ("0", "1", "2", "3", "4"):
            raise line.refuse("level", "Niveauet skal være et tal fra 0 til 4.")
        level = int(written)
        path = [line.text(column) for column in _DB07_COLUMNS[: level + 1]]
        if len(path[0]) != 1 or not path[0].isalpha():
            raise line.refuse("section", "Hovedafsnittet skal være ét bogstav.")
        for column, code in zip(_DB07_COLUMNS[1:], path[1:], strict=False):
            if code or column == _DB07_COLUMNS[level]:
                line.digits(column, int(column[-1]))
        # »Uoplyst« has a code of its own and none above it.
        parent = path[-2] if level and all(path) else None
        once.check(line, _DB07_COLUMNS[level], path[-1])
        _add(line, into, "db07", path[-1], CodeFacts(level + 1, parent), "title")


def read_disced15(lines: Lines, into: Gathered) -> None:
    """Educations: each with its place among the main groups and among the fields of study."""
    if lines.layout.name == OFFICIAL:
        _read_disced15_list(lines, into)
        return
    scheme, once = lines.layout.table, Once()
    for line in lines:
        above = _path(line, into, "disced15", [f"code{level}" for level in range(1, 5)], "title{}")
        field = _path(
            line, into, "disced15-field", [f"field{level}" for level in range(1, 4)], "field{}_title"
        )
        code = line.id("code")
        once.check(line, "code", code)
        _add(line, into, scheme, code, CodeFacts(len(_DISCED_DIGITS) + 1, above, field), "title")


def _read_db07_list(lines: Lines, into: Gathered) -> None:
    """Industries as one list: under each section's letter the codes that belong to it, dots or not."""
    once, section = Once(), ""
    for line in lines:
        code = line.text("code").replace(".", "")
        level = _level(line, len(_DB07_DIGITS) + 1)
        if level == 1:
            if len(code) != 1 or not code.isalpha():
                raise line.refuse("code", "Hovedafsnittet skal være ét bogstav.")
            section = code
        else:
            # Some of the files have lost the zero of »01«; those further down have kept it.
            code = code.zfill(2) if level == 2 else code
            _check_digits(line, code, _DB07_DIGITS[level - 2])
        once.check(line, "code", code)
        above = section if level <= 2 else code[: _DB07_DIGITS[level - 3]]
        # »Uoplyst« has a code of its own and none above it.
        known = level > 1 and ("db07", above) in into.codes
        _add(line, into, "db07", code, CodeFacts(level, above if known else None), "title")


def _read_disced15_list(lines: Lines, into: Gathered) -> None:
    """Educations as one list: under each main group, four levels of them, the educations themselves."""
    once, group = Once(), None
    for line in lines:
        code, level = line.id("code"), _level(line, len(_DISCED_DIGITS) + 1)
        if level > len(_DISCED_DIGITS):
            once.check(line, "code", code)
            _add(line, into, lines.layout.table, code, CodeFacts(level, group), "title")
            continue
        _check_digits(line, code, _DISCED_DIGITS[level - 1])
        above = code[: _DISCED_DIGITS[level - 2]] if level > 1 else None
        _add(line, into, "disced15", code, CodeFacts(level, above), "title")
        group = code


def _level(line: Line, deepest: int) -> int:
    written = line.text("level")
    if written not in {str(level) for level in range(1, deepest + 1)}:
        raise line.refuse("level", f"Niveauet skal være et tal fra 1 til {deepest}.")
    return int(written)


def _check_digits(line: Line, code: str, length: int) -> None:
    if not (code.isascii() and code.isdigit() and len(code) == length):
        raise line.refuse("code", f"Koden skal have {length} cifre på det niveau.")


def _path(line: Line, into: Gathered, scheme: str, columns: list[str], title: str) -> str | None:
    """The codes that one row passes through, from the broadest down; gives the last."""
    parent: str | None = None
    for level, column in enumerate(columns, 1):
        code = line.digits(column, _DISCED_DIGITS[level - 1])
        _add(line, into, scheme, code, CodeFacts(level, parent), title.format(level))
        parent = code
    return parent


def _add(line: Line, into: Gathered, scheme: str, code: str, facts: CodeFacts, title: str) -> None:
    """Add a code; one that stands in many rows must stand in the same place with the same name each time."""
    name = line.name(title)
    if not name:
        raise line.refuse(title, "Koden har intet navn.")
    concept = code_id(scheme, code)
    if into.codes.setdefault((scheme, code), facts) != facts:
        raise line.refuse(title, f"Koden {code} står også et andet sted i klassifikationen.")
    known = into.names.get((CODE, concept, LANGUAGE))
    if known is None:
        into.name(CODE, concept, LANGUAGE, name, [])
    elif known.preferred != name:
        raise line.refuse(title, f"Koden {code} hedder også »{known.preferred}«.")
