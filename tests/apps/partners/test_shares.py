"""Sharing with a partner: what, on which ground, until when; and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fodfaeste.apps.journal.selectors import events_for_citizen
from fodfaeste.apps.partners.models import Partner, Share
from fodfaeste.apps.partners.selectors import grounds_for, shares_with
from fodfaeste.apps.partners.services import MOST_DAYS, NotShared, partner_make, share_withdraw
from fodfaeste.apps.partners.share_page import parts_shown
from fodfaeste.installation import clock
from tests import make
from tests.make import greenland, plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make.unit()


@pytest.fixture
def person(unit):
    return make.citizen(unit=unit)


@pytest.fixture
def worker(unit):
    return make.case_worker(unit)


@pytest.fixture
def fund():
    return make.partner_user()


def shared(person):
    return [part for one in Share.objects.filter(citizen=person) for part in parts_shown(one)]


def test_a_partner_sees_what_is_shared_with_it(person, fund):
    share = make.share(person)
    assert list(shares_with(fund)) == [share]


def test_another_partner_sees_nothing_of_it(person):
    make.share(person)
    school = make.partner_user(make.partner(name="Skolen Prøve", kind="skole"), username="skole")
    assert not shares_with(school).exists()


def test_a_partner_of_another_authority_is_shared_nothing_with(person):
    with pytest.raises(ValueError, match="another authority"):
        make.share(person, make.partner(make.authority_elsewhere()), ground="deling.a-kasse")


def test_it_is_shown_on_its_last_day_and_not_the_day_after(person, fund, monkeypatch):
    share = make.share(person, days=10)
    monkeypatch.setenv("FODFAESTE_TODAY", share.until.isoformat())
    assert shares_with(fund).exists()
    monkeypatch.setenv("FODFAESTE_TODAY", (share.until + timedelta(days=1)).isoformat())
    assert not shares_with(fund).exists()


def test_nothing_is_shown_from_the_moment_it_is_taken_back(person, fund, worker):
    share_withdraw(user=worker, share=make.share(person), reason="Ikke brug for det")
    assert not shares_with(fund).exists()


def test_nothing_is_shown_of_a_citizen_who_left_the_effort(person, fund):
    make.share(person)
    person.active = False
    person.save()
    assert not shares_with(fund).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": ["skills"]},
        {"what": []},
        {"ground": "deling.virksomhed"},
        {"ground": "deling.sundhedskoordinator"},
        {"days": MOST_DAYS + 1},
        {"days": -1},
    ],
    ids=str,
)
def test_what_the_law_or_we_do_not_allow_is_not_shared(person, wrong):
    with pytest.raises(NotShared):
        make.share(person, **wrong)
    assert not Share.objects.exists()


def test_only_the_chosen_part_is_shown(person):
    make.contact(person, day=clock.today(person.authority) + timedelta(days=3), state="booked")
    make.agreement(person, offer="andet", state="running")
    make.share(person, what=["talks"])
    assert [(part.title, len(part.lines)) for part in shared(person)] == [("Samtaler, der er aftalt", 1)]


def test_of_the_plan_only_agreed_steps_about_work_and_learning_are_shown(person):
    plan = plans.plan_agreed(person)
    about = {"authority": plan.authority, "recorded_at": clock.now(), "who": "citizen"}
    plan.steps.create(kind="learning", what="Ring til skolen", **about)
    plan.steps.create(kind="health", what="Gå til lægen", **about)
    make.share(person, what=["steps"])
    said = str(shared(person))
    assert "Ring til skolen" in said
    assert "lægen" not in said
    assert "mål" not in said.lower()


def test_a_draft_of_a_plan_is_not_shown(person):
    plans.plan_proposed(person)
    make.share(person, what=["steps"])
    assert [part.lines for part in shared(person)] == [()]


def test_no_page_of_a_partner_holds_a_limit_a_skill_or_a_number(client, person, fund):
    make.citizen_skill(person)
    make.facts(person, limits="tunge_loeft")
    share = make.share(person)
    client.force_login(fund)
    page = client.get(reverse("partners:own_share", args=[share.public_id])).content.decode()
    assert person.name in page
    assert not any(word in page for word in ("opskrift", "Løft", "tunge", person.reference))


def test_every_look_of_a_partner_is_journalled_for_the_citizen(client, person, fund):
    share = make.share(person)
    client.force_login(fund)
    client.get(reverse("partners:own_front"))
    client.get(reverse("partners:own_share", args=[share.public_id]))
    looks = events_for_citizen(person).filter(actor=fund)
    assert sorted(look.action for look in looks) == ["list", "see"]


def test_a_share_that_is_over_answers_404_and_is_no_look(client, person, fund, worker):
    share = make.share(person)
    share_withdraw(user=worker, share=share, reason="Slut")
    client.force_login(fund)
    assert client.get(reverse("partners:own_share", args=[share.public_id])).status_code == 404
    assert not events_for_citizen(person).filter(actor=fund).exists()


def test_the_list_of_a_partner_takes_the_same_number_of_queries_for_more_people(client, unit, fund, worker):
    client.force_login(fund)
    taken = []
    for more in (2, 8):
        for _number in range(more):
            make.share(make.citizen(unit=unit), by=worker)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("partners:own_front")).status_code == 200
        taken.append(len(asked))
    assert taken[0] == taken[1]


def test_a_citizen_reads_many_shares_with_as_many_queries_as_few(client, person, worker):
    client.force_login(make.citizen_user(person))
    taken = []
    for more in (2, 8):
        for _number in range(more):
            make.share(person, by=worker)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("partners:my_shares")).status_code == 200
        taken.append(len(asked))
    assert taken[0] == taken[1]


def test_a_case_worker_shares_on_a_chosen_ground_and_the_citizen_reads_it(client, person, worker):
    partner = make.partner()
    client.force_login(worker)
    page = f"{reverse('partners:share_new', args=[person.public_id])}?partner={partner.public_id}"
    ground = next(rule for rule in grounds_for(partner, clock.today(person.authority)))
    assert f'value="{ground.id}"' in client.get(page).content.decode()
    until = (clock.today(person.authority) + timedelta(days=30)).isoformat()
    data = {"what": ["talks"], "ground": ground.id, "until": until, "reason": "Skal kende samtalen"}
    assert client.post(page, data).status_code == 302
    client.force_login(make.citizen_user(person))
    said = client.get(reverse("partners:my_shares")).content.decode()
    assert all(word in said for word in (partner.name, "Skal kende samtalen", worker.name, "a-kasse"))


def test_without_a_ground_nothing_is_shared_and_what_was_typed_stays(client, person, worker):
    client.force_login(worker)
    page = f"{reverse('partners:share_new', args=[person.public_id])}?partner={make.partner().public_id}"
    answer = client.post(page, {"what": ["talks"], "reason": "Skal kende samtalen"})
    assert (answer.status_code, Share.objects.count()) == (422, 0)
    assert "Skal kende samtalen" in answer.content.decode()


def test_a_ground_that_was_not_read_to_the_end_says_so(client, person, worker):
    region = make.partner(name="Regionen Prøve", kind="region")
    client.force_login(worker)
    page = f"{reverse('partners:share_new', args=[person.public_id])}?partner={region.public_id}"
    said = client.get(page).content.decode()
    assert "sundhedskoordinator (" in said


def test_a_new_partner_sees_nobody(client):
    client.force_login(make.leader())
    data = {"name": "Skolen Prøve", "kind": "skole", "cvr": "12 34 56 78"}
    assert client.post(reverse("partners:partners"), data).status_code == 302
    assert client.post(reverse("partners:partners"), data).status_code == 422
    assert not Share.objects.exists()


def test_who_acts_for_no_partner_is_told_what_is_missing(client):
    client.force_login(make.user("partner"))
    said = client.get(reverse("partners:own_front"))
    assert said.status_code == 200
    assert "hvem du arbejder for" in said.content.decode()
    other = client.get(reverse("partners:own_share", args=["0123456789abcdef"]))
    assert other.url == reverse("partners:own_front")


def test_a_partner_reads_why_it_sees_something_no_longer(client, person, fund, worker):
    share = make.share(person)
    share_withdraw(user=worker, share=share, reason="Slut")
    client.force_login(fund)
    said = client.get(reverse("partners:own_share", args=[share.public_id])).content.decode()
    assert "Det er ikke delt med jer" in said
    assert person.name not in said


def test_a_country_without_unemployment_funds_has_no_such_partner(client):
    leader = make.leader(greenland.sermersooq())
    with pytest.raises(NotShared):
        partner_make(user=leader, name="Kassen Prøve", kind="a_kasse")
    client.force_login(leader)
    assert "kasse" not in client.get(reverse("partners:partners")).content.decode().lower()
    client.post(reverse("partners:partners"), {"name": "Skolen Prøve", "kind": "skole"})
    assert [one.kind for one in Partner.objects.all()] == ["skole"]
    client.force_login(make.leader(username="leder"))
    assert "A-kasse" in client.get(reverse("partners:partners")).content.decode()
