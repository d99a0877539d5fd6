"""The pages of plan and job log: what is filled in, which law stands behind, and how few queries."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from fodfaeste.apps.goals.services import answers_refresh
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.plans.choice_services import offers_chosen
from fodfaeste.apps.plans.grounds import log_grounds, may_look_in, plan_grounds
from fodfaeste.apps.plans.models import Choice, Plan
from fodfaeste.apps.plans.selectors import plans_now, plans_waiting
from fodfaeste.apps.plans.services import NewStep, plan_decline
from fodfaeste.apps.plans.waiting import waiting_lines, waiting_rows, wishes_waiting
from fodfaeste.installation import clock
from tests import make
from tests.make import plans
from tests.make.introductions import introduction
from tests.make.letters import letter_from_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make.citizen_due()


@pytest.fixture
def worker(person, client):
    worker = make.case_worker(person.unit)
    client.force_login(worker)
    return worker


def text_of(answer):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def page(client, name, *args, **data):
    return text_of(client.get(reverse(f"plans:{name}", args=args), data))


def test_a_plan_begins_with_what_is_known(client, person, worker):
    make.agreement(person, offer="virksomhedspraktik")
    make.contact(person, clock.today(person.authority).replace(day=30), state="booked")
    answers_refresh(authority=person.authority, on=clock.today(person.authority))
    assert "Planen begynder med det, der er kendt" in page(client, "plan", person.public_id)
    client.post(reverse("plans:begin", args=[person.public_id]))
    steps = [step.what for step in Plan.objects.get().steps.order_by("pk")]
    assert steps == ["Virksomhedspraktik", "Begynd branchespor", "Samtale 30. november 2026 kl. 10.00"]


def test_efforts_beside_each_other_are_read_in_as_many_queries_as_one(
    client, person, worker, django_assert_num_queries
):
    steps = [NewStep(what=f"Skridt {kind}", kind=kind) for kind in ("health", "work", "social") * 4]
    plan = plans.plan(person, worker, steps=steps)
    plans.choice(plan)
    with django_assert_num_queries(3):
        shown = plans_now(person)
    assert [effort.name for effort in shown[0].efforts] == [
        "Job og praktik",
        "Sundhed og behandling",
        "Bolig, økonomi og social støtte",
    ]


def test_the_law_that_asks_for_a_plan_stands_on_the_page_with_how_it_was_read(client, person, worker):
    shown = page(client, "plan", person.public_id)
    assert "Min plan: en plan for indsatsen lov" in shown
    assert "LAB §§ 40-42" in shown
    assert "læst i en anden kilde" in shown


def test_in_greenland_it_is_an_action_plan_with_its_own_rules(client):
    nuuk = make.authority("sermersooq", name="Kommuneqarfik Sermersooq", code="956", policy="sermersooq")
    person = make.citizen(nuuk)
    on = clock.today(nuuk)
    make.facts(person, registered_on=on.replace(month=9), gl_match_group="1")
    found = {one.line.rule.id: one.state.value for one in plan_grounds(person, on)}
    assert found == {"handlingsplan.ret": "met", "handlingsplan.frist": "met"}
    assert not may_look_in(log_grounds(person, on))
    client.force_login(make.case_worker(person.unit))
    assert "Handlingsplan" in page(client, "plan", person.public_id)


@pytest.mark.parametrize(("group", "is_shown"), [("lab.6.1", True), ("lab.6.12", False), (None, False)])
def test_a_job_log_is_read_only_where_the_law_asks_for_one(client, worker, group, is_shown):
    other = make.citizen(unit=worker.unit)
    if group:
        make.fact(other, "law_group", group)
    plans.log_entry(other)
    shown = page(client, "job_log", other.public_id)
    assert ("Prøve Byg ApS" in shown, "1 job søgt de seneste 30 dage" in shown) == (is_shown, is_shown)
    assert "LAB § 20, stk. 1-2" in shown


def test_the_citizen_agrees_to_what_was_shown_and_to_nothing_else(client, person):
    plan = plans.plan_proposed(person)
    client.force_login(make.citizen_user(person))
    agree = reverse("plans:my_agree")
    shown = client.post(agree, {"version": plan.version - 1}, follow=True)
    assert "Planen er ændret, siden du så den" in text_of(shown)
    assert "Planen blev aftalt" in text_of(client.post(agree, {"version": plan.version}, follow=True))


def test_who_does_not_agree_is_heard(client, person):
    plans.plan_proposed(person)
    client.force_login(make.citizen_user(person))
    client.post(reverse("plans:my_view"), {"view": "Ikke om natten", "decline": "1"})
    shown = page(client, "my_plan")
    assert "Kladde" in shown
    assert "Ikke om natten" in shown


def test_a_citizen_marks_own_steps_alone(client, person):
    plan = plans.plan_agreed(person, steps=[NewStep(what="Mit", who="citizen"), NewStep(what="Dit")])
    client.force_login(person.user)
    own, other = plan.steps.order_by("pk")
    assert client.post(reverse("plans:my_step_mark", args=[own.pk]), {"state": "done"}).status_code == 302
    assert client.post(reverse("plans:my_step_mark", args=[other.pk]), {"state": "done"}).status_code == 404
    assert list(plan.steps.order_by("pk").values_list("state", flat=True)) == ["done", "waiting"]


def test_min_side_says_first_what_waits_and_asks_little(client, person, django_assert_max_num_queries):
    plans.choice(plans.plan_proposed(person))
    make.citizen_skill(person)
    introduction(person)
    letter_from_staff(person)
    client.force_login(make.citizen_user(person))
    with django_assert_max_num_queries(45):
        shown = text_of(client.get(reverse("citizens:my_page")))
    said = ("En virksomhed vil gerne se dit CV", "Du har 1 ny besked.", "har foreslået en plan")
    places = [shown.index(one) for one in (*said, "Du har noget at vælge imellem", "Det kan du gøre her")]
    assert places == sorted(places)


def test_a_form_that_is_refused_comes_back_with_what_was_typed(client, person):
    client.force_login(make.citizen_user(person))
    data = {"company": "", "title": "Gartner", "how": "advert", "applied_on": "i går", "state": "applied"}
    answer = client.post(reverse("plans:my_log_add"), {**data, "note": "Ringede til mester"})
    assert answer.status_code == 422
    assert "Ringede til mester" in text_of(answer)


def test_every_version_of_a_plan_can_be_read(client, person, worker):
    plans.plan_agreed(person, worker)
    shown = page(client, "history", person.public_id)
    assert "Sådan stod planen" in shown
    assert [shown.count(said) for said in ("Planen blev begyndt", "Planen blev aftalt")] == [1, 1]


def test_what_the_citizen_would_rather_have_fills_in_a_step(client, person, worker):
    plans.plan(person, worker)
    shown = [plans.alternative("law-mentor", ref="mentor", title="Mentor"), plans.alternative("b")]
    said = {"chosen": "law-mentor", "own_words": ""}
    offers_chosen(user=make.citizen_user(person), citizen=person, alternatives=shown, **said)
    address = reverse("plans:step_add", args=[person.public_id])
    form = client.get(f"{address}?oenske").context["form"]
    assert (form["what"].value(), form["offer"].value()) == ("Mentor", "mentor")


def test_the_same_look_many_times_a_day_is_one_line(client, person, worker):
    for _ in range(3):
        page(client, "plan", person.public_id)
    client.force_login(make.citizen_user(person))
    shown = text_of(client.get(reverse("citizens:my_page")))
    assert "Så: Plan . 3 gange den dag" in shown
    assert shown.count("Så: Plan") == 1


def test_plans_in_which_the_citizen_wrote_last_wait_for_the_case_worker(
    client, person, worker, django_assert_num_queries
):
    one, other = make.citizen(unit=worker.unit), make.citizen(unit=worker.unit)
    plan_decline(user=make.citizen_user(one), plan=plans.plan_proposed(one), view="Ikke om natten")
    plans.plan_proposed(other)
    plans.plan_agreed(person)
    begun = plans.plan(make.citizen(unit=make.unit(name="Team Syd")), make.citizen_user())
    with django_assert_num_queries(1):
        assert [plan.citizen for plan in plans_waiting(worker)] == [one]
    shown = page(client, "waiting")
    assert "Borgeren var ikke enig" in shown
    assert begun.citizen.name not in shown
    assert Event.objects.filter(action="list", citizen=one.pk).count() == 1


def test_a_wish_between_offers_waits_until_it_is_taken_up(client, person, worker):
    wished = [plans.alternative("a", title="Truckkursus"), plans.alternative("b")]
    citizen = make.citizen_user(person)
    offers_chosen(user=citizen, citizen=person, alternatives=wished, chosen="a", own_words="Jeg kan lide det")
    client.force_login(worker)
    shown = text_of(client.get(reverse("plans:waiting")))
    assert "Borgeren ønsker: Truckkursus" in shown
    assert "Jeg kan lide det" in shown
    assert Event.objects.filter(action="list", citizen=person.pk, what="Planer, der venter").count() == 1
    make.agreement(person, offer="loentilskud")
    assert not wishes_waiting(worker).exists()


def test_plans_and_wishes_stand_in_one_list_by_how_long_they_have_waited(
    worker, django_assert_max_num_queries
):
    people = [make.citizen(unit=worker.unit) for _ in range(4)]
    for at, one in enumerate(people):
        user = make.citizen_user(one)
        if at % 2:
            offers_chosen(user=user, citizen=one, alternatives=[], chosen="none", own_words="Noget andet")
            Choice.objects.filter(citizen=one).update(chosen_at=clock.now() + timedelta(minutes=at))
        else:
            plan_decline(user=user, plan=plans.plan_proposed(one), view="Nej")
            Plan.objects.filter(citizen=one).update(changed_at=clock.now() + timedelta(minutes=at))
    with django_assert_max_num_queries(3):
        lines = waiting_lines(worker, waiting_rows(worker))
    assert [line.citizen for line in lines] == people
    assert [bool(line.wish and line.wish.is_none) for line in lines] == [False, True, False, True]
