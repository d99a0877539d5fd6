"""What a new plan is filled in with: agreements that run, what the policy asks for next, the next talk."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils.text import capfirst
from django.utils.translation import override

from fodfaeste.apps.citizens.caseload import Day
from fodfaeste.apps.citizens.models import Citizen, Contact
from fodfaeste.apps.citizens.steps import standings
from fodfaeste.apps.citizens.wording import offer_title
from fodfaeste.apps.goals.models import Answer
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.offers.codes import PLANNED
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.offers.selectors import agreements_running
from fodfaeste.apps.plans import codes
from fodfaeste.apps.plans.services import NewStep
from fodfaeste.bridge.law import law_here
from fodfaeste.core.answers import State
from fodfaeste.core.policy import Pack
from fodfaeste.design.templatetags.design import moment as moment_text

#: Kinds of the law's offers that are about learning; the others are about work.
LEARNING_KINDS = ("upskilling", "education", "apprentice")


def steps_known(citizen: Citizen, on: date) -> list[NewStep]:
    """The steps that are already known of a citizen. A plan is written in Danish, whoever reads it."""
    pack = policy_in_force(citizen.authority, on)
    day = Day.of(citizen.authority, pack, on)
    standing = standings([citizen], day)[citizen.pk]
    begun = {one.offer for one in standing.agreements}
    with override("da"):
        return [
            *(_of_agreement(citizen, one, pack, on) for one in agreements_running([citizen.pk])),
            *(
                _of_answer(one, pack)
                for one in standing.answers
                if one.offer not in begun and one.state == State.DUE
            ),
            *(_of_talk(citizen, one) for one in standing.talks[:1] if one.starts_at >= day.start_of(on)),
        ]


def effort_of(citizen: Citizen, offer: str, on: date) -> str:
    """Whether one of the law's offers is about learning or about work."""
    found = law_here(citizen.authority, on).offer(offer)
    return codes.LEARNING if found is not None and found.kind in LEARNING_KINDS else codes.WORK


def _of_agreement(citizen: Citizen, agreement: Agreement, pack: Pack, on: date) -> NewStep:
    return NewStep(
        what=capfirst(offer_title(agreement.offer, pack)),
        who=codes.CITIZEN,
        kind=effort_of(citizen, agreement.offer, on),
        offer=agreement.offer,
        starts=agreement.begins,
        due=agreement.ends,
        state=codes.WAITING if agreement.state == PLANNED else codes.RUNNING,
    )


def _of_answer(answer: Answer, pack: Pack) -> NewStep:
    return NewStep(what=f"Begynd {offer_title(answer.offer, pack)}", offer=answer.offer)


def _of_talk(citizen: Citizen, talk: Contact) -> NewStep:
    local = talk.starts_at.astimezone(ZoneInfo(citizen.authority.time_zone))
    return NewStep(what=f"Samtale {moment_text(local)}", who=codes.CASE_WORKER, due=local.date())
