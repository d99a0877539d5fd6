"""`fodfaeste demo`: whole or not at all, once, and with what the guided line needs."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from fodfaeste.apps.accounts.models import Authority, Role, Unit, User
from fodfaeste.apps.citizens.models import Citizen, Contact, Fact, Identity, Place, Spell
from fodfaeste.apps.demo import services
from fodfaeste.apps.goals.models import Answer, IndicatorValue
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.cli import main
from fodfaeste.core.dates import add_months
from tests.databases import Installation, until

TODAY = date(2026, 11, 23)
SMALL = ("demo", "--size", "300")
TABLES = (Authority, Unit, User, Place, Citizen, Identity, Fact, Spell, Contact, Agreement, Answer)


def counts() -> dict[str, int]:
    return {table.__name__: table.objects.count() for table in (*TABLES, IndicatorValue, Event)}


class TestMade:
    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _made(cls, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
        """Made once for all of these tests, and rolled back after the last."""
        with django_db_blocker.unblock(), transaction.atomic():
            assert main(SMALL) == 0
            yield
            transaction.set_rollback(True)

    def test_seven_people_can_be_stepped_in_as_and_nobody_has_a_password(self) -> None:
        roles = dict(User.objects.filter(username__startswith="demo-").values_list("username", "role"))
        for role in Role:
            assert roles[f"demo-{role}"] == role
        assert not any(user.has_usable_password() for user in User.objects.all())

    def test_the_case_worker_has_people_due_coming_and_not_to_be_told(self) -> None:
        own = Answer.objects.filter(
            until__isnull=True,
            citizen__case_worker__username="demo-case_worker",
            rule="branchespor.forsikret",
        )
        waiting = own.exclude(citizen__agreements__isnull=False)
        assert waiting.filter(state="due").count() >= 5
        assert own.filter(state="cannot_tell").exists()
        assert own.filter(state="not_due", due_on__range=(TODAY, TODAY + timedelta(days=31))).exists()

    def test_the_case_worker_has_talks_today(self) -> None:
        talks = Contact.objects.filter(citizen__case_worker__username="demo-case_worker", state="booked")
        assert talks.filter(starts_at__date=TODAY).count() >= 3

    def test_the_citizen_is_somebody_who_is_due(self) -> None:
        citizen = Citizen.objects.get(user__username="demo-citizen")
        assert citizen.name == citizen.user.name
        assert citizen.answers.get(until__isnull=True).state == "due"

    def test_those_who_left_are_not_covered_today(self) -> None:
        here = Fact.objects.filter(name="target_group", withdrawn_at__isnull=True, valid_to__isnull=True)
        left = Citizen.objects.exclude(pk__in=here.values("citizen"))
        assert left.count() > 100
        assert set(Answer.objects.filter(citizen__in=left).values_list("state", flat=True)) == {"not_covered"}

    def test_figures_reach_two_years_back(self) -> None:
        first = add_months(TODAY.replace(day=1), -24)
        assert IndicatorValue.objects.filter(group="", month=first).exists()

    def test_everyone_has_a_number_that_is_stored_encrypted(self) -> None:
        assert Identity.objects.count() == 300
        assert all(len(identity.cpr_encrypted) > 10 for identity in Identity.objects.all())

    def test_the_journal_says_that_people_were_brought_in(self) -> None:
        assert Event.objects.filter(action="import", citizen=None).count() == 1

    def test_the_command_twice_changes_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        before = counts()
        assert main(SMALL) == 0
        assert main(("demo", "--size", "200", "--seed", "9")) == 0
        assert counts() == before
        assert "intet er ændret" in capsys.readouterr().err

    def test_if_empty_says_nothing_where_the_municipality_is_here(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        capsys.readouterr()
        assert main(("demo", "--if-empty")) == 0
        assert capsys.readouterr() == ("", "")


@pytest.mark.django_db
def test_the_table_names_every_group_as_an_assumption(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(SMALL) == 0
    table = capsys.readouterr().out
    assert table.count("| antagelse: ") == 7
    for words in ("Forsikrede ledige", "STAR, Jobindsats", "Danmarks Statistik", "vores skøn"):
        assert words in table


@pytest.mark.django_db
def test_an_unknown_municipality_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("demo", "--municipality", "atlantis")) == 2
    assert "norddjurs" in capsys.readouterr().err


@pytest.mark.django_db
def test_nothing_is_left_when_the_last_step_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(services, "indicators_refresh", fails)
    before = counts()
    with pytest.raises(RuntimeError, match="power"):
        services.demo_make(municipality="norddjurs", people=120)
    assert counts() == before


def test_killed_half_way_it_leaves_an_empty_database_and_can_be_run_again(installation: Installation) -> None:
    started = installation.start("demo")
    until(lambda: "Digter" in (installation.folder / "said").read_text())
    started.kill()
    started.wait()
    count = (
        "from fodfaeste.apps.accounts.models import Authority\n"
        "from fodfaeste.apps.citizens.models import Citizen\n"
        "print(Authority.objects.count(), Citizen.objects.count())"
    )
    assert installation.script(count) == "0 0"
    assert installation.run("demo", "--size", "120").returncode == 0
    assert installation.script(count) == "1 120"
