"""What a value says to the person it is about: codes in words, days and moments as they are read here."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.citizens.codes import TALK_STATES
from fodfaeste.apps.citizens.own_page import YOURS
from fodfaeste.apps.citizens.profile_words import profile_text
from fodfaeste.apps.citizens.wording import fact_text, in_language
from fodfaeste.apps.introductions import question_page as questions
from fodfaeste.apps.journal.words import ACTION_WORDS, ROLE_WORDS
from fodfaeste.apps.letters.codes import FROM_CITIZEN, FROM_STAFF, SUBJECTS
from fodfaeste.apps.links import codes as links
from fodfaeste.apps.offers.codes import AGREEMENT_STATES
from fodfaeste.apps.outbox import codes as outbox
from fodfaeste.apps.plans import codes as plans
from fodfaeste.core.openings import LEVELS, SKILL_BASES
from fodfaeste.core.policy import Pack
from fodfaeste.core.profile import PROFILE
from fodfaeste.core.words import Words
from fodfaeste.design.templatetags.design import day as day_text
from fodfaeste.design.templatetags.design import moment

NOTHING = "–"
Said = Mapping[str, str | Promise | Words]

#: The words of the codes in a column, by model and column.
CODES: dict[str, Said] = {
    "citizens.Contact.state": TALK_STATES,
    "citizens.CitizenSkill.level": {str(level): words for level, words in LEVELS.items()},
    "citizens.CitizenSkill.basis": SKILL_BASES,
    "offers.Agreement.state": AGREEMENT_STATES,
    "plans.Plan.state": plans.PLAN_STATES,
    "plans.PlanStep.state": plans.STEP_STATES,
    "plans.JobLogEntry.state": plans.LOG_STATES,
    "introductions.Introduction.state": questions.STATES,
    "introductions.IntroductionStep.state": questions.STEPS,
    "letters.Thread.subject": SUBJECTS,
    "letters.Letter.written_from": {
        FROM_CITIZEN: gettext_lazy("Dig"),
        FROM_STAFF: gettext_lazy("Kommunen"),
    },
    "links.Link.purpose": links.PURPOSES,
    "outbox.Message.state": outbox.STATES,
    "journal.Event.action": ACTION_WORDS,
    "journal.Event.actor_role": ROLE_WORDS,
}


def fact_said(name: str, value: str, pack: Pack) -> tuple[str, str]:
    """A fact of the citizen's: what it is called, and what it says."""
    if name in PROFILE:
        return in_language(PROFILE[name].title), profile_text(name, value)
    return str(YOURS.get(name, name)), fact_text(name, value, pack)


def value_said(column: str, value: object) -> str:
    """A value of a column, `model.column`, as a person reads it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, datetime):
        return str(moment(value))
    if isinstance(value, date):
        return str(day_text(value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    words = CODES.get(column, {}).get(str(value), str(value))
    return in_language(words) if isinstance(words, Words) else str(words)
