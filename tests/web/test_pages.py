"""What is done to every request: headers, language, error pages."""

import logging
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db


def test_nothing_may_be_loaded_from_elsewhere_or_inline(client):
    policy = client.get("/om/").headers["Content-Security-Policy"]
    sources = dict(part.split(" ", 1) for part in policy.split("; "))
    assert set(sources.values()) == {"'self'", "'none'"}
    assert {"default-src", "frame-ancestors", "form-action", "base-uri", "object-src"} <= set(sources)
    assert (sources["frame-ancestors"], sources["form-action"]) == ("'none'", "'self'")


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cache-Control", "no-store"),
    ],
)
def test_every_page_carries(client, header, value):
    client.force_login(make.leader())
    for path in ("/om/", reverse("journal:review"), "/findes-ikke/"):
        assert client.get(path).headers[header] == value


def test_danish_until_the_person_chooses_whatever_the_browser_prefers(client):
    page = client.get("/om/", headers={"accept-language": "en-US,en;q=0.9"})
    assert page.headers["Content-Language"] == "da"


def test_a_chosen_language_stays_chosen(client):
    client.post(reverse("set_language"), {"language": "en", "next": "/om/"})
    assert client.get("/om/").headers["Content-Language"] == "en"


def test_choosing_a_language_leads_to_no_other_host(client):
    answer = client.post(reverse("set_language"), {"language": "en", "next": "https://example.com/"})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("language", ["da", "en"])
def test_english_words_never_bring_the_american_order_of_dates(language):
    from datetime import date

    from django.utils import formats, translation

    with translation.override(language):
        assert formats.date_format(date(2025, 1, 2), "SHORT_DATE_FORMAT") == "02.01.2025"
        assert formats.sanitize_separators("1,5") in ("1.5", "1,5")
        assert formats.get_format("DATE_INPUT_FORMATS")[0] == "%Y-%m-%d"
        assert "%m/%d/%Y" not in formats.get_format("DATE_INPUT_FORMATS")


def test_an_unknown_page_shows_a_reference(client):
    page = client.get("/findes-ikke/")
    assert page.status_code == 404
    assert re.search(r"Reference: <strong>[0-9a-f]{8}</strong>", page.content.decode())


def test_a_refusal_shows_the_reference_that_the_log_has(client, caplog):
    client.force_login(make.committee_member())
    with caplog.at_level(logging.WARNING):
        page = client.get(reverse("journal:review"))
    assert page.status_code == 403
    assert "Refused: GET /logbog/" in caplog.text


def test_a_form_without_its_token_is_refused_with_a_page():
    page = Client(enforce_csrf_checks=True).post(reverse("accounts:sign_in"), {"username": "a"})
    assert page.status_code == 403
    assert "Reference:" in page.content.decode()


def test_a_broken_page_shows_a_reference_and_no_reason(monkeypatch):
    monkeypatch.setattr("fodfaeste.web.views.render", lambda *_: 1 / 0)
    client = Client(raise_request_exception=False)
    page = client.get("/om/")
    assert page.status_code == 500
    text = page.content.decode()
    assert re.search(r"Reference: <strong>[0-9a-f]{8}</strong>", text)
    assert "ZeroDivision" not in text


def test_a_request_to_another_name_gets_a_page_that_can_be_read(client):
    page = client.get("/om/", headers={"host": "et-andet-navn.dk"})
    assert page.status_code == 400
    assert "Vi kan ikke læse det, du sendte" in page.content.decode()
    assert "et-andet-navn" not in page.content.decode()


def test_a_broken_error_page_still_answers(monkeypatch):
    monkeypatch.setattr("fodfaeste.web.views.render", lambda *_: 1 / 0)
    monkeypatch.setattr("fodfaeste.web.errors.render_to_string", lambda *_: 1 / 0)
    page = Client(raise_request_exception=False).get("/om/")
    assert page.status_code == 500
    assert "Reference:" in page.content.decode()


def test_cookies_are_kept_from_scripts_and_other_sites(client):
    make.leader(username="lone", password="en lang adgangskode")
    answer = client.post(reverse("accounts:sign_in"), {"username": "lone", "password": "en lang adgangskode"})
    session = answer.cookies["sessionid"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")
