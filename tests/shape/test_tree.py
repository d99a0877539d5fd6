"""What must not stand in any tracked file, and what the documents must mention."""

import re

import pytest

from tests.shape.tree import PROJECT, name_of, tracked_files

# Built from pieces, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a download address in a lock file": re.compile(rb'"resolved"' + rb'\s*:\s*"http'),
    "the address of a package index": re.compile(
        rb"--(extra-)?index" + rb"-url|^\s*index" + rb"-url\s*=", re.M
    ),
    "the host of a package registry": re.compile(
        rb"registry\.npm" + rb"js\.org|files\.python" + rb"hosted\.org|//pypi\.(python\.)?" + rb"org"
    ),
    "a key": re.compile(rb"-----BEGIN [A-Z ]*PRIVATE" + rb" KEY-----"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds(what):
    pattern = FORBIDDEN[what]
    assert [name_of(path) for path in tracked_files() if pattern.search(path.read_bytes())] == []


def test_every_pinned_requirement_has_a_hash():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (PROJECT / name).read_text(encoding="utf-8").splitlines()
        pinned = [at for at, line in enumerate(lines) if re.match(r"[a-z]", line)]
        assert pinned
        assert [lines[at] for at in pinned if "==" not in lines[at] or "--hash=" not in lines[at + 1]] == []


@pytest.mark.parametrize("target", ["make run", "make test", "make check"])
def test_readme_mentions(target):
    assert target in (PROJECT / "README.md").read_text(encoding="utf-8")


def test_every_make_target_is_explained_by_make_help():
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    promised = re.search(r"^\.PHONY: (.*)$", makefile, re.M)
    assert promised
    explained = set(re.findall(r"^([a-z]+):.*## ", makefile, re.M))
    assert explained == set(promised[1].split())
