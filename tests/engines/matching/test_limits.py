"""Each hard limit on its own, from both sides: what is listed, what is not, and what cannot be told."""

from datetime import date

import pytest

from fodfaeste.core.errors import Rejected
from fodfaeste.engines.matching import Settings, Verdict, explain_pair, match, people_for
from tests.engines.matching.build import ON, pair, tables

MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
BOAT = {"mode": "boat", "per_week": 3}


def limit(name, on=ON, settings=None, **rows):
    """The verdict and codes of one limit; all others are met, and the list agrees."""
    found = pair(**rows)
    explained = explain_pair(found, "c", "o", on, settings)
    others = {one.name: one.verdict for one in explained.limits if one.name != name}
    assert set(others.values()) == {MET}
    assert match(found, on, by="citizen", top=1, settings=settings).height == explained.listed
    one = next(one for one in explained.limits if one.name == name)
    assert explained.listed == (one.verdict is MET)
    return one.verdict, one.codes


def test_the_limits_are_told_in_one_order():
    names = [one.name for one in explain_pair(pair(), "c", "o", ON).limits]
    assert names == "dates seats place hours shifts licences languages demands wish law".split()


@pytest.mark.parametrize(
    ("opening", "told"),
    [
        ({"opens": ON, "closes": ON}, (MET, ())),
        ({"opens": date(2026, 11, 23)}, (NOT_MET, ("not_open_yet",))),
        ({"closes": date(2026, 11, 21)}, (NOT_MET, ("closed",))),
    ],
)
def test_an_opening_is_open_from_its_first_day_to_its_last(opening, told):
    assert limit("dates", opening=opening) == told


def test_without_a_seat_nobody_is_listed():
    assert limit("seats", opening={"seats": 0}) == (NOT_MET, ("no_seat",))


@pytest.mark.parametrize(
    ("citizen", "opening", "told"),
    [
        ({"hours_max": 20}, {"hours_min": 20}, (MET, ())),
        ({"hours_max": 19}, {"hours_min": 20}, (NOT_MET, ("too_many_hours",))),
        ({"hours_min": 30}, {"hours_max": 20}, (NOT_MET, ("too_few_hours",))),
        ({"hours_min": 30}, {}, (MET, ())),
    ],
)
def test_hours_must_overlap_where_both_say_something(citizen, opening, told):
    assert limit("hours", citizen=citizen, opening=opening) == told


@pytest.mark.parametrize(
    ("name", "citizen", "opening", "told"),
    [
        ("shifts", {"shifts": None}, {"shifts": ["nat"]}, (MET, ())),
        ("shifts", {"shifts": []}, {"shifts": ["nat"]}, (NOT_MET, ("nat",))),
        ("shifts", {"shifts": ["dag"]}, {"shifts": ["dag", "nat"]}, (NOT_MET, ("nat",))),
        ("licences", {"licences": ["truck", "kran"]}, {"licences": ["kran"]}, (MET, ())),
        ("licences", {"licences": []}, {"licences": ["kran"]}, (NOT_MET, ("kran",))),
        ("licences", {"licences": None}, {"licences": ["kran"]}, (UNKNOWN, ("kran",))),
        ("licences", {"licences": None}, {"licences": []}, (MET, ())),
        ("languages", {"languages": ["da:3"]}, {"languages": ["da:2"]}, (MET, ())),
        ("languages", {"languages": ["da:1", "en:4"]}, {"languages": ["da:2"]}, (NOT_MET, ("da:2",))),
        ("languages", {"languages": None}, {"languages": ["da:2"]}, (UNKNOWN, ("da:2",))),
        ("demands", {"limits": None}, {"demands": ["stoej"]}, (MET, ())),
        ("demands", {"limits": ["hoejder", "stoej"]}, {"demands": ["stoej"]}, (NOT_MET, ("stoej",))),
    ],
)
def test_codes_that_are_demanded_and_not_there_are_named(name, citizen, opening, told):
    assert limit(name, citizen=citizen, opening=opening) == told


@pytest.mark.parametrize(
    ("citizen", "way", "told"),
    [
        ({}, {"minutes": 60}, (MET, ())),
        ({}, {"minutes": 61}, (NOT_MET, ("too_far",))),
        ({"reach_minutes": 61}, {"minutes": 61}, (MET, ())),
        ({"reach_minutes": 29}, {"minutes": 30}, (NOT_MET, ("too_far",))),
        ({}, {"season": "1-10"}, (NOT_MET, ("other_season",))),
        ({}, {"season": "1,4-12"}, (MET, ())),
        ({}, BOAT, (NOT_MET, ("too_seldom",))),
        ({}, BOAT | {"per_week": 5}, (MET, ())),
        ({}, {"from": "havn", "to": "by"}, (UNKNOWN, ("no_way_known",))),
        ({"place": None}, {}, (UNKNOWN, ("citizen_place_unknown",))),
    ],
)
def test_a_journey_each_day_is_short_and_often_enough_in_this_month(citizen, way, told):
    assert limit("place", citizen=citizen, opening={"place": "havn"}, reach=[way]) == told


