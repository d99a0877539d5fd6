"""`fodfaeste titles` as a person starts it: two files in, one out."""

import subprocess
import sys
from pathlib import Path

import pytest

from fodfaeste.cli import main

CORPUS = "k1\tkok\nk1\tkøkkenchef\nk2\tvicevært\nk3\tlastbilchauffør\n"


@pytest.fixture
def run(tmp_path: Path):
    def command(queries: str | bytes, *more: str, corpus: str = CORPUS) -> tuple[int, Path]:
        for name, text in (("q.tsv", queries), ("c.tsv", corpus)):
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        files = {"--queries": "q.tsv", "--corpus": "c.tsv", "--out": "o.tsv"}
        named = [part for key, name in files.items() for part in (key, str(tmp_path / name))]
        return main(["titles", *named, *more]), tmp_path / "o.tsv"

    return command


def test_each_title_gets_its_nearest_ids_ranked_from_one_and_each_once(run):
    status, out = run("q1\tKok\r\nq2\tPedel\n", "--top", "2")
    rows = [line.split("\t") for line in out.read_text("utf-8").splitlines()]
    assert status == 0
    assert [row[:3] for row in rows if row[1] == "1"] == [["q1", "1", "k1"], ["q2", "1", "k2"]]
    assert len({(row[0], row[2]) for row in rows}) == len(rows)
    assert all(float(row[3]) > 0 for row in rows)


def test_quotes_and_marks_are_letters_like_others(run):
    status, out = run('\ufeff"q"\t"kok"\n')
    assert (status, out.read_text("utf-8").split("\t")[0]) == (0, '"q"')


def test_the_installed_words_read_the_title_of_a_trainee(run):
    _status, out = run("q\tlastbilchaufføraspirant\n", "--top", "1")
    assert out.read_text("utf-8").split("\t")[2] == "k3"


@pytest.mark.parametrize(
    ("queries", "told"),
    [
        ("q1\tkok\nq2", "q.tsv, række 2: her skal stå id, tabulator og titel"),
        ("q1\tkok\tmere\n", "række 1: her skal stå id"),
        ("q1\t \n", "række 1, kolonne titel: feltet er tomt"),
        ("\tkok\n", "række 1, kolonne id: feltet er tomt"),
        ("q1\tko\x00k\n", "række 1, kolonne titel: feltet har et styretegn"),
        ("q1\tkok\nq1\tsmed\n", "række 2, kolonne id: »q1« står allerede i række 1"),
        (b"q1\tkok\nq2\tsm\xf8r\n", "række 2: tegnene er ikke UTF-8"),
        ("", "q.tsv: filen er tom"),
    ],
)
def test_a_wrong_row_is_named_and_the_old_answer_stays(run, queries, told, capsys, tmp_path):
    (tmp_path / "o.tsv").write_text("før")
    status, out = run(queries)
    assert (status, out.read_text()) == (1, "før")
    assert told in capsys.readouterr().err


def test_the_same_id_may_have_several_labels_but_no_fewer_than_one_is_asked_for(run, capsys):
    assert run("q\tkok\n", "--top", "0")[0] == 2
    assert "--top skal være mindst 1" in capsys.readouterr().err


def test_several_processes_write_the_same_bytes_without_django(tmp_path):
    (tmp_path / "q.tsv").write_text("".join(f"q{n}\tkok {n}\n" for n in range(4500)))
    (tmp_path / "c.tsv").write_text(CORPUS)
    start = "import sys; sys.modules['django'] = None; from fodfaeste.cli import main; sys.exit(main())"
    for workers in ("1", "2"):
        given = ["titles", "--queries", "q.tsv", "--corpus", "c.tsv", "--out", f"{workers}.tsv"]
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", start, *given, "--workers", workers],
            cwd=tmp_path,
            check=True,
        )
    assert (tmp_path / "1.tsv").read_bytes() == (tmp_path / "2.tsv").read_bytes()
