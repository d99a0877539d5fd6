"""One citizen, and a system of each kind that may want to read or write about them."""

import json
from typing import Any

from django.test import Client
from django.urls import reverse

from fodfaeste.api.operation import OPERATIONS
from fodfaeste.api.urls import description
from fodfaeste.apps.companies.text_services import job_text_read
from fodfaeste.apps.goals.forms import TrialForm
from fodfaeste.apps.goals.models import Answer
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.goals.services import answers_refresh
from fodfaeste.apps.goals.trials import trial_keep
from fodfaeste.apps.imports.services import batch_upload
from fodfaeste.apps.systems.ids import outside_id
from fodfaeste.apps.systems.models import System, Webhook
from fodfaeste.apps.systems.scopes import SCOPES
from fodfaeste.apps.systems.services import system_make, token_make
from fodfaeste.installation import clock
from fodfaeste.installation.secrets import installation_secrets
from tests import make
from tests.make import plans, scenarios
from tests.make.introductions import introduction
from tests.make.letters import letter_from_citizen

PURPOSE = "Samtale om job i dag"
SPREADSHEET = "Borger;Navn\nNY-1;Ny Prøve\n".encode()

#: The columns of the matrix, in its order.
ACTORS = (
    "nobody",
    "own_unit",
    "other_unit",
    "beyond_unit",
    "leader",
    "consultant",
    "committee",
    "elsewhere",
    "worker_elsewhere",
)


class World:
    """A citizen of Team Nord, and systems that hold tokens with every scope."""

    def __init__(self) -> None:
        north, south = make.unit(name="Team Nord"), make.unit(name="Team Syd")
        self.person = make.citizen_due(unit=north)
        self.leader = make.leader()
        elsewhere = make.leader(make.authority_elsewhere())
        self.tokens: dict[str, str | None] = {
            "nobody": None,
            "own_unit": token(self.leader, "Nord", "case_worker", "unit", north),
            "other_unit": token(self.leader, "Syd", "case_worker", "unit", south),
            "beyond_unit": token(self.leader, "Ydelse", "case_worker", "authority", south),
            "leader": token(self.leader, "Ledelse", "leader", "authority"),
            "consultant": token(self.leader, "Erhverv", "company_consultant", "authority"),
            "committee": token(self.leader, "Udvalg", "committee", "authority"),
            "elsewhere": token(elsewhere, "Andetsteds", "leader", "authority"),
            "worker_elsewhere": token(elsewhere, "Nabo", "case_worker", "authority"),
        }
        self.parts = self._parts()
        #: A value of the policy that may be tried.
        self.values = tried_values(self.person.authority)

    def _parts(self) -> dict[str, str]:
        authority, person = self.person.authority, self.person
        on = clock.today(authority)
        opening = make.opening(place=make.place())
        answers_refresh(authority=authority, on=on)
        policy = policy_in_force(authority, on)
        user = System.objects.get(name="Ledelse").user
        plan = plans.plan_proposed(person, make.case_worker(person.unit))
        rows = {
            "talk": make.contact(person, state="booked"),
            "agreement": make.agreement(person, offer="andet"),
            "trial": trial_keep(user=user, pack=policy, changes=[], name="Prøve"),
            "scenario": scenarios.scenario(user),
            "skill": make.citizen_skill(person),
            "wish": make.wish(person),
            "plan": plan,
            "step": plan.steps.get(),
            "message": make.message(person),
        }
        batch = batch_upload(user=user, file_name="borgere.csv", content=SPREADSHEET)
        answer = earlier_answer(person, policy)
        return {
            "pid": person.public_id,
            "entry": plans.log_entry(person).entry,
            "thread": letter_from_citizen(person).thread.public_id,
            "introduction": introduction(person).public_id,
            "offer": "branchespor",
            "name": "effort_started",
            "answer": outside_id("answer", answer.pk),
            "batch": outside_id("import", batch.pk),
            "item": "branchespor.forsikret",
            "indicator": policy.indicators[0].id,
            "file": "summary.json",
            "about": "ophold",
            "law_offer": "virksomhedspraktik",
            "duty": "daekning.foerste-samtale",
            "rule": "virksomhedspraktik.varighed.trin-1",
            "company": opening.unit.company.public_id,
            "opening": opening.public_id,
            "text": job_text_read(user=self.leader, text="Medhjælper til hyggelig butik").public_id,
            "webhook": webhook_of("Ledelse").public_id,
            **{name: outside_id(name, row.pk) for name, row in rows.items()},
        }

    def path(self, name: str) -> str:
        """An operation's address in the world."""
        parts = next(p for p in _patterns() if p.name == name).pattern.converters
        return reverse(f"api:{name}", kwargs={part: self.parts[part] for part in parts})

    def ask(self, actor: str, name: str, body: object = None, path: str = "", **headers: str) -> Any:
        """An operation asked for by an actor."""
        known = OPERATIONS[name]
        return ask(
            self.tokens[actor],
            known.method,
            path or self.path(name),
            body,
            **{"X-Purpose": PURPOSE, **headers},
        )


def _patterns() -> Any:
    from fodfaeste.api.urls import urlpatterns

    return urlpatterns


def ask(token: str | None, method: str, path: str, body: object = None, **headers: str) -> Any:
    """A call as a system makes it."""
    if token:
        headers["Authorization"] = f"Bearer {token}"
    content = "" if body is None else json.dumps(body)
    client = Client(raise_request_exception=False)
    return client.generic(method, path, content, content_type="application/json", headers=headers)


def token(leader: Any, name: str, role: str, reach: str, unit: Any = None, **fields: Any) -> str:
    """The token of a new system."""
    made = system_make(by=leader, name=name, contact="it@example.dk", role=role, reach=reach, unit=unit)
    values = {"scopes": list(SCOPES), "days": 30, "per_minute": 6000, **fields}
    return token_make(by=leader, system=made, **values)[1]


def webhook_of(system: str, **fields: Any) -> Webhook:
    """An address of a system, whatever the network says of it."""
    values = {"url": "https://example.dk/besked", "kinds": ["talk.recorded"], **fields}
    secret = installation_secrets().encrypt(b"k" * 32, purpose="webhook-secret")
    return Webhook.objects.create(
        system=System.objects.get(name=system), secret=secret, created_at=clock.true_now(), **values
    )


def earlier_answer(person: Any, policy: Any) -> Answer:
    """An answer that another took over from."""
    kept = Answer.objects.filter(citizen=person).first()
    assert kept is not None
    kept.pk, kept.until = None, kept.on
    kept.save(force_insert=True)
    return kept


def tried_values(authority: Any) -> dict[str, str]:
    """A time in the policy that is made longer."""
    policy = policy_in_force(authority, clock.today(authority))
    path = next(one.path for one in TrialForm(policy).parameters.values() if one.operator == "after")
    return {path: "P9M"}


def operations() -> list[str]:
    """Every operation by name."""
    described = {
        told["operationId"] for methods in description()["paths"].values() for told in methods.values()
    }
    assert described == set(OPERATIONS)
    return sorted(described)
