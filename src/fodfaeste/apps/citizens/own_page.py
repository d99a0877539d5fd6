"""The citizen's own page, in words said to the person it is about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.citizens import codes
from fodfaeste.apps.citizens.caseload import Day
from fodfaeste.apps.citizens.citizen_page import agreement_lines
from fodfaeste.apps.citizens.explaining import Why, why_now
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.own_waiting import asked_of
from fodfaeste.apps.citizens.selectors import (
    FactLine,
    fact_lines,
    facts_of,
    rule_fact_names,
    status_names,
    talks_of,
)
from fodfaeste.apps.citizens.steps import Standing, standings
from fodfaeste.apps.citizens.wording import offer_title
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.journal.selectors import events_for_citizen
from fodfaeste.apps.journal.words import ACTION_WORDS, ROLE_WORDS
from fodfaeste.apps.plans.front import front_of
from fodfaeste.core.answers import State
from fodfaeste.core.policy import Pack
from fodfaeste.design.templatetags.design import day as day_text

LOOKS_SHOWN = 20
#: So many events are read to fill those lines.
EVENTS_READ = 200

#: What a fact is called when it is said to the person it is about.
YOURS = {
    "target_group": gettext_lazy("Din målgruppe"),
    "effort_started": gettext_lazy("Din indsats begyndte"),
    "unemployment_started": gettext_lazy("Du blev ledig"),
    "earlier_unemployment_months": gettext_lazy("Så mange måneder har du tidligere været ledig"),
    "became_job_ready": gettext_lazy("Du blev jobparat"),
    "came_from": gettext_lazy("Før hørte du til målgruppen"),
    "integration_started": gettext_lazy("Din integrationsperiode begyndte"),
    "benefit": gettext_lazy("Din ydelse"),
    "contact_group": gettext_lazy("Din kontaktgruppe"),
    "readiness": gettext_lazy("Din visitation"),
    "law_group": gettext_lazy("Din målgruppe i loven"),
    "gl_match_group": gettext_lazy("Din matchgruppe"),
    "registered_on": gettext_lazy("Du blev registreret som arbejdssøgende"),
    "education": gettext_lazy("Din uddannelse"),
}

#: Where Min side leads, part by part. What is not installed has no line.
WAYS: tuple[tuple[Promise, tuple[tuple[str, Promise], ...]], ...] = (
    (
        gettext_lazy("Vejen til job"),
        (
            ("plans:my_offers", gettext_lazy("Vælg mellem tilbud")),
            ("matching:my_openings", gettext_lazy("Se job, der passer til dig")),
            ("plans:my_log", gettext_lazy("Joblog: skriv de job, du har søgt")),
            ("offers:my_offers", gettext_lazy("Se de tilbud, loven har")),
        ),
    ),
    (
        gettext_lazy("Det kan og vil du"),
        (
            ("citizens:my_profile", gettext_lazy("Skriv, hvad du kan og gerne vil")),
            ("citizens:my_cv", gettext_lazy("Sæt dit CV ind, og vælg, hvad der skal bruges")),
        ),
    ),
    (
        gettext_lazy("Beskeder og dine oplysninger"),
        (
            ("letters:my_letters", gettext_lazy("Beskeder")),
            ("introductions:my_introductions", gettext_lazy("Ja eller nej til, at en virksomhed ser dit CV")),
            ("partners:my_shares", gettext_lazy("Delt med samarbejdspartnere")),
            ("outbox:my_reach", gettext_lazy("Sådan får du besked")),
            ("citizens:my_looks", gettext_lazy("Hvem har set din sag")),
            ("citizens:my_everything", gettext_lazy("Hent alt, hvad der står om dig")),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Look:
    """One line of the journal, said to the citizen it is about."""

    at: datetime
    who: str
    role: str
    did: str
    what: str
    why: str
    via: str = ""
    times: int = 1  # on that day; `at` is the last of them


@dataclass(frozen=True, slots=True)
class OwnStep:
    """What happens next for the citizen about one offer, and why."""

    heading: str
    text: str
    why: Why | None


def own_page(citizen: Citizen, on: date) -> dict[str, object]:
    """Everything a citizen's own page shows."""
    pack = policy_in_force(citizen.authority, on)
    day = Day.of(citizen.authority, pack, on)
    standing = standings([citizen], day)[citizen.pk]
    lines = fact_lines(facts_of(citizen), pack, on, [*status_names(pack), *rule_fact_names(pack)])
    return {
        "citizen": citizen,
        "on": on,
        **front_of(citizen, on, asked=asked_of(citizen, on)),
        "ways": ways_on(),
        "next_talk": next((talk for talk in standing.talks if talk.starts_at >= day.start_of(on)), None),
        "talks": [(talk, codes.TALK_STATES.get(talk.state, talk.state)) for talk in talks_of(citizen)[:10]],
        "steps": own_steps(citizen, standing, pack, on),
        "agreements": agreement_lines(citizen, pack),
        "known": [(YOURS[line.name], line) for line in lines if line.current],
        "looks": looks_at(citizen),
    }


