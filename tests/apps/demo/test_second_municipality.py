"""Two municipalities in one installation: the first has the doors, and nothing of one lies in the other."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import F, ForeignKey, Model
from pytest_django import DjangoDbBlocker

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.citizens.models import Citizen, CitizenSkill, Fact, Wish
from fodfaeste.apps.demo.views import DOORS
from fodfaeste.apps.goals.models import IndicatorValue
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.cli import main

FIRST, SECOND = "haderslev", "sermersooq"


@pytest.fixture(scope="module", autouse=True)
def _made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Made once for all of these tests, and rolled back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        for slug in (FIRST, SECOND):
            assert main(("demo", "--municipality", slug, "--size", "200")) == 0
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", [door.role for door in DOORS])
def test_the_first_municipality_has_the_doors_and_the_second_its_own_names(role: str) -> None:
    assert User.objects.get(username=f"demo-{role}").authority.slug == FIRST
    second = User.objects.get(username=f"demo-{SECOND}-{role}")
    assert (second.authority.slug, second.role) == (SECOND, role)


def test_nobody_can_sign_in_with_a_password() -> None:
    assert not any(user.has_usable_password() for user in User.objects.all())


@pytest.mark.parametrize("slug", [FIRST, SECOND])
def test_each_has_its_people_with_profiles_offers_and_figures(slug: str) -> None:
    here = {"authority": Authority.objects.get(slug=slug)}
    assert Citizen.objects.filter(**here).count() == 200
    for model in (CitizenSkill, Wish, Agreement, IndicatorValue):
        assert model._default_manager.filter(**here).exists(), model.__name__


def test_the_citizen_who_is_shown_has_the_case_worker_who_is_shown() -> None:
    for prefix in ("demo", f"demo-{SECOND}"):
        citizen = Citizen.objects.get(user__username=f"{prefix}-citizen")
        assert citizen.case_worker.username == f"{prefix}-case_worker"


def test_greenland_keeps_its_own_time_and_has_no_danish_status() -> None:
    authority = Authority.objects.get(slug=SECOND)
    assert authority.time_zone == "America/Nuuk"
    danish = Fact.objects.filter(authority=authority, name__in=["law_group", "contact_group", "readiness"])
    assert not danish.exists()


def links() -> Iterator[tuple[type[Model], str]]:
    """Every way from a row of an authority to another row that has one too."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.get_fields()}
        if "authority" not in names:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey) and hasattr(field.related_model, "authority"):
                yield model, field.name


@pytest.mark.parametrize(
    ("model", "field"), [pytest.param(*one, id=f"{one[0].__name__}-{one[1]}") for one in links()]
)
def test_no_row_points_into_another_municipality(model: type[Model], field: str) -> None:
    pointing = model._default_manager.filter(**{f"{field}__isnull": False})
    assert not pointing.exclude(**{f"{field}__authority": F("authority")}).exists()
