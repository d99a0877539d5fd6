"""An agreement at a workplace: chosen by the case worker, told outside, counted, and seen by its company."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from fodfaeste.apps.companies.ratio_page import ratio_section
from fodfaeste.apps.goals.services import answers_refresh
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.offers.services import agreement_place, track_begin
from fodfaeste.apps.outbox.locking import unlocked_content
from fodfaeste.apps.outbox.models import Message
from fodfaeste.bridge.law import employer_facts, law_here
from tests import make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


@pytest.fixture
def worker():
    return make.case_worker()


@pytest.fixture
def unit():
    found = make.production_unit(name="Bageriet Prøve")
    make.staff(found, ordinary=20, supported=1)
    return found


@pytest.fixture
def anna(worker):
    person = make.citizen_due(case_worker=worker)
    answers_refresh(authority=person.authority, on=TODAY)
    return person


def begin_page(person):
    return reverse("offers:begin", args=[person.public_id, "branchespor"])


def posted(**changed):
    return {"begins": "23.11.2026", "industry": "industri", "reason": "Aftalt ved samtalen", **changed}


def supported(unit):
    section = ratio_section(law_here(unit.authority, TODAY), [unit], TODAY)
    return section.parts[0].units[0].ratio.supported


# Chosen ---------------------------------------------------------------------------------------


def test_a_workplace_is_found_without_a_script_and_nothing_is_lost_meanwhile(client, worker, anna, unit):
    client.force_login(worker)
    searched = client.post(begin_page(anna), posted(find="workplace", **{"workplace-soeg": "bageriet"}))
    assert searched.status_code == 200
    assert f'value="{unit.p_number}"' in searched.content.decode()
    assert "Aftalt ved samtalen" in searched.content.decode()
    assert not Agreement.objects.exists()
    assert client.post(begin_page(anna), posted(workplace=unit.p_number)).status_code == 302
    assert Agreement.objects.get().workplace == unit
    page = client.get(reverse("citizens:citizen", args=[anna.public_id])).content.decode()
    assert "Bageriet Prøve" in page


def test_while_one_types_the_list_has_workplaces_of_the_own_municipality_only(client, worker, unit):
    make.production_unit(authority=make.authority_elsewhere(), name="Bageriet Andetsteds")
    client.force_login(worker)
    answer = client.get(reverse("companies:workplaces"), {"felt": "workplace", "workplace-soeg": "bageriet"})
    assert unit.p_number in answer.content.decode()
    assert "Andetsteds" not in answer.content.decode()


def test_a_workplace_that_is_not_known_here_is_refused(client, worker, anna):
    elsewhere = make.production_unit(authority=make.authority_elsewhere())
    client.force_login(worker)
    answer = client.post(begin_page(anna), posted(workplace=elsewhere.p_number))
    assert (answer.status_code, Agreement.objects.count()) == (422, 0)
    with pytest.raises(ValueError, match="its own authority"):
        track_begin(
            user=worker,
            citizen=anna,
            offer="branchespor",
            begins=TODAY,
            industry="industri",
            reason="Aftalt",
            workplace=elsewhere,
        )


def test_a_workplace_found_later_is_written_and_told_outside_anew(client, worker, unit):
    agreement = make.agreement(make.citizen(unit=worker.unit))
    page = reverse("offers:workplace", args=[agreement.citizen.public_id, agreement.pk])
    client.force_login(worker)
    assert client.post(page, {"workplace": "1"}).status_code == 422
    assert client.post(page, {"workplace": unit.p_number}).status_code == 302
    assert Agreement.objects.get().workplace == unit
    assert Event.objects.filter(
        what__contains="arbejdssted Bageriet Prøve", citizen=agreement.citizen
    ).exists()
    told = [unlocked_content(one.content_encrypted) for one in Message.objects.filter(kind="offer")]
    assert [one["company_unit"] for one in told] == [unit.p_number]
    assert client.post(page, {"none": "1"}).status_code == 302
    assert Agreement.objects.get().workplace is None


# Counted --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        ({}, 2),
        ({"offer": "loentilskud"}, 2),
        ({"offer": "virksomhedspraktik", "state": "planned"}, 2),
        ({"offer": "fleksjob"}, 1),
        ({"state": "withdrawn"}, 1),
        ({"begins": date(2026, 10, 31)}, 1),  # October's staff has it
    ],
    ids=str,
)
def test_an_agreement_since_the_month_that_was_counted_takes_up_a_place(unit, fields, counted):
    make.agreement(make.citizen(), workplace=unit, **{"begins": TODAY, **fields})
    make.agreement(make.citizen(), workplace=make.production_unit())
    assert supported(unit) == counted


def test_where_nobody_counted_staff_nothing_is_promised():
    unit = make.production_unit()
    make.agreement(make.citizen(), workplace=unit)
    assert supported(unit) is None


def test_the_new_person_is_not_counted_twice(unit):
    person = make.citizen()
    make.agreement(person, workplace=unit)
    assert employer_facts(unit, TODAY)["employer_supported_fte"] == 3
    assert employer_facts(unit, TODAY, without=[person.pk])["employer_supported_fte"] == 2


# Seen by its company --------------------------------------------------------------------------


def test_a_company_sees_who_is_at_its_workplaces_and_no_reason(client, unit, django_assert_max_num_queries):
    running, said_yes, silent, said_no = (make.citizen(name=f"Borger {one}") for one in "ABCD")
    make.agreement(running, workplace=unit, reason="Sygdom i familien")
    for person, answer in ((said_yes, "yes"), (silent, ""), (said_no, "no")):
        later = TODAY + timedelta(days=7)
        make.agreement(person, workplace=unit, state="planned", begins=later, answer=answer)
    make.agreement(make.citizen(name="Hos naboen"), workplace=make.production_unit())
    client.force_login(make.company_user(unit.company))
    with django_assert_max_num_queries(14):
        page = client.get(reverse("companies:own_agreements")).content.decode()
    assert [name for name in ("Borger A", "Borger B", "Borger C", "Borger D", "naboen") if name in page] == [
        "Borger A",
        "Borger B",
    ]
    assert "En borger, der ikke har svaret endnu" in page
    assert "Sygdom" not in page
    seen = Event.objects.filter(what="Aftaler ved virksomhedens arbejdssteder")
    assert {one.citizen_id for one in seen} == {running.pk, said_yes.pk, silent.pk}


def test_a_workplace_taken_off_again_shows_the_company_nothing(client, worker, unit):
    agreement = make.agreement(make.citizen(name="Borger A"), workplace=unit)
    agreement_place(user=worker, agreement=agreement, workplace=None)
    client.force_login(make.company_user(unit.company))
    page = client.get(reverse("companies:own_agreements")).content.decode()
    assert "Der er ingen aftaler på jeres arbejdssteder nu." in page
