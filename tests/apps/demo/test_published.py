"""What a policy publishes beside what is made: exactly met where we say so, and honest where it is not."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from fodfaeste.apps.demo.companies_report import work_report
from fodfaeste.apps.demo.population import population_make
from fodfaeste.apps.demo.population_sizes import sizes_read
from fodfaeste.apps.demo.published import PublishedRow, published_report, published_rows
from fodfaeste.cli import main
from fodfaeste.formats.packs import Library
from fodfaeste.formats.taxonomy import read_starter
from tests.apps.demo.work_made import TODAY, work

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
#: Made, and exactly as published.
MET = {
    "haderslev": {
        "virksomheder",
        "arbejdspladser",
        "arbejdspladser.private",
        "bruttoledighed.2023-08",
        "forsoergelse.midlertidig.2023-07",
        "forsoergelse.permanent.2023-07",
    },
    "sermersooq": {"registrerede-ledige.2022-07", "fuld-uge"},
}
#: Made, and not as published: the difference.
OTHER = {"haderslev": {"indbyggere": 353}, "sermersooq": {}}


@cache
def rows(slug: str) -> tuple[PublishedRow, ...]:
    sizes, pack = sizes_read(slug), Library.read().pack(slug, TODAY)
    zone = ZoneInfo(sizes.time_zone)
    people = population_make(sizes, pack, read_starter(), seed=1, today=TODAY, now=NOW, zone=zone)
    return published_rows(pack, sizes, people.figures, work(slug))


@pytest.mark.parametrize("slug", MET)
def test_every_figure_of_the_policy_has_its_row_in_the_policys_order(slug: str) -> None:
    figures = Library.read().pack(slug, TODAY).figures
    assert [row.figure for row in rows(slug)] == list(figures)


@pytest.mark.parametrize("slug", MET)
def test_what_we_say_is_met_is_met_exactly(slug: str) -> None:
    found = {row.figure.id: row.difference for row in rows(slug) if row.difference is not None}
    assert found == dict.fromkeys(MET[slug], 0) | OTHER[slug]


@pytest.mark.parametrize("slug", MET)
def test_what_is_not_made_says_why_and_shows_no_number(slug: str) -> None:
    for row in rows(slug):
        assert row.why.da
        assert row.why.en
        if row.made is None:
            assert row.figure.id in {
                "erhvervsaktiv-alder",
                "loenmodtagere.2023k2",
                "arbejdspladser.vaekst.2019-2021",
                "loenmodtagere.vaekst.2020-2021",
            }
            assert f"{row.figure.title.da} | {row.figure.as_of or 'ikke oplyst'} |" in published_report([row])
            assert "| laves ikke |  |" in published_report([row])


def test_numbers_are_written_as_danish_writes_them() -> None:
    text = published_report(rows("haderslev"))
    assert "| 25.873 | laves ikke |" in text
    assert "| 2,6 | 2,6 | 0 |" in text


def test_a_figure_nobody_has_read_yet_is_not_made() -> None:
    pack = Library.read().pack("sermersooq", TODAY)
    found = published_rows(pack, sizes_read("sermersooq"), {}, None)
    assert {row.made for row in found} == {None}
    assert {row.why.da for row in found} == {"Demoen har ingen læsning af dette tal."}


def test_a_policy_that_publishes_nothing_has_no_table() -> None:
    pack = Library.read().pack("norddjurs", TODAY)
    assert published_report(published_rows(pack, sizes_read("norddjurs"), {}, work("norddjurs"))) == ""


@pytest.mark.parametrize("slug", MET)
def test_the_document_shows_the_tables_as_they_are(slug: str, project: Path) -> None:
    shown = (project / "docs" / "demo.md").read_text(encoding="utf-8")
    assert published_report(rows(slug)) in shown
    assert work_report(work(slug)) in shown


@pytest.mark.django_db
def test_the_command_prints_the_tables_after_the_sizes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--municipality", "sermersooq", "--size", "150"]) == 0
    shown = capsys.readouterr().out
    sizes, companies, published = (
        shown.index(text)
        for text in ("| gruppe |", "opdigtede virksomheder med", "| Registrerede ledige, juli 2022 |")
    )
    assert sizes < companies < published
