"""What the documents say is so: commands, settings, links, examples, and the parts made from packs."""

import re
from pathlib import Path

import pytest

from fodfaeste.cli import COMMANDS
from fodfaeste.commands.check import law_table, table
from fodfaeste.formats.packs import Library, read_files
from fodfaeste.formats.packs.law import installed_law_folders, read_law_folder
from scripts.document_rules import DOCUMENT, document
from tests.shape.tree import PACKAGE, PROJECT, name_of, python_files

DOCS = PROJECT / "docs"
OPERATE = DOCS / "operate.md"
PAGES = [
    PROJECT / "README.md",
    PROJECT / "CHANGELOG.md",
    PROJECT / "ATTRIBUTION.md",
    *sorted(DOCS.rglob("*.md")),
]

SETTING = re.compile(r"FODFAESTE_[A-Z]+")
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.M | re.S)
TOML_BLOCK = re.compile(r"^```toml\n(.*?)^```", re.M | re.S)

PARTS_OF_A_DECISION = ("**Context.**", "**Options.**", "**Decision.**", "**We will notice it was wrong**")
LINES_OF_A_DECISION = 40


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def settings_read() -> set[str]:
    return {name for path in python_files(PACKAGE) for name in SETTING.findall(text_of(path))}


@pytest.mark.parametrize("command", COMMANDS)
def test_operate_has_a_line_for_the_command(command):
    assert re.search(rf"^\| `fodfaeste {command}` \| .+ \| `fodfaeste {command}\b", text_of(OPERATE), re.M)


def test_operate_has_a_line_for_every_setting_and_no_other():
    described = set(re.findall(r"^\| `(FODFAESTE_[A-Z]+)` \|", text_of(OPERATE), re.M))
    assert described == settings_read()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_points_at_a_file_that_is_there(page):
    links = [link.partition("#")[0] for link in LINK.findall(FENCED.sub("", text_of(page)))]
    beside = [link for link in links if link and not re.match(r"[a-z]+:", link)]
    assert [link for link in beside if not (page.parent / link).exists()] == []


def test_the_document_of_the_rules_is_fresh():
    assert text_of(DOCUMENT) == document(), "run `make docs`"


def test_readme_shows_what_check_says():
    packs = list(Library.read(PROJECT / "packs").packs)
    laws = [read_law_folder(folder) for folder in installed_law_folders(PROJECT / "packs")]
    for shown in (table(packs), law_table(laws)):
        assert shown in text_of(PROJECT / "README.md"), "paste the output of `fodfaeste check`"


def test_readme_begins_with_the_spreadsheet():
    opening = "\n".join(text_of(PROJECT / "README.md").splitlines()[:20])
    assert "Start with your own spreadsheet" in opening


def test_the_small_pack_of_the_document_can_be_read():
    pack, _ways, questions, cases = TOML_BLOCK.findall(text_of(DOCS / "packs.md"))
    read = read_files({"pack.toml": pack, "questions.toml": questions, "cases.toml": cases}, "docs/packs.md")
    assert [entry.id for entry in read.entries] == ["mentor.ung"]


@pytest.mark.parametrize("decision", sorted((DOCS / "decisions").glob("*.md")), ids=name_of)
def test_a_decision_has_its_four_parts_on_one_page(decision):
    text = text_of(decision)
    assert [part for part in PARTS_OF_A_DECISION if part not in text] == []
    assert len(text.splitlines()) <= LINES_OF_A_DECISION


def test_the_glossary_holds_words_that_this_code_uses():
    words = re.findall(r"^\| `([a-z_]+)` \|", text_of(DOCS / "glossary.md"), re.M)
    sources = [*python_files(PACKAGE), *sorted((PROJECT / "packs").rglob("*.toml"))]
    code = "\n".join(text_of(path) for path in sources)
    assert words
    assert [word for word in words if not re.search(rf"(?<![a-z]){word}", code)] == []
