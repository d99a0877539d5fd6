"""A row of every table for one municipality: by a builder where there is one, else field by field."""

from datetime import date, timedelta
from typing import Any

from django.db import models

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.citizens.identity import cpr_store
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.companies.models import Opening
from fodfaeste.apps.companies.text_services import job_text_read
from fodfaeste.apps.drafts.services import draft_keep, token_new
from fodfaeste.apps.goals.models import PackCopy
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.imports.services import batch_upload
from fodfaeste.apps.outbox.reaching import reach_record
from fodfaeste.apps.partners.models import Partner
from fodfaeste.apps.systems.services import system_make, token_make
from fodfaeste.installation import clock
from tests import make
from tests.make import effects, goals, introductions, letters, links, plans, scenarios

#: What a plain row carries where its words would not do: the state in which it is worked on or shown.
SHOWN: dict[str, dict[str, Any]] = {
    "accounts.Identification": {"issuer": "https://login.invalid"},
    "citizens.CvProposal": {"kind": "skill", "code": "madlave-efter-opskrift"},
    "citizens.CvText": {"text": "Zqxmærke cv"},
    "citizens.EverythingCopy": {"language": "da"},
    "citizens.Fact": {"name": "ophold", "value": "ja"},
    "companies.TextProposal": {"kind": "skill", "code": "madlave-efter-opskrift"},
    "imports.Change": {"kind": "record", "field": "name"},
    "imports.Mapping": {"kind": "citizens", "columns": {"Zqxmærke": "name"}},
    "jobs.Job": {"kind": "scenario", "state": "waiting"},
    "journal.Event": {"action": "look", "actor_role": "leader"},
    "links.LinkOpening": {"way": "link"},
    "matching.Sharing": {"packs": {}, "spread": [[1, 1]], "groups": [], "floors": []},
    "outbox.Pause": {"receiver": "dfdg"},
    "outbox.ReachCode": {"channel": "mail"},
    "partners.Share": {"what": ["plan"], "withdrawn_at": None},
    "goals.IndicatorValue": {"indicator": "branchespor_begyndt", "value": 71.0},
}


#: Parts of addresses whose rows are made plainly: the table, and what of the row stands in the address.
BY_ROW = {
    "share": ("partners.Share", "public_id"),
    "inquiry": ("questions.Inquiry", "public_id"),
    "proposal": ("companies.OpeningProposal", "public_id"),
    "cv": ("citizens.CvText", "pk"),
    "copy": ("citizens.EverythingCopy", "pk"),
}


def rows_make(authority: Authority, mark: str) -> dict[str, Any]:
    """Fill a municipality, and tell what of it stands in addresses."""
    north = make.unit(authority, f"{mark} Nord")
    leader = make.leader(authority, name=f"{mark} leder")
    worker = make.case_worker(north, name=f"{mark} sagsbehandler")
    person = make.citizen_due(
        unit=north, case_worker=worker, name=f"{mark} borger", place=make.place(authority, mark)
    )
    citizen = make.citizen_user(person, name=f"{mark} borger")
    opening = _work(authority, mark)
    parts = _of_the_person(person, worker, citizen, opening, mark)
    parts |= _of_the_house(authority, leader, worker, mark)
    parts |= {"company": opening.unit.company.public_id, "opening": opening.public_id}
    _events(authority, leader, person, mark)
    _the_rest(authority, mark)
    parts |= _of_plain_rows()
    parts |= {
        "unit": north.pk,
        "place": person.place_id,
        "case_worker": worker.pk,
        "colleague": worker.pk,
        "citizen": person.public_id,
    }
    return parts | {"partner": Partner.objects.get(authority=authority).public_id}


def _work(authority: Authority, mark: str) -> Opening:
    opening = make.opening(authority=authority, title=f"{mark} åbning")
    make.need(opening)
    make.task(opening, mark)
    make.staff(opening.unit)
    make.course(authority, {"madlave-efter-opskrift": 3})
    make.company_user(opening.unit.company)
    make.partner_user(make.partner(authority, f"{mark} a-kasse"))
    make.consultant(authority)
    make.committee_member(authority)
    return opening


