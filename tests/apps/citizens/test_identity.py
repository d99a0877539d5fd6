"""CPR numbers: encrypted, found by a keyed index, shown masked."""

import pytest

from fodfaeste.apps.citizens.identity import cpr_find, cpr_masked, cpr_store, keys_check
from fodfaeste.apps.citizens.models import Identity
from fodfaeste.core.errors import Rejected
from fodfaeste.installation.secrets import SecretsError
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(tmp_path, monkeypatch):
    monkeypatch.setenv("FODFAESTE_VAR", str(tmp_path))


def stored(cpr=None, **fields):
    citizen = make.citizen(**fields)
    cpr_store(citizen, cpr or make.cpr())
    return citizen


@pytest.mark.parametrize("form", ["{}{}", "{}-{}", " {} {} "])
def test_a_citizen_is_found_however_the_number_is_written(form):
    cpr = make.cpr()
    citizen = stored(cpr)
    assert cpr_find(citizen.authority, form.format(cpr[:6], cpr[6:])) == citizen


def test_another_authority_finds_nobody():
    cpr = make.cpr()
    stored(cpr)
    assert cpr_find(make.authority_elsewhere(), cpr) is None


def test_only_the_birth_date_part_is_shown():
    cpr = make.cpr()
    assert cpr_masked(stored(cpr)) == f"{cpr[:6]}-••••"
    assert cpr_masked(make.citizen()) == ""


def test_the_number_stands_nowhere_in_the_database():
    cpr = make.cpr()
    stored(cpr)
    row = Identity.objects.get()
    text = repr([bytes(row.cpr_encrypted), row.key_id, row.cpr_index])
    assert cpr not in text


def test_the_same_number_is_locked_differently_each_time_but_indexed_alike():
    cpr = make.cpr()
    stored(cpr)
    stored(cpr, authority=make.authority_elsewhere())
    first, second = Identity.objects.order_by("pk")
    assert bytes(first.cpr_encrypted) != bytes(second.cpr_encrypted)
    # And across authorities not even the index tells that it is the same person.
    assert first.cpr_index != second.cpr_index


def test_storing_the_same_number_again_changes_nothing():
    cpr = make.cpr()
    citizen = stored(cpr)
    before = Identity.objects.values().get()
    cpr_store(citizen, cpr)
    assert Identity.objects.values().get() == before


def test_two_citizens_of_an_authority_cannot_share_a_number():
    cpr = make.cpr()
    stored(cpr)
    with pytest.raises(Rejected, match="en anden borger") as refusal:
        stored(cpr)
    assert cpr not in str(refusal.value)


@pytest.mark.parametrize("text", ["", "12345", "123456-78901", "abcdef-1234", "١٢٣٤٥٦-١٢٣٤"])
def test_what_is_no_cpr_number_is_refused_without_repeating_it(text):
    with pytest.raises(Rejected) as refusal:
        cpr_store(make.citizen(), text)
    assert not text or text not in str(refusal.value)


def test_a_check_finds_a_row_that_was_tampered_with():
    stored()
    assert keys_check().unreadable == 0
    Identity.objects.update(cpr_index="0" * 64)
    assert keys_check().unreadable == 1


def test_a_check_finds_a_number_whose_key_is_gone(tmp_path, monkeypatch):
    citizen = stored()
    monkeypatch.setenv("FODFAESTE_VAR", str(tmp_path / "another"))
    assert keys_check().unreadable == 1
    with pytest.raises(SecretsError):
        cpr_masked(citizen)
