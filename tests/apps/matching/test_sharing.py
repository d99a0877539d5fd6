"""The night shares openings out to everyone: kept once, for one authority, and for nobody who has left."""

from datetime import date

import polars as pl
import pytest

from fodfaeste.apps.jobs.nightly import nightly
from fodfaeste.apps.matching.models import Advised, Sharing, Suggestion
from fodfaeste.apps.matching.services import sharing_refresh
from fodfaeste.bridge.numbers import load_numbers
from fodfaeste.bridge.tables import table
from fodfaeste.core.sharing import PER_SEAT
from tests import make

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 23)


def bakers(count, **fields):
    place = make.place(**fields)
    people = [make.citizen_due(place=place, authority=place.authority) for _ in range(count)]
    for person in people:
        make.citizen_skill(person, "bage-broed")
    return people


def bakeries(count=1, **fields):
    openings = [make.opening(title=f"Bager {number}", **fields) for number in range(count)]
    for opening in openings:
        make.need(opening, "bage-broed")
    return openings


def rows_kept():
    return list(Advised.objects.order_by("pk").values()), list(Sharing.objects.order_by("pk").values())


def test_no_more_are_advised_to_an_opening_than_the_ceiling_and_all_have_at_most_so_many():
    bakers(5)
    (opening,) = bakeries()
    sharing_refresh(authority=make.authority(), on=ON)
    assert opening.advised.count() == 3
    assert set(opening.advised.values_list("others", "place_in_list", "on")) == {(2, 1, ON)}
    bakeries(4)
    sharing_refresh(authority=make.authority(), on=ON)
    assert max(person.advised.count() for person in make.authority().citizen_set.all()) == 3


def test_the_night_keeps_how_it_went():
    bakers(5)
    bakeries()
    nightly(authority=make.authority(), on=ON)
    kept = Sharing.objects.get()
    assert (kept.on, kept.offers_each, kept.offers_basis) == (ON, 3, "proposed")
    assert (kept.per_seat, kept.per_seat_basis) == (3, "proposed")
    assert (kept.people, kept.able, kept.placements, kept.offers) == (5, 5, 3, 3)
    assert (kept.openings, kept.most, kept.spread) == (1, 3, [[3, 1]])
    assert kept.value == kept.bound == kept.value_without_floors > 0
    assert sorted(kept.packs)[-1] == "norddjurs/2020"
    assert kept.groups == [{"group": "forsikret", "people": 5, "able": 5, "advised": 3, "offers": 3}]


def test_a_second_night_of_the_day_changes_nothing():
    bakers(5)
    bakeries(2)
    sharing_refresh(authority=make.authority(), on=ON)
    kept = rows_kept()
    assert sharing_refresh(authority=make.authority(), on=ON) == 0
    assert rows_kept() == kept


def test_the_next_night_is_a_row_of_its_own_and_advice_that_stands_keeps_its_day():
    bakers(1)
    bakeries()
    sharing_refresh(authority=make.authority(), on=ON)
    assert sharing_refresh(authority=make.authority(), on=date(2026, 11, 24)) == 1
    assert Advised.objects.get().on == ON
    assert Sharing.objects.count() == 2


def test_another_authority_is_neither_read_nor_changed():
    (here,) = bakers(1)
    bakeries()
    elsewhere = make.authority_elsewhere()
    (there,) = bakers(1, authority=elsewhere)
    (opening,) = bakeries(authority=elsewhere)
    sharing_refresh(authority=elsewhere, on=ON)
    kept = rows_kept()
    assert [row.opening for row in there.advised.all()] == [opening]
    sharing_refresh(authority=here.authority, on=ON)
    assert here.advised.exists()
    assert [list(rows)[: len(before)] for rows, before in zip(rows_kept(), kept, strict=True)] == list(kept)


def test_who_has_left_the_effort_is_advised_nothing():
    stays, left = bakers(2)
    bakeries()
    sharing_refresh(authority=make.authority(), on=ON)
    left.facts.filter(name="target_group").update(valid_to=date(2026, 11, 1))
    sharing_refresh(authority=make.authority(), on=ON)
    assert [row.citizen for row in Advised.objects.all()] == [stays]
    assert Sharing.objects.get().people == 1


def test_a_seat_is_advised_to_who_has_nowhere_else_to_go():
    both, only = bakers(2)
    make.citizen_skill(both, "bruge-pc", level=2)
    bakery = make.opening(title="Bager")
    make.need(bakery, "bage-broed")
    office = make.opening(title="Kontor")
    make.need(office, "bruge-pc")
    sharing_refresh(authority=make.authority(), on=ON)
    assert {row.opening for row in only.advised.all()} == {bakery}
    assert {row.opening for row in both.advised.all()} == {bakery, office}


def test_a_floor_of_a_pack_is_kept_and_its_price_told(monkeypatch):
    strong, weak = bakers(2)
    make.citizen_skill(strong, "bruge-pc", level=4)
    weak.facts.filter(name="target_group").update(value="ung")
    opening = make.opening(title="Kontor")
    make.need(opening, "bruge-pc")
    make.need(opening, "bage-broed")

    def decided(authority, policy):
        given = (("fordeling.mindst.ung", 100.0), (PER_SEAT, 1.0))
        rows = [(name, value, "", "adopted", policy.name) for name, value in given]
        return pl.concat([load_numbers(authority, policy).filter(pl.col("name") != PER_SEAT),
                          table("numbers", rows)])  # fmt: skip

    monkeypatch.setattr("fodfaeste.bridge.matching.load_numbers", decided)
    sharing_refresh(authority=make.authority(), on=ON)
    assert [row.citizen for row in Advised.objects.all()] == [weak]
    kept = Sharing.objects.get()
    (floor,) = kept.floors
    assert (floor["group"], floor["least"], floor["reached"], floor["without"]) == ("ung", 1, 1, 0)
    assert floor["price"] > 0
    assert kept.value < kept.value_without_floors
    assert kept.per_seat_basis == "adopted"


def test_the_personal_list_is_not_changed_by_what_is_shared_out():
    people = bakers(5)
    bakeries()
    nightly(authority=make.authority(), on=ON)
    assert Suggestion.objects.count() == len(people)


@pytest.mark.parametrize("count", [1, 12])
def test_the_number_of_queries_is_the_same_for_one_and_for_many(count, django_assert_num_queries):
    bakers(count)
    bakeries(count)
    with django_assert_num_queries(30):
        sharing_refresh(authority=make.authority(), on=ON)
