"""What is typed and not sent: for its writer alone, and not for long."""

from datetime import timedelta

import pytest
from django.db import connection

from fodfaeste.apps.drafts import services
from fodfaeste.apps.drafts.models import Draft
from fodfaeste.apps.drafts.services import (
    DAYS_KEPT,
    LONGEST,
    draft_finish,
    draft_keep,
    draft_values,
    drafts_forget,
)
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation import clock
from tests import make

pytestmark = pytest.mark.django_db
TOKEN, OTHER_TOKEN = "0123456789abcdef", "fedcba9876543210"


@pytest.fixture
def writer():
    return make.citizen_user()


def keep(writer, text="Jeg vil gerne", token=TOKEN, key="prøve"):
    return draft_keep(user=writer, key=key, token=token, values={"goals": text})


def test_what_is_kept_last_is_what_stands(writer):
    keep(writer)
    keep(writer, "Jeg vil gerne bage")
    assert draft_values(Draft.objects.get()) == {"goals": "Jeg vil gerne bage"}


def test_the_text_is_not_in_the_database_and_opens_for_its_writer_alone(writer):
    draft = keep(writer, "hemmeligt")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM drafts_draft")
        assert b"hemmeligt" not in bytes(cursor.fetchone()[0])
    draft.user = make.citizen_user()
    with pytest.raises(FodfaesteError):
        draft_values(draft)


def test_what_was_sent_is_not_kept_again_by_a_late_message(writer):
    keep(writer)
    draft_finish(user=writer, key="prøve", token=TOKEN)
    assert keep(writer) is None
    assert not Draft.objects.filter(finished_at__isnull=True).exists()
    assert bytes(Draft.objects.get().content) == b""
    assert keep(writer, token=OTHER_TOKEN) is not None


def test_too_much_or_too_many_is_not_kept(writer, monkeypatch):
    assert keep(writer, "x" * LONGEST) is None
    monkeypatch.setattr(services, "MOST_FORMS", 1)
    assert keep(writer) is not None
    assert keep(writer, key="en anden", token=OTHER_TOKEN) is None


def test_after_a_fortnight_it_is_forgotten(writer, monkeypatch):
    keep(writer)
    assert drafts_forget(authority=writer.authority) == 0
    later = clock.now() + timedelta(days=DAYS_KEPT, minutes=1)
    monkeypatch.setattr(services, "now", lambda: later)
    assert drafts_forget(authority=writer.authority) == 1


def test_a_page_answers_with_a_line_and_keeps_nothing_of_an_empty_form(client, writer):
    client.force_login(writer)
    data = {"draft_key": "prøve", "draft_token": TOKEN, "draft_tab": "1", "goals": "Hej"}
    assert "Gemt som kladde" in client.post("/kladde/", data).content.decode()
    assert "Gemt" not in client.post("/kladde/", {**data, "draft_key": "tom", "goals": " "}).content.decode()
    assert Draft.objects.get().key == "prøve"


def test_thrown_away_leads_back_to_the_form_and_to_no_foreign_place(client, writer):
    client.force_login(writer)
    keep(writer)
    data = {"draft_key": "prøve", "draft_token": TOKEN}
    assert client.post("/kladde/slet/", {**data, "draft_back": "/min-side/"}).url == "/min-side/"
    assert client.post("/kladde/slet/", {**data, "draft_back": "//evil.example/"}).url == "/min-side/"
    assert not Draft.objects.filter(finished_at__isnull=True).exists()


def test_who_is_signed_out_while_typing_is_told_in_the_form(client):
    data = {"draft_key": "prøve", "draft_token": TOKEN, "goals": "Hej"}
    said = client.post("/kladde/", data, headers={"HX-Request": "true"}).content.decode()
    assert "Du er logget ud" in said
    assert "<form" not in said
    assert not Draft.objects.exists()
