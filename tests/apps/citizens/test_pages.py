"""A citizen's page, why, and the citizen's own page."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fodfaeste.apps.citizens.identity import cpr_store
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.services import fact_record
from fodfaeste.apps.goals.models import Answer, PackVersion
from fodfaeste.apps.goals.services import answers_refresh
from fodfaeste.apps.journal.models import Event
from fodfaeste.formats.packs.edit import changed, parameters
from tests import make
from tests.make import goals

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
LINK = re.compile(r'href="(/(?!static)[^"#]*)"')


@pytest.fixture
def worker():
    return make.case_worker(name="Bent Sagsbehandler")


@pytest.fixture
def anna(worker):
    person = make.citizen_due(case_worker=worker, name="Anna Prøve")
    answers_refresh(authority=person.authority, on=TODAY)
    return person


def citizen_page(client, citizen, **query):
    return client.get(reverse("citizens:citizen", args=[citizen.public_id]), query).content.decode()


def why_page(client, citizen, **query):
    return client.get(reverse("citizens:why", args=[citizen.public_id, "branchespor"]), query)


def plain(text):
    return " ".join(text.split())


def test_the_page_says_what_to_do_next_and_since_when(client, worker, anna):
    client.force_login(worker)
    page = citizen_page(client, anna)
    assert "Begynd branchespor – ret siden 23. oktober 2026" in page
    assert reverse("citizens:why", args=[anna.public_id, "branchespor"]) in page
    assert reverse("offers:begin", args=[anna.public_id, "branchespor"]) in page
    assert reverse("citizens:talk", args=[anna.public_id]) in page


def test_the_cpr_number_is_masked_and_in_no_address(client, worker, anna):
    number = make.cpr()
    cpr_store(anna, number)
    client.force_login(worker)
    page = citizen_page(client, anna)
    assert f"{number[:6]}-••••" in page
    assert number not in page
    assert number[-4:] + '"' not in page


def test_each_fact_stands_with_value_since_source_and_a_way_to_put_it_right(client, worker, anna):
    make.fact(
        anna,
        "contact_group",
        "dagpengemodtager",
        valid_from=date(2026, 4, 23),
        source="regneark.csv",
        recorded_at=datetime(2026, 5, 1, 8, tzinfo=UTC),
    )
    client.force_login(worker)
    page = plain(citizen_page(client, anna))
    assert "Dagpengemodtager" in page
    assert "siden 23. april 2026 · kilde: regneark.csv · skrevet 1. maj 2026" in page
    for name in ("effort_started", "target_group", "benefit", "contact_group", "readiness"):
        assert reverse("citizens:fact", args=[anna.public_id, name]) in page


def test_what_was_corrected_stays_in_the_history(client, worker, anna):
    fact_record(user=worker, citizen=anna, name="earlier_unemployment_months", value=8)
    client.force_login(worker)
    page = plain(citizen_page(client, anna))
    assert "Tidligere ledighed i måneder: 1 tidligere" in page
    assert "rettet 23. november 2026" in page


def test_the_groups_place_in_the_law_is_shown_with_how_surely_it_was_read(client, worker, anna):
    client.force_login(worker)
    page = citizen_page(client, anna)
    assert "LAB § 6, nr. 1" in page
    assert "læst i anden kilde end loven" in page


def test_the_timeline_has_talks_agreements_spells_and_changes_the_newest_first(client, worker, anna):
    make.contact(anna, date(2026, 6, 1))
    make.spell(anna, date(2026, 4, 23))
    make.agreement(anna, begins=date(2026, 11, 1), industry="industri")
    fact_record(user=worker, citizen=anna, name="benefit", value="kontanthjaelp", valid_from=date(2026, 7, 1))
    client.force_login(worker)
    events = client.get(reverse("citizens:citizen", args=[anna.public_id])).context["timeline"]
    assert [event.day for event in events] == [
        date(2026, 11, 1),
        date(2026, 7, 1),
        date(2026, 6, 1),
        date(2026, 4, 23),
    ]
    assert "mod industri" in events[0].text


def test_the_queries_of_the_page_do_not_grow_with_what_has_happened(client, worker, anna):
    client.force_login(worker)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            citizen_page(client, anna)
        return len(asked)

    make.contact(anna, date(2026, 6, 1))
    fact_record(user=worker, citizen=anna, name="benefit", value="dagpenge", valid_from=date(2026, 5, 1))
    few = queries()
    for month in range(1, 7):
        make.contact(anna, date(2026, month, 2), state="booked", recorded_by=worker)
        make.spell(anna, date(2025, month, 1))
        make.agreement(anna, state="ended", begins=date(2025, month, 1), ends=date(2025, month, 9))
        make.fact(anna, "readiness", "jobparat", withdrawn_at=datetime(2026, month, 1, tzinfo=UTC))
    assert queries() == few
    assert few <= 22


def test_why_shows_met_and_unmet_ways_facts_policy_line_and_pack(client, worker, anna):
    client.force_login(worker)
    page = plain(why_page(client, anna).content.decode())
    assert "ret siden 23. oktober 2026" in page
    assert "Opfyldt" in page
    assert "Ikke opfyldt" in page
    assert reverse("goals:item", args=["branchespor.forsikret"]) in page
    assert "under overskriften »En tidlig indsats er afgørende«" in page
    assert "Politikkens periode sluttede 31. december 2021" in page
    assert "Al tidligere ledighed, der er oplyst, tæller med" in page
    assert "norddjurs/2020" in page
    assert goals.policy().hash[:12] in page


def test_why_leads_to_the_fact_that_is_missing(client, worker):
    unknown = make.citizen(case_worker=worker)
    make.facts(unknown, target_group="forsikret", effort_started=date(2026, 10, 1))
    make.facts(unknown, unemployment_started=date(2026, 10, 1))
    answers_refresh(authority=unknown.authority, on=TODAY)
    client.force_login(worker)
    page = why_page(client, unknown).content.decode()
    assert "Vides ikke" in page
    assert reverse("citizens:fact", args=[unknown.public_id, "earlier_unemployment_months"]) in page


def test_why_of_a_person_without_a_group_asks_for_the_group(client, worker):
    unknown = make.citizen(case_worker=worker)
    client.force_login(worker)
    page = why_page(client, unknown).content.decode()
    assert reverse("citizens:fact", args=[unknown.public_id, "target_group"]) in page


def test_an_offer_the_policy_does_not_have_is_not_found(client, worker, anna):
    client.force_login(worker)
    assert client.get(reverse("citizens:why", args=[anna.public_id, "guldur"])).status_code == 404


def test_every_look_is_journalled_under_its_own_name(client, worker, anna):
    client.force_login(worker)
    citizen_page(client, anna)
    why_page(client, anna)
    looks = Event.objects.filter(citizen=anna, action="see").order_by("pk").values_list("what", flat=True)
    assert list(looks) == ["Borgerens side", "Hvorfor?"]


def test_an_earlier_answer_explains_itself_by_what_was_known_then(client, worker, anna, monkeypatch):
    monkeypatch.setenv("FODFAESTE_TODAY", "2026-11-25")
    fact_record(user=worker, citizen=anna, name="effort_started", value=date(2026, 9, 1))
    earlier = Answer.objects.get(citizen=anna, until=date(2026, 11, 25))
    client.force_login(worker)
    assert f"?answer={earlier.pk}" in citizen_page(client, anna)

    now = plain(why_page(client, anna).content.decode())
    then = plain(why_page(client, anna, answer=earlier.pk).content.decode())
    assert "1. september 2026" in now
    assert "23. april 2026" in then
    assert "ret siden 23. oktober 2026" in then
    assert "1. september 2026" not in then
    assert "Et tidligere svar" in then
    assert '<form method="post" action="/borgere/' not in then


def test_an_earlier_answer_explains_itself_by_its_own_pack(client, worker, anna):
    pack = goals.policy()
    path = next(p.path for p in parameters(pack) if p.entry == "branchespor.forsikret" and p.value == "P6M")
    files = changed(pack, {path: "P2M"})
    old = PackVersion.objects.create(
        hash="0" * 64, pack="norddjurs", version="2020", files=files, first_seen=datetime.now(UTC)
    )
    earlier = goals.answer(
        anna, pack_hash=old.hash, until=TODAY, due_on=date(2026, 6, 23), on=date(2026, 11, 1)
    )
    client.force_login(worker)
    then = plain(why_page(client, anna, answer=earlier.pk).content.decode())
    assert "ret siden 23. juni 2026" in then


@pytest.mark.parametrize("asked", ["0", "x", "9" * 30])
def test_an_answer_that_is_not_the_citizens_is_not_found(client, worker, anna, asked):
    client.force_login(worker)
    assert why_page(client, anna, answer=asked).status_code == 404


def test_anothers_answer_is_not_found(client, worker, anna):
    other = goals.answer(make.citizen(), until=TODAY)
    client.force_login(worker)
    assert why_page(client, anna, answer=other.pk).status_code == 404


def test_a_leader_sees_why_but_no_form(client, anna):
    client.force_login(make.leader())
    shown = why_page(client, anna)
    assert shown.context["form"] is None
    assert shown.status_code == 200


def own_page(client, citizen):
    client.force_login(make.citizen_user(citizen))
    return plain(client.get(reverse("citizens:my_page")).content.decode())


def test_the_citizens_own_page_says_the_next_step_why_and_who_has_looked(client, worker, anna):
    client.force_login(worker)
    citizen_page(client, anna)
    make.contact(anna, date(2026, 11, 30), state="booked")
    page = own_page(client, anna)
    assert "Du skal begynde i et branchespor" in page
    assert "Det har du haft ret til siden 23. oktober 2026" in page
    assert "30. november 2026 kl. 10.00" in page
    assert "Det passer på dig" in page
    assert "Bent Sagsbehandler" in page
    assert "Er noget forkert?" in page
    assert Event.objects.filter(citizen=anna, what="Min side").exists()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"target_group": "forsikret", "effort_started": date(2026, 11, 1)}, "Vi mangler at vide noget"),
        (
            {
                "target_group": "forsikret",
                "effort_started": date(2026, 11, 1),
                "earlier_unemployment_months": 0,
                "unemployment_started": date(2026, 11, 1),
            },
            "Du begynder i et branchespor 1. maj 2027",
        ),
        (
            {"target_group": "ung", "became_job_ready": "ikke_sket"},
            "Du skal ikke begynde i et branchespor nu",
        ),
        ({"target_group": "sygemeldt"}, "Kommunens politik giver ikke din målgruppe et branchespor"),
    ],
)
def test_the_own_page_says_each_answer_to_the_person(client, facts, said):
    citizen = make.citizen()
    make.facts(citizen, **facts)
    answers_refresh(authority=citizen.authority, on=TODAY)
    assert said in own_page(client, citizen)


def test_only_citizens_have_an_own_page_and_only_with_a_case(client, worker):
    address = reverse("citizens:my_page")
    client.force_login(worker)
    assert client.get(address).status_code == 403
    client.force_login(make.user("citizen"))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("page", ["my_day", "citizen"])
def test_a_leader_is_offered_no_link_that_answers_no(client, anna, page):
    make.fact(
        make.citizen(name="Ukendt Dag"), "target_group", "forsikret"
    )  # a fact is missing: the step is a form
    answers_refresh(authority=anna.authority, on=TODAY)
    client.force_login(make.leader())
    addresses = [reverse("citizens:my_day")] if page == "my_day" else []
    addresses += [reverse("citizens:citizen", args=[one.public_id]) for one in Citizen.objects.all()]
    links = {link for at in addresses for link in LINK.findall(client.get(at).content.decode())}
    assert {link: client.get(link).status_code for link in links if client.get(link).status_code == 403} == {}