def test_the_place_itself_is_no_journey():
    assert limit("place", citizen={"reach_minutes": 0}) == (MET, ())


def test_where_no_pack_says_what_daily_travel_is_it_cannot_be_told():
    nothing = Settings(daily_minutes=None, daily_journeys=None)
    there = {"opening": {"place": "havn"}, "settings": nothing}
    assert limit("place", reach=[{}], **there) == (UNKNOWN, ("no_number",))
    assert limit("place", reach=[BOAT], citizen={"reach_minutes": 90}, **there) == (UNKNOWN, ("no_number",))
    assert limit("place", reach=[{}], citizen={"reach_minutes": 90}, **there) == (MET, ())


def test_remote_work_is_everywhere_and_lodging_for_those_who_want_it():
    nowhere = {"place": None, "attendance": "fjernarbejde"}
    assert limit("place", citizen={"place": None}, opening=nowhere) == (MET, ())
    lodged = {"attendance": "ophold"}
    assert limit("place", opening=lodged) == (UNKNOWN, ("stay_not_asked",))
    wanted = [{"kind": "ophold", "what": "ja", "strength": "gerne"}]
    assert limit("place", opening=lodged | {"place": "fjeld"}, wishes=wanted) == (MET, ())


@pytest.mark.parametrize(
    ("kind", "what", "codes"),
    [
        ("erhverv", "51", ("erhverv:51",)),
        ("erhverv", "52", ()),
        ("erhverv", "", ()),
        ("branche", "F", ("branche:F",)),
        ("branche", "Q", ()),
        ("aabning", "fleksjob", ("aabning:fleksjob",)),
        ("arbejdssted", "1", ("arbejdssted:1",)),
    ],
)
def test_what_somebody_will_not_is_never_listed(kind, what, codes):
    opening = {"kind": "fleksjob", "isco": "5120", "employer": "1"}
    staff = [
        {"industry": "860000", "month": date(2026, 9, 1)},
        {"industry": "412000", "month": date(2026, 10, 1)},
        {"industry": None, "month": date(2026, 11, 1)},
    ]
    told = limit("wish", opening=opening, employers=staff, wishes=[{"kind": kind, "what": what}])
    assert told == (NOT_MET if codes else MET, codes)


def test_the_law_rules_out_a_kind_and_its_rules_are_named():
    ruled = [{"kind": "fleksjob", "rule": "lab.118"}]
    assert limit("law", opening={"kind": "fleksjob"}, kinds_ruled_out=ruled) == (NOT_MET, ("lab.118",))
    assert limit("law", kinds_ruled_out=ruled) == (MET, ())


def test_limits_are_inside_the_scan_so_a_short_list_is_filled_from_below():
    openings = [{"opening": f"o{n}", "seats": int(n == 9)} for n in range(10)]
    needs = [{"opening": f"o{n}"} for n in range(10)]
    needs.append({"opening": "o9", "skill": "mangler"})
    found = match(tables(openings=openings, opening_skills=needs), ON, by="citizen", top=1)
    assert found["opening"].to_list() == ["o9"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ({"citizen_skills": [{"level": 0}]}, "citizen_skills, række 1, kolonne level"),
        ({"citizens": [{}, {}]}, "citizens, række 1, kolonne citizen"),
        ({"citizens": [{"languages": ["da"]}]}, "citizens, række 1, kolonne languages"),
        ({"opening_skills": [{"weight": -1.0}]}, "opening_skills, række 1, kolonne weight"),
        ({"opening_skills": [{"weight": float("nan")}]}, "opening_skills, række 1, kolonne weight"),
        ({"reach": [{"season": "vinter"}]}, "reach, række 1, kolonne season"),
        ({"reach": [{}, {"minutes": -1}]}, "reach, række 2, kolonne minutes"),
    ],
)
def test_what_has_no_meaning_is_refused_with_its_place(rows, told):
    with pytest.raises(Rejected, match=told):
        match(tables(**rows), ON, by="citizen", top=1)


def test_who_or_what_is_not_there_is_no_answer():
    for citizen, opening in (("c", "væk"), ("væk", "o")):
        with pytest.raises(KeyError, match="væk"):
            explain_pair(pair(), citizen, opening, ON)
    with pytest.raises(KeyError, match="væk"):
        people_for(pair(), "væk", ON)
