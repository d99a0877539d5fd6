"""One citizen, and a system of each kind that may want to read or write about them."""

import json
from functools import cache
from typing import Any

from django.test import Client
from django.urls import reverse

from fodfaeste.api.operation import OPERATIONS
from fodfaeste.api.urls import description
from fodfaeste.apps.citizens.everything_models import EverythingCopy
from fodfaeste.apps.citizens.everything_services import copy_make, copy_order
from fodfaeste.apps.companies.text_services import job_text_read
from fodfaeste.apps.effects.access import time_figures_for
from fodfaeste.apps.goals.forms import TrialForm
from fodfaeste.apps.goals.models import Answer
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.goals.services import answers_refresh
from fodfaeste.apps.goals.trials import trial_keep
from fodfaeste.apps.imports.services import batch_upload
from fodfaeste.apps.links.selectors import things_of
from fodfaeste.apps.links.services import link_make
from fodfaeste.apps.partners.selectors import grounds_for
from fodfaeste.apps.systems.ids import outside_id
from fodfaeste.apps.systems.models import System, Webhook
from fodfaeste.apps.systems.scopes import SCOPES
from fodfaeste.apps.systems.services import system_make, token_make
from fodfaeste.installation import clock
from fodfaeste.installation.secrets import installation_secrets
from tests import make
from tests.make import links, plans, scenarios
from tests.make.introductions import introduction_yes
from tests.make.letters import letter_from_citizen
from tests.make.questions import inquiry

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
    "company",
    "partner",
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
        self.opening, self.partner = make.opening(place=make.place()), make.partner()
        company = self.opening.unit.company
        self.tokens: dict[str, str | None] = {
            "nobody": None,
            "own_unit": token(self.leader, "Nord", "case_worker", "unit", north),
            "other_unit": token(self.leader, "Syd", "case_worker", "unit", south),
            "beyond_unit": token(self.leader, "Ydelse", "case_worker", "authority", south),
            "leader": token(self.leader, "Ledelse", "leader", "authority"),
            "consultant": token(self.leader, "Erhverv", "company_consultant", "authority"),
            "committee": token(self.leader, "Udvalg", "committee", "authority"),
            "company": token(self.leader, "Firma", "company", "unit", company=company),
            "partner": token(self.leader, "Kasse", "partner", "unit", partner=self.partner),
            "elsewhere": token(elsewhere, "Andetsteds", "leader", "authority"),
            "worker_elsewhere": token(elsewhere, "Nabo", "case_worker", "authority"),
        }
        #: In the order they were let in, which is that of the columns.
        made = System.objects.select_related("user").order_by("pk")
        self.systems = dict(zip(ACTORS[1:], made, strict=True))
        self.parts = self._parts()
        #: A value of the policy that may be tried.
        self.values = tried_values(self.person.authority)

    def _parts(self) -> dict[str, str]:
        authority, person = self.person.authority, self.person
        on = clock.today(authority)
        opening, company = self.opening, System.objects.get(name="Firma").user
        answers_refresh(authority=authority, on=on)
        policy = policy_in_force(authority, on)
        user = System.objects.get(name="Ledelse").user
        worker = make.case_worker(person.unit)
        plan = plans.plan_proposed(person, worker)
        rows = {
            "talk": make.contact(person, state="booked"),
            "agreement": make.agreement(person, offer="andet", state="planned"),
            "trial": trial_keep(user=user, pack=policy, changes=[], name="Prøve"),
            "scenario": scenarios.scenario(user),
            "skill": make.citizen_skill(person),
            "wish": make.wish(person),
            "plan": plan,
            "step": plan.steps.get(),
            "message": make.message(person),
            "printout": copy_made(person, worker),
            "stand_in": make.stand_in(self.leader, worker, make.case_worker(person.unit)),
        }
        #: What a citizen said yes to has an opening of its own: nobody is asked twice about one.
        shown = introduction_yes(person, make.opening(opening.unit))
        batch = batch_upload(user=user, file_name="borgere.csv", content=SPREADSHEET)
        answer = earlier_answer(person, policy)
        return {
            "pid": person.public_id,
            "entry": plans.log_entry(person).entry,
            "thread": letter_from_citizen(person).thread.public_id,
            "introduction": shown.public_id,
            "proposal": make.proposal(company).public_id,
            "share": make.share(person, self.partner, by=worker).public_id,
            "link": links.link(person, by=worker).public_id,
            "company_link": link_of(company.company, self.leader, opening).public_id,
            "company_thing": outside_id("thing answer companies.opening", opening.pk),
            "inquiry": inquiry(self.leader).public_id,
            "channel": "mail",
            "figure": time_figures_for(user)[0].id,
            "partner": self.partner.public_id,
            "p_number": opening.unit.p_number,
            "thing": _thing_of(person),
            "absent": outside_id("colleague", worker.pk),
            "colleague": outside_id("colleague", make.case_worker(person.unit).pk),
            "goal": next(one.id for one in policy.entries if one.kind == "goal"),
            "ground": grounds_for(self.partner, on)[0].id,
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
    return _client().generic(method, path, content, content_type="application/json", headers=headers)


@cache
def _client() -> Client:
    """One for all calls: the API keeps nothing between two."""
    return Client(raise_request_exception=False)


def token(leader: Any, name: str, role: str, reach: str, unit: Any = None, **fields: Any) -> str:
    """The token of a new system."""
    owner = {one: fields.pop(one, None) for one in ("company", "partner")}
    said = {"name": name, "contact": "it@example.dk", "role": role, "reach": reach, "unit": unit}
    made = system_make(by=leader, **said, **owner)
    values = {"scopes": list(SCOPES), "days": 30, "per_minute": 6000, **fields}
    return token_make(by=leader, system=made, **values)[1]


def webhook_of(system: str, **fields: Any) -> Webhook:
    """An address of a system, whatever the network says of it."""
    values = {"url": "https://example.dk/besked", "kinds": ["talk.recorded"], **fields}
    secret = installation_secrets().encrypt(b"k" * 32, purpose="webhook-secret")
    return Webhook.objects.create(
        system=System.objects.get(name=system), secret=secret, created_at=clock.true_now(), **values
    )


def link_of(company: Any, leader: Any, opening: Any) -> Any:
    """A link of a company to say how its opening stands."""
    about = {"purpose": "answer", "about": "companies.opening", "about_id": opening.pk}
    return link_make(authority=company.authority, company=company, by=leader, bound_to="told_code", **about)


def _thing_of(person: Any) -> str:
    """What a personal link can be made to, as it is named outside."""
    door, thing = next((door, thing) for door, thing in things_of(person) if door.purpose == "sign")
    return outside_id(f"thing {door.purpose} {door.about}", thing.about_id)


def copy_made(person: Any, worker: Any) -> EverythingCopy:
    """A copy of everything that can be fetched."""
    copy = copy_order(user=worker, citizen=person, language="da", is_for_print=True, why="Bad om det i dag")
    copy_make(copy=copy)
    return copy


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
