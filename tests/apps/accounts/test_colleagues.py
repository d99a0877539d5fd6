"""Colleagues on a leader's screen: invited by a link, moved, closed, helped in; each step in the journal."""

import pytest
from django.urls import reverse

from fodfaeste.apps.accounts.models import FailedSignIn, Identification, Role, SecondFactor, User
from fodfaeste.apps.accounts.second_factor import factor_begin
from fodfaeste.apps.accounts.services import user_create
from fodfaeste.apps.accounts.tries import TRIES, try_failed
from fodfaeste.apps.accounts.welcome import welcome_key
from fodfaeste.apps.journal.models import Event
from tests import make

pytestmark = pytest.mark.django_db

PASSWORD = "fire grønne cykler i gården"
ANOTHER = "tolv sultne måger på kajen"


@pytest.fixture
def leader():
    return make.leader(name="Lone Leder")


@pytest.fixture
def north(leader):
    return make.unit(leader.authority, "Team Nord")


@pytest.fixture
def bo(north):
    return user_create(
        authority=north.authority, username="bo", name="Bo Dal", role="case_worker", password=PASSWORD,
        unit=north.name,
    )  # fmt: skip


@pytest.fixture
def page(client, leader):
    client.force_login(leader)
    return client


def do(client, user, errand, **said):
    address = reverse("accounts:colleague_do", args=[user.pk, errand])
    return client.post(address, said, follow=True).content.decode()


def told(leader):
    return list(
        Event.objects.filter(actor=leader, action="change").order_by("pk").values_list("what", flat=True)
    )


def test_somebody_invited_chooses_a_password_by_a_link_that_is_good_once(page, client, leader, north):
    asked = {"name": "Ida Holm", "username": "ida", "role": "case_worker", "unit": north.pk}
    shown = page.post(reverse("accounts:colleagues"), asked).content.decode()
    ida = User.objects.get(username="ida")
    link = shown.partition("<code>http://testserver")[2].partition("</code>")[0]
    assert "inviteret" in page.get(reverse("accounts:colleagues")).content.decode()
    client.logout()
    assert client.post(link, {"new": "kort", "again": "kort"}).status_code == 422
    assert client.post(link, {"new": PASSWORD, "again": PASSWORD}).status_code == 302
    ida.refresh_from_db()
    assert ida.check_password(PASSWORD)
    assert client.post(link, {"new": ANOTHER, "again": ANOTHER}).status_code == 404
    assert told(leader) == ["Inviteret som case_worker (ida)"]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"username": "bo", "role": "leader"}, "Brugernavnet er taget."),
        ({"username": "Ida Holm", "role": "leader"}, "Brug små bogstaver"),
        ({"username": "ida", "role": "case_worker"}, "En sagsbehandler skal have et team."),
        ({"username": "ida", "role": "citizen"}, "Vælg"),
    ],
)
def test_an_invitation_that_cannot_be_made_says_why(page, bo, asked, says):
    answer = page.post(reverse("accounts:colleagues"), {"name": "Ida", **asked})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not User.objects.filter(name="Ida").exists()


def test_another_role_ends_the_sessions_and_the_people_go_to_somebody(page, leader, north, bo):
    eva, person = make.case_worker(north, name="Eva"), make.citizen(unit=north, case_worker=bo)
    make.signed_in(bo)
    address = reverse("accounts:colleague", args=[bo.pk])
    refused = page.post(address, {"role": "leader", "unit": ""})
    assert (refused.status_code, "hvem der skal have borgerne" in refused.content.decode()) == (422, True)
    page.post(address, {"role": "leader", "unit": "", "to": eva.pk})
    bo.refresh_from_db()
    person.refresh_from_db()
    assert (bo.role, bo.unit, person.case_worker, bo.sessions.count()) == (Role.LEADER, None, eva, 0)
    assert "Ændret fra case_worker, Team Nord til leader, intet team (bo)" in told(leader)


def test_one_role_more_is_a_position_of_the_same_person(page, bo):
    do(page, bo, "rolle", role="committee", unit="")
    more = User.objects.get(username="bo-2")
    assert (more.person_id, more.role, more.has_usable_password()) == (bo.person_id, "committee", False)
    assert "har personen allerede" in do(page, bo, "rolle", role="committee", unit="")


def test_a_closed_account_is_signed_out_and_can_be_opened_again(page, bo):
    make.signed_in(bo)
    do(page, bo, "luk")
    bo.refresh_from_db()
    assert (bo.is_active, bo.sessions.count()) == (False, 0)
    do(page, bo, "aabn")
    bo.refresh_from_db()
    assert bo.is_active


def test_who_cannot_get_in_is_helped(page, leader, bo):
    for _number in range(TRIES):
        try_failed("bo", "::1")
    factor_begin(bo.person)
    make.signed_in(bo)
    assert "låst for en tid" in page.get(reverse("accounts:colleagues")).content.decode()
    for errand in ("forsoeg", "totrin", "log-ud"):
        do(page, bo, errand)
    left = (FailedSignIn.objects.count(), SecondFactor.objects.count(), bo.sessions.count())
    assert left == (0, 0, 0)
    assert len(told(leader)) == 3
    old = reverse("accounts:welcome", args=[bo.pk, welcome_key(bo)])
    assert "/velkommen/" in do(page, bo, "link")
    page.logout()
    assert page.post(old, {"new": ANOTHER, "again": ANOTHER}).status_code == 302


def _with_a_broker(bo):
    Identification.objects.create(person=bo.person, issuer="x", subject_index="y")


def _elsewhere_too(bo):
    make.leader(make.authority_elsewhere(), person=bo.person)


def _with_a_case_of_their_own(bo):
    make.citizen_user(make.citizen(), person=bo.person)


@pytest.mark.parametrize("made", [_with_a_broker, _elsewhere_too, _with_a_case_of_their_own])
def test_a_leader_opens_nothing_that_is_not_the_municipalitys_own(page, bo, made):
    """A password opens every position of a person: also the one in another municipality."""
    made(bo)
    factor_begin(bo.person)
    for errand in ("link", "totrin"):
        said = do(page, bo, errand)
        assert "kun den, der driver Fodfæste" in said
        assert "/velkommen/" not in said
    assert SecondFactor.objects.count() == 1


def test_a_leader_does_nothing_to_their_own_account(page, leader):
    for errand, says in (("luk", "Bed en anden leder"), ("log-ud", "Min konto"), ("totrin", "Min konto")):
        assert says in do(page, leader, errand)
    page.post(reverse("accounts:colleague", args=[leader.pk]), {"role": "committee", "unit": ""})
    leader.refresh_from_db()
    assert (leader.is_active, leader.role, told(leader)) == (True, Role.LEADER, [])


def test_a_link_for_an_account_since_closed_opens_nothing(client, bo):
    address = reverse("accounts:welcome", args=[bo.pk, welcome_key(bo)])
    assert client.get(address).status_code == 200
    User.objects.filter(pk=bo.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_a_team_is_made_once(page, leader, north):
    for name in ("Team Syd", "team nord"):
        page.post(reverse("accounts:unit_new"), {"unit_name": name})
    assert list(leader.authority.unit_set.order_by("pk").values_list("name", flat=True)) == [
        "Team Nord", "Team Syd",
    ]  # fmt: skip


def test_the_list_asks_as_often_for_many_as_for_few(page, north, django_assert_max_num_queries):
    for number in range(60):
        make.case_worker(north, name=f"Åse {number}")
    with django_assert_max_num_queries(14):
        page.get(reverse("accounts:colleagues"))
