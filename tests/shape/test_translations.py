"""Every message of the screens stands in the English catalogue, whole and with the same places to fill in."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from tests.shape.tree import PACKAGE, exceptions, name_of, parsed, python_files

CATALOGUE = Path("locale", "en", "LC_MESSAGES", "django.po")
MARKS = ("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy")
PLACES = re.compile(r"%\(\w+\)[sd]|%%|<[^>]+>")

# Danish names that an English sentence keeps.
KEPT_NAMES = ("Fodfæste",)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The English catalogue after every message has been collected anew, in a copy of the sources."""
    sources = tmp_path_factory.mktemp("sources")
    package = sources / PACKAGE.name
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    command = ["makemessages", "--locale=en", "--no-wrap", "--add-location=file"]
    done = subprocess.run(
        [sys.executable, "-m", "django", *command],
        cwd=package,
        env={**os.environ, "PYTHONPATH": str(sources), "DJANGO_SETTINGS_MODULE": "fodfaeste.web.settings"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with (package / CATALOGUE).open("rb") as file:
        return read_po(file, abort_invalid=True)


def messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id and message_id(message) not in listed())


def listed() -> dict[str, str]:
    """Messages that are not translated, each with the reason."""
    return exceptions("untranslated")


def message_id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def pairs(message: Message) -> list[tuple[str, str]]:
    """Each Danish form with its English one."""
    danish = [message.id] if isinstance(message.id, str) else list(message.id)
    english = [message.string] if isinstance(message.string, str) else list(message.string)
    return list(zip(danish, english, strict=True))


def test_every_message_is_translated(catalogue):
    missing = [
        message_id(message)
        for message in messages(catalogue)
        if message.fuzzy or not all(english for _danish, english in pairs(message))
    ]
    assert missing == []


def test_what_is_not_translated_is_still_said_somewhere(catalogue):
    assert set(listed()) <= {message_id(message) for message in catalogue if message.id}


def test_the_catalogue_holds_no_message_that_is_gone(catalogue):
    assert [message_id(message) for message in catalogue.obsolete.values()] == []


def test_every_translation_fills_in_the_same_places(catalogue):
    differ = [
        (danish, english)
        for message in messages(catalogue)
        for danish, english in pairs(message)
        if sorted(PLACES.findall(danish)) != sorted(PLACES.findall(english))
    ]
    assert differ == []


def test_a_message_with_a_number_has_both_forms(catalogue):
    plural = [message for message in messages(catalogue) if not isinstance(message.id, str)]
    assert plural
    assert [message.id for message in plural if len(message.string) != catalogue.num_plurals] == []


def test_no_danish_letter_is_left_in_the_english(catalogue):
    names = re.compile("|".join(map(re.escape, KEPT_NAMES)))
    left = [
        english
        for message in messages(catalogue)
        for _danish, english in pairs(message)
        if re.search("[æøå]", names.sub("", english), re.IGNORECASE)
    ]
    assert left == []


def test_every_marked_string_is_found_when_messages_are_collected(catalogue):
    """One inside an f-string, for one, is not."""
    known = {message_id(message) for message in catalogue if message.id}
    lost = [
        f"{name_of(path)}:{node.lineno} {node.args[0].value}"
        for path in python_files(PACKAGE)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in MARKS
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value not in known
    ]
    assert lost == []
