"""The gate to a citizen: authority, role, unit, and a reason from outside the unit."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from fodfaeste.apps.citizens.access import ReasonNeeded, citizen_for, citizens_visible_to
from fodfaeste.apps.journal.models import Event
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return make.citizen_due()


@pytest.fixture
def outsider():
    return make.case_worker(make.unit(name="Team Syd"))


def events(citizen, action="see"):
    return list(Event.objects.filter(citizen=citizen, action=action))


def test_a_case_worker_of_the_unit_sees_the_citizen_and_the_look_is_journalled(anna):
    worker = make.case_worker()
    assert citizen_for(worker, anna.public_id, what="Borgerens side") == anna
    assert [(e.actor, e.what) for e in events(anna)] == [(worker, "Borgerens side")]


def test_a_case_worker_of_another_unit_must_say_why_and_no_look_is_journalled(anna, outsider):
    with pytest.raises(ReasonNeeded):
        citizen_for(outsider, anna.public_id, what="Borgerens side", session={})
    assert events(anna) == []


def test_the_citizens_own_case_worker_needs_no_reason_in_another_unit(outsider):
    anna = make.citizen(case_worker=outsider)
    assert citizen_for(outsider, anna.public_id, what="Borgerens side") == anna


def test_a_citizen_without_a_unit_falls_between_no_units(outsider):
    anna = make.citizen()
    type(anna).objects.filter(pk=anna.pk).update(unit=None)
    assert anna in citizens_visible_to(outsider)
    assert citizen_for(outsider, anna.public_id, what="Borgerens side") == anna


def test_a_leader_sees_the_whole_authority(anna):
    leader = make.leader()
    assert citizen_for(leader, anna.public_id, what="Borgerens side") == anna
    assert anna in citizens_visible_to(leader)


def test_the_committee_sees_nobody(anna):
    member = make.committee_member()
    assert not citizens_visible_to(member).exists()
    with pytest.raises(PermissionDenied):
        citizen_for(member, anna.public_id, what="Borgerens side")


def test_a_citizen_sees_only_themselves(anna):
    user, other = make.citizen_user(anna), make.citizen()
    assert list(citizens_visible_to(user)) == [anna]
    assert citizen_for(user, anna.public_id, what="Min side") == anna
    with pytest.raises(Http404):
        citizen_for(user, other.public_id, what="Min side")


@pytest.mark.parametrize("role", ["case_worker", "leader"])
def test_another_authority_does_not_know_the_citizen(anna, role):
    stranger = make.user(role, make.authority_elsewhere())
    assert anna not in citizens_visible_to(stranger)
    with pytest.raises(Http404):
        citizen_for(stranger, anna.public_id, what="Borgerens side")


def test_a_citizen_of_an_undone_import_is_gone(anna):
    type(anna).objects.filter(pk=anna.pk).update(active=False)
    with pytest.raises(Http404):
        citizen_for(make.leader(), anna.public_id, what="Borgerens side")


def test_a_stated_reason_opens_the_citizen_for_the_day_and_stands_at_every_look(
    client, anna, outsider, monkeypatch
):
    client.force_login(outsider)
    page = reverse("citizens:citizen", args=[anna.public_id])
    asked = client.get(page)
    assert asked.url.startswith(reverse("citizens:reason", args=[anna.public_id]))

    short = client.post(asked.url, {"why": "fordi"})
    assert short.status_code == 422
    assert client.get(page).status_code == 302

    given = client.post(asked.url, {"why": "Afløser for kollega", "next": page})
    assert given.url == page
    assert client.get(page).status_code == 200
    assert {event.why for event in events(anna)} == {"Afløser for kollega"}
    assert client.get(reverse("citizens:citizen", args=[make.citizen().public_id])).status_code == 302

    monkeypatch.setenv("FODFAESTE_TODAY", "2026-11-24")
    assert client.get(page).status_code == 302


def test_the_reason_leads_nowhere_outside(client, anna, outsider):
    client.force_login(outsider)
    address = reverse("citizens:reason", args=[anna.public_id])
    given = client.post(address, {"why": "Afløser for kollega", "next": "https://example.org/"})
    assert given.url == reverse("citizens:citizen", args=[anna.public_id])


def test_a_reason_given_by_one_is_no_reason_for_the_next(client, anna, outsider):
    client.force_login(outsider)
    client.post(reverse("citizens:reason", args=[anna.public_id]), {"why": "Afløser for kollega"})
    kept = client.session["citizen_reasons"]
    other = make.case_worker(make.unit(name="Team Syd"))
    with pytest.raises(ReasonNeeded):
        citizen_for(other, anna.public_id, what="Borgerens side", session={"citizen_reasons": kept})


def test_a_leader_looks_but_changes_nothing(client, anna):
    client.force_login(make.leader())
    assert client.get(reverse("citizens:citizen", args=[anna.public_id])).status_code == 200
    for name, rest in (("talk", []), ("fact", ["effort_started"])):
        address = reverse(f"citizens:{name}", args=[anna.public_id, *rest])
        assert client.get(address).status_code == 403
        assert client.post(address, {"value": "01.01.2026"}).status_code == 403
