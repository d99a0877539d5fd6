"""What the night counts of time to work and of offers: from when, how often, and nothing learned in vain."""

import json
from datetime import UTC, date, datetime

import polars as pl
import pytest

from fodfaeste.apps.effects.models import OfferEffects, TimeToWork
from fodfaeste.apps.effects.services import effects_refresh
from fodfaeste.bridge import effects
from fodfaeste.core.facts import NO_OTHER_GROUP
from fodfaeste.engines.indicators.effect_answers import Control, Effect, Limits, Overlap, Sensitivity
from fodfaeste.engines.indicators.effect_words import IN_WORK, definition
from fodfaeste.engines.indicators.survival_definitions import Terms
from tests import make

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 23)
WRITTEN = datetime(2020, 1, 1, tzinfo=UTC)
_STATUSES = ("citizen", "kind", "value", "valid_from", "valid_to", "recorded_at")


def groups(*rows):
    """Target groups: citizen, value, until."""
    told = [
        (citizen, "target_group", value, date(2019, 1, 1), until, WRITTEN) for citizen, value, until in rows
    ]
    types = {"valid_from": pl.Date, "valid_to": pl.Date, "recorded_at": pl.Datetime("us", "UTC")}
    schema = {name: types.get(name, pl.String) for name in _STATUSES}
    return {"statuses": pl.DataFrame(told, schema=schema, orient="row")}


def kept():
    return [list(model.objects.values()) for model in (TimeToWork, OfferEffects)]


def test_it_is_known_from_the_first_who_left_and_was_kept():
    left, moved = date(2022, 5, 1), date(2021, 1, 1)
    tables = groups(
        ("a", "ung", None), ("b", "ung", left), ("c", "ung", moved), ("c", "forsikret", None),
        ("d", NO_OTHER_GROUP, date(2020, 6, 1)), ("e", "ung", date(2023, 1, 1)),
    )  # fmt: skip
    assert effects.recorded_until(tables, ON).since == left


def test_where_nobody_has_left_it_is_known_from_the_first_day_written():
    assert effects.recorded_until(groups(("a", "ung", None)), ON).since == WRITTEN.date()
    assert effects.recorded_until(groups(), ON).since == ON


def test_a_second_night_of_the_day_changes_nothing_and_an_empty_authority_is_counted_too():
    authority = make.authority()
    assert effects_refresh(authority=authority, on=ON) == 2
    assert effects_refresh(authority=authority, on=ON) == 0
    make.agreement(make.citizen_due(authority=authority), begins=date(2026, 10, 1))
    effects_refresh(authority=authority, on=ON)
    before = kept()
    assert effects_refresh(authority=authority, on=ON) == 0
    assert kept() == before


def test_offers_are_asked_again_in_the_next_month_alone(monkeypatch):
    authority, asked = make.authority(), []
    monkeypatch.setattr(effects, "_answers", lambda *given: asked.append(given) or [])
    for day in (date(2026, 11, 23), date(2026, 11, 24), date(2026, 12, 1)):
        effects_refresh(authority=authority, on=day)
    assert len(asked) == 2
    assert TimeToWork.objects.get().on == date(2026, 12, 1)


def test_nothing_is_learned_where_too_few_ever_began(monkeypatch):
    authority, learned = make.authority(), []
    make.agreement(make.citizen_due(authority=authority), begins=date(2026, 10, 1))
    monkeypatch.setattr(effects, "_learned", lambda *given: learned.append(given[-1]) or ())
    effects_refresh(authority=authority, on=ON)
    assert learned == [[]]
    answers = OfferEffects.objects.get().answers
    assert {(one["months"], one["reason"]) for one in answers} == {(6, "few_began"), (12, "few_began")}
    assert str(Limits().fewest_began) in answers[0]["words"]["da"]


def test_an_offer_that_is_learned_about_is_asked_for_in_both_numbers_of_months():
    authority = make.authority()
    make.agreement(make.citizen_due(authority=authority), begins=date(2026, 10, 1))
    tables = effects.load_lives(authority, ON)
    found = effects._learned(tables, effects.recorded_until(tables, ON), Terms(), ["branchespor"])
    assert [(one.offer, one.months, one.reason) for one in found] == [
        ("branchespor", months, "few_began") for months in effects.HORIZONS
    ]


def test_an_effect_is_kept_with_all_it_rests_on(monkeypatch):
    bins = pl.DataFrame({"low": [0.0], "high": [0.05], "began": [None], "compared": [80]})
    balance = pl.DataFrame({"covariate": ["age"], "level": [""], "before": [0.2], "after": [0.0]})
    found = Effect(
        "branchespor", IN_WORK, 6, definition(IN_WORK, 6), 4.2, 1.4, 7.0, 1.4,
        33.4, 29.2, 658, 1941, 246, 0.3,
        Overlap(0.0, 0.2, bins), balance, Control(18, 0.5, -1.5, 2.5, 0.95),
        Sensitivity(0.1, 0.0, "age", 0.02, 0.03, 0.5), ("health",),
    )  # fmt: skip
    monkeypatch.setattr(effects, "_learned", lambda *given: (found,))
    effects_refresh(authority=make.authority(), on=ON)
    (told,) = OfferEffects.objects.get().answers
    assert (told["estimate"], told["low"], told["high"], told["reason"]) == (4.2, 1.4, 7.0, "")
    assert told["overlap"]["bins"] == bins.to_dicts()
    assert told["balance"] == balance.to_dicts()
    assert json.loads(json.dumps(told)) == told
