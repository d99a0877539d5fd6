"""Making authorities and users, and where each role lands."""

import pytest
from django.urls import reverse

from fodfaeste.apps.accounts.access import LANDING, landing_for
from fodfaeste.apps.accounts.models import Authority, Role, Unit
from fodfaeste.apps.accounts.services import authority_set_up, user_create
from fodfaeste.core.errors import UsageError
from tests import make

pytestmark = pytest.mark.django_db

GOOD = "blå gulerødder synger"


def test_setting_an_authority_up_twice_changes_nothing():
    values = {"slug": "norddjurs", "name": "Norddjurs Kommune", "code": "707", "policy": "norddjurs"}
    values["time_zone"] = "Europe/Copenhagen"
    first = authority_set_up(**values, units=["Team Nord"])
    assert authority_set_up(**values, units=["Team Nord", "Team Syd"]) == first
    assert Authority.objects.count() == 1
    assert Unit.objects.count() == 2


def create(**changes):
    values = {"username": "kim", "name": "Kim", "role": "case_worker", "password": GOOD, "unit": "Team Nord"}
    return user_create(authority=make.authority(), **{**values, **changes})


def test_a_case_worker_has_a_team():
    assert create().unit.name == "Team Nord"
    with pytest.raises(UsageError, match="team"):
        create(username="ib", unit="")


@pytest.mark.parametrize("password", ["kort", "123456789012", "password1234", ""])
def test_a_weak_password_is_refused(password):
    with pytest.raises(UsageError):
        create(password=password)


def test_a_name_is_given_once():
    create()
    with pytest.raises(UsageError, match="taget"):
        create()


def test_the_password_is_stored_hashed():
    user = create()
    assert GOOD not in user.password
    assert user.check_password(GOOD)


@pytest.mark.parametrize("role", Role)
def test_each_role_lands_on_a_page_it_may_open(client, role):
    outside = {
        Role.CITIZEN: make.citizen_user,
        Role.COMPANY: make.company_user,
        Role.PARTNER: make.partner_user,
    }
    user = outside[role]() if role in outside else make.user(role)
    client.force_login(user)
    assert client.get(reverse(landing_for(user))).status_code == 200


def test_every_role_has_a_landing_page():
    assert set(LANDING) == set(Role)
