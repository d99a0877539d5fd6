"""From the text of a file to its tables, or to the line that is no TOML."""

import re
import tomllib
from datetime import date
from itertools import takewhile

from fodfaeste.formats.packs.positions import Places, places
from fodfaeste.formats.packs.problems import Problem
from fodfaeste.formats.packs.table import File, Table

_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_ENDLESS = re.compile(r"[0-9]{1000}")
_REPETITIONS = ("Cannot declare", "Cannot overwrite", "Cannot mutate", "Cannot redefine", "Duplicate inline")
_LIKE_A_DATE = re.compile(r"=\s*(\d{1,4}-\d{1,2}-\d{1,2})\b")
_HEADER = re.compile(r"\[\[?[A-Za-z0-9_\"'. -]+\]")
_PAIR = re.compile(r"[A-Za-z0-9_\"'.-]+\s*=")

#: The commonest slips, by the words in which tomllib tells them.
_SLIPS = {
    "Invalid statement": ("linjen er hverken nøgle, tabel eller kommentar", "skriv nøgle = værdi"),
    "Expected '=' after": ("linjen har intet lighedstegn", "skriv nøgle = værdi"),
    "Expected newline": ("der står mere på linjen end én værdi", "skriv én nøgle på hver linje"),
    "Invalid value": ("værdien mangler eller er skrevet forkert", 'tekst står i anførselstegn: "tekst"'),
    "Illegal character '\\n'": ("en tekst lukkes ikke", 'slut teksten med "'),
    "Illegal character": ("et tegn som ikke må stå i filen", "slet tegnet"),
    "Unclosed inline table": ("en tabel lukkes ikke på sin linje", "slut den med } på samme linje"),
    "Unclosed array": ("i en liste mangler der komma eller ]", "sæt komma mellem leddene og ] til sidst"),
    "Unterminated string": ("en tekst lukkes ikke", "slut den, som den begynder"),
    "Unescaped '\\'": ("en skråstreg \\ alene i en tekst", "skriv to: \\\\"),
}


def parse(text: str, shown: str, problems: list[Problem]) -> Table:
    """The outermost table of a file; an empty one where the text is no TOML."""
    found = places(text)
    file = File(shown, found, problems)
    try:
        return Table(file, tomllib.loads(text))
    except RecursionError:
        problems.append(Problem(shown, found.unfinished or 1, "lister i lister uden ende", "luk dem med ]"))
    except ValueError as error:  # most often a TOMLDecodeError; a number of 5,000 digits is another
        problems += _told(str(error), text, found, shown)
    return Table(file, {})


def _told(message: str, text: str, found: Places, shown: str) -> list[Problem]:
    """tomllib's complaint in our words, and every key that stands twice before it."""
    match = _TOML_PLACE.search(message)
    complaint = message[: match.start()] if match else message
    line = int(match.group(1)) if match and match.group(1) else None
    problems = [_twice(shown, again.key, again.line, again.first_line) for again in found.repeated]
    if complaint.startswith(_REPETITIONS):
        where = Problem(shown, line or 1, "en nøgle eller tabel står to gange", "slet den ene")
        return problems or [where]
    opened = found.unfinished
    if opened is not None and _is_left_open(line, opened, text):
        wrong = "filen er ikke gyldig TOML: det, der begynder her, lukkes ikke"
        return [*problems, Problem(shown, opened, wrong, "slut listen med ] eller teksten som den begynder")]
    if line is None:
        endless = _ENDLESS.search(text)
        line = text.count("\n", 0, endless.start() if endless else len(text)) + 1
    elif complaint == "Unclosed array" and match is not None:
        line = _end_of_member(text, line, int(match.group(2)))
    return [*problems, _slip(complaint, text, line, shown)]


def _twice(shown: str, key: str, line: int, first_line: int) -> Problem:
    right = f"slet den ene (den første står på linje {first_line})"
    return Problem(shown, line, f"»{key}« står to gange i samme tabel", right)


def _end_of_member(text: str, line: int, column: int) -> int:
    """A comma is missing where the last member of a list ends, which may be some lines further up."""
    lines = text.split("\n")
    before = lines[line - 1][: column - 1]
    while line > 1 and (not before.strip() or before.lstrip().startswith("#")):
        line -= 1
        before = lines[line - 1]
    return line


def _is_left_open(told: int | None, opened: int, text: str) -> bool:
    """Whether a list or text was never closed, which is found out further down than where it begins."""
    if told is None:
        return True
    below = text.split("\n")[told - 1 :]
    if told <= opened or not below:
        return False
    if _PAIR.match(below[0]):  # a stray line in a list that does close, or the line after one that does not
        inside = takewhile(lambda line: not _HEADER.match(line), below)
        return not any(line.lstrip().startswith("]") for line in inside)
    return bool(_HEADER.match(below[0]))


def _slip(complaint: str, text: str, line: int, shown: str) -> Problem:
    if "date" in complaint or _is_no_date(text.split("\n")[line - 1]):
        return Problem(shown, line, "en dato som ikke findes", "skriv en rigtig dato som 2020-01-21")
    for words, (wrong, right) in _SLIPS.items():
        if complaint.startswith(words):
            return Problem(shown, line, f"filen er ikke gyldig TOML: {wrong}", right)
    wrong = f"filen er ikke gyldig TOML ({complaint})"
    return Problem(shown, line, wrong, "ret linjen; se toml.io for formen")


def _is_no_date(line: str) -> bool:
    """Whether a line that cannot be read holds something meant as a date, such as 2020-13-01 or 2020-1-5."""
    for written in _LIKE_A_DATE.findall(line):
        try:
            date.fromisoformat(written)
        except ValueError:
            return True
    return False