def ways_on() -> list[tuple[str, list[tuple[str, str]]]]:
    """Where Min side leads, part by part: each way's address and text."""
    parts = [(str(name), [way for one in ways if (way := _way(*one))]) for name, ways in WAYS]
    return [(name, ways) for name, ways in parts if ways]


def _way(view: str, text: Promise) -> tuple[str, str] | None:
    try:
        return reverse(view), str(text)
    except NoReverseMatch:
        return None


def looks_at(citizen: Citizen) -> list[Look]:
    """Who has looked at the citizen's case, the newest first; the citizen's own looks are left out.

    The same look by the same person on one day is one line that says how often.
    """
    zone = ZoneInfo(citizen.authority.time_zone)
    events = events_for_citizen(citizen).exclude(actor=citizen.user)[:EVENTS_READ]
    found: dict[object, Look] = {}
    for event in events:
        day = event.at.astimezone(zone).date()
        alike = (day, event.actor_id, event.actor_role, event.action, event.what, event.why, event.via)
        known = found.get(alike)
        found[alike] = replace(known, times=known.times + 1) if known else look_of(event)
    return list(found.values())[:LOOKS_SHOWN]


def look_of(event: Event) -> Look:
    """A line of the journal, said to the citizen it is about."""
    return Look(
        event.at,
        event.actor.name if event.actor else _("Systemet"),
        str(ROLE_WORDS.get(event.actor_role, "")) if event.actor else "",
        str(ACTION_WORDS.get(event.action, event.action)),
        event.what,
        event.why,
        event.via,
    )


def own_steps(citizen: Citizen, standing: Standing, pack: Pack, on: date) -> list[OwnStep]:
    """The next step of each offer, the offers under way first."""
    begun = {agreement.offer: agreement for agreement in standing.agreements}
    steps = []
    for offer, agreement in begun.items():
        words = {"offer": offer_title(offer, pack), "day": day_text(agreement.begins)}
        heading = _("Dit %(offer)s: fra %(day)s") % words
        steps.append(OwnStep(heading, agreement.reason, None))
    asked = [answer.offer for answer in standing.answers if answer.offer not in begun]
    return steps + [own_step(why_now(citizen, pack, offer, on)) for offer in asked]


def own_step(why: Why) -> OwnStep:
    """What the policy answers of an offer, said to the citizen."""
    answer = why.explanation.answer
    words = {
        "offer": offer_title(answer.offer, why.pack),
        "day": day_text(answer.due_on),
        "missing": _joined(why.missing),
    }
    if why.state is State.DUE:
        heading = _("Du skal begynde i et %(offer)s") % words
        text = _("Det har du haft ret til siden %(day)s. Din sagsbehandler tager kontakt til dig.") % words
        if answer.due_on is None:
            text = _("Din sagsbehandler tager kontakt til dig.")
    elif why.state is State.CANNOT_TELL:
        heading = _("Vi mangler at vide noget, før vi kan se, hvornår du skal begynde i et %(offer)s") % words
        text = _("Det, vi mangler, er: %(missing)s. Fortæl din sagsbehandler det.") % words
    elif why.state is State.NOT_DUE and answer.due_on is not None:
        heading = _("Du begynder i et %(offer)s %(day)s") % words
        text = _("Det er den dag, kommunens politik giver dig ret til det.")
    elif why.state is State.NOT_DUE:
        heading = _("Du skal ikke begynde i et %(offer)s nu") % words
        text = _("Der er ingen dag endnu. Det kan ændre sig, når din situation gør.")
    else:
        heading = _("Kommunens politik giver ikke din målgruppe et %(offer)s") % words
        text = _("Spørg din sagsbehandler, hvad du kan få i stedet.")
    return OwnStep(heading, text, why)


def _joined(missing: Sequence[FactLine]) -> str:
    texts = [str(YOURS[line.name]) for line in missing]
    return ", ".join(text[:1].lower() + text[1:] for text in texts)
