"""Codes of plans, choices and job logs, each with its words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

DRAFT, PROPOSED, AGREED, REPLACED, ENDED = "draft", "proposed", "agreed", "replaced", "ended"
#: States in which a plan is the citizen's plan; at most one agreed and one under way at a time.
UNDER_WAY, OVER = (DRAFT, PROPOSED), (REPLACED, ENDED)
PLAN_STATES: dict[str, Promise] = {
    DRAFT: gettext_lazy("Kladde"),
    PROPOSED: gettext_lazy("Foreslået"),
    AGREED: gettext_lazy("Aftalt"),
    REPLACED: gettext_lazy("Afløst af en ny"),
    ENDED: gettext_lazy("Afsluttet"),
}

#: Who does a step.
CITIZEN, CASE_WORKER, COMPANY, PARTNER = "citizen", "case_worker", "company", "partner"
WHO: dict[str, Promise] = {
    CITIZEN: gettext_lazy("Borgeren"),
    CASE_WORKER: gettext_lazy("Sagsbehandleren"),
    COMPANY: gettext_lazy("En virksomhed"),
    PARTNER: gettext_lazy("En samarbejdspartner"),
}

#: The efforts that run beside each other in one plan, in the order a page shows them.
WORK, LEARNING, HEALTH, SOCIAL, OTHER = "work", "learning", "health", "social", "other"
EFFORTS: dict[str, Promise] = {
    WORK: gettext_lazy("Job og praktik"),
    LEARNING: gettext_lazy("Uddannelse og kurser"),
    HEALTH: gettext_lazy("Sundhed og behandling"),
    SOCIAL: gettext_lazy("Bolig, økonomi og social støtte"),
    OTHER: gettext_lazy("Andet"),
}

WAITING, RUNNING, DONE, DROPPED = "waiting", "running", "done", "dropped"
STEP_STATES: dict[str, Promise] = {
    WAITING: gettext_lazy("Ikke begyndt"),
    RUNNING: gettext_lazy("I gang"),
    DONE: gettext_lazy("Gjort"),
    DROPPED: gettext_lazy("Droppet"),
}

#: How the citizen came to agree.
SIGNED_IN, BY_LINK, ON_BEHALF = "signed_in", "link", "on_behalf"
AGREED_HOW: dict[str, Promise] = {
    SIGNED_IN: gettext_lazy("på Min side"),
    BY_LINK: gettext_lazy("med et personligt link"),
    ON_BEHALF: gettext_lazy("skrevet af kommunen for borgeren"),
}

#: What a choice came to where none of the alternatives was wanted.
NONE_OF_THEM = "none"

APPLIED, INTERVIEW, OFFERED, REFUSED, NO_ANSWER = "applied", "interview", "offered", "refused", "no_answer"
LOG_STATES: dict[str, Promise] = {
    APPLIED: gettext_lazy("Søgt"),
    INTERVIEW: gettext_lazy("Til samtale"),
    OFFERED: gettext_lazy("Fik jobbet"),
    REFUSED: gettext_lazy("Afslag"),
    NO_ANSWER: gettext_lazy("Hørte ikke mere"),
}
LOG_HOW: dict[str, Promise] = {
    "advert": gettext_lazy("Jobopslag"),
    "unsolicited": gettext_lazy("Uopfordret"),
    "contact": gettext_lazy("Ringede eller mødte op"),
    "network": gettext_lazy("Gennem nogen, jeg kender"),
    "agency": gettext_lazy("Vikarbureau"),
    "other": gettext_lazy("Andet"),
}
