"""What a night may have counted: a few groups, an effect, and a refusal."""

from datetime import date

from fodfaeste.apps.effects.models import OfferEffects, TimeToWork
from tests.make.people import authority as _norddjurs

ON, SINCE = date(2026, 11, 23), date(2024, 11, 1)
_NUMBERS = ("numerator", "denominator", "at_risk", "value", "low", "high")


def row(group="", months=3, *, offer="", indicator="tid_til_selvforsoergelse", numbers=()):
    """A row of a figure; without numbers it is held back."""
    values = dict(zip(_NUMBERS, numbers or [None] * len(_NUMBERS), strict=True))
    return {"indicator": indicator, "offer": offer, "group": group, "months": months,
            "suppressed": not numbers, **values}  # fmt: skip


ROWS = [
    row("", 3, numbers=(200.0, 1000.0, 800, 20.6, 18.1, 23.4)),
    row("", 6, numbers=(300.0, 1000.0, 500, 30.0, 27.0, 33.0)),
    row("", 12, numbers=(400.0, 1000.0, 200, 45.0, 40.0, 50.0)),
    row("forsikret", 3, numbers=(150.0, 600.0, 450, 25.0, 21.0, 29.0)),
    row("forsikret", 6, numbers=(200.0, 600.0, 300, 35.0, 31.0, 39.0)),
    row("forsikret", 12),
    row("", 3, offer="branchespor", numbers=(30.0, 300.0, 200, 10.0, 7.0, 14.0)),
]
CONTROL = {"months_before": 18, "estimate": 0.5, "low": -1.5, "high": 2.5, "level": 0.95}
OVERLAP = {
    "without_like": 0.01,
    "outside": 0.2,
    "bins": [{"low": 0.0, "high": 0.05, "began": None, "compared": 1463}],
}
EFFECT = {
    "offer": "branchespor", "months": 6, "began": 658, "reason": "", "estimate": 4.2, "low": 1.4, "high": 7.0,
    "began_percent": 33.4, "otherwise_percent": 29.2, "compared": 1941, "alike": 246, "unfollowed": 0.3,
    "control": CONTROL, "overlap": OVERLAP, "unmeasured": ["health"],
    "sensitivity": {
        "to_nothing": 0.12, "to_interval": 0.04, "strongest": "age", "strongest_of_outcome": 0.02,
        "strongest_of_offer": 0.03, "would_move": 0.5,
    },
    "balance": [
        {"covariate": "age", "level": "", "before": -0.25, "after": 0.01, "suppressed": False},
        {"covariate": "group", "level": "ung", "before": None, "after": None, "suppressed": True},
    ],
}  # fmt: skip
REFUSAL = {
    "offer": "branchespor", "months": 12, "began": None, "reason": "few_began", "control": None,
    "overlap": None,
    "words": {"da": "Færre end 200 har begyndt.", "en": "Fewer than 200 have begun."},
}  # fmt: skip


def reckoned(authority=None, rows=ROWS, answers=(EFFECT, REFUSAL)):
    """The figures as the night keeps them."""
    shared = {"authority": authority or _norddjurs(), "on": ON, "since": SINCE, "definition": "0" * 64,
              "packs": {"norddjurs/2020": "0123456789abcdef"}}  # fmt: skip
    TimeToWork.objects.create(**shared, rows=list(rows))
    OfferEffects.objects.create(**shared, answers=list(answers))
