"""An opening's page, and writing openings down."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.companies.services import opening_withdraw
from fodfaeste.apps.companies.wording import hours_a_week
from fodfaeste.apps.journal.models import Event
from fodfaeste.bridge.search import skills_asked
from tests import make

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 22)
NEW = reverse("companies:opening_new")
GIVEN = {"kind": "virksomhedspraktik", "title": "Hjælp i køkkenet", "attendance": "dagligt", "seats": "2"}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("FODFAESTE_TODAY", ON.isoformat())


@pytest.fixture
def visitor():
    client = Client()
    client.force_login(make.consultant())
    return client


def text_of(answer):
    return " ".join(answer.content.decode().split())


def page_of(client, opening):
    return text_of(client.get(reverse("companies:opening", args=[opening.public_id])))


def changes():
    return [event.what for event in Event.objects.filter(action="change").order_by("pk")]


def test_the_page_says_everything_in_words(visitor):
    opening = make.opening(
        kind="fleksjob",
        hours_min=10,
        hours_max=15,
        shifts="weekend dag",
        demands="hoejt_tempo tunge_loeft",
        licences="koerekort_b",
        languages="da:2",
        occupation="kok",
        isco="5120",
        closes=date(2026, 12, 1),
    )
    make.need(opening, "koge-stege")
    make.need(opening, "planlaegge-menu", essential=False)
    make.task(opening, "Dække borde", hours=4.5, days="1 5", demands="gaa_meget")
    page = page_of(visitor, opening)
    for said in (
        "10-15 timer om ugen",
        "Dag, Weekend",
        "Løft over 10 kg, Højt tempo",
        "Kørekort til bil (B)",
        "Dansk: kan med hjælp",
        "Stilling: Kok",
        "1. december 2026",
        "4,5 timer om ugen",
        "mandag, fredag",
    ):
        assert said in page
    essential, optional = page.split("En fordel at kunne")
    assert "Koge, stege og anrette mad" in essential
    assert "Planlægge menuer" in optional


def test_codes_and_skills_of_another_version_are_shown_as_they_stand(visitor):
    opening = make.opening(kind="ny-slags", shifts="skiftehold", languages="fo:2 da", demands="ukendt")
    make.need(opening, "http://data.europa.eu/esco/skill/ukendt")
    page = page_of(visitor, opening)
    assert all(said in page for said in ("ny-slags", "skiftehold", "fo:2, da", "esco/skill/ukendt"))


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (37, 37, "37 timer om ugen"),
        (1, 1, "1 time om ugen"),
        (1, None, "mindst 1 time om ugen"),
        (10, None, "mindst 10 timer om ugen"),
        (None, 15, "højst 15 timer om ugen"),
        (None, None, "ikke oplyst"),
    ],
)
def test_hours_are_said_as_people_say_them(least, most, said):
    assert hours_a_week(least, most) == said


def test_the_law_behind_the_kind_is_shown_with_its_rules(visitor):
    page = page_of(visitor, make.opening(kind="virksomhedspraktik"))
    assert "Lovens tilbud" in page
    assert reverse("offers:law_rule", args=["virksomhedspraktik.loen"]) in page
    assert "Lovens tilbud" not in page_of(visitor, make.opening(kind="ordinaert_job"))


def test_staff_are_led_to_the_people_and_only_some_may_change():
    opening = make.opening()
    people = reverse("matching:people", args=[opening.public_id])
    change = reverse("companies:opening_change", args=[opening.public_id])
    for user, may_change in ((make.case_worker(), False), (make.leader(), True), (make.consultant(), True)):
        client = Client()
        client.force_login(user)
        page = page_of(client, opening)
        assert people in page
        assert (change in page) is may_change


def test_the_form_begins_with_what_the_workplace_tells(visitor):
    unit = make.production_unit(place=make.place(name="Auning"))
    page = text_of(visitor.get(NEW, {"arbejdssted": unit.p_number}))
    assert f'value="{unit.p_number}"' in page
    assert '<option value="auning" selected>' in page


def test_an_opening_is_written_down_with_its_workplaces_town_and_journalled(visitor):
    unit = make.production_unit(place=make.place(name="Auning"))
    spaced = f"{unit.p_number[:4]} {unit.p_number[4:]}"
    asked = {"p_number": spaced, "shifts": ["nat", "dag"], "language_da": "2", "hours_max": "20"}
    answer = visitor.post(NEW, GIVEN | asked)
    made = Opening.objects.get()
    assert answer.url == reverse("companies:opening", args=[made.public_id])
    assert (made.unit, made.place.name, made.seats, made.languages) == (unit, "Auning", 2, "da:2")
    assert set(made.shifts.split()) == {"nat", "dag"}
    assert (made.recorded_by.role, made.authority) == ("company_consultant", unit.authority)
    assert changes() == ["Åbningen »Hjælp i køkkenet« oprettet"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": ""}, "Vælg, hvad der tilbydes"),
        ({"title": " "}, "Skriv, hvad det er for et arbejde"),
        ({"seats": "0"}, "Skriv et helt tal på mindst 1"),
        ({"seats": "mange"}, "Skriv et helt tal på mindst 1"),
        ({"hours_max": "90"}, "Det kan højst være 60"),
        ({"hours_min": "20", "hours_max": "10"}, "Flest timer kan ikke være færre"),
        ({"opens": "01.02.2027", "closes": "31.01.2027"}, "Den sidste dag kan ikke ligge før"),
        ({"closes": "21.11.2026"}, "Den sidste dag er allerede gået"),
        ({"closes": "31.02.2027"}, "Skriv en dato, der findes"),
        ({"p_number": "123"}, "Et P-nummer har ti cifre"),
        ({"p_number": "1234567890"}, "Kommunen kender intet arbejdssted"),
        ({"occupation": "findes-ikke", "needs_for": "findes-ikke"}, "Vælg fra listen"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(visitor, wrong, said):
    answer = visitor.post(NEW, GIVEN | wrong)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not Opening.objects.exists()


def test_a_workplace_of_another_authority_is_not_known(visitor):
    foreign = make.production_unit(authority=make.authority_elsewhere())
    answer = visitor.post(NEW, GIVEN | {"p_number": foreign.p_number})
    assert "Kommunen kender intet arbejdssted" in text_of(answer)


def test_a_search_shows_matches_and_judges_nothing(visitor):
    answer = visitor.post(NEW, {"find": "occupation", "occupation-soeg": "kok"})
    assert answer.status_code == 200
    assert 'value="kok"' in text_of(answer)
    assert "Ret dette" not in text_of(answer)


def test_a_new_occupations_skills_are_proposed_before_anything_is_stored(visitor):
    answer = visitor.post(NEW, GIVEN | {"occupation": "kok", "title": ""})
    form = answer.context["form"]
    essential = {skill for skill, is_essential in skills_asked("kok") if is_essential}
    assert set(form["must"].value()) == essential
    assert form["title"].value() == "Kok"
    assert not Opening.objects.exists()


def test_the_skills_ticked_become_the_needs(visitor):
    must, helps = ["koge-stege", "snitte-groent"], ["snitte-groent", "planlaegge-menu"]
    asked = {
        "occupation": "kok",
        "needs_for": "kok",
        "must": must,
        "helps": helps,
        "others": ["laere-fra-sig"],
    }
    visitor.post(NEW, GIVEN | asked)
    made = Opening.objects.get()
    assert (made.occupation, made.isco) == ("kok", "5120")
    assert {need.skill: need.essential for need in made.needs.all()} == {
        "koge-stege": True,
        "snitte-groent": True,
        "planlaegge-menu": False,
        "laere-fra-sig": True,
    }


def change_of(client, opening, **changed):
    """Send the form of an opening as it stands, with some of it changed."""
    address = reverse("companies:opening_change", args=[opening.public_id])
    form = client.get(address).context["form"]
    values = {bound.html_name: bound.value() for bound in form}
    values |= {"opens": "", "closes": opening.closes.strftime("%d.%m.%Y") if opening.closes else ""}
    sent = {name: "" if value is None else value for name, value in (values | changed).items()}
    return client.post(address, sent)


@pytest.fixture
def known():
    opening = make.opening(
        occupation="kok", isco="5120", languages="da:2", demands="stoej", closes=date(2026, 11, 1)
    )
    make.need(opening, "koge-stege", weight=0.7)
    make.need(opening, "laere-fra-sig", essential=False)
    return opening


def test_sent_as_it_stands_nothing_changes_and_nothing_is_journalled(visitor, known):
    before = Opening.objects.values().get()
    assert change_of(visitor, known).status_code == 302
    assert Opening.objects.values().get() == before
    assert changes() == []


def test_a_change_names_what_changed_and_a_need_that_stays_keeps_its_weight(visitor, known):
    change_of(visitor, known, seats="3", must=["koge-stege"], helps=[])
    known.refresh_from_db()
    assert known.seats == 3
    assert [(need.skill, need.weight) for need in known.needs.all()] == [("koge-stege", 0.7)]
    assert changes() == [f"Åbningen »{known.title}« rettet: pladser, kompetencer"]


def test_an_occupation_the_taxonomy_does_not_know_stays(visitor, known):
    Opening.objects.update(occupation="esco:fremmed", isco="1234")
    known.refresh_from_db()
    change_of(visitor, known, seats="3", occupation="")  # no name to tick, so none is sent
    known.refresh_from_db()
    assert (known.occupation, known.isco, known.seats) == ("esco:fremmed", "1234", 3)


def test_an_opening_is_taken_back_once_with_its_reason_and_kept(visitor, known):
    address = reverse("companies:opening_withdraw", args=[known.public_id])
    assert visitor.post(address, {"reason": ""}).status_code == 422
    assert visitor.post(address, {"reason": "Pladsen er besat"}).status_code == 302
    opening_withdraw(user=make.consultant(), opening=known, reason="igen")
    assert [(event.what, event.why) for event in Event.objects.filter(action="change")] == [
        (f"Åbningen »{known.title}« trukket tilbage", "Pladsen er besat")
    ]
    assert "trukket tilbage" in page_of(visitor, known)
    assert visitor.get(address).status_code == 404
    assert known.public_id not in text_of(visitor.get(reverse("companies:openings"), {"vis": "alle"}))


def test_an_openings_page_takes_few_questions(visitor, django_assert_max_num_queries):
    opening = make.opening(occupation="kok")
    for skill, _essential in skills_asked("kok"):
        make.need(opening, skill)
    with django_assert_max_num_queries(6):
        page_of(visitor, opening)


def test_what_is_ticked_is_stored_once_however_often_it_is_sent(visitor):
    visitor.post(NEW, {**GIVEN, "shifts": ["dag", "nat"] * 40, "demands": ["gaa_meget"] * 40})
    opening = Opening.objects.get()
    assert (opening.shifts, opening.demands) == ("dag nat", "gaa_meget")


@pytest.mark.parametrize("number", ["%00", "1%00", "ti", ""])
def test_an_address_with_no_workplace_in_it_gives_an_empty_form(visitor, number):
    answer = visitor.get(f"{NEW}?arbejdssted={number}")
    assert answer.status_code == 200
    assert "p_number" not in answer.context["form"].initial
