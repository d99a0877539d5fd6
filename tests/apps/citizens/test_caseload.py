"""Min dag: counts that are filters, the longest wait first, and as many queries however many people."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fodfaeste.apps.citizens import caseload
from fodfaeste.apps.citizens.access import citizens_visible_to
from fodfaeste.apps.citizens.caseload import Day, lane_counts, lane_people
from fodfaeste.apps.goals.models import Answer
from fodfaeste.apps.journal.models import Event
from fodfaeste.formats.packs import installed_pack
from tests import make
from tests.make import goals

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


@pytest.fixture
def worker():
    return make.case_worker()


@pytest.fixture
def day():
    return Day.of(make.authority(), goals.policy(), TODAY)


def people(worker):
    """Someone in every situation that the filters tell apart, some in several."""
    mine = {"case_worker": worker}
    long_ago, lately = TODAY - timedelta(days=200), TODAY - timedelta(days=10)
    made = {name: make.citizen(**mine) for name in ("due", "begun", "ended", "unknown", "coming", "later")}
    goals.answer(made["due"], due_on=date(2026, 10, 1))
    goals.answer(made["begun"], due_on=date(2026, 9, 1))
    make.agreement(made["begun"])
    goals.answer(made["ended"], due_on=date(2026, 9, 1))
    make.agreement(made["ended"], state="ended", begins=date(2026, 9, 5), ends=date(2026, 11, 1))
    goals.answer(made["unknown"], state="cannot_tell", due_on=None, missing="earlier_unemployment_months")
    goals.answer(made["coming"], state="not_due", due_on=TODAY + timedelta(days=14))
    goals.answer(made["later"], state="not_due", due_on=TODAY + timedelta(days=15))
    make.fact(made["due"], "effort_started", long_ago)
    make.fact(made["coming"], "effort_started", long_ago)
    make.contact(made["coming"], lately)
    make.fact(made["later"], "effort_started", lately)
    make.contact(made["begun"], TODAY, state="booked")
    make.contact(made["ended"], TODAY + timedelta(days=1), state="booked")
    return made


def named(made, found):
    names = {citizen.pk: name for name, citizen in made.items()}
    return [names[citizen.pk] for citizen in found]


@pytest.mark.parametrize(
    ("lane", "expected"),
    [
        ("begin", {"due"}),
        ("cannot_tell", {"unknown"}),
        ("coming", {"coming"}),
        ("talks_today", {"begun"}),
        ("no_contact", {"due"}),
        ("running", {"begun"}),
        ("all", {"due", "begun", "ended", "unknown", "coming", "later"}),
    ],
)
def test_each_filter_holds_its_people_and_no_others(worker, day, lane, expected):
    made = people(worker)
    assert set(named(made, lane_people(citizens_visible_to(worker), day, lane))) == expected


def test_the_counts_are_the_lengths_of_the_lists_in_one_query(worker, day):
    people(worker)
    visible = citizens_visible_to(worker)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        counts = lane_counts(visible, day)
    assert len(asked) == 1
    assert counts == {lane: len(lane_people(visible, day, lane)) for lane in day.lanes}
    assert counts["all"] == 6


def test_counts_are_those_of_a_plain_loop_over_everybody(worker, day):
    made = people(worker)
    plain = dict.fromkeys(("begin", "cannot_tell", "coming", "running"), 0)
    for citizen in made.values():
        answer = Answer.objects.get(citizen=citizen, until=None)
        agreements = list(citizen.agreements.all())
        live = any(a.state in ("planned", "running") for a in agreements)
        done = any(a.state == "ended" and answer.due_on and a.ends >= answer.due_on for a in agreements)
        open_ = not live and not done
        plain["begin"] += open_ and answer.state == "due"
        plain["cannot_tell"] += open_ and answer.state == "cannot_tell"
        soon = answer.due_on is not None and answer.due_on <= TODAY + timedelta(days=14)
        plain["coming"] += open_ and answer.state == "not_due" and soon
        plain["running"] += live
    counts = lane_counts(citizens_visible_to(worker), day)
    assert {lane: counts[lane] for lane in plain} == plain


def test_the_longest_wait_stands_first_then_the_name(worker, day):
    late, early = (make.citizen(case_worker=worker, name=name, sort_key=name) for name in ("a", "b"))
    same = make.citizen(case_worker=worker, name="c", sort_key="c")
    goals.answer(late, due_on=date(2026, 11, 2))
    goals.answer(early, due_on=date(2026, 10, 1))
    goals.answer(same, due_on=date(2026, 11, 2))
    assert list(lane_people(citizens_visible_to(worker), day, "begin")) == [early, late, same]


def test_whoever_never_had_a_talk_stands_before_whoever_had_one_long_ago(worker, day):
    long_ago = TODAY - timedelta(days=300)
    once, never = make.citizen(case_worker=worker), make.citizen(case_worker=worker)
    for citizen in (once, never):
        make.fact(citizen, "effort_started", long_ago)
    make.contact(once, long_ago)
    assert list(lane_people(citizens_visible_to(worker), day, "no_contact")) == [never, once]


def test_a_case_without_a_start_is_silent_from_the_day_it_was_made(worker, day):
    old = make.citizen(case_worker=worker, created_at=datetime(2026, 6, 1, tzinfo=UTC))
    make.citizen(case_worker=worker)
    assert list(lane_people(citizens_visible_to(worker), day, "no_contact")) == [old]


def test_an_earlier_course_does_not_count_in_the_wait_for_a_talk(worker, day):
    back = make.citizen(case_worker=worker)
    make.fact(back, "effort_started", date(2024, 1, 1), valid_to=date(2025, 1, 1))
    make.fact(back, "effort_started", TODAY - timedelta(days=5), valid_from=TODAY - timedelta(days=5))
    assert not lane_people(citizens_visible_to(worker), day, "no_contact").exists()


def test_a_talk_just_after_midnight_is_today_in_denmark(worker, day):
    citizen = make.citizen(case_worker=worker)
    make.contact(citizen, state="booked", starts_at=datetime(2026, 11, 22, 23, 30, tzinfo=UTC))
    assert list(lane_people(citizens_visible_to(worker), day, "talks_today")) == [citizen]


def test_a_pack_without_the_number_makes_no_filter(worker):
    bare = Day(make.authority(), TODAY, ("branchespor",), has_rules=True, coming_days=None, silent_days=None)
    assert bare.lanes == ("begin", "cannot_tell", "talks_today", "running", "all")
    assert set(lane_counts(citizens_visible_to(worker), bare)) == set(bare.lanes)


def test_a_policy_whose_lines_give_nobody_a_day_shows_the_days_talks_first():
    policy = Day.of(make.authority(), installed_pack("haderslev", TODAY), TODAY)
    assert policy.lanes[0] == "talks_today"
    assert "begin" not in policy.lanes


def get(client, **query):
    return client.get(reverse("citizens:my_day"), query)


def test_a_case_worker_sees_their_own_first_and_the_units_when_asked(client, worker):
    mine, colleagues = make.citizen(case_worker=worker), make.citizen()
    make.citizen(unit=make.unit(name="Team Syd"))
    client.force_login(worker)
    assert [row.citizen for row in get(client, vis="all").context["rows"]] == [mine]
    shown = get(client, vis="all", hvem="unit").context["rows"]
    assert {row.citizen for row in shown} == {mine, colleagues}


def test_a_leader_sees_everyone_of_the_authority_only(client):
    ours = {make.citizen(), make.citizen(unit=make.unit(name="Team Syd"))}
    make.citizen(make.authority_elsewhere())
    client.force_login(make.leader())
    assert {row.citizen for row in get(client, vis="all").context["rows"]} == ours


@pytest.mark.parametrize("role", ["committee", "citizen"])
def test_others_have_no_list(client, role):
    client.force_login(make.citizen_user() if role == "citizen" else make.committee_member())
    assert get(client).status_code == 403


def test_each_person_shown_is_journalled_once_and_nobody_else(client, worker):
    shown = [make.citizen(case_worker=worker) for _ in range(3)]
    make.citizen()
    client.force_login(worker)
    get(client, vis="all")
    listed = Event.objects.filter(action="list")
    assert sorted(listed.values_list("citizen", flat=True)) == sorted(c.pk for c in shown)


def test_whoever_has_left_the_effort_is_on_no_list_but_can_be_searched_for(client, worker):
    left = make.citizen(case_worker=worker, name="Walborg", sort_key="walborg")
    make.fact(left, "target_group", "forsikret", valid_to=TODAY)
    unplaced = make.citizen(case_worker=worker)
    client.force_login(worker)
    assert [row.citizen for row in get(client, vis="all").context["rows"]] == [unplaced]
    assert [row.citizen for row in get(client, q="walborg").context["rows"]] == [left]


def test_search_finds_part_of_a_name_and_the_whole_reference_in_the_own_unit(client, worker):
    found = make.citizen(case_worker=worker, name="Åse Gård", sort_key="zzcse gzzcrd", reference="SAG-17")
    make.citizen(case_worker=worker, name="Bent", sort_key="bent", reference="SAG-170")
    make.citizen(unit=make.unit(name="Team Syd"), name="Åse Gård", sort_key="zzcse gzzcrd")
    client.force_login(worker)
    for words in ("aase", "gård", "sag-17"):
        assert [row.citizen for row in get(client, q=words).context["rows"]] == [found]


def test_a_cpr_number_is_not_searched_for(client, worker):
    client.force_login(worker)
    number = make.cpr()
    answer = client.get(reverse("citizens:my_day"), {"q": number}, follow=True)
    assert answer.redirect_chain == [(reverse("citizens:my_day"), 302)]
    assert number not in answer.content.decode()


def test_a_page_holds_fifty_and_the_next_the_rest(client, worker):
    for _ in range(53):
        make.citizen(case_worker=worker)
    client.force_login(worker)
    assert len(get(client, vis="all").context["rows"]) == 50
    assert len(get(client, vis="all", side=2).context["rows"]) == 3


def test_the_number_of_queries_does_not_grow_with_the_people(client, worker):
    client.force_login(worker)

    def queries(lane):
        with CaptureQueriesContext(connection) as asked:
            assert get(client, vis=lane, hvem="unit").status_code == 200
        return len(asked)

    people(worker)
    get(client)
    few = {lane: queries(lane) for lane in ("begin", "all", "no_contact", "talks_today")}
    for _ in range(8):
        people(worker)
    assert {lane: queries(lane) for lane in few} == few
    assert max(few.values()) <= 12


def test_each_row_says_what_to_do_next(client, worker):
    made = people(worker)
    client.force_login(worker)

    def text(lane):
        return {row.citizen.pk: row.step.text for row in get(client, vis=lane).context["rows"]}

    assert text("begin")[made["due"].pk] == "Begynd branchespor – ret siden 1. oktober 2026"
    assert text("cannot_tell")[made["unknown"].pk] == "Mangler: den tidligere ledighed"
    assert text("talks_today")[made["begun"].pk] == "Samtale i dag kl. 10.00"
    assert text("running")[made["begun"].pk] == "Branchespor i gang siden 23. november 2026"
    assert text("coming")[made["coming"].pk] == "Branchespor begynder 7. december 2026"
    assert text("no_contact")[made["due"].pk] == "Book en samtale"


def test_the_missing_fact_is_one_click_away(client, worker):
    made = people(worker)
    client.force_login(worker)
    address = reverse("citizens:fact", args=[made["unknown"].public_id, "earlier_unemployment_months"])
    assert address in get(client, vis="cannot_tell").content.decode()


def test_a_proposed_number_is_shown_as_not_decided(client, worker):
    client.force_login(worker)
    assert "ikke besluttet" in get(client, vis="coming").content.decode()
    assert "ikke besluttet" not in get(client, vis="begin").content.decode()


def test_an_empty_list_says_where_to_look(client, worker):
    client.force_login(worker)
    assert "Se hele enhedens" in get(client).content.decode()
    assert get(client).context["scope"] == caseload.MINE
