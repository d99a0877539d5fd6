"""`fodfaeste nightly` answers everyone and counts the figures, for every municipality."""

from datetime import date

import pytest

from fodfaeste.apps.goals.models import Answer, IndicatorValue
from fodfaeste.apps.jobs import nightly
from fodfaeste.cli import main
from tests import make

pytestmark = pytest.mark.django_db

MONTHS = [date(2026, 10, 1), date(2026, 11, 1)]


def rows() -> tuple[list, list]:
    answers = Answer.objects.order_by("pk").values_list("citizen", "state", "due_on", "on", "until")
    names = ("authority__slug", "indicator", "group", "month", "value", "suppressed", "as_of")
    return list(answers), list(IndicatorValue.objects.order_by(*names).values_list(*names))


def test_everyone_is_answered_and_this_month_and_the_last_are_counted(capsys):
    make.citizen_due()
    assert main(["nightly"]) == 0
    assert Answer.objects.get().state == "due"
    assert sorted(set(IndicatorValue.objects.values_list("month", flat=True))) == MONTHS
    assert "Norddjurs Kommune" in capsys.readouterr().err


def test_the_same_night_again_changes_nothing():
    for _ in range(8):
        make.citizen_due()
    main(["nightly"])
    before = rows()
    assert main(["nightly"]) == 0
    assert rows() == before


def test_people_are_taken_a_part_at_a_time(monkeypatch):
    monkeypatch.setattr(nightly, "CITIZENS_AT_ONCE", 3)
    for _ in range(8):
        make.citizen_due()
    main(["nightly"])
    assert Answer.objects.count() == 8


def test_the_last_month_is_counted_once_it_is_over_and_then_left_alone():
    make.citizen_due()
    main(["nightly", "--on", "2026-10-15"])
    main(["nightly", "--on", "2026-11-01"])
    october = IndicatorValue.objects.filter(month=date(2026, 10, 1))
    assert set(october.values_list("as_of", flat=True)) == {date(2026, 10, 31)}
    october.update(value=12)
    main(["nightly", "--on", "2026-11-02"])
    assert set(october.values_list("value", flat=True)) == {12}


def test_each_municipality_has_its_night_and_one_may_be_named():
    for place in (make.authority(), make.authority_elsewhere()):
        make.citizen_due(authority=place)
    assert main(["nightly", "--authority", "haderslev"]) == 0
    assert set(Answer.objects.values_list("authority__slug", flat=True)) == {"haderslev"}
    assert main(["nightly"]) == 0
    assert Answer.objects.count() == 2


@pytest.mark.parametrize("arguments", [["--authority", "findes-ikke"], ["--on", "i nat"]])
def test_what_is_not_there_is_wrong_usage(arguments, capsys):
    make.authority()
    assert main(["nightly", *arguments]) == 2
    assert not Answer.objects.exists()


def test_without_a_municipality_it_says_how_to_begin(capsys):
    assert main(["nightly"]) == 2
    assert "setup-authority" in capsys.readouterr().err
