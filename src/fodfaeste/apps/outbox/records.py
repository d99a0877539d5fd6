"""What is recorded here, as the record that a system outside is told: nothing added."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import override

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.citizens.identity import cpr_to_send
from fodfaeste.apps.citizens.models import Citizen, CitizenSkill, Contact, Fact, Wish
from fodfaeste.apps.citizens.slots import LENGTH
from fodfaeste.apps.offers.models import Agreement
from fodfaeste.apps.outbox.own_ids import thing_id_of
from fodfaeste.apps.outbox.settings import outbox_settings
from fodfaeste.bridge.taxonomy import names_shown
from fodfaeste.core.openings import BETWEEN_CODES, WANTS
from fodfaeste.core.outbound import (
    CvRecord,
    CvSkill,
    Invitation,
    JobLogRecord,
    Occupation,
    OfferRecord,
    Person,
    PlanRecord,
    PlanStepRecord,
    Sender,
    TalkRecord,
    Worker,
)
from fodfaeste.core.taxonomy import OCCUPATION, SKILL
from fodfaeste.installation.clock import now

#: The languages and licences of DFDG's CV among those we know.
LICENCES = {"koerekort_b": "B", "koerekort_c": "C", "koerekort_d": "D"}

#: The efforts of a plan that are told elsewhere.
TOLD_OF_A_PLAN = ("work", "learning")


def sender_of(authority: Authority) -> Sender:
    """The municipality as others know it."""
    known = outbox_settings(authority)
    return Sender(
        code=known.text("dfdg_code", authority.code),
        name=authority.name,
        cvr=known.text("cvr"),
        kind=known.identity.get("dfdg_kind"),
        time_zone=authority.time_zone,
    )


def person_of(citizen: Citizen) -> Person:
    """The citizen as systems that must know who it is are told."""
    return Person(cpr=cpr_to_send(citizen), name=citizen.name)


def worker_of(citizen: Citizen, otherwise: User | None) -> Worker:
    """The employee behind a record: the case worker, else who recorded it, else the municipality."""
    user = citizen.case_worker or (otherwise if otherwise and otherwise.pk != citizen.user_id else None)
    name = user.name if user else citizen.authority.name
    given, _between, surname = name.rpartition(" ")
    return Worker(given_name=given or surname, surname=surname)


def talk_record(talk: Contact, version: int) -> TalkRecord:
    """A talk as it is now."""
    return TalkRecord(
        id=thing_id_of(talk.authority.slug, "talk", talk.pk, talk.citizen.public_id),
        person=person_of(talk.citizen),
        sender=sender_of(talk.authority),
        worker=worker_of(talk.citizen, talk.recorded_by),
        kind=talk.kind,
        state=talk.state,
        starts_at=talk.starts_at,
        ends_at=talk.starts_at + LENGTH,
        version=version,
    )


def invitation_record(talk: Contact, version: int, *, cancelled: bool) -> Invitation:
    """The time of a talk, with nothing of the person in it."""
    known = outbox_settings(talk.authority)
    host = talk.citizen.case_worker or talk.recorded_by
    address = known.text("staff_mail").replace("{username}", host.username if host else "")
    uid = thing_id_of(talk.authority.slug, "invitation", talk.pk, talk.citizen.public_id)
    return Invitation(
        id=uid,
        uid=f"{uid}@fodfaeste",
        sequence=version - 1,
        cancelled=cancelled,
        title="Samtale",
        starts_at=talk.starts_at,
        ends_at=talk.starts_at + LENGTH,
        time_zone=talk.authority.time_zone,
        organiser_name=talk.authority.name,
        organiser_address=known.text("mail_address"),
        to=address,
        stamped_at=talk.recorded_at,
    )


def offer_record(agreement: Agreement, version: int) -> OfferRecord:
    """An agreement on an offer as it is now. Its reasons stay here; its number is a setting."""
    numbers = outbox_settings(agreement.authority).identity.get("dfdg_offers", {})
    return OfferRecord(
        id=thing_id_of(agreement.authority.slug, "agreement", agreement.pk, agreement.citizen.public_id),
        person=person_of(agreement.citizen),
        sender=sender_of(agreement.authority),
        worker=worker_of(agreement.citizen, agreement.decided_by),
        state=agreement.state,
        starts=agreement.begins,
        ends=agreement.ends,
        activation_type=numbers.get(agreement.offer),
        company_unit=agreement.workplace.p_number if agreement.workplace else "",
        version=version,
    )


def plan_record(plan: Any, version: int) -> PlanRecord:
    """The steps of a plan towards work and education. The rest stays here (decision 36).

    The goals are the citizen's own words and may hold anything. That there is a step about health or about
    how one lives is told to nobody either.
    """
    slug = plan.authority.slug
    steps = tuple(
        PlanStepRecord(
            id=thing_id_of(slug, "step", step.pk, plan.citizen.public_id),
            what=step.what,
            who=step.who,
            state=step.state,
            starts=step.starts,
            due=step.due,
        )
        for step in plan.steps.filter(kind__in=TOLD_OF_A_PLAN).order_by("pk")
    )
    return PlanRecord(
        id=thing_id_of(slug, "plan", plan.pk, plan.citizen.public_id),
        person=person_of(plan.citizen),
        sender=sender_of(plan.authority),
        worker=worker_of(plan.citizen, plan.made_with),
        state=plan.state,
        agreed_at=plan.agreed_at,
        steps=steps,
        version=version,
    )


def cv_record(citizen: Citizen) -> CvRecord:
    """What a citizen can and wants as it stands now. Limits are health by another name: never told."""
    skills = {
        row.skill: row.level
        for row in CitizenSkill.objects.filter(citizen=citizen, withdrawn_at__isnull=True).order_by("skill")
    }
    occupations = list(work_wanted(citizen).order_by("what").values_list("what", flat=True))
    with override("da"):
        names = names_shown(SKILL, skills, "da") if skills else {}
        titles = names_shown(OCCUPATION, occupations, "da") if occupations else {}
    said = _profile(citizen)
    return CvRecord(
        id=thing_id_of(citizen.authority.slug, "cv", citizen.public_id),
        person=person_of(citizen),
        sender=sender_of(citizen.authority),
        accepted_at=now(),
        wanted=tuple(Occupation(uri=one, title=titles[one].text) for one in occupations),
        skills=tuple(
            CvSkill(uri=skill, title=names[skill].text, level=level) for skill, level in skills.items()
        ),
        languages=tuple(sorted({one.partition(":")[0] for one in said.get("languages", ())})),
        licences=tuple(LICENCES[one] for one in said.get("licences", ()) if one in LICENCES),
    )


def work_wanted(citizen: Citizen) -> QuerySet[Wish]:
    """The occupations a citizen wants to work in."""
    return Wish.objects.filter(citizen=citizen, kind="erhverv", strength=WANTS, withdrawn_at__isnull=True)


def _profile(citizen: Citizen) -> dict[str, list[str]]:
    rows = Fact.objects.filter(
        citizen=citizen, name__in=("languages", "licences"), withdrawn_at__isnull=True, valid_to__isnull=True
    )
    return {row.name: row.value.split(BETWEEN_CODES) for row in rows}


def job_log_record(entry: Any, version: int) -> JobLogRecord:
    """A job applied for. The citizen's own note stays here."""
    return JobLogRecord(
        id=thing_id_of(entry.authority.slug, "job_log", entry.entry, entry.citizen.public_id),
        person=person_of(entry.citizen),
        sender=sender_of(entry.authority),
        title=entry.title,
        company=entry.company,
        how=entry.how,
        state=entry.state,
        applied_on=entry.applied_on,
        recorded_at=entry.recorded_at,
        withdrawn=entry.withdrawn_at is not None,
        version=version,
    )
