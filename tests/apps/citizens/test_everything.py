"""Everything about a person as a download: nothing left out, locked, fetched by the person alone, deleted."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fodfaeste.apps.citizens.everything import FIRST_PAGE, zip_of
from fodfaeste.apps.citizens.everything_models import EverythingCopy
from fodfaeste.apps.citizens.everything_parts import HIDDEN, PARTS
from fodfaeste.apps.citizens.everything_services import FORGET, copy_order
from fodfaeste.apps.citizens.identity import cpr_store
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.jobs.models import Job
from fodfaeste.apps.jobs.registry import work_of
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.journal.services import acting_via, journal_write
from fodfaeste.installation import clock
from tests import make
from tests.make.introductions import introduction_yes
from tests.make.letters import letter_from_citizen

HELD = {part.model for part in PARTS}
#: What leads to a person by way of something else and belongs to the other thing.
OTHERS = {
    "companies.ProductionUnit": "a town's workplaces",
    "companies.Opening": "a town's openings",
    "learning.Course": "a town's courses",
}


@pytest.fixture
def anna(db):
    person = make.citizen(name="Anna Prøve")
    make.citizen_user(person)
    make.facts(person, benefit="dagpenge")
    make.citizen_skill(person)
    return person


def made(user, citizen, **more):
    copy = copy_order(user=user, citizen=citizen, language="da", **more)
    for job in Job.objects.filter(kind="everything_make", key=str(copy.pk)):
        work_of(job.kind)(job.authority, job.arguments)
    copy.refresh_from_db()
    return copy


def opened(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def pointing_at(models):
    """Every model with a foreign key to one of these."""
    return {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in models
    }


def test_every_model_that_points_at_a_citizen_has_a_part():
    assert pointing_at({Citizen}) <= HELD


def test_every_model_that_belongs_to_such_a_row_has_a_part_too():
    shared = {"citizens.Citizen", "accounts.User", "imports.Batch"}
    models = {apps.get_model(label) for label in HELD - shared}
    assert pointing_at(models) - set(OTHERS) <= HELD


def test_what_is_hidden_is_a_column_of_the_model():
    for label, names in HIDDEN.items():
        assert names <= {field.name for field in apps.get_model(label)._meta.concrete_fields}


def test_a_copy_holds_a_page_to_read_and_each_part_twice(anna):
    files = opened(zip_of(anna, "da", clock.now()))
    assert "Alt, hvad der står om dig" in files[FIRST_PAGE]
    for part in PARTS:
        assert f"json/{part.file}.json" in files
        assert f"csv/{part.file}.csv" in files


def test_a_fact_stands_with_both_its_times_and_who_wrote_it(anna):
    make.fact(anna, "readiness", "jobparat", recorded_by=make.case_worker(name="Bent Ansat"))
    rows = json.loads(opened(zip_of(anna, "da", clock.now()))["json/oplysninger.json"])
    row = next(row for row in rows if row["name"] == "readiness")
    assert {"valid_from", "valid_to", "recorded_at", "withdrawn_at"} <= set(row)
    assert row["recorded_by"] == "Bent Ansat (Sagsbehandler)"


def test_what_lies_locked_is_opened_for_the_person(anna):
    number = make.cpr()
    cpr_store(anna, number)
    introduction_yes(anna)
    files = opened(zip_of(anna, "da", clock.now()))
    assert number in files["json/personnummer.json"]
    assert json.loads(files["json/udbakke.json"])[0]["content_encrypted"]
    assert "token_hash" not in files["json/links.json"]


def test_the_page_says_codes_in_words(anna):
    make.contact(anna, state="no_show")
    make.facts(anna, licences="truck")
    page = opened(zip_of(anna, "da", clock.now()))[FIRST_PAGE]
    for words in ("Arbejdsløshedsdagpenge", "Truckcertifikat", "kan selv", "Borgerens eget ord"):
        assert words in page
    assert "no_show" not in page


def test_the_journal_is_in_it_with_who_role_why_and_how(anna):
    worker = make.case_worker(name="Bent Ansat")
    with acting_via("Personligt link"):
        journal_write(
            actor=worker, authority=anna.authority, action="see", what="Sag", citizen=anna, why="Vikar"
        )
    files = opened(zip_of(anna, "da", clock.now()))
    assert "Bent Ansat (Sagsbehandler),case_worker,see" in files["csv/logbog.csv"]
    assert "Vikar,Personligt link" in files["csv/logbog.csv"]


def test_nothing_of_anybody_else_is_in_it(anna):
    other = make.citizen(name="Xenia Fremmed")
    letter_from_citizen(other, "Noget helt privat")
    files = opened(zip_of(anna, "da", clock.now()))
    assert not [name for name, text in files.items() if "Xenia" in text or "helt privat" in text]


def test_the_page_is_in_the_persons_own_language(anna):
    assert '<html lang="en">' in opened(zip_of(anna, "en", clock.now()))[FIRST_PAGE]


def test_a_cell_that_a_sheet_would_run_is_made_harmless(anna):
    letter_from_citizen(anna, "=1+1")
    assert "'=1+1" in opened(zip_of(anna, "da", clock.now()))["csv/beskeder.csv"]


def test_a_copy_takes_a_fixed_number_of_queries(anna):
    few = queries_of(anna)
    for number in range(5):
        make.citizen_skill(anna, f"kompetence-{number}")
        make.fact(anna, "readiness", "jobparat")
    assert queries_of(anna) == few


def queries_of(citizen):
    with CaptureQueriesContext(connection) as counted:
        zip_of(citizen, "da", clock.now())
    return len(counted)


def test_a_copy_lies_locked_and_is_fetched_by_the_person_alone(client, anna):
    copy = made(anna.user, anna)
    assert b"Anna" not in bytes(copy.content)
    assert not bytes(copy.content).startswith(b"PK")
    address = reverse("citizens:my_copy", args=[copy.pk])
    client.force_login(make.citizen_user())
    assert client.get(address).status_code == 404
    client.force_login(anna.user)
    response = client.get(address)
    assert response.headers["Content-Disposition"] == 'attachment; filename="alt-om-mig.zip"'
    assert "Anna Prøve" in opened(response.content)[FIRST_PAGE]
    assert Event.objects.filter(citizen=anna, action="export", actor=anna.user).count() == 1


def test_a_copy_is_deleted_after_seven_days(client, anna, monkeypatch):
    copy = made(anna.user, anna)
    job = Job.objects.get(kind=FORGET)
    assert job.run_after > clock.true_now() + timedelta(days=6)
    work_of(FORGET)(job.authority, job.arguments)
    work_of(FORGET)(job.authority, job.arguments)
    copy.refresh_from_db()
    assert bytes(copy.content) == b""
    assert Event.objects.filter(what="Kopi af alt om borgeren slettet").count() == 1
    client.force_login(anna.user)
    assert client.get(reverse("citizens:my_copy", args=[copy.pk])).status_code == 404


def test_a_copy_is_out_of_reach_after_its_days_even_if_no_worker_runs(client, anna, monkeypatch):
    copy = made(anna.user, anna)
    monkeypatch.setenv("FODFAESTE_TODAY", (clock.today(anna.authority) + timedelta(days=8)).isoformat())
    client.force_login(anna.user)
    assert client.get(reverse("citizens:my_copy", args=[copy.pk])).status_code == 404


def test_ordering_twice_while_it_is_made_gives_one(anna):
    first = copy_order(user=anna.user, citizen=anna, language="da")
    assert copy_order(user=anna.user, citizen=anna, language="da") == first
    assert EverythingCopy.objects.count() == 1


def test_a_case_worker_prints_it_with_a_reason_that_the_citizen_can_read(client, anna):
    worker = make.case_worker(anna.unit)
    client.force_login(worker)
    page = reverse("citizens:everything", args=[anna.public_id])
    assert client.post(page, {"why": "kort"}).status_code == 422
    assert client.post(page, {"why": "Har ikke MitID og bad om det"}).status_code == 302
    copy = made(worker, anna, is_for_print=True)
    text = client.get(reverse("citizens:everything_print", args=[anna.public_id, copy.pk])).content.decode()
    assert "Anna Prøve" in text
    assert Event.objects.filter(citizen=anna, action="export", why="Har ikke MitID og bad om det").exists()


def test_who_has_looked_is_paged_by_day_and_says_how(client, anna):
    worker = make.case_worker(name="Bent Ansat")
    with acting_via("På vegne af borgeren"):
        for _number in range(51):
            journal_write(actor=worker, authority=anna.authority, action="see", what="Sag", citizen=anna)
    client.force_login(anna.user)
    page = client.get(reverse("citizens:my_looks")).content.decode()
    assert page.count("Bent Ansat") == 50
    assert "På vegne af borgeren" in page
    assert "side=2" in page
