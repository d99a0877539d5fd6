"""From the database to what is near and what is missing, by a snapshot as by the page."""

from datetime import date

import pytest

from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.bridge import occupations as bridge_occupations
from fodfaeste.bridge.matching import seeking
from fodfaeste.bridge.occupations import load_catalogue, occupations_here
from fodfaeste.bridge.search import skills_asked
from fodfaeste.bridge.snapshot import load_snapshot
from fodfaeste.engines.skills.missing import Catalogue, what_is_missing
from fodfaeste.engines.skills.near import near_occupations, near_person
from fodfaeste.engines.skills.occupations import Occupations
from fodfaeste.formats.snapshot import read_snapshot, write_snapshot
from tests import make

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 23)


@pytest.fixture
def tables(tmp_path):
    """A snapshot of someone who can all a cook must but one thing, and of someone who has left the effort."""
    anna, bo = make.citizen_due(reference="anna"), make.citizen(reference="bo")
    make.fact(bo, "target_group", "ingen")
    *known, last = (skill for skill, essential in skills_asked("kok") if essential)
    for skill in known:
        make.citizen_skill(anna, skill)
        make.citizen_skill(bo, skill)
    make.course(reference="K1", skills={last: 3}, weeks=2, price=100)
    make.course(make.authority_elsewhere(), reference="K2", skills={last: 3}, weeks=1, price=0)
    write_snapshot(load_snapshot(make.authority(), policy_in_force(make.authority(), ON), ON), tmp_path / "s")
    return read_snapshot(tmp_path / "s").tables


def test_a_folder_gives_the_same_list_as_the_page(tables):
    levels = dict(tables["citizen_skills"].filter(citizen="anna").select("skill", "level").iter_rows())
    page = [one.occupation for one in near_person(occupations_here(), levels, 10)]
    assert near_occupations(tables, 10).filter(citizen="anna")["occupation"].to_list() == page
    assert "kok" in page


def test_who_has_left_the_effort_is_left_out_as_in_matching(tables):
    assert set(near_occupations(tables, 1)["citizen"]) == {"anna", "bo"}
    assert set(near_occupations(seeking(tables), 1)["citizen"]) == {"anna"}


def test_only_the_authoritys_own_courses_are_on_the_way(tables):
    ready = Occupations.of(tables["occupation_skills"], tables["occupations"])
    levels = dict(tables["citizen_skills"].filter(citizen="anna").select("skill", "level").iter_rows())
    for catalogue in (
        Catalogue.of(tables["courses"], tables["course_skills"], ready),
        load_catalogue(make.authority()),
    ):
        way = what_is_missing(ready, catalogue, "kok", levels).way
        assert (way.courses, way.weeks, way.price, way.lacking) == (("K1",), 2, 100, ())


def test_the_taxonomy_is_weighed_once_for_an_import():
    occupations_here()
    before = bridge_occupations._weighed.cache_info().misses
    occupations_here()
    assert bridge_occupations._weighed.cache_info().misses == before
