"""The invented people: always the same, nobody's, and like a municipality's."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from fodfaeste.apps.demo.population import Population, population_make
from fodfaeste.apps.demo.population_facts import FactRow
from fodfaeste.apps.demo.population_sizes import HISTORY_MONTHS, SMALLEST, sizes_read
from fodfaeste.apps.demo.population_tracks import answers_of
from fodfaeste.commands.demo import report
from fodfaeste.core.dates import add_months, month_start
from fodfaeste.core.errors import UsageError
from fodfaeste.formats.packs import Library
from fodfaeste.formats.taxonomy.starter import read_starter

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
SMALL = 300


@cache
def population(people: int | None = None, seed: int = 1, today: date = TODAY) -> Population:
    pack = Library.read().pack("norddjurs", today)
    now = NOW + (today - TODAY)
    sizes = sizes_read("norddjurs", people)
    return population_make(sizes, pack, read_starter(), seed=seed, today=today, now=now, zone=COPENHAGEN)


@cache
def answers(people: int | None = None, seed: int = 1) -> pl.DataFrame:
    """What the policy says of those in the effort today, and whether they have begun."""
    made = population(people, seed)
    begun = {row.person for row in made.tracks}
    pack = Library.read().pack("norddjurs", TODAY)
    given = answers_of([person.course for person in made.people], pack, TODAY)
    numbers = [int(citizen) for citizen in given["citizen"]]
    return given.with_columns(
        is_here=pl.Series([made.people[number].course.ends is None for number in numbers]),
        is_begun=pl.Series([number in begun for number in numbers]),
        team=pl.Series([made.people[number].team.code for number in numbers]),
    ).filter("is_here")


def to_begin(people: int | None = None, seed: int = 1) -> pl.DataFrame:
    return answers(people, seed).filter((pl.col("state") == "due") & ~pl.col("is_begun"))


def test_the_same_seed_and_day_give_the_same_people() -> None:
    first = population(SMALL, seed=7)
    population.cache_clear()
    assert population(SMALL, seed=7) == first


@pytest.mark.parametrize("other", [{"seed": 8}, {"seed": 7, "today": TODAY + timedelta(days=1)}])
def test_another_seed_or_day_gives_other_people(other: dict) -> None:
    assert population(SMALL, **other).people != population(SMALL, seed=7).people


def test_a_size_is_met_exactly_with_every_group_in_it() -> None:
    made = population(SMALL)
    assert len(made.people) == SMALL
    assert {person.course.group for person in made.people} == {group.id for group in made.sizes.groups}


def test_a_size_too_small_for_the_situations_is_refused() -> None:
    with pytest.raises(UsageError, match=str(SMALLEST)):
        sizes_read("norddjurs", SMALLEST - 1)


def test_a_municipality_without_a_table_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="norddjurs"):
        sizes_read("atlantis")


def test_every_size_tells_its_basis_in_both_languages() -> None:
    sizes = sizes_read("norddjurs")
    words = [group.basis for group in sizes.groups] + [share.reason for share in sizes.shares.values()]
    assert all(basis.da and basis.en for basis in words)


def test_no_cpr_number_is_a_living_persons() -> None:
    for person in population().people:
        assert 58 <= int(person.cpr[4:6]) <= 99
        assert person.cpr[6] in "5678"
        assert not person.cpr.startswith(f"{person.born:%d%m%y}")


def test_names_references_and_numbers_belong_to_one_person_each() -> None:
    people = population().people
    for values in (
        [person.name for person in people],
        [person.cpr for person in people],
        [person.reference for person in people],
        [person.public_id for person in people],
    ):
        assert len(set(values)) == len(people)


def test_people_are_of_working_age_while_in_the_effort() -> None:
    for person in population().people:
        years = ((person.course.ends or TODAY) - person.born).days / 365.25
        assert 17.9 <= years <= 68, person.course.group


def test_every_fact_tells_both_times_and_nothing_is_known_before_it_could_be() -> None:
    for row in population().facts:
        assert row.valid_from is not None
        assert row.recorded_at <= NOW
        assert row.recorded_at.date() >= min(row.valid_from, TODAY)
        assert row.withdrawn_at is None or row.recorded_at <= row.withdrawn_at <= NOW


def test_what_has_ended_was_believed_to_go_on_until_it_was_written_down() -> None:
    ended = [row for row in population(SMALL).facts if row.valid_to is not None]
    assert ended
    for row in ended:
        assert row.valid_to <= TODAY
        assert row.recorded_at.date() >= min(row.valid_to, TODAY)


def test_what_is_believed_of_a_fact_never_overlaps_itself() -> None:
    believed: dict[tuple[int, str], list[FactRow]] = defaultdict(list)
    for row in population().facts:
        if row.withdrawn_at is None:
            believed[row.person, row.name].append(row)
    for rows in believed.values():
        ordered = sorted(rows, key=lambda row: row.valid_from)
        for one, following in pairwise(ordered):
            assert one.valid_to is not None, (one, following)
            assert one.valid_to <= following.valid_from


def test_those_who_left_have_no_target_group_any_more() -> None:
    made = population(SMALL)
    groups = {
        row.person
        for row in made.facts
        if row.name == "target_group" and row.withdrawn_at is None and row.valid_to is None
    }
    assert groups == {n for n, person in enumerate(made.people) if person.course.ends is None}


def test_no_status_follows_from_another() -> None:
    of_person: dict[str, dict[int, str]] = defaultdict(dict)
    for row in population().facts:
        if row.withdrawn_at is None and row.valid_to is None:
            of_person[row.name][row.person] = row.value
    groups = of_person["target_group"]
    for name in ("benefit", "contact_group", "readiness"):
        pairs = {(value, groups[person]) for person, value in of_person[name].items() if person in groups}
        assert max(Counter(value for value, _group in pairs).values()) > 1, name


def test_some_moved_between_groups_and_some_only_became_job_ready() -> None:
    courses = [person.course for person in population().people]
    assert {"ung", "aktivitetsparat", "ingen", None} <= {
        course.came_from for course in courses if course.group == "arbejdsmarkedsparat"
    }
    still_there = {
        c.group for c in courses if len(c.phases) == 1 and c.job_ready and c.begins < c.job_ready <= TODAY
    }
    assert {"ung", "aktivitetsparat"} <= still_there


@pytest.mark.parametrize("seed", [1, 2])
def test_lists_are_real_but_can_be_worked_through(seed: int) -> None:
    assert 50 <= to_begin(seed=seed).height <= 120
    assert 10 <= to_begin(seed=seed).filter(pl.col("team") == "job-grenaa").height <= 35
    assert to_begin(seed=seed)["rule"].n_unique() == 5


@pytest.mark.parametrize("seed", [1, 2])
def test_cannot_tell_is_there_without_being_the_rule(seed: int) -> None:
    given = answers(seed=seed)
    share = given.filter(pl.col("state") == "cannot_tell").height / given.height
    assert 0.04 <= share <= 0.09


@pytest.mark.parametrize("today", [TODAY, date(2026, 2, 28), date(2028, 2, 29), date(2026, 11, 22)])
def test_the_smallest_population_has_what_the_demo_shows(today: date) -> None:
    made = population(SMALLEST, today=today)
    assert len(made.people) == SMALLEST
    pack = Library.read().pack("norddjurs", today)
    shown = [number for number, person in enumerate(made.people) if person.course.situation]
    assert {(made.people[n].team.code, made.people[n].worker) for n in shown} == {("job-grenaa", 0)}
    begun = {row.person for row in made.tracks}
    given = {
        int(row["citizen"]): row
        for row in answers_of([p.course for p in made.people], pack, today).iter_rows(named=True)
    }
    states = Counter(given[n]["state"] for n in shown if n not in begun)
    assert states == {"due": 6, "cannot_tell": 2, "not_due": 3}
    assert all(given[n]["due_on"] > today for n in shown if given[n]["state"] == "not_due")
    (citizen,) = (n for n in shown if made.people[n].course.situation.is_demo_citizen)
    assert given[citizen]["state"] == "due"
    assert sum(n in begun for n in shown) == 1


def test_talks_are_booked_today_and_in_the_days_to_come() -> None:
    booked = [row for row in population(SMALL).talks if row.state == "booked"]
    days = {row.starts_at.astimezone(COPENHAGEN).date() for row in booked}
    assert TODAY in days
    assert days & {TODAY + timedelta(days=ahead) for ahead in range(1, 8)}
    assert all(row.recorded_at < row.starts_at and row.recorded_at <= NOW for row in booked)


def test_some_have_been_without_a_talk_for_long() -> None:
    made = population()
    latest: dict[int, date] = {}
    for row in made.talks:
        if row.state == "held":
            latest[row.person] = max(row.starts_at.date(), latest.get(row.person, date.min))
    silent = [
        n
        for n, person in enumerate(made.people)
        if person.course.ends is None and latest.get(n, person.course.begins) < TODAY - timedelta(days=90)
    ]
    assert 40 <= len(silent) <= 200


def test_figures_can_be_drawn_for_every_month_of_the_history() -> None:
    made = population()
    months = {month_start(add_months(TODAY, -back)) for back in range(1, HISTORY_MONTHS)}
    assert months <= {month_start(row.begins) for row in made.tracks}
    assert months <= {month_start(person.course.ends) for person in made.people if person.course.ends}
    assert months <= {month_start(row.starts_at.date()) for row in made.talks if row.state == "held"}


def test_nobody_begins_before_the_right_to_it_or_after_leaving() -> None:
    made = population()
    for row in made.tracks:
        course = made.people[row.person].course
        assert max(row.due_on, course.effort_started) <= row.begins <= TODAY
        assert course.ends is None or row.begins < course.ends
        assert (row.ends is None) == (row.state == "running")


def test_work_lies_in_a_section_of_the_industries_and_no_spell_ends_before_it_begins() -> None:
    made = population()
    for row in made.spells:
        assert (row.industry in made.sizes.industries) == (row.kind == "work")
        assert row.ends is None or row.begins < row.ends


def test_no_case_worker_has_more_than_a_caseload_of_people_on_average() -> None:
    made = population()
    here = Counter(person.team.code for person in made.people if person.course.ends is None)
    staff = Counter(worker.team.code for worker in made.workers)
    assert all(here[team] / staff[team] <= 55 for team in staff)
    assert min(staff.values()) >= 2


def test_the_document_shows_the_table_as_it_is(project: Path) -> None:
    shown = (project / "docs" / "demo.md").read_text(encoding="utf-8")
    assert report(sizes_read("norddjurs")) in shown
