"""Matching reads the same from the database as from the snapshot, and the night's list is kept once."""

from datetime import date

import polars as pl
import pytest

from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.matching.models import Suggestion
from fodfaeste.bridge.matching import load_few, load_tables, store_suggestions
from fodfaeste.bridge.snapshot import load_snapshot
from fodfaeste.engines.matching import explain_pair, match, people_for
from tests import make

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 23)
SKILLS = ("bage-broed", "betjene-kasse", "bruge-pc")


def small_town(count=4):
    """Some people who can different things, and some openings that need them."""
    place = make.place()
    people = [make.citizen_due(place=place) for _ in range(count)]
    openings = [make.opening(kind=kind) for kind in ("ordinaert_job", "timejob", "fleksjob")]
    for number, person in enumerate(people):
        make.citizen_skill(person, SKILLS[number % 3], level=1 + number % 4)
    for number, opening in enumerate(openings):
        make.need(opening, SKILLS[number])
        make.need(opening, SKILLS[(number + 1) % 3], essential=False)
    make.wish(people[0], "aabning", "timejob")
    make.staff(openings[0].unit)
    make.course(skills={SKILLS[1]: 3})
    return people, openings


def found(rows):
    return pl.DataFrame(
        rows,
        schema={"citizen": pl.String, "opening": pl.String, "rank": pl.Int64},
        orient="row",
    )


def test_the_database_and_the_snapshot_give_the_same_openings():
    small_town()
    authority = make.authority()
    snapshot = load_snapshot(authority, policy_in_force(authority, ON), ON)
    from_snapshot = match(snapshot.tables, ON, by="citizen", top=20)
    assert from_snapshot.height
    assert match(load_tables(authority, ON), ON, by="citizen", top=20).equals(from_snapshot)


def test_one_citizen_alone_gets_what_the_citizen_gets_among_all():
    people, _openings = small_town()
    everyone = match(load_tables(make.authority(), ON), ON, by="citizen", top=20)
    for person in people:
        alone = load_tables(make.authority(), ON, citizens=[person.pk])
        own = everyone.filter(pl.col("citizen") == person.reference)
        assert match(alone, ON, by="citizen", top=20).equals(own)


def test_one_opening_alone_keeps_the_weights_it_has_among_all():
    people, openings = small_town()
    whole = load_tables(make.authority(), ON)
    alone = load_tables(make.authority(), ON, openings=[openings[0].pk])
    reference = openings[0].reference
    assert people_for(alone, reference, ON).equals(people_for(whole, reference, ON))
    pair = (people[0].reference, reference, ON)
    assert explain_pair(alone, *pair) == explain_pair(whole, *pair)


def test_people_far_apart_are_found_as_among_all(monkeypatch):
    people, openings = small_town(6)
    monkeypatch.setattr("fodfaeste.bridge.matching.MANY", 2)
    keys, reference = [person.pk for person in people], openings[0].reference
    few = load_few(make.authority(), ON, citizens=keys, opening=openings[0].pk)
    assert people_for(few, reference, ON).equals(people_for(load_tables(make.authority(), ON), reference, ON))


def test_an_opening_that_nobody_fits_has_nobody():
    _people, openings = small_town(1)
    few = load_few(make.authority(), ON, citizens=[], opening=openings[0].pk)
    assert people_for(few, openings[0].reference, ON).is_empty()


def test_others_are_not_read_for_a_few():
    people, _openings = small_town()
    tables = load_tables(make.authority(), ON, citizens=[people[0].pk])
    for name in ("citizens", "citizen_skills", "wishes"):
        assert set(tables[name]["citizen"]) == {people[0].reference}, name


def test_another_authority_is_not_read():
    small_town()
    make.opening(authority=make.authority_elsewhere())
    make.citizen_skill(make.citizen(authority=make.authority_elsewhere()), "bage-broed")
    tables = load_tables(make.authority(), ON)
    assert set(tables["openings"]["authority"]) == {"norddjurs"}
    assert set(tables["citizens"]["authority"]) == {"norddjurs"}


@pytest.mark.parametrize("count", [1, 12])
def test_the_number_of_queries_is_the_same_for_one_and_for_many(count, django_assert_num_queries):
    small_town(count)
    authority = make.authority()
    with django_assert_num_queries(17):
        load_tables(authority, ON)


def rows_kept():
    return list(
        Suggestion.objects.order_by("citizen_id", "place_in_list").values_list(
            "pk", "citizen__reference", "opening__reference", "place_in_list"
        )
    )


def test_the_same_list_is_not_written_again():
    people, openings = small_town(1)
    rows = found([(people[0].reference, one.reference, n) for n, one in enumerate(openings, 1)])
    assert store_suggestions(make.authority(), rows, ON) == 3
    kept = rows_kept()
    assert store_suggestions(make.authority(), rows, ON) == 0
    assert rows_kept() == kept


def test_two_openings_can_change_places():
    people, openings = small_town(1)
    ordered = [openings[0], openings[1]]
    for order in (ordered, ordered[::-1]):
        rows = [(people[0].reference, one.reference, n) for n, one in enumerate(order, 1)]
        store_suggestions(make.authority(), found(rows), ON)
        assert [row[2] for row in rows_kept()] == [one.reference for one in order]


def test_what_fits_no_longer_is_taken_off():
    people, openings = small_town(1)
    make.suggestion(people[0], openings[0])
    assert store_suggestions(make.authority(), found([]), ON) == 1
    assert rows_kept() == []


def test_the_lists_of_others_stand_when_some_are_found_anew():
    people, openings = small_town(3)
    for person in people:
        make.suggestion(person, openings[0])
    store_suggestions(make.authority(), found([]), ON, citizens=[people[0].pk, people[2].pk])
    assert [row[1] for row in rows_kept()] == [people[1].reference]
