"""How many an employer may have with support beside its ordinary staff."""

from collections.abc import Mapping
from dataclasses import dataclass

from fodfaeste.core.law import Condition
from fodfaeste.core.words import Words
from fodfaeste.engines.rules.explain import Reason
from fodfaeste.engines.rules.wording import value_in_words

_STEP = 50  # work-years; beyond them fewer with support for each ordinary employee
_DIGITS = 6  # a sum of fractions of work-years may be a hair's breadth off the whole number meant
ORDINARY, SUPPORTED = "employer_ordinary_fte", "employer_supported_fte"


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio for one employer: the cap where it can be computed, and whether it is kept."""

    state: Condition
    cap: int | None
    ordinary: float | None
    supported: float | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that could change the answer."""
        if self.state is not Condition.UNKNOWN:
            return ()
        given = ((ORDINARY, self.ordinary), (SUPPORTED, self.supported))
        return tuple(name for name, value in given if value is None)

    def reason(self) -> Reason:
        """The ratio in words: how many there may be, and how many there are."""
        truth = {Condition.MET: True, Condition.NOT_MET: False}.get(self.state)
        danish, english = (
            "antallet af ordinært ansatte mangler",
            "the number of ordinary employees is missing",
        )
        if self.cap is not None and self.ordinary is not None:
            staff = value_in_words(self.ordinary)
            danish = f"højst {self.cap} med støtte ved {staff.da} ordinære årsværk"
            english = f"at most {self.cap} with support at {staff.en} ordinary work-years"
        if self.supported is None:
            danish, english = f"{danish}; antallet med støtte mangler", f"{english}; the number is missing"
        else:
            number = value_in_words(self.supported)
            danish, english = f"{danish}; der er {number.da}", f"{english}; there are {number.en}"
        return Reason(Words(danish, english), truth, (ORDINARY, SUPPORTED))


def ratio_cap(values: Mapping[str, float], ordinary: float) -> int:
    """One with support for each so many ordinary up to 50 and each so many beyond, and always a few."""
    up_to = round(min(ordinary, _STEP) / values["ratio_to_50"], _DIGITS)
    beyond = round(max(ordinary - _STEP, 0) / values["ratio_beyond_50"], _DIGITS)
    return max(int(values["always"]), int(up_to) + int(beyond))


def ratio_of(values: Mapping[str, float], ordinary: float | None, supported: float | None) -> Ratio:
    """A ratio for an employer's staff in work-years, the new person counted among those with support.

    Unknown where either number is: nothing is promised an employer whose staff nobody has counted.
    """
    cap = ratio_cap(values, ordinary) if ordinary is not None else None
    if cap is None or supported is None:
        return Ratio(Condition.UNKNOWN, cap, ordinary, supported)
    kept = round(supported, _DIGITS) <= cap
    return Ratio(Condition.MET if kept else Condition.NOT_MET, cap, ordinary, supported)
