"""The door: tokens, limits, keys, versions and parts of lists, and refusals in words."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fodfaeste.apps.citizens.models import Contact
from fodfaeste.apps.systems import entering
from fodfaeste.apps.systems.models import Remembered, System, Token
from fodfaeste.installation import clock
from tests import make
from tests.api.world import PURPOSE, ask, token
from tests.make.introductions import introduction_yes

pytestmark = pytest.mark.django_db
TALK = {"day": "2026-11-24", "time": "10:00"}


@pytest.fixture
def leader():
    return make.leader()


@pytest.fixture
def worker(leader):
    return token(leader, "Nord", "case_worker", "unit", make.unit())


@pytest.fixture
def person(leader):
    return make.citizen_due(unit=make.unit())


def get(text, path, **headers):
    return ask(text, "GET", path, **{"X-Purpose": PURPOSE, **headers})


def post(text, path, body, **headers):
    return ask(text, "POST", path, body, **{"X-Purpose": PURPOSE, **headers})


def kind(response):
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.json()["type"].partition("#")[2]


def test_a_token_is_kept_as_a_fingerprint_alone(worker):
    kept = Token.objects.get()
    assert kept.prefix == worker.split("_")[1]
    assert worker.split("_", 2)[2] not in json.dumps(list(Token.objects.values()), default=str)


@pytest.mark.parametrize("fate", ["unknown", "expired", "withdrawn", "shut_out", "no_user"])
def test_a_token_that_does_not_hold_opens_nothing_and_does_not_say_why(worker, fate):
    if fate == "unknown":
        worker = worker[:-1] + ("A" if worker[-1] != "A" else "B")
    elif fate == "expired":
        Token.objects.update(expires_at=clock.true_now())
    elif fate == "withdrawn":
        Token.objects.update(withdrawn_at=clock.true_now())
    elif fate == "shut_out":
        System.objects.update(withdrawn_at=clock.true_now())
    else:
        user = System.objects.get().user
        user.is_active = False
        user.save()
    response = get(worker, "/api/citizens")
    assert (response.status_code, kind(response)) == (401, "token")
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_session_of_a_browser_opens_nothing(leader):
    client = Client()
    client.force_login(leader)
    assert client.get("/api/citizens", headers={"X-Purpose": PURPOSE}).status_code == 401


def test_a_scope_that_is_missing_is_named(leader):
    text = token(leader, "Tal", "leader", "authority", scopes=["policy:read"])
    response = get(text, "/api/citizens")
    assert (response.status_code, kind(response)) == (403, "scope")
    assert "people:read" in response.json()["detail"]
    assert get(text, "/api/figures").status_code == 200


def test_the_limit_of_calls_holds_and_says_when_to_come_back(leader, monkeypatch):
    text = token(leader, "Travl", "leader", "authority", per_minute=3)
    at = clock.true_now().replace(second=18, microsecond=0)
    monkeypatch.setattr(entering, "true_now", lambda: at)
    answers = [get(text, "/api/formula") for _n in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert kind(answers[-1]) == "too-many"
    assert answers[-1].headers["Retry-After"] == "42"
    assert answers[0].headers["RateLimit-Remaining"] == "2"
    monkeypatch.setattr(entering, "true_now", lambda: at + timedelta(seconds=42))
    assert get(text, "/api/formula").status_code == 200


def test_a_person_is_not_shown_without_a_purpose(worker, person):
    path = f"/api/citizens/{person.public_id}"
    for purpose in ("", "kort", "x" * 401):
        response = get(worker, path, **{"X-Purpose": purpose})
        assert (response.status_code, kind(response)) == (400, "purpose")
    assert get(worker, path, **{"X-Purpose": "Opf%C3%B8lgning p%C3%A5 aftale"}).status_code == 200
    assert person.event_set.latest("pk").why == "Opfølgning på aftale"


def test_the_same_key_is_done_once_and_answered_alike(worker, person):
    path = f"/api/citizens/{person.public_id}/talks"
    first, again = (post(worker, path, TALK, **{"Idempotency-Key": "n1"}) for _n in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert again.headers["Idempotent-Replayed"] == "true"
    assert Contact.objects.filter(citizen=person).count() == 1
    other = post(worker, path, TALK | {"time": "11:00"}, **{"Idempotency-Key": "n1"})
    assert (other.status_code, kind(other)) == (409, "key-used")
    assert person.name.encode() not in bytes(Remembered.objects.get().answer)


def test_a_refusal_is_not_kept_so_it_can_be_put_right_under_the_same_key(worker, person):
    path = f"/api/citizens/{person.public_id}/talks"
    refused = post(worker, path, {"day": "2026-11-22", "time": "10:00"}, **{"Idempotency-Key": "n2"})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "day"
    assert post(worker, path, TALK, **{"Idempotency-Key": "n2"}).status_code == 201


def test_a_change_says_which_version_it_changes(worker, person):
    path = f"/api/citizens/{person.public_id}/facts/effort_started"
    read = get(worker, path)

    def write(day, **headers):
        return ask(worker, "PUT", path, {"value": day}, **{"X-Purpose": PURPOSE, **headers})

    assert kind(write("2026-02-01")) == "version"
    written = write("2026-02-01", **{"If-Match": read.headers["ETag"]})
    assert written.status_code == 200
    assert written.json()["current"]["text"] == "1. februar 2026"
    stale = write("2026-03-01", **{"If-Match": read.headers["ETag"]})
    assert (stale.status_code, kind(stale)) == (412, "changed")


def test_a_list_goes_on_where_it_was_though_rows_are_added_before(leader, worker, person):
    for hour in (9, 10, 11, 12):
        make.contact(person, state="held", starts_at=clock.now() - timedelta(days=2, hours=hour))
    path = f"/api/citizens/{person.public_id}/talks"
    first = get(worker, path + "?limit=2")
    make.contact(person, state="held", starts_at=clock.now() - timedelta(hours=1))
    second = get(worker, path + f"?limit=2&cursor={first.json()['next']}")
    ids = [one["id"] for page in (first, second) for one in page.json()["items"]]
    assert len(set(ids)) == 4
    assert 'rel="next"' in first.headers["Link"]
    assert second.json()["next"] is None
    assert kind(get(worker, path + "?cursor=abc")) == "fields"
    assert kind(get(worker, path + "?limit=201")) == "fields"


def test_a_cursor_tells_no_name(worker, person):
    make.citizen_due(unit=person.unit)
    cursor = get(worker, "/api/citizens?limit=1").json()["next"]
    assert cursor
    assert person.sort_key.split()[0] not in cursor


def test_no_number_of_the_database_is_told(worker, person):
    talk = make.contact(person, state="booked")
    ids = [one["id"] for one in get(worker, f"/api/citizens/{person.public_id}/talks").json()["items"]]
    assert ids != [talk.pk]
    assert all(len(one) == 32 for one in ids)
    # An id of one kind opens nothing of another.
    assert get(worker, f"/api/citizens/{person.public_id}/agreements/{ids[0]}").status_code == 404


def test_refusals_are_in_the_language_asked_for(worker):
    path = "/api/citizens/0000000000000000"
    danish, english = get(worker, path), get(worker, path, **{"Accept-Language": "en-GB,en;q=0.9"})
    assert (danish.headers["Content-Language"], english.headers["Content-Language"]) == ("da", "en")
    assert danish.json()["detail"] == "Borgeren findes ikke her."


def test_what_cannot_be_read_is_refused_in_words(worker, person):
    path = f"/api/citizens/{person.public_id}/talks"
    client, headers = Client(), {"Authorization": f"Bearer {worker}", "X-Purpose": PURPOSE}

    def sent(content, kind_of="application/json"):
        return client.generic("POST", path, content, content_type=kind_of, headers=headers)

    assert kind(sent("{")) == "malformed"
    assert kind(sent("{}", "text/plain")) == "media-type"
    assert kind(sent('"' + "x" * 1_000_001 + '"')) == "too-large"
    assert {one["field"] for one in sent("{}").json()["errors"]} == {"day", "time"}
    assert kind(sent(json.dumps(TALK | {"extra": 1}))) == "fields"
    assert kind(get(worker, "/api/no-such")) == "not-found"
    assert kind(ask(worker, "DELETE", "/api/citizens")) == "method"


def test_codes_that_are_told_once_are_not_told_again_under_the_same_key(leader):
    text = token(leader, "Nord", "case_worker", "unit", make.unit())
    person = make.citizen(unit=make.unit(), case_worker=make.case_worker(make.unit()))
    path = f"/api/citizens/{person.public_id}"
    thing = get(text, path + "/link-things").json()["items"][0]["id"]
    body = {"thing": thing, "bound_to": "told_code", "how": "letter"}
    first, again = (post(text, path + "/links", body, **{"Idempotency-Key": "n3"}) for _n in range(2))
    assert first.status_code == again.status_code == 201
    assert first.json()["told_code"].isdecimal()
    assert again.json() == first.json() | {"told_code": None, "letter_code": None}
    assert person.links.count() == 1
    told = get(text, path + "/links").content.decode()
    assert first.json()["told_code"] not in told
    assert first.json()["letter_code"] not in told


def test_a_company_and_a_partner_find_nothing_that_is_another_one_s(leader, person):
    opening = make.opening(make.production_unit())
    make.citizen_skill(person)
    shown, share = introduction_yes(person, opening), make.share(person, make.partner())
    written = make.proposal(make.company_user(opening.unit.company))
    other = token(leader, "Firma", "company", "unit", company=make.production_unit().company)
    third = token(leader, "Kasse", "partner", "unit", partner=make.partner(name="Skolen"))
    about = f"people/{shown.public_id}", f"openings/{opening.public_id}", f"proposals/{written.public_id}"
    assert [get(other, f"/api/own/{one}").status_code for one in about] == [404, 404, 404]
    assert get(third, f"/api/own/shares/{share.public_id}").status_code == 404
    for text, one in ((other, "people"), (other, "openings"), (other, "proposals"), (third, "shares")):
        assert get(text, f"/api/own/{one}").json()["items"] == []


def test_an_outsider_s_system_hears_nothing_of_what_happens(leader):
    text = token(leader, "Firma", "company", "unit", company=make.production_unit().company)
    body = {"url": "https://example.dk/", "kinds": ["opening.changed"]}
    assert kind(post(text, "/api/webhooks", body)) == "role"


def test_a_list_is_read_in_as_many_queries_however_long_it_is(worker, person):
    def queries():
        with CaptureQueriesContext(connection) as found:
            assert get(worker, "/api/citizens").status_code == 200
        return len(found)

    few = queries()
    for _n in range(4):
        make.citizen_due(unit=person.unit)
    assert queries() == few


def test_a_file_is_put_up_looked_at_and_dropped(leader):
    text = token(leader, "Fagsystem", "leader", "authority")
    headers = {"Authorization": f"Bearer {text}", "X-Purpose": PURPOSE}
    file = SimpleUploadedFile("borgere.csv", "Borger;Navn\nNY-1;Ny Prøve\n".encode())
    made = Client().post("/api/imports", {"file": file}, headers=headers)
    assert made.status_code == 201
    path = f"/api/imports/{made.json()['id']}"
    seen = get(text, path).json()
    assert seen["new"] == 1
    applied = post(text, path + "/apply", {"fingerprint": seen["fingerprint"]})
    assert applied.json()["state"] == "applied"


def test_the_page_and_the_description_are_open_and_load_nothing_from_elsewhere():
    page, description = Client().get("/api/"), Client().get("/api/openapi.json").json()
    assert page.status_code == 200
    assert b"//" not in page.content.replace(b"https://", b"").split(b"<main")[0].replace(b"<!doctype", b"")
    assert description["openapi"].startswith("3.1")
