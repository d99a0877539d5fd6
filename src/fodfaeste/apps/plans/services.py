"""What changes a plan: begun, written in, proposed, agreed, ended. Every change keeps a whole version."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.services import WHY_LENGTH, journal_write
from fodfaeste.apps.outbox.services import notify
from fodfaeste.apps.plans import codes
from fodfaeste.apps.plans.history import version_write
from fodfaeste.apps.plans.models import Plan, PlanStep
from fodfaeste.bridge.law import law_here, policy_here
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.installation.clock import now, today


class NotPossible(FodfaesteError):
    """What is asked for does not fit the state the plan is in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """What a step says."""

    what: str
    who: str = codes.CASE_WORKER
    who_name: str = ""
    kind: str = codes.WORK
    offer: str = ""
    starts: date | None = None
    due: date | None = None
    state: str = codes.WAITING


def plan_begin(*, user: User, citizen: Citizen, goals: str = "", steps: Iterable[NewStep] = ()) -> Plan:
    """Begin a citizen's plan as a draft, once: asked again it gives the one under way.

    One that the citizen began and that has no steps yet gets these. Where a plan is agreed, the new one takes
    over from it on the day both agree.
    """
    with transaction.atomic():
        _lock(citizen)
        under_way = Plan.objects.filter(citizen=citizen, state__in=codes.UNDER_WAY).first()
        if under_way is not None:
            return _filled(user, under_way, steps)
        on = today(citizen.authority)
        plan = Plan.objects.create(
            authority=citizen.authority,
            citizen=citizen,
            state=codes.DRAFT,
            goals=goals,
            made_with=citizen.case_worker,
            replaces=_last_agreed(citizen),
            created_at=now(),
            created_by=user,
            changed_at=now(),
            pack_hash=policy_here(citizen.authority, on).hash,
            law_hash=law_here(citizen.authority, on).hash,
        )
        for step in steps:
            _step_write(user, plan, step)
        _changed(user, plan, "begun", "Plan begyndt")
    return plan


def _filled(user: User, plan: Plan, steps: Iterable[NewStep]) -> Plan:
    wanted = () if plan.steps.exists() else tuple(steps)
    for step in wanted:
        _step_write(user, plan, step)
    if wanted:
        _back_to_draft(plan)
        _changed(user, plan, "step", "Plan: skridt skrevet")
    return plan


def plan_renew(*, user: User, plan: Plan) -> Plan:
    """Begin a new plan from an agreed one: the goals and what is not done yet are carried over."""
    steps = [_as_new(step) for step in plan.steps.exclude(state__in=(codes.DONE, codes.DROPPED))]
    return plan_begin(user=user, citizen=plan.citizen, goals=plan.goals, steps=steps)


def goals_write(*, user: User, plan: Plan, goals: str) -> Plan:
    """Write the citizen's goals. A plan already proposed has to be proposed again."""
    with transaction.atomic():
        found = _to_write(plan)
        if found.goals == goals:
            return found
        found.goals = goals
        _back_to_draft(found)
        _changed(user, found, "goals", "Plan: mål skrevet")
    return found


def view_write(*, user: User, plan: Plan, view: str) -> Plan:
    """Write what the citizen says of the plan. It changes nothing in what was proposed or agreed."""
    with transaction.atomic():
        found = _locked(plan)
        if found.state in codes.OVER:
            raise NotPossible(_("Planen er slut. Begynd en ny."))
        if found.citizen_view == view:
            return found
        found.citizen_view = view
        _changed(user, found, "view", "Plan: borgerens syn skrevet")
    return found


def step_add(*, user: User, plan: Plan, step: NewStep) -> PlanStep:
    """Write one more step into a plan that is not agreed yet."""
    with transaction.atomic():
        found = _to_write(plan)
        written = _step_write(user, found, step)
        _back_to_draft(found)
        _changed(user, found, "step", "Plan: skridt skrevet")
    return written


def step_change(*, user: User, step: PlanStep, to: NewStep) -> PlanStep:
    """Change what a step says, in a plan that is not agreed yet."""
    with transaction.atomic():
        found = _to_write(step.plan)
        kept = PlanStep.objects.get(pk=step.pk, plan=found)
        if _as_new(kept) == to:
            return kept
        for name, value in asdict(to).items():
            setattr(kept, name, value)
        kept.done_at = _done_on(found, to.state, kept.done_at)
        _step_save(user, kept)
        _back_to_draft(found)
        _changed(user, found, "step", "Plan: skridt rettet")
    return kept


def step_mark(*, user: User, step: PlanStep, state: str) -> PlanStep:
    """Write how far a step has come. What was agreed stays agreed. Twice is once."""
    if state not in codes.STEP_STATES:
        raise NotPossible(_("Vælg, hvor langt skridtet er."))
    with transaction.atomic():
        found = _locked(step.plan)
        if found.state in codes.OVER:
            raise NotPossible(_("Planen er slut. Begynd en ny."))
        kept = PlanStep.objects.get(pk=step.pk, plan=found)
        if kept.state == state:
            return kept
        kept.state, kept.done_at = state, _done_on(found, state, None)
        _step_save(user, kept)
        _changed(user, found, "mark", f"Plan: skridt {_danish(state)}")
    return kept


