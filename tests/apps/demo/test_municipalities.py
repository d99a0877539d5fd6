"""Five municipalities' invented people: their own labels, real codes, and what the policies publish."""

import tomllib
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from fodfaeste.apps.citizens.codes import CONTACT_GROUPS
from fodfaeste.apps.demo.population_sizes import HISTORY_MONTHS, municipalities, sizes_read
from fodfaeste.core.dates import add_months
from fodfaeste.core.law_facts import ALL_FACTS
from fodfaeste.formats.packs import Library, packs_folder
from fodfaeste.formats.packs.reach import installed_reach
from tests.apps.demo.people_made import DANISH, EVERYWHERE, SMALL, TODAY, believed, people, standing


def law_of(slug: str) -> str:
    return "greenland" if slug == "sermersooq" else "denmark"


def toml(slug: str, file: str) -> dict:
    return tomllib.loads((packs_folder() / "law" / law_of(slug) / file).read_text(encoding="utf-8"))


def codes_of(fact: str) -> set[str]:
    return {code for code, _words in ALL_FACTS[fact].codes}


def test_there_is_a_table_for_each_of_the_five() -> None:
    assert municipalities() == EVERYWHERE


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_the_same_seed_and_day_give_the_same_people_everywhere(slug: str) -> None:
    first = people(slug, 200, 7)
    people.cache_clear()
    assert people(slug, 200, 7) == first
    assert people(slug, 200, 8).people != first.people


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_every_group_has_its_size_today_and_in_the_history(slug: str) -> None:
    made = people(slug)
    assert len(made.people) == SMALL
    here = Counter(person.course.group for person in made.people if person.course.ends is None)
    gone = Counter(person.course.group for person in made.people if person.course.ends)
    assert here == {group.id: group.today for group in made.sizes.groups if group.today}
    assert gone == {group.id: group.left for group in made.sizes.groups if group.left}


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_target_groups_are_the_municipalitys_own_labels(slug: str) -> None:
    labels = {group.id for group in Library.read().pack(slug, TODAY).groups}
    extra = {"sygemeldt", "fleksjobvisiteret"} if slug == "norddjurs" else set()
    used = set(standing(people(slug), "target_group").values())
    assert used <= labels | extra
    assert len(used) >= 3


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_every_size_and_share_tells_its_basis_in_both_languages(slug: str) -> None:
    sizes = sizes_read(slug)
    words = [group.basis for group in sizes.groups] + [share.reason for share in sizes.shares.values()]
    words += [figure.reading for figure in sizes.figures]
    assert all(text.da and text.en for text in words)


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_the_document_gives_every_municipalitys_size(project: Path, slug: str) -> None:
    sizes = sizes_read(slug)
    row = f"| {sizes.name} | {sizes.total} | {sum(group.today for group in sizes.groups)} |"
    assert row in (project / "docs" / "demo.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_people_live_in_places_that_travel_knows(slug: str) -> None:
    sizes = sizes_read(slug)
    known = {
        place.id.rpartition(".")[2] for place in installed_reach().places if place.municipality == sizes.code
    }
    # Voldby has no position in the pack: a place whose travel is not known must be there to see.
    assert {town.code for town in sizes.towns} - known <= {"voldby"}
    assert {place for team in sizes.teams for place in team.places} <= {town.code for town in sizes.towns}


@pytest.mark.parametrize("slug", EVERYWHERE)
@pytest.mark.parametrize("fact", ["benefit", "readiness", "education", "gl_match_group"])
def test_every_status_is_a_code_that_the_law_knows(slug: str, fact: str) -> None:
    assert {row.value for row in believed(people(slug), fact)} <= codes_of(fact)


@pytest.mark.parametrize("slug", DANISH)
def test_groups_of_the_law_are_those_of_the_pack_and_in_force_when_people_came(slug: str) -> None:
    groups = {group["id"]: group["states"] for group in toml(slug, "groups.toml")["group"]}
    rows = believed(people(slug), "law_group")
    assert rows
    for row in rows:
        (state,) = [
            one["state"]
            for one in groups[row.value]
            if one["valid_from"] <= row.valid_from <= one.get("valid_to", TODAY)
        ]
        assert state == "in_force", row


@pytest.mark.parametrize("slug", DANISH)
def test_contact_groups_have_a_name_and_follow_the_benefit_but_for_a_few(slug: str) -> None:
    made = people(slug, None if slug == "norddjurs" else SMALL)
    groups, benefits = standing(made, "contact_group"), standing(made, "benefit")
    assert set(groups.values()) <= set(CONTACT_GROUPS)
    insured = [groups[person] for person, benefit in benefits.items() if benefit == "dagpenge"]
    assert "kontanthjaelp_jobparat" not in insured
    odd = sum(group != "dagpengemodtager" for group in insured)
    assert odd / len(insured) <= 0.08


@pytest.mark.parametrize("slug", DANISH)
def test_cash_benefit_keeps_one_name_from_the_reform(slug: str) -> None:
    closed = {"uddannelseshjaelp", "selvforsoergelses-og-hjemrejseydelse", "overgangsydelse"}
    assert not closed & set(standing(people(slug), "benefit").values())
    assert closed & {row.value for row in believed(people(slug), "benefit")}


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_nobody_came_into_the_effort_as_a_child(slug: str) -> None:
    for person in people(slug).people:
        assert (person.course.begins - person.born).days >= 17.5 * 365.25, person.course.group
        assert ((person.course.ends or TODAY) - person.born).days <= 68 * 365.25


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_no_fact_overlaps_itself(slug: str) -> None:
    rows = defaultdict(list)
    for row in people(slug).facts:
        if row.withdrawn_at is None:
            rows[row.person, row.name].append(row)
    for some in rows.values():
        for one, following in pairwise(sorted(some, key=lambda row: row.valid_from)):
            assert one.valid_to is not None, (one, following)
            assert one.valid_to <= following.valid_from


def test_the_law_group_changes_with_the_course() -> None:
    made = people("norddjurs")
    of_person = defaultdict(set)
    for row in believed(made, "law_group"):
        of_person[row.person].add(row.value)
    assert {frozenset(groups) for groups in of_person.values()} >= {frozenset({"lab.6.3", "lab.6.2"})}


def test_greenland_has_no_danish_status_at_all() -> None:
    made = people("sermersooq")
    danish = {
        "law_group", "contact_group", "readiness", "became_job_ready", "came_from", "integration_started",
        "earlier_unemployment_months",
    }  # fmt: skip
    assert not danish & {row.name for row in made.facts}
    benefits = set(standing(made, "benefit").values())
    assert benefits == {"jobsoegningsydelse", "offentlig_hjaelp", "ingen"}
    assert set(standing(made, "gl_match_group").values()) == {"1", "2", "3"}
    assert {row.person for row in believed(made, "registered_on")} == set(range(len(made.people)))
    assert made.sizes.time_zone == "America/Nuuk"


def test_job_search_benefit_took_over_on_its_day() -> None:
    rows = believed(people("sermersooq", None), "benefit")
    first = date(2024, 1, 1)
    assert all(row.valid_from >= first for row in rows if row.value == "jobsoegningsydelse")
    assert all(row.valid_to <= first for row in rows if row.value == "arbejdsmarkedsydelse")


def test_nobody_in_denmark_has_a_greenlandic_status() -> None:
    for slug in DANISH:
        names = {row.name for row in people(slug).facts}
        assert not {"gl_match_group", "registered_on"} & names


@pytest.mark.parametrize("slug", ["haderslev", "sermersooq"])
def test_what_the_policy_publishes_of_persons_is_met_exactly(slug: str) -> None:
    made = people(slug, None)
    published = {figure.id: figure.value for figure in Library.read().pack(slug, TODAY).figures}
    assert made.figures
    assert made.figures == {name: published[name] for name in made.figures}


def test_haderslevs_published_persons_are_counted_in_persons() -> None:
    made = people("haderslev", None)
    assert made.figures["forsoergelse.midlertidig.2023-07"] == 2753
    assert made.figures["forsoergelse.permanent.2023-07"] == 4760
    here = sum(person.course.ends is None for person in made.people)
    assert here == 2753 + 4760


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_the_case_worker_who_is_shown_has_talks_today(slug: str) -> None:
    made = people(slug)
    theirs = {
        number
        for number, person in enumerate(made.people)
        if person.team.code == made.sizes.shown_team and person.worker == 0
    }
    booked = [row for row in made.talks if row.state == "booked" and row.starts_at.date() == TODAY]
    assert sum(row.person in theirs for row in booked) >= 3


@pytest.mark.parametrize("slug", EVERYWHERE)
def test_offers_of_the_law_are_real_dated_and_one_at_a_time(slug: str) -> None:
    made = people(slug)
    known = {offer["id"] for offer in toml(slug, "offers.toml")["offer"]}
    horizon = add_months(TODAY, -HISTORY_MONTHS)
    by_person = defaultdict(list)
    for row in made.offers:
        course = made.people[row.person].course
        assert row.offer in known
        assert max(horizon, course.effort_started) <= row.begins <= TODAY
        assert (row.ends is None) == (row.state == "running")
        by_person[row.person].append(row)
    assert {row.state for row in made.offers} == {"running", "ended"}
    for rows in by_person.values():
        assert all(one.ends and one.ends < after.begins for one, after in pairwise(rows))
