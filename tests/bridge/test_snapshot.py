"""The snapshot of an authority is what the database holds of its people, and nothing of others."""

from datetime import UTC, date, datetime

import pytest

from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.bridge.snapshot import load_snapshot
from fodfaeste.core.snapshot import TABLES
from fodfaeste.formats.snapshot import TYPES, read_snapshot, write_snapshot
from tests import make

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 23)


def snapshot():
    authority = make.authority()
    return load_snapshot(authority, policy_in_force(authority, ON), ON)


def everyone():
    """Someone of whom everything is known, and others who must stay out."""
    for authority, active in ((make.authority(), True), (make.authority(), False), (elsewhere(), True)):
        person = make.citizen_due(authority=authority, active=active, place=make.place(authority))
        make.contact(person)
        make.spell(person, date(2025, 1, 1), kind="work", industry="F", ends=date(2025, 6, 1))
        make.agreement(person, industry="C")
        if authority == make.authority() and active:
            found = person
    return found


def elsewhere():
    return make.authority_elsewhere()


def test_only_the_authoritys_active_people_are_in_it():
    person = everyone()
    tables = snapshot().tables
    for name in ("citizens", "statuses", "spells", "contacts", "agreements"):
        assert tables[name]["citizen"].unique().to_list() == [person.reference], name
    assert tables["places"]["authority"].to_list() == ["norddjurs"]


def test_every_table_fits_the_schema_and_survives_a_folder(tmp_path):
    everyone()
    found = snapshot()
    for name, schema in TABLES.items():
        assert dict(found.tables[name].schema) == {c.name: TYPES[c.type] for c in schema.columns}
    write_snapshot(found, tmp_path / "s")
    read = read_snapshot(tmp_path / "s")
    assert all(read.tables[name].equals(found.tables[name]) for name in TABLES)


def test_an_empty_municipality_has_but_the_packs_numbers_and_every_occupation(tmp_path):
    write_snapshot(snapshot(), tmp_path / "s")
    tables = read_snapshot(tmp_path / "s").tables
    filled = {name for name, table in tables.items() if not table.is_empty()}
    assert filled == {"numbers", "skills", "occupations", "occupation_skills"}
    assert tables["numbers"]["name"].to_list() == [
        "dagligt.minutter",
        "dagligt.ture",
        "fordeling.personer_pr_plads",
        "fordeling.tilbud_pr_person",
    ]


def test_a_citizen_carries_the_facts_of_the_day():
    person = make.citizen(birth_date=date(1990, 5, 1))
    make.fact(person, "target_group", "ung", valid_from=ON)
    row = snapshot().tables["citizens"].row(0, named=True)
    assert (row["target_group"], row["birth_year"], row["place"]) == ("ung", 1990, None)


def test_what_was_withdrawn_is_not_in_it():
    person = make.citizen()
    at = datetime(2026, 11, 1, tzinfo=UTC)
    make.fact(person, "target_group", "ung", withdrawn_at=at)
    make.spell(person, date(2025, 1, 1), withdrawn_at=at)
    tables = snapshot().tables
    assert tables["statuses"].is_empty()
    assert tables["spells"].is_empty()


def test_of_two_rows_with_one_key_the_later_recorded_stands(tmp_path):
    person = make.citizen()
    make.agreement(person, state="withdrawn")
    make.agreement(person, state="running")
    found = snapshot()
    assert found.tables["agreements"]["state"].to_list() == ["running"]
    write_snapshot(found, tmp_path / "s")
    assert read_snapshot(tmp_path / "s").tables["agreements"].height == 1


def test_nothing_in_it_names_a_person(tmp_path):
    person = everyone()
    write_snapshot(snapshot(), tmp_path / "s")
    content = b"".join(path.read_bytes() for path in (tmp_path / "s").iterdir())
    for secret in (person.name, person.public_id):
        assert secret.encode() not in content


@pytest.mark.parametrize("count", [1, 20])
def test_the_number_of_queries_is_the_same_for_one_and_for_many(count, django_assert_num_queries):
    for _ in range(count):
        make.contact(make.citizen_due())
    authority = make.authority()
    pack = policy_in_force(authority, ON)
    with django_assert_num_queries(22):
        load_snapshot(authority, pack, ON)