def _of_the_person(
    person: Citizen, worker: User, citizen: User, opening: Opening, mark: str
) -> dict[str, Any]:
    skill, plan = make.citizen_skill(person), plans.plan_proposed(person, worker)
    choice = plans.choice(plan)
    make.suggestion(person, opening)
    goals.answer(person)
    asked = introductions.introduction(person, opening, by=worker)
    letter = letters.letter_from_citizen(person, f"{mark} brev", f"{mark} overskrift")
    link = links.link(person, by=worker)
    cpr_store(person, make.cpr())
    reach_record(user=worker, citizen=person, mail="zqx@zqx.invalid", phone="", letters=True)
    make.spell(person, date(2026, 1, 1))
    draft_keep(user=worker, key=f"talk:{person.pk}", token=token_new(), values={"note": mark})
    return {
        "pid": person.public_id,
        "talk": make.contact(person, state="booked").pk,
        "agreement": make.agreement(person, offer="andet").pk,
        "plan": plan.pk,
        "step": plan.steps.get().pk,
        "choice": choice.pk,
        "entry": plans.log_entry(person).entry,
        "skill": skill.pk,
        "wish": make.wish(person).pk,
        "thread": letter.thread.public_id,
        "introduction": asked.public_id,
        "message": make.message(person, content={"text": mark}).pk,
        "link": link.public_id,
        "behalf": links.behalf(worker, person, "sign", "plans.plan", plan.pk).pk,
        "session": make.signed_in(worker).pk,
    }


def _of_the_house(authority: Authority, leader: User, worker: User, mark: str) -> dict[str, Any]:
    system = system_make(by=leader, name=mark, contact=mark, role="leader", reach="authority")
    token, text = token_make(by=leader, system=system, scopes=["trials"], days=1)
    job_text = job_text_read(user=leader, text=f"{mark} medhjælper i køkken")
    batch = batch_upload(user=leader, file_name=f"{mark}.csv", content=b"Borger;Navn\nNY-1;Zqx\n")
    effects.reckoned(authority)
    pack = policy_in_force(authority, clock.today(authority))
    trial = PackCopy.objects.create(
        authority=authority, author=leader, name=mark, base_hash=pack.hash, files=pack.files,
        created_at=clock.now(),
    )  # fmt: skip
    return {
        "system": system.public_id,
        "token": token.prefix,
        "api_token": text,
        "text": job_text.public_id,
        "batch": batch.pk,
        "stand_in": make.stand_in(leader, worker, make.case_worker(worker.unit)).pk,
        "trial": trial.pk,
        "scenario": scenarios.scenario(leader).pk,
    }


def _events(authority: Authority, leader: User, person: Citizen, mark: str) -> None:
    """Lines of the journal: the database refuses to change them, so they are marked from the first."""
    from fodfaeste.apps.journal.models import Event

    for owner in (person, None):
        Event.objects.create(
            authority=authority, at=clock.now(), actor=leader, actor_role="leader", action="look",
            citizen=owner, what=f"{mark} set", why=f"{mark} grund", via=f"{mark} vej",
        )  # fmt: skip


def _of_plain_rows() -> dict[str, Any]:
    from tests.make.marked import marked_rows, owned_models

    tables = {model._meta.label: model for model in owned_models()}
    return {
        part: getattr(marked_rows(tables[label]).first(), name)
        for part, (label, name) in BY_ROW.items()
        if label in tables
    }


def _the_rest(authority: Authority, mark: str) -> None:
    """A plain row of every table that has none yet. Some wait for another's row."""
    from tests.make.marked import marked_rows, owned_models

    waiting = [model for model in owned_models() if not marked_rows(model).exists()]
    while waiting:
        made = [model for model in waiting if plain_row(model, authority, mark)]
        if not made:
            names = ", ".join(model._meta.label for model in waiting)
            raise AssertionError(f"give a builder in tests/make/marked_rows.py: {names}")
        waiting = [model for model in waiting if model not in made]


def plain_row(model: type[models.Model], authority: Authority, mark: str) -> models.Model | None:
    """A row with something in each field that must hold something; None where another table comes first."""
    from tests.make.marked import marked_rows

    values = dict(SHOWN.get(model._meta.label, {}))
    for field in model._meta.concrete_fields:
        if field.primary_key or field.name in values:
            continue
        if field.is_relation:
            found = (
                authority if field.related_model is Authority else marked_rows(field.related_model).first()
            )
            if found is None and not field.null:
                return None
            if found is not None and not (field.null and field.name.endswith("_by")):
                values[field.name] = found
        elif not field.has_default() and not field.null:
            values[field.name] = _something(field, mark)
    return model._default_manager.create(**values)


def _something(field: models.Field, mark: str) -> Any:
    if isinstance(field, models.CharField | models.TextField):
        return mark[: field.max_length]
    if isinstance(field, models.DateTimeField):
        return clock.now() + timedelta(days=1) if field.name.startswith("expires") else clock.now()
    if isinstance(field, models.DateField):
        return clock.now().date()
    if isinstance(field, models.JSONField):
        return {"text": mark}
    if isinstance(field, models.BinaryField):
        return mark.encode()
    return False if isinstance(field, models.BooleanField) else 7
