"""What the pages of a question say: what would be shown, to whom, until when, and on which ground."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.introductions import codes
from fodfaeste.apps.introductions.content import Part, content_of, parts_of, still_held
from fodfaeste.apps.introductions.models import Introduction, IntroductionStep
from fodfaeste.apps.introductions.selectors import company_answers
from fodfaeste.apps.introductions.services import NAMED, grounds_here
from fodfaeste.apps.offers.law_page import RuleLine, rule_line
from fodfaeste.bridge.law import law_here
from fodfaeste.engines.rules.law import law_rule
from fodfaeste.installation.clock import today

Text = str | Promise

#: Said to the citizen and to the case worker.
STATES: dict[str, Text] = {
    codes.ASKED: gettext_lazy("Venter på svar"),
    codes.YES: gettext_lazy("Ja"),
    codes.NO: gettext_lazy("Nej"),
    codes.WITHDRAWN: gettext_lazy("Ja, som er trukket tilbage"),
    codes.EXPIRED: gettext_lazy("Tiden er gået"),
}
#: Said to others: a no, silence and a yes taken back cannot be told apart.
STATES_OUTSIDE: dict[str, Text] = {
    codes.ASKED: gettext_lazy("Spurgt, venter på svar"),
    codes.YES: gettext_lazy("Delt med virksomheden"),
}
NOT_SHARED = gettext_lazy("Ikke delt")

STEPS: dict[str, Text] = {
    codes.ASKED: gettext_lazy("Spurgt"),
    codes.YES: gettext_lazy("Sagde ja"),
    codes.NO: gettext_lazy("Sagde nej"),
    codes.WITHDRAWN: gettext_lazy("Trak sit ja tilbage"),
    codes.EXPIRED: gettext_lazy("Tiden gik, uden at der blev svaret"),
    NAMED: gettext_lazy("Virksomheden ville mødes og så navnet"),
    codes.INTERESTED: gettext_lazy("Virksomheden ville gerne høre mere"),
    codes.DECLINED: gettext_lazy("Virksomheden sagde nej tak denne gang"),
}
HOW: dict[str, Text] = {
    codes.LINK: gettext_lazy("med et personligt link"),
    codes.ON_BEHALF: gettext_lazy("skrevet af kommunen for borgeren"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A question in a list."""

    row: Introduction
    state: str
    said: Text
    company: Text = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened with a question, in words."""

    step: IntroductionStep
    said: Text
    how: Text


def lines_of(rows: Sequence[Introduction], on: date) -> list[Line]:
    """Questions as the citizen and the case worker read them."""
    return [Line(row, state, STATES[state]) for row in rows for state in (row.state_on(on),)]


def lines_outside(rows: Sequence[Introduction], on: date) -> list[Line]:
    """Questions as who asked reads them: shared, waiting or not shared, and no more."""
    answers = company_answers([row.pk for row in rows])
    found = []
    for row in rows:
        state = row.state_on(on)
        answer = answers.get(row.pk) if state == codes.YES else None
        company = STEPS[answer] if answer else ""
        found.append(Line(row, state, STATES_OUTSIDE.get(state, NOT_SHARED), company))
    return found


def question_page(row: Introduction) -> dict[str, object]:
    """Everything about one question: what would be shown, whom to, the ground, and what has happened."""
    on = today(row.authority)
    state = row.state_on(on)
    stands = row.opening.withdrawn_at is None
    return {
        "row": row,
        "citizen": row.citizen,
        "state": state,
        "said": STATES[state],
        "parts": parts_of(still_held(row.what, content_of(row.citizen, on))),
        "company": row.opening.unit.company.name if row.opening.unit else "",
        "may_answer": stands and row.state in (codes.ASKED, codes.NO) and on <= row.answer_by,
        "may_say_no": state == codes.ASKED,
        "may_withdraw": state == codes.YES,
        "grounds": grounds_of(row.citizen, on),
        "happened": [
            Happened(step, STEPS[step.state], HOW.get(step.how, ""))
            for step in row.steps.select_related("by").order_by("pk")
        ],
    }


def parts_to_ask(citizen: Citizen, on: date) -> list[Part]:
    """What could be shown of a citizen, for the case worker who is about to ask."""
    return parts_of(content_of(citizen, on))


def grounds_of(citizen: Citizen, on: date) -> list[RuleLine]:
    """The items of the law that the sharing stands on, with how sure each reading is."""
    law = law_here(citizen.authority, on)
    found = [law_rule(law, name, on) for name in grounds_here(citizen, on)]
    return [rule_line(law, rule) for rule in found if rule is not None]
