"""The night: tracks whose day has come begin, all are answered, figures are counted; twice is once."""

from datetime import timedelta

import pytest

from fodfaeste.apps.goals.models import Answer, IndicatorValue
from fodfaeste.apps.goals.services import indicators_refresh, offer_figures_refresh
from fodfaeste.apps.imports.models import Batch
from fodfaeste.apps.jobs.nightly import nightly
from fodfaeste.apps.jobs.registry import work_of
from fodfaeste.installation.clock import now, today
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """Twelve people who are due: six in a track, one who begins today, five who wait."""
    authority = make.authority()
    everyone = [make.citizen_due(authority=authority, months=6 + number) for number in range(12)]
    day = today(authority)
    for number, citizen in enumerate(everyone[:6]):
        make.agreement(citizen, begins=day - timedelta(days=3 * number))
    make.agreement(everyone[6], state="planned", begins=day)
    make.agreement(everyone[7], state="planned", begins=day + timedelta(days=1))
    return authority


def figures(authority):
    rows = IndicatorValue.objects.filter(authority=authority).order_by("indicator", "group", "month")
    return list(rows.values("indicator", "group", "month", "numerator", "denominator", "value", "as_of"))


def test_an_agreed_track_runs_from_its_first_day(people):
    nightly(authority=people, on=today(people))
    assert people.agreement_set.filter(state="running").count() == 7
    begun = IndicatorValue.objects.get(
        indicator="branchespor_begyndt", group="", month=today(people).replace(day=1)
    )
    assert (begun.numerator, begun.denominator) == (7, 12)


def test_a_second_run_changes_nothing(people):
    nightly(authority=people, on=today(people))
    before = figures(people), list(Answer.objects.order_by("pk").values())
    nightly(authority=people, on=today(people))
    assert (figures(people), list(Answer.objects.order_by("pk").values())) == before


def test_the_month_before_is_counted_once_it_is_over(people):
    on = today(people)
    nightly(authority=people, on=on)
    months = IndicatorValue.objects.filter(authority=people).values_list("month", flat=True).distinct()
    assert sorted(months) == [(on.replace(day=1) - timedelta(days=1)).replace(day=1), on.replace(day=1)]


def test_counting_an_offer_after_a_step_gives_what_the_night_would_count(people):
    nightly(authority=people, on=today(people))
    waiting = Answer.objects.filter(until__isnull=True).exclude(citizen__agreements__isnull=False).first()
    make.agreement(waiting.citizen)
    offer_figures_refresh(authority=people, on=today(people), offer="branchespor")
    quick = figures(people)
    indicators_refresh(authority=people, on=today(people))
    assert quick == figures(people)


def test_counting_an_offer_asks_a_fixed_number_of_queries(people, django_assert_max_num_queries):
    nightly(authority=people, on=today(people))
    with django_assert_max_num_queries(14):
        offer_figures_refresh(authority=people, on=today(people), offer="branchespor")


def test_a_file_left_lying_for_over_a_week_is_forgotten_in_the_night(people):
    night = {"on": today(people).isoformat()}
    lying, fresh = (
        Batch.objects.create(
            authority=people, file_name="x.csv", state="previewed", content=b"x", uploaded_at=now() - age
        )
        for age in (timedelta(days=8), timedelta(days=6))
    )
    work_of("nightly")(people, night)
    lying.refresh_from_db()
    fresh.refresh_from_db()
    assert (lying.state, lying.content, fresh.state) == ("dropped", None, "previewed")