def plan_propose(*, user: User, plan: Plan) -> Plan:
    """Put the plan to the citizen: the case worker agrees to it as it stands. Twice is once."""
    with transaction.atomic():
        found = _locked(plan)
        if found.state == codes.PROPOSED:
            return found
        if found.state != codes.DRAFT:
            raise NotPossible(_("Kun en kladde kan foreslås."))
        if not found.steps.exists():
            raise NotPossible(_("Skriv mindst ét skridt, før planen foreslås."))
        found.state, found.proposed_at, found.proposed_by = codes.PROPOSED, now(), user
        found.made_with = user
        _changed(user, found, "proposed", "Plan foreslået")
        notify(
            authority=found.authority,
            citizen=found.citizen,
            kind="plan",
            text_key="plan",
            key=f"{found.pk}:{found.version}",
        )
    return found


def plan_agree(*, user: User, plan: Plan, version: int, how: str, why: str = "") -> Plan:
    """The citizen agrees to the plan as it was shown; it takes over from the one before. Twice is once.

    `version` is what the citizen saw. On somebody's behalf it takes a reason.
    """
    if how == codes.ON_BEHALF and not why.strip():
        raise NotPossible(_("Skriv, hvorfor du skriver det for borgeren."))
    with transaction.atomic():
        found = _locked(plan)
        if found.state == codes.AGREED:
            return found
        if found.state != codes.PROPOSED:
            raise NotPossible(_("Planen er ikke foreslået endnu, eller den er slut."))
        if found.version != version:
            raise NotPossible(_("Planen er ændret, siden du så den. Læs den igen."))
        _replace_before(user, found)
        found.state, found.agreed_at, found.agreed_by = codes.AGREED, now(), user
        found.agreed_how, found.agreed_why = how, why[:WHY_LENGTH]
        _changed(user, found, "agreed", "Plan aftalt", why)
    return found


def plan_decline(*, user: User, plan: Plan, view: str) -> Plan:
    """The citizen does not agree and says why; the plan is a draft again, to be talked over."""
    with transaction.atomic():
        found = _locked(plan)
        if found.state != codes.PROPOSED:
            raise NotPossible(_("Planen er ikke foreslået endnu, eller den er slut."))
        found.citizen_view = view
        _back_to_draft(found)
        _changed(user, found, "declined", "Plan: borgeren er ikke enig")
    return found


def plan_end(*, user: User, plan: Plan, reason: str) -> Plan:
    """End a plan with the reason; a draft is put aside the same way. Ended once, it stays so."""
    with transaction.atomic():
        found = _locked(plan)
        if found.state == codes.ENDED:
            return found
        if found.state in codes.OVER:
            raise NotPossible(_("Planen er afløst af en ny."))
        _end(user, found, codes.ENDED, reason)
        _changed(user, found, "ended", "Plan afsluttet", reason)
    return found


def _replace_before(user: User, plan: Plan) -> None:
    before = _last_agreed(plan.citizen)
    if before is None:
        return
    _end(user, before, codes.REPLACED, "")
    _changed(user, before, "replaced", "Plan afløst af en ny")
    plan.replaces = before


def _end(user: User, plan: Plan, state: str, reason: str) -> None:
    plan.state, plan.ended_at, plan.ended_by, plan.end_reason = state, now(), user, reason[:WHY_LENGTH]


def _last_agreed(citizen: Citizen) -> Plan | None:
    return Plan.objects.filter(citizen=citizen, state=codes.AGREED).first()


def _lock(citizen: Citizen) -> None:
    Citizen.objects.select_for_update(no_key=True).get(pk=citizen.pk)


def _locked(plan: Plan) -> Plan:
    _lock(plan.citizen)
    return Plan.objects.select_related("citizen", "authority").get(pk=plan.pk)


def _to_write(plan: Plan) -> Plan:
    found = _locked(plan)
    if found.state not in codes.UNDER_WAY:
        raise NotPossible(_("Planen er aftalt eller slut. Lav en ny, der afløser den."))
    return found


def _back_to_draft(plan: Plan) -> None:
    """What was proposed is no longer what stands there: nobody has agreed to it yet."""
    plan.state, plan.proposed_at, plan.proposed_by = codes.DRAFT, None, None


def _step_write(user: User, plan: Plan, step: NewStep) -> PlanStep:
    values = {**asdict(step), "done_at": _done_on(plan, step.state, None)}
    return PlanStep.objects.create(
        authority=plan.authority, plan=plan, recorded_at=now(), recorded_by=user, **values
    )


def _step_save(user: User, step: PlanStep) -> None:
    step.recorded_at, step.recorded_by = now(), user
    step.save()


def _as_new(step: PlanStep) -> NewStep:
    names = NewStep.__dataclass_fields__
    return NewStep(**{name: getattr(step, name) for name in names})


def _done_on(plan: Plan, state: str, known: date | None) -> date | None:
    return (known or today(plan.authority)) if state == codes.DONE else None


def _danish(state: str) -> str:
    words = {codes.WAITING: "ikke begyndt", codes.RUNNING: "i gang", codes.DONE: "gjort"}
    return words.get(state, "droppet")


def _changed(user: User, plan: Plan, what: str, said: str, why: str = "") -> None:
    """Save the plan, keep it as a version, and write it in the journal."""
    plan.changed_at = now()
    version_write(user=user, plan=plan, what=what, reason=why)
    journal_write(
        actor=user,
        authority=plan.authority,
        action="decide" if what in ("agreed", "ended") else "change",
        what=said,
        citizen=plan.citizen,
        why=why[:WHY_LENGTH],
    )
