"""What a month in a state costs the public, and how the state's refund falls with time."""

from dataclasses import dataclass

from fodfaeste.core.words import Words

MUNICIPALITY, STATE = BEARERS = ("municipality", "state")


@dataclass(frozen=True, slots=True)
class RefundStep:
    """From a month in the state on, the state bears the per cent that a law's rule gives under a name."""

    from_month: int
    value: str


@dataclass(frozen=True, slots=True)
class Refund:
    """How much the state bears, as a rule of `packs/law` says. The numbers themselves stand there."""

    id: str
    rule: str
    steps: tuple[RefundStep, ...]
    reason: Words  # how the rule's weeks are read as months
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What a month in a state costs in øre, and who bears it: one of the two, or shared by a refund."""

    id: str
    state: str
    oere: int
    bearer: str | None
    refund: str | None
    basis: str
    reason: Words
    sources: tuple[str, ...] = ()
