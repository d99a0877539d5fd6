"""`fodfaeste titles --groups` as a person starts it: phrases in, a group for each out."""

from pathlib import Path

import pytest

from fodfaeste.cli import main


@pytest.fixture
def run(tmp_path: Path):
    def command(queries: str | bytes, *more: str) -> tuple[int, Path]:
        (tmp_path / "q.tsv").write_bytes(queries if isinstance(queries, bytes) else queries.encode())
        given = ["titles", "--queries", str(tmp_path / "q.tsv"), "--out", str(tmp_path / "o.tsv"), *more]
        return main(given), tmp_path / "o.tsv"

    return command


def test_each_phrase_gets_one_group_in_the_order_given(run):
    status, out = run("9\tsamarbejde\r\n2\tedb\n7\tsamarbejde\n", "--groups")
    assert (status, out.read_bytes()) == (0, b"9\tS1\n2\tK06\n7\tS1\n")


def test_quotes_are_signs_like_others_and_the_answer_is_the_same_each_time(run):
    _status, out = run('"a"\t"humor"\n', "--groups")
    first = out.read_bytes()
    run('"a"\t"humor"\n', "--groups")
    assert first == out.read_bytes() == b'"a"\tA1\n'


@pytest.mark.parametrize(
    ("queries", "told"),
    [
        ("1\tedb\n2", "q.tsv, række 2: her skal stå id, tabulator og vending; rækken har 1 felter"),
        ("1\tedb\n2\t \n", "q.tsv, række 2, kolonne vending: feltet er tomt"),
        ("1\tedb\n1\thumor\n", "q.tsv, række 2, kolonne id: »1« står allerede i række 1"),
        (b"1\tr\xf8r\n", "q.tsv, række 1: tegnene er ikke UTF-8"),
    ],
)
def test_a_wrong_row_is_named_and_the_old_answer_stays(run, queries, told, capsys, tmp_path):
    (tmp_path / "o.tsv").write_text("før")
    status, out = run(queries, "--groups")
    assert (status, out.read_text()) == (1, "før")
    assert told in capsys.readouterr().err


def test_a_list_of_names_belongs_to_titles_and_not_to_groups(run, capsys):
    assert run("1\tedb\n")[0] == 2
    assert "--corpus mangler" in capsys.readouterr().err
    assert run("1\tedb\n", "--groups", "--corpus", "c.tsv")[0] == 2
    assert "--corpus hører ikke til --groups" in capsys.readouterr().err
