"""Beginning a track: once, with proposal and reason kept, and the committee's figure moves."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from fodfaeste.apps.citizens.access import citizens_visible_to
from fodfaeste.apps.citizens.caseload import Day, lane_counts
from fodfaeste.apps.goals.services import answers_refresh, indicators_refresh
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.offers.selectors import industry_choices, industry_proposed
from fodfaeste.apps.offers.services import (
    NotPossible,
    agreement_end,
    agreement_withdraw,
    agreements_start,
    track_begin,
)
from tests import make
from tests.make import goals

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


@pytest.fixture
def worker():
    return make.case_worker()


@pytest.fixture
def anna(worker):
    person = make.citizen_due(case_worker=worker)
    answers_refresh(authority=person.authority, on=TODAY)
    return person


def begin(worker, citizen, **fields):
    values = {"offer": "branchespor", "begins": TODAY, "industry": "industri", "reason": "Aftalt", **fields}
    return track_begin(user=worker, citizen=citizen, **values)


def counts(worker):
    day = Day.of(worker.authority, goals.policy(), TODAY)
    return lane_counts(citizens_visible_to(worker), day)


def test_a_begun_track_moves_the_person_from_to_begin_to_under_way(worker, anna):
    assert (counts(worker)["begin"], counts(worker)["running"]) == (1, 0)
    begin(worker, anna)
    assert (counts(worker)["begin"], counts(worker)["running"]) == (0, 1)


def test_proposal_choice_and_reason_are_kept_together(worker, anna):
    agreement = begin(worker, anna, industry="byggeri", citizen_view="Vil gerne")
    assert agreement.rule == "branchespor.forsikret"
    assert agreement.pack_hash == goals.policy().hash
    assert (agreement.industry, agreement.proposal["industry"]) == ("byggeri", "industri")
    assert (agreement.proposal["state"], agreement.proposal["due_on"]) == ("due", "2026-10-23")
    assert [reason["met"] for reason in agreement.proposal["reasons"]] == [True, False]
    assert (agreement.reason, agreement.citizen_view) == ("Aftalt", "Vil gerne")
    decided = Event.objects.get(citizen=anna, action="decide")
    assert (decided.actor, decided.why) == (worker, "Aftalt")


def test_begun_twice_is_begun_once(worker, anna):
    assert begin(worker, anna) == begin(worker, anna, industry="byggeri")
    assert Agreement.objects.count() == 1
    assert Event.objects.filter(action="decide").count() == 1


def test_the_database_itself_refuses_a_second_live_agreement(anna):
    make.agreement(anna)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.agreement(anna, state="planned")


def test_a_group_the_policy_does_not_name_gets_no_track(worker):
    citizen = make.citizen()
    make.fact(citizen, "target_group", "sygemeldt")
    with pytest.raises(NotPossible):
        begin(worker, citizen)


def test_a_track_agreed_for_later_starts_on_its_day(worker, anna):
    agreement = begin(worker, anna, begins=TODAY + timedelta(days=7))
    assert agreement.state == "planned"
    assert counts(worker)["begin"] == 0
    assert agreements_start(authority=anna.authority, on=TODAY) == 0
    assert agreements_start(authority=anna.authority, on=TODAY + timedelta(days=7)) == 1
    assert agreements_start(authority=anna.authority, on=TODAY + timedelta(days=7)) == 0
    agreement.refresh_from_db()
    assert agreement.state == "running"


def test_a_withdrawn_track_puts_the_person_back_and_an_ended_one_does_not(worker, anna):
    agreement_withdraw(user=worker, agreement=begin(worker, anna), reason="Fik arbejde selv")
    assert counts(worker)["begin"] == 1
    again = begin(worker, anna)
    agreement_end(user=worker, agreement=again, reason="Gennemført", ends=TODAY)
    assert (counts(worker)["begin"], counts(worker)["running"]) == (0, 0)
    again.refresh_from_db()
    assert (again.state, again.ends, again.closing_reason) == ("ended", TODAY, "Gennemført")


def test_what_is_closed_stays_closed(worker, anna):
    agreement = agreement_withdraw(user=worker, agreement=begin(worker, anna), reason="Fejl")
    assert agreement_withdraw(user=worker, agreement=agreement, reason="Igen").closing_reason == "Fejl"
    with pytest.raises(NotPossible):
        agreement_end(user=worker, agreement=agreement, reason="Slut", ends=TODAY)


def test_an_industry_is_new_known_or_not_to_be_told(anna):
    pack = goals.policy()

    def histories():
        return {c.industry.id: c.history for c in industry_choices(anna, pack)}

    assert set(histories().values()) == {"unknown"}
    assert industry_proposed(industry_choices(anna, pack)) == "industri"
    make.spell(anna, date(2020, 1, 1), kind="work", industry="C", ends=date(2021, 1, 1))
    assert (histories()["industri"], histories()["byggeri"]) == ("worked", "new")
    assert industry_proposed(industry_choices(anna, pack)) == "byggeri"
    make.spell(anna, date(2022, 1, 1), kind="work", industry="", ends=date(2023, 1, 1))
    assert (histories()["industri"], histories()["byggeri"]) == ("worked", "unknown")


def test_where_every_industry_is_known_none_is_proposed(anna):
    pack = goals.policy()
    for industry in pack.industries:
        for section in industry.db07:
            make.spell(anna, date(2020, 1, 1), kind="work", industry=section)
    assert industry_proposed(industry_choices(anna, pack)) == ""


def address(citizen, name="begin", *rest):
    return reverse(f"offers:{name}", args=[citizen.public_id, *(rest or ("branchespor",))])


def as_filled_in(form):
    sent = {name: form[name].value() for name in form.fields}
    return {**sent, "begins": sent["begins"].strftime("%d.%m.%Y"), "citizen_view": ""}


def test_the_form_on_the_why_page_sent_as_it_stands_begins_the_track(client, worker, anna):
    for _ in range(9):
        make.citizen_due()
    answers_refresh(authority=anna.authority, on=TODAY)
    indicators_refresh(authority=anna.authority, on=TODAY)
    client.force_login(worker)
    page = client.get(reverse("citizens:why", args=[anna.public_id, "branchespor"]))
    form = page.context["form"]
    assert form["reason"].value() == (
        "Politikkens linje »Branchespor til forsikrede ledige« er opfyldt fra 23. oktober 2026."
    )
    done = client.post(address(anna), as_filled_in(form), follow=True)
    assert done.redirect_chain == [(reverse("citizens:citizen", args=[anna.public_id]), 302)]
    assert Agreement.objects.get(citizen=anna).state == "running"


def test_after_it_the_page_says_how_the_figure_moved_with_the_way_to_it(client, worker, anna, monkeypatch):
    for _ in range(20):
        make.agreement(make.citizen_due())
        make.citizen_due()
    answers_refresh(authority=anna.authority, on=TODAY)
    indicators_refresh(authority=anna.authority, on=TODAY)
    client.force_login(worker)
    form = client.get(address(anna)).context["form"]
    text = client.post(address(anna), as_filled_in(form), follow=True).content.decode()
    assert "Tallet gik fra 48,8 % (20 af 41) til 51,2 % (21 af 41)." in text
    assert reverse("goals:figure", args=["branchespor_begyndt"]) in text
    assert "Se udvalgets tal" in text


def test_on_the_tour_the_page_then_stands_at_the_fifth_step(client, worker, anna):
    client.force_login(worker)
    session = client.session
    session["guide"] = True
    session.save()
    page = reverse("citizens:citizen", args=[anna.public_id])
    assert "trin 3 af 6" in client.get(page).content.decode()
    sent = as_filled_in(client.get(address(anna)).context["form"])
    assert "trin 5 af 6" in client.post(address(anna), sent, follow=True).content.decode()


def test_sent_twice_it_says_that_the_track_is_begun(client, worker, anna):
    client.force_login(worker)
    sent = as_filled_in(client.get(address(anna)).context["form"])
    for _ in range(2):
        assert client.post(address(anna), sent).status_code == 302
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("begins", "23.11.2027"),
        ("begins", "01.01.2026"),
        ("industry", ""),
        ("industry", "guldgravning"),
        ("reason", "  "),
    ],
)
def test_a_form_that_is_not_right_begins_nothing_and_keeps_what_was_typed(client, worker, anna, field, value):
    client.force_login(worker)
    sent = as_filled_in(client.get(address(anna)).context["form"]) | {"citizen_view": "Vil gerne"}
    refused = client.post(address(anna), sent | {field: value})
    assert refused.status_code == 422
    assert "Vil gerne" in refused.content.decode()
    assert not Agreement.objects.exists()


def test_only_a_case_worker_who_may_see_the_citizen_begins_anything(client, anna):
    sent = {"begins": "23.11.2026", "industry": "industri", "reason": "Aftalt"}
    for user, status in (
        (make.leader(), 403),
        (make.committee_member(), 403),
        (make.citizen_user(anna), 403),
        (make.case_worker(make.unit(name="Team Syd")), 302),
        (make.case_worker(authority=make.authority_elsewhere()), 404),
    ):
        client.force_login(user)
        assert client.post(address(anna), sent).status_code == status
    assert not Agreement.objects.exists()


def test_an_agreement_is_closed_on_its_page_with_a_reason(client, worker, anna):
    agreement = begin(worker, anna)
    client.force_login(worker)
    page = address(anna, "close", agreement.pk)
    assert client.get(page).status_code == 200
    assert client.post(page, {"how": "end", "ends": "", "reason": "Slut"}).status_code == 422
    assert client.post(page, {"how": "end", "ends": "01.01.2026", "reason": "Slut"}).status_code == 422
    assert client.post(page, {"how": "end", "ends": "24.11.2026", "reason": "Slut"}).status_code == 422
    assert client.post(page, {"how": "withdraw", "reason": ""}).status_code == 422
    assert client.post(page, {"how": "withdraw", "reason": "Fik job"}).status_code == 302
    agreement.refresh_from_db()
    assert agreement.state == "withdrawn"


def test_anothers_agreement_is_not_found(client, worker, anna):
    others = make.agreement(make.citizen())
    client.force_login(worker)
    assert client.get(address(anna, "close", others.pk)).status_code == 404
