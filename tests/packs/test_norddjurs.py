"""The Norddjurs pack holds what the council adopted, in our own words, and what the issue asks of it."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from fodfaeste.core.dates import Period, day_in_words
from fodfaeste.core.policy import Case, Clause, Entry, Pack, Way, Where
from fodfaeste.core.words import Words
from fodfaeste.formats.packs import read_folder

FOLDER = Path(__file__).resolve().parents[2] / "packs" / "policy" / "norddjurs" / "2020"
PACK: Pack = read_folder(FOLDER)
RULES = {entry.id: entry for entry in PACK.entries if entry.kind == "rule"}
GROUPS = ("forsikret", "arbejdsmarkedsparat", "aktivitetsparat", "ung", "integrationsborger")
MOST_EQUAL_WORDS = 6

AT_ONCE = Period()
EARLIER = Where("earlier_unemployment_months", "over", 6.0)
NEWLY_UNEMPLOYED = Way("unemployment_started", AT_ONCE, (EARLIER,))
FROM_ANOTHER_GROUP = Where("came_from", "not_in", ("ingen", "arbejdsmarkedsparat"))
CONDITIONS = {
    "forsikret": (Way("effort_started", Period(months=6)), NEWLY_UNEMPLOYED),
    "arbejdsmarkedsparat": (
        Way("effort_started", Period(months=3)),
        NEWLY_UNEMPLOYED,
        Way("became_job_ready", AT_ONCE, (FROM_ANOTHER_GROUP,)),
    ),
    "aktivitetsparat": (Way("became_job_ready", AT_ONCE),),
    "ung": (Way("became_job_ready", AT_ONCE),),
    "integrationsborger": (Way("integration_started", AT_ONCE),),
}


@pytest.fixture(scope="module")
def adopted_file(shared: Path) -> Path:
    """The file that the pack was read from; who has only the project skips."""
    path = shared / "policies" / "norddjurs-2020-2021.txt"
    if not path.is_file():
        pytest.skip("the adopted text does not lie in ../shared/policies")
    return path


@pytest.fixture(scope="module")
def adopted(adopted_file: Path) -> str:
    return adopted_file.read_text(encoding="utf-8")


def whole_words(text: str) -> list[str]:
    """The words of a text, those broken at the end of a line put together."""
    return re.findall(r"\w+", re.sub(r"(\w)-[ \t]*\n\s*", r"\1", text).lower())


def letters(text: str) -> str:
    return "".join(re.findall(r"\w", text.lower()))


def our_words() -> Iterator[tuple[str, Words]]:
    """Every Danish and English text of the pack, with the id of its item."""
    for entry in PACK.entries:
        yield from ((entry.id, entry.title), (entry.id, entry.statement))
    for offer in PACK.offers:
        yield from ((offer.id, offer.title), (offer.id, offer.statement))
    yield from ((group.id, group.title) for group in PACK.groups)
    for question in PACK.questions:
        yield from ((question.id, question.question), (question.id, question.reading))
    yield from ((case.id, case.title) for case in PACK.cases)
    for indicator in PACK.indicators:
        yield from ((indicator.id, indicator.title), (indicator.id, indicator.statement))


def test_the_pack_was_read_from_this_very_file(adopted_file: Path) -> None:
    assert hashlib.sha256(adopted_file.read_bytes()).hexdigest() == PACK.text.sha256


def test_every_section_is_a_heading_of_the_text_in_its_order(adopted: str) -> None:
    headings = iter([" ".join(line.split()) for line in adopted.split("\n")])
    assert [section for section in PACK.text.sections if section not in headings] == []


def test_every_heading_of_the_contents_is_a_section(adopted: str) -> None:
    listed = re.findall(r"^(.+?) \.{3,} ?\d+\s*$", adopted, re.M)
    names = [" ".join(name.split()) for name in listed]
    assert len(names) > 15
    assert [name for name in names if not any(s.startswith(name) for s in PACK.text.sections)] == []


def test_the_day_of_adoption_and_the_period_stand_in_the_text(adopted: str) -> None:
    assert PACK.text.adopted == date(2020, 1, 21)
    assert day_in_words(PACK.text.adopted).da in adopted
    assert f"{PACK.period_from.year}-{PACK.period_to.year}" in adopted
    assert (PACK.period_from, PACK.period_to) == (date(2020, 1, 1), date(2021, 12, 31))
    assert letters(PACK.text.title) in letters(adopted)


def test_our_words_are_our_own(adopted: str) -> None:
    longest = MOST_EQUAL_WORDS + 1
    theirs = whole_words(adopted)
    runs = {tuple(theirs[at : at + longest]) for at in range(len(theirs) - longest + 1)}
    copied = [
        (item, " ".join(ours[at : at + longest]))
        for item, words in our_words()
        for ours in [whole_words(words.da)]
        for at in range(len(ours) - longest + 1)
        if tuple(ours[at : at + longest]) in runs
    ]
    assert copied == []


def test_every_column_is_printed_in_the_table(adopted: str) -> None:
    table = adopted[adopted.index("princippet om branchespor:") : adopted.index("Efter 6 mdrs.")]
    columns = {entry.id: entry.source.column for entry in PACK.entries if entry.source.column}
    assert set(columns) == {f"branchespor.{group}" for group in GROUPS}
    assert [column for column in columns.values() if letters(column) not in letters(table)] == []


def test_every_global_goal_and_partner_is_named_in_the_text(adopted: str) -> None:
    goals = [entry.id.removeprefix("sdg.") for entry in PACK.entries if entry.form == "sdg"]
    assert goals == ["4", "8", "12", "17"]
    text = " ".join(adopted.split())
    assert [goal for goal in goals if f"Verdensmål {goal}" not in text] == []


def test_there_is_one_rule_for_each_column_of_the_table() -> None:
    assert set(RULES) == {f"branchespor.{group}" for group in GROUPS}
    assert {(rule.offer, rule.id.removeprefix("branchespor.")) for rule in RULES.values()} == {
        ("branchespor", str(rule.group)) for rule in RULES.values()
    }
    assert {group.id for group in PACK.groups} == set(GROUPS)


@pytest.mark.parametrize("group", GROUPS)
def test_a_rule_has_the_conditions_of_its_column_and_no_other(group: str) -> None:
    rule: Entry = RULES[f"branchespor.{group}"]
    assert rule.clauses == (Clause("any_of", CONDITIONS[group]),)
    assert rule.basis == "adopted"
    assert rule.source.table == "branchespor"
    assert rule.source.section == "En tidlig indsats er afgørende"


def test_being_new_to_the_industry_is_no_condition() -> None:
    facts = {where.fact for ways in CONDITIONS.values() for way in ways for where in way.where}
    assert facts == {"earlier_unemployment_months", "came_from"}


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("tidligere-ledighed.vindue", "tidligere ledighed"),
        ("brancheskift.betydning", "brancheskift"),
        ("indsats.begyndelse", "indsats"),
        ("branchespor.ny-branche-som-betingelse", "ny i branchen"),
    ],
)
def test_what_the_text_leaves_open_is_a_question_with_a_reading_and_an_owner(
    question: str, word: str
) -> None:
    found = next(q for q in PACK.questions if q.id == question)
    assert word in found.question.da
    assert found.state == "open"
    assert found.reading.da
    assert found.owner.da
    assert set(found.about) & set(RULES)


def cases_of(rule: str) -> list[Case]:
    return [case for case in PACK.cases if case.rule == rule]


@pytest.mark.parametrize("rule", [f"branchespor.{group}" for group in GROUPS])
def test_each_rule_has_the_day_before_the_day_and_a_missing_fact(rule: str) -> None:
    cases = cases_of(rule)
    assert any(
        case.state == "not_due" and case.due_on and (case.due_on - case.on).days == 1 for case in cases
    )
    assert any(case.state == "due" and case.due_on == case.on for case in cases)
    assert any(case.state == "cannot_tell" and case.missing for case in cases)


@pytest.mark.parametrize(
    "way", ["effort_started", "unemployment_started", "became_job_ready", "integration_started"]
)
def test_each_way_in_has_an_example_on_its_day(way: str) -> None:
    days = [
        case for case in PACK.cases if case.state == "due" and case.due_on == case.on and way in case.facts
    ]
    assert days


def test_every_group_has_its_law_by_date() -> None:
    laws = {group.id: group.law for group in PACK.groups}
    assert [(law[0].valid_from, law[-1].valid_to) for law in laws.values()] == [(date(2020, 1, 1), None)] * 5
    assert {group: [law.numbers for law in rows] for group, rows in laws.items()} == {
        "forsikret": [(1,)],
        "arbejdsmarkedsparat": [(2,), (2,)],
        "aktivitetsparat": [(3,), (3,)],
        "ung": [(4, 5), (4, 5)],
        "integrationsborger": [(), ()],
    }
    reform = date(2025, 7, 1)
    changing = [rows for group, rows in laws.items() if group != "forsikret"]
    assert {rows[1].valid_from for rows in changing} == {reform}
    assert all(rows[1].benefits == ("kontanthjaelp",) for rows in changing)


def test_every_kind_that_acts_has_items() -> None:
    kinds = Counter(entry.kind for entry in PACK.entries)
    assert {kind: kinds[kind] for kind in ("rule", "right", "priority") if kinds[kind] < 5} == {}
    assert set(kinds) == {"rule", "right", "priority", "goal", "pledge", "principle"}


def test_every_form_of_the_text_has_items() -> None:
    forms = {entry.form for entry in PACK.entries}
    assert forms >= {"principle", "aim", "sub_goal", "we_will", "guidepost", "partner", "sdg", "rule"}


def test_every_section_that_says_something_has_an_item() -> None:
    used = {entry.source.section for entry in PACK.entries}
    assert [section for section in PACK.text.sections if section not in used] == []


def test_the_policy_is_the_councils_and_the_proposals_are_ours() -> None:
    assert {entry.basis for entry in PACK.entries} == {"adopted"}
    ours = (*PACK.indicators, *PACK.values, *PACK.industries)
    assert {item.basis for item in ours} == {"proposed"}
    assert [indicator.id for indicator in PACK.indicators if indicator.target is not None] == []


def test_titles_are_short_enough_for_a_list() -> None:
    assert [entry.id for entry in PACK.entries if max(len(entry.title.da), len(entry.title.en)) > 60] == []


def test_no_two_items_say_the_same() -> None:
    for texts in (
        [entry.title.da for entry in PACK.entries],
        [entry.statement.da for entry in PACK.entries],
        [entry.statement.en for entry in PACK.entries],
    ):
        assert [text for text, times in Counter(texts).items() if times > 1] == []
