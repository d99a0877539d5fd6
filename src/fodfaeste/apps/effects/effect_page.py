"""What an offer does on screen: one sentence for each number of months, and all it rests on behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.wording import fact_text, group_title, in_language
from fodfaeste.apps.effects.effect_words import (
    effect_in_words,
    needed_in_words,
    percent,
    points,
    refusal_in_words,
)
from fodfaeste.apps.effects.selectors import Row
from fodfaeste.core.industries import SECTIONS
from fodfaeste.core.policy import Indicator, Pack
from fodfaeste.design.danish import in_danish
from fodfaeste.engines.indicators.effect_words import COVARIATES, IN_WORK, UNMEASURED, definition

#: Covariates whose kinds are values of a fact.
_FACTS = ("benefit", "readiness", "contact_group")


@dataclass(frozen=True, slots=True)
class Answered:
    """What an offer does after some months, or why that is not told and what it would take."""

    months: int
    words: str
    needed: str  # empty: an effect is told
    facts: list[dict[str, str]]
    definition: Indicator
    bins: list[tuple[str, str, str]]  # chance of beginning, people who began, comparisons
    balance: list[tuple[str, str | SafeString, str, str]]
    unmeasured: list[str]

    @property
    def is_told(self) -> bool:
        """Whether an effect is told, rather than why none is."""
        return not self.needed


def answered(answer: Row, pack: Pack) -> Answered:
    """An answer as the page shows it."""
    told = not answer["reason"]
    overlap = answer["overlap"]
    return Answered(
        months=answer["months"],
        words=effect_in_words(answer) if told else refusal_in_words(answer),
        needed="" if told else needed_in_words(answer),
        facts=[*_of_people(answer), *_of_overlap(answer), *_of_control(answer), *_of_hidden(answer)],
        definition=definition(IN_WORK, answer["months"]),
        bins=[_bin(one) for one in overlap["bins"]] if overlap else [],
        balance=[_balanced(one, pack) for one in answer.get("balance", [])],
        unmeasured=[in_language(UNMEASURED[name]) for name in answer.get("unmeasured", [])],
    )


def _of_people(answer: Row) -> Iterator[dict[str, str]]:
    if answer["began"] is not None:
        yield {"name": _("Begyndt og fulgt så længe"), "value": _count(answer["began"])}
    if answer["reason"]:
        return
    yield {
        "name": _("Sammenlignet med"),
        "value": _count(answer["compared"]),
        "note": _("De er så meget værd som %(alike)s, der ligner dem, der begyndte.")
        % {"alike": _count(answer["alike"])},
    }
    yield {
        "name": _("I arbejde bagefter"),
        "value": percent(answer["began_percent"] / 100),
        "note": _("Uden at begynde den måned er det for de samme regnet til %(otherwise)s.")
        % {"otherwise": percent(answer["otherwise_percent"] / 100)},
    }
    yield {
        "name": _("Forskel i procentpoint"),
        "value": points(answer["estimate"]),
        "note": _("95 procents interval: %(low)s til %(high)s.")
        % {"low": points(answer["low"]), "high": points(answer["high"])},
    }


def _of_overlap(answer: Row) -> Iterator[dict[str, str]]:
    if overlap := answer["overlap"]:
        yield {
            "name": _("Begyndte uden nogen, de ligner"),
            "value": percent(overlap["without_like"]),
            "note": _("Deres chance for at begynde var over 98 procent."),
        }


def _of_control(answer: Row) -> Iterator[dict[str, str]]:
    if control := answer["control"]:
        values = {name: points(control[name]) for name in ("low", "high")}
        holds = control["low"] <= 0 <= control["high"]
        yield {
            "name": _("Prøve på det, tilbuddet ikke kan have ændret"),
            "value": points(control["estimate"]),
            "note": (
                _("I arbejde 18 måneder før forløbet: %(low)s til %(high)s. 0 er med, så prøven holder.")
                if holds
                else _("I arbejde 18 måneder før forløbet: %(low)s til %(high)s. 0 er ikke med.")
            )
            % values,
        }


def _of_hidden(answer: Row) -> Iterator[dict[str, str]]:
    if not (hidden := answer.get("sensitivity")):
        return
    yield {
        "name": _("En skjult årsag, der tager forskellen væk"),
        "value": percent(hidden["to_nothing"]),
        "note": _(
            "Så meget skal den forklare både af arbejdet og af, hvem der begynder. For intervallet: %(it)s."
        )
        % {"it": percent(hidden["to_interval"])},
    }
    yield {
        "name": _("Den stærkeste årsag, der er målt"),
        "value": covariate_title(hidden["strongest"]),
        "note": _("Den forklarer %(outcome)s af arbejdet og %(offer)s af, hvem der begynder.")
        % {
            "outcome": percent(hidden["strongest_of_outcome"]),
            "offer": percent(hidden["strongest_of_offer"]),
        },
    }


def _bin(one: Row) -> tuple[str, str, str]:
    edges = {"low": round(100 * one["low"]), "high": round(100 * one["high"])}
    return _("%(low)s-%(high)s %%") % edges, _held(one["began"]), _held(one["compared"])


def _balanced(one: Row, pack: Pack) -> tuple[str, str | SafeString, str, str]:
    numbers = ("–", "–") if one["suppressed"] else (_apart(one["before"]), _apart(one["after"]))
    return covariate_title(one["covariate"]), level_title(one["covariate"], one["level"], pack), *numbers


def covariate_title(name: str) -> str:
    """What a covariate is called."""
    return in_language(COVARIATES[name]) if name in COVARIATES else name


def level_title(covariate: str, level: str, pack: Pack) -> str | SafeString:
    """What a kind of a covariate is called; numbers have none."""
    if not level:
        return _("ikke kendt") if covariate in (*_FACTS, "group", "last_industry") else ""
    if covariate in _FACTS:
        return fact_text(covariate, level, pack)
    if covariate == "group":
        return capfirst(group_title(level, pack))
    return in_language(SECTIONS[level]) if level in SECTIONS else in_danish(level)


def _apart(value: float) -> str:
    return number_format(round(value, 2), decimal_pos=2).replace("-", "−")


def _held(people: int | None) -> str:
    return _("under 5") if people is None else _count(people)


def _count(people: float) -> str:
    return number_format(people, force_grouping=True)
