"""What a policy's own numbers, targets and rights say on their page."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.goals.services import computed, contact_days
from fodfaeste.apps.goals.text_figures import target_in_words, text_figures
from fodfaeste.core.policy import Pack
from fodfaeste.installation.clock import today
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def haderslev() -> Pack:
    authority = make.authority("haderslev", name="Haderslev Kommune", code="510", policy="haderslev")
    return policy_in_force(authority, today(authority))


def page_of(pack: Pack, entry_id: str) -> str:
    authority = make.authority(pack.id, policy=pack.id)
    client = Client()
    client.force_login(make.leader(authority))
    answer = client.get(reverse("goals:item", args=[entry_id]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_goal_says_what_it_is_to_reach_and_by_when(haderslev: Pack) -> None:
    targets = {target_in_words(entry.target, haderslev) for entry in haderslev.entries if entry.target}
    assert any("250" in said and "31. december 2030" in said for said in targets)
    assert any(said.startswith("Samme niveau som") for said in targets)


def test_a_number_carries_its_definition_time_and_what_it_may_not_be_mixed_with(haderslev: Pack) -> None:
    entry = next(
        e for e in haderslev.entries if any("25.873" in f.amount for f in text_figures(e, haderslev))
    )
    page = page_of(haderslev, entry.id)
    assert "25.873 personer" in page
    assert "2023" in page


def test_how_a_right_is_followed_is_said_to_be_ours(haderslev: Pack) -> None:
    right = next(entry for entry in haderslev.entries if entry.step)
    page = page_of(haderslev, right.id)
    assert "ikke besluttet" in page
    assert "Det er vores forslag; teksten siger det ikke selv." in page


@pytest.mark.parametrize("slug", ["haderslev", "kalundborg", "naestved", "norddjurs", "sermersooq"])
def test_the_lines_of_every_policy_have_a_page(slug: str) -> None:
    authority = make.authority(slug, name=slug, policy=slug)
    pack = policy_in_force(authority, today(authority))
    client = Client()
    client.force_login(make.leader(authority))
    assert client.get(reverse("goals:policy")).status_code == 200
    for entry in pack.entries[::3]:
        assert client.get(reverse("goals:item", args=[entry.id])).status_code == 200, entry.id


def test_a_figure_that_is_not_computed_yet_says_so(haderslev: Pack) -> None:
    client = Client()
    client.force_login(make.leader(make.authority("haderslev")))
    assert "endnu ikke beregnet" in client.get(reverse("goals:figures")).content.decode()


def test_a_number_of_days_that_a_pack_does_not_give_is_not_made_up(haderslev: Pack) -> None:
    silent = replace(haderslev, values=())
    assert "without_contact_share" in {one.measure for one in computed(haderslev)}
    assert "without_contact_share" not in {one.measure for one in computed(silent)}
    assert contact_days(silent) is None
