"""The law's duties towards whole groups on screen: figures, what is held back, and the list behind."""

from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.offers.law_words import values_in_words
from fodfaeste.bridge.law import law_here
from tests import make
from tests.make.greenland import sermersooq

pytestmark = pytest.mark.django_db

PAGE = reverse("offers:coverage")
FIRST = "daekning.foerste-samtale"
BEHIND = reverse("offers:coverage_people", args=[FIRST])


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def leader() -> Client:
    return client_of(make.leader())


def text(client: Client, page: str = PAGE, **asked: str) -> str:
    answer = client.get(page, asked)
    assert answer.status_code == 200
    return unescape(" ".join(answer.content.decode().split()))


def job_ready(*, began: date = date(2026, 9, 1), is_met: bool = False, **fields: object) -> Citizen:
    """A job-ready person on cash benefit, perhaps with the first talk held."""
    citizen = make.citizen(**fields)
    make.fact(citizen, "law_group", "lab.6.2")
    make.fact(citizen, "unemployment_started", began)
    if is_met:
        make.contact(citizen, day=date(2026, 9, 15))
    return citizen


def first_talk(client: Client):
    return next(duty for duty in client.get(PAGE).context["duties"] if duty.rule.id == FIRST)


def test_the_leader_sees_the_demand_the_group_and_the_share(leader: Client) -> None:
    for is_met in (True, True, True, False):
        job_ready(is_met=is_met)
    duty = first_talk(leader)
    assert (duty.required, duty.people, duty.covered, duty.share) == (100, 4, 3, 75.0)
    page = text(leader)
    assert "Første samtale endnu ikke holdt: 1" in page
    assert "100 procent" in page
    assert "75,0 procent" in page


def test_the_two_denominators_are_explained_with_their_groups(leader: Client) -> None:
    page = text(leader)
    law = law_here(make.authority(), date(2026, 11, 23))
    assert "Samtaler og tilbud har hver sin gruppe og derfor hver sin nævner." in page
    groups = {duty.rule.id: [g.id for g in duty.groups] for duty in leader.get(PAGE).context["duties"]}
    assert groups["daekning.samtaler"] != groups["daekning.tilbud"]
    for id_ in groups["daekning.tilbud"]:
        assert law.group(id_).title.da in page


def test_before_the_day_the_page_says_that_the_demands_do_not_apply(leader: Client) -> None:
    page = text(leader, den="2026-06-30")
    assert "gælder først fra 1. juli 2026" in page
    shown = {duty.rule.id for duty in leader.get(PAGE, {"den": "2026-06-30"}).context["duties"]}
    assert not shown & {FIRST, "daekning.samtaler", "daekning.tilbud"}
    assert "gælder først fra" not in text(leader, den="2026-07-01")


def test_under_greenlandic_law_there_is_no_such_demand_and_no_danish_act() -> None:
    page = text(client_of(make.leader(sermersooq())))
    assert "ingen krav til, hvor stor en del af en gruppe" in page
    assert "LAB" not in page


@pytest.mark.parametrize("role", ["committee", "company_consultant", "citizen"])
def test_fewer_than_five_are_held_back_from_who_does_not_work_with_citizens(role: str) -> None:
    for is_met in (True,) * 5 + (False,) * 4:
        job_ready(is_met=is_met)
    client = client_of(make.user(role))
    assert first_talk(client).is_suppressed
    assert (first_talk(client).people, first_talk(client).covered, first_talk(client).share) == (None,) * 3
    assert "endnu ikke holdt" not in text(client)


def test_five_on_either_side_are_shown_to_the_committee_without_the_list() -> None:
    for is_met in (True,) * 5 + (False,) * 5:
        job_ready(is_met=is_met)
    client = client_of(make.committee_member())
    assert (first_talk(client).people, first_talk(client).covered) == (10, 5)
    assert "/borgere/" not in text(client)


def test_the_committee_cannot_ask_of_another_day() -> None:
    answer = client_of(make.committee_member()).get(PAGE, {"den": "2026-11-01"})
    assert answer.context["asked"].on == date(2026, 11, 23)


def test_a_case_worker_counts_and_lists_the_own_unit_only() -> None:
    own = job_ready()
    job_ready(unit=make.unit(name="Team Syd"))
    client = client_of(make.case_worker())
    assert first_talk(client).people == 1
    assert [one.citizen for one in client.get(BEHIND).context["people"]] == [own]


def test_the_list_stands_by_the_day_and_leaves_out_who_is_reached(leader: Client) -> None:
    late, early = job_ready(began=date(2026, 10, 1)), job_ready(began=date(2026, 8, 1))
    job_ready(is_met=True)
    assert [one.citizen for one in leader.get(BEHIND).context["people"]] == [early, late]


def test_each_person_listed_is_journalled_and_no_other() -> None:
    for _ in range(52):
        job_ready()
    user = make.leader()
    shown = [one.citizen.pk for one in client_of(user).get(BEHIND).context["people"]]
    events = Event.objects.filter(actor=user, action="list")
    assert len(shown) == 50
    assert sorted(events.values_list("citizen_id", flat=True)) == sorted(shown)


def test_the_words_speak_of_the_task_and_mark_nobody(leader: Client) -> None:
    job_ready()
    page = text(leader, BEHIND)
    assert "Første samtale endnu ikke holdt" in page
    for word in ("overskredet", "fejl", "advarsel", "badge-error", "alert-error", "state-due"):
        assert word not in page.lower()


def test_an_empty_list_and_an_unknown_duty_say_so(leader: Client) -> None:
    assert "Ingen mangler i dag." in text(leader, BEHIND)
    assert leader.get(reverse("offers:coverage_people", args=["findes.ikke"])).status_code == 404


def test_every_number_of_the_laws_has_words() -> None:
    for place in (make.authority(), sermersooq()):
        for rule in law_here(place, date(2026, 11, 23)).rules:
            assert not [said for said in values_in_words(rule.values) if ": " in said and "uge" not in said]


def test_the_laws_numbers_are_said_with_their_decimals_and_in_the_right_number() -> None:
    said = values_in_words({"hours": 182.0, "weeks_from": 1.0, "percent": 0.45, "status_years": 4.5})
    assert said == ["182 timer", "fra 1 uge", "0,45 procent", "status efter 4,5 år"]


def test_the_list_takes_as_many_questions_for_fifty_as_for_one(
    leader: Client, django_assert_max_num_queries
) -> None:
    for _ in range(50):
        job_ready()
    leader.get(BEHIND)
    with django_assert_max_num_queries(14):
        leader.get(BEHIND)
    with django_assert_max_num_queries(9):
        leader.get(PAGE)
