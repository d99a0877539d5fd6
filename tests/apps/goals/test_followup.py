"""Every goal of a policy with what follows it, and plainly nothing where nothing does."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.make import goals, people

pytestmark = pytest.mark.django_db

PAGE = reverse("goals:followup")


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def haderslev():
    return people.authority("haderslev", name="Haderslev Kommune", code="510", policy="haderslev")


def followed(client: Client) -> dict:
    first = client.get(PAGE).context["page"].paginator
    pages = (client.get(PAGE, {"side": number}).context["goals"] for number in first.page_range)
    return {goal.entry.id: goal for page in pages for goal in page}


@pytest.mark.parametrize("slug", ["norddjurs", "haderslev", "naestved", "kalundborg", "sermersooq"])
def test_every_goal_of_the_text_is_shown_once_in_its_order(slug: str) -> None:
    place = people.authority(slug, name=slug, code="000", policy=slug)
    shown = followed(client_of(people.leader(place)))
    assert list(shown) == [entry.id for entry in goals.policy(place).entries if entry.kind == "goal"]
    assert shown


def test_a_goal_that_no_figure_follows_says_so() -> None:
    client = client_of(people.leader())
    bare = [goal for goal in followed(client).values() if not goal.followings]
    assert bare
    assert "Intet tal følger målet." in client.get(PAGE).content.decode()


def test_a_figure_that_is_not_computed_says_where_it_is_published() -> None:
    place = haderslev()
    page = client_of(people.leader(place)).get(PAGE).content.decode()
    assert "Systemet regner det ikke endnu." in page
    assert "DST ERHV2" in page


def test_a_target_of_the_text_stands_with_the_number_it_is_counted_from() -> None:
    place = haderslev()
    pack = goals.policy(place)
    shown = followed(client_of(people.leader(place)))
    for entry in pack.entries:
        if entry.kind == "goal" and entry.target:
            assert shown[entry.id].target
        if entry.kind == "goal":
            assert [figure.title for figure in shown[entry.id].start] == [
                pack.figure(id_).title for id_ in entry.figures
            ]


def test_now_and_the_first_month_are_told_of_a_computed_figure() -> None:
    place = haderslev()
    for month, value in ((date(2026, 8, 1), 40.0), (date(2026, 10, 1), 51.24)):
        goals.figure(month, value=value, indicator="uden_samtale", authority=place)
    page = client_of(people.leader(place)).get(PAGE)
    told = [one for goal in followed(client_of(people.leader(place))).values() for one in goal.followings]
    found = [one for one in told if one.indicator.id == "uden_samtale"]
    assert found
    assert found[0].figure.value == "51,2 %"
    assert found[0].first == "Første måned, august 2026: 40,0 %"
    assert "ikke besluttet" in page.content.decode()


def test_the_page_takes_few_questions_to_the_database(django_assert_num_queries) -> None:
    client = client_of(people.leader())
    client.get(PAGE)
    with django_assert_num_queries(3):  # session, user with authority, figures
        client.get(PAGE)


def test_no_line_of_a_policy_is_hidden_by_the_pages_across_it() -> None:
    client = client_of(people.leader())
    for name in ("maal", "spoergsmaal", "verdensmaal", "oversigt"):
        found = client.get(reverse("goals:item", args=[name]))
        assert found.resolver_match.view_name == "goals:item"


def test_a_line_of_the_policy_shows_what_the_law_says_on_the_same_thing() -> None:
    client = client_of(people.leader())
    page = client.get(reverse("goals:item", args=["branchespor.ung"]))
    assert [line.rule.id for line in page.context["law"].lines] == ["tilbud.loebende.unge"]
    assert "Loven siger" in page.content.decode()
    assert "Loven binder." in page.content.decode()
    assert "Loven siger" not in client.get(reverse("goals:item", args=["maal.unge"])).content.decode()


def test_a_figure_that_is_only_defined_is_not_promised_for_the_night_and_keeps_its_unit() -> None:
    client = client_of(people.leader(haderslev()))
    page = client.get(reverse("goals:figure", args=["job_i_kommunen"])).content.decode()
    assert "Systemet regner det ikke endnu." in page
    assert "Det regnes hver nat" not in page
    assert "<dt>Enhed</dt><dd>i alt</dd>" in page
