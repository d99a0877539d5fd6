"""One citizen and everyone who might want to look: what the access matrix is tried on."""

from collections.abc import Mapping

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.accounts.welcome import welcome_key
from fodfaeste.apps.citizens.cv_services import cv_read
from fodfaeste.apps.citizens.everything_services import copy_order
from fodfaeste.apps.companies.text_services import job_text_read
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.goals.services import answers_refresh
from fodfaeste.apps.goals.trials import trial_keep
from fodfaeste.apps.imports.services import batch_upload
from fodfaeste.apps.systems.services import system_make, token_make
from fodfaeste.installation import clock
from tests import make
from tests.make import introductions, letters, links, plans, questions, scenarios

SPREADSHEET = "Borger;Navn\nNY-1;Ny Prøve\n".encode()

#: The columns of the matrix, in its order.
ACTORS = (
    "anonymous",
    "own_unit",
    "other_unit",
    "leader",
    "committee",
    "citizen",
    "other_citizen",
    "leader_elsewhere",
    "worker_elsewhere",
    "consultant",
    "company",
    "partner",
)


class Parts(dict[str, object]):
    """What stands in the addresses. What takes long to make is made when an address asks for it."""

    def __getitem__(self, part: str) -> object:
        found = super().__getitem__(part)
        return found() if callable(found) else found


class Situation:
    """A citizen of Team Nord in Norddjurs with a talk, an agreement, answers, and a leader's two files."""

    def __init__(self) -> None:
        north, south = make.unit(name="Team Nord"), make.unit(name="Team Syd")
        elsewhere = make.authority_elsewhere()
        person, other = make.citizen_due(unit=north), make.citizen_due(unit=south)
        self.person = person
        leader = make.leader()
        opening = make.opening(place=make.place())
        self.users: dict[str, User | None] = {
            "anonymous": None,
            "own_unit": make.case_worker(north),
            "other_unit": make.case_worker(south),
            "leader": leader,
            "committee": make.committee_member(),
            "citizen": make.citizen_user(person),
            "other_citizen": make.citizen_user(other),
            "leader_elsewhere": make.leader(elsewhere),
            "worker_elsewhere": make.case_worker(authority=elsewhere),
            "consultant": make.consultant(),
            "company": make.company_user(opening.unit.company),
            "partner": make.partner_user(),
        }
        on = clock.today(north.authority)
        answers_refresh(authority=north.authority, on=on)
        policy = policy_in_force(north.authority, on)
        plan = plans.plan_proposed(person, self.users["own_unit"])
        choice = plans.choice(plan)
        skill = make.citizen_skill(person)
        system = system_make(by=leader, name="Prøve", contact="it", role="leader", reach="authority")
        own = self.users["own_unit"]
        #: What stands in the addresses, by the name of the part.
        self.parts: Mapping[str, object] = Parts(
            {
                "pid": person.public_id,
                "offer": "branchespor",
                "fact": "effort_started",
                "talk": make.contact(person, state="booked").pk,
                "agreement": make.agreement(person, offer="andet").pk,
                "item": "branchespor.forsikret",
                "indicator": policy.indicators[0].id,
                "figure": "tid_til_selvforsoergelse",
                "trial": lambda: trial_keep(user=leader, pack=policy, changes=[], name="Prøve").pk,
                "scenario": lambda: scenarios.scenario(leader).pk,
                "measure": "caseload",
                "file": "report.html",
                "batch": lambda: batch_upload(user=leader, file_name="borgere.csv", content=SPREADSHEET).pk,
                "role": "leader",
                "broker": "kommune",
                "door": "employee",
                "session": make.signed_in(self.users["own_unit"]).pk,
                "stand_in": make.stand_in(leader, self.users["own_unit"], self.users["other_unit"]).pk,
                "colleague": own.pk,
                "errand": "luk",
                "key": welcome_key(own),
                "plan": plan.pk,
                "step": plan.steps.get().pk,
                "choice": choice.pk,
                "entry": plans.log_entry(person).entry,
                "skill": skill.pk,
                "wish": make.wish(person).pk,
                "about": "ophold",
                "cv": lambda: cv_read(user=self.users["citizen"], citizen=person, text="Truckcertifikat").pk,
                "copy": lambda: copy_order(user=self.users["citizen"], citizen=person, language="da").pk,
                "thread": lambda: letters.letter_from_staff(person).thread.public_id,
                "introduction": lambda: introductions.introduction(person).public_id,
                "proposal": lambda: make.proposal(self.users["company"]).public_id,
                "message": make.message(person).pk,
                "channel": "mail",
                "share": make.share(person, by=own).public_id,
                "secret": lambda: links.link(person, by=own).token,
                "link": lambda: links.link(person, by=own).public_id,
                "behalf": lambda: links.behalf(own, person, "sign", "plans.plan", plan.pk).pk,
                "inquiry": lambda: questions.inquiry_after_talk(leader, person).public_id,
                "law_offer": "virksomhedspraktik",
                "duty": "daekning.foerste-samtale",
                "rule": "virksomhedspraktik.varighed.trin-1",
                "company": opening.unit.company.public_id,
                "opening": opening.public_id,
                "system": system.public_id,
                "token": token_make(by=leader, system=system, scopes=["trials"], days=1)[0].prefix,
                "text": lambda: job_text_read(user=leader, text="Medhjælper til hyggelig butik").public_id,
            }
        )
