"""What a citizen can and wants: read and changed by a case worker, and by the citizen (`pid` None)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import (
    asks_for_reason,
    citizen_to_change,
    may_change,
    profile_for,
    profile_to_change,
)
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.citizens.profile_fact_form import ProfileForm
from fodfaeste.apps.citizens.profile_forms import (
    OccupationForm,
    ProposedForm,
    SkillForm,
    SkillsForm,
    WishForm,
)
from fodfaeste.apps.citizens.profile_page import (
    Whose,
    may_change_skill,
    profile_facts,
    profile_page,
    skills_proposed,
)
from fodfaeste.apps.citizens.profile_services import (
    profile_record,
    skills_record,
    wish_record,
)
from fodfaeste.apps.citizens.profile_services import skill_remove as remove_skill
from fodfaeste.apps.citizens.profile_services import wish_remove as remove_wish
from fodfaeste.apps.citizens.profile_words import skill_names
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.core.openings import WISH_KINDS
from fodfaeste.installation.clock import today

REFUSED = 422
READERS = Role.CASE_WORKER, Role.LEADER, Role.CITIZEN
WRITERS = Role.CASE_WORKER, Role.CITIZEN
PAGE = "Kompetencer og ønsker"


@require_safe
@role_required(*READERS)
@asks_for_reason
def profile(request: HttpRequest, pid: str | None = None) -> HttpResponse:
    """What a citizen can and wants, and what work must fit."""
    found = profile_for(request.user, pid, what=PAGE, session=request.session)
    whose = Whose(pid)
    context = profile_page(found, whose, today(found.authority))
    may = whose.is_own or may_change(request.user)
    return render(request, "citizens/profile.html", {**context, "may_change": may})


@require_http_methods(["GET", "POST"])
@role_required(*WRITERS)
@asks_for_reason
def skill_add(request: HttpRequest, pid: str | None = None) -> HttpResponse:
    """Add skills found by typing."""
    found, whose = _to_change(request, pid), Whose(pid)
    form = SkillsForm(request.POST or None, is_own=whose.is_own)
    if request.method == "POST" and form.is_valid():
        return _skills_stored(request, found, form, whose)
    return _page(request, "citizens/skills_add.html", found, whose, form)


@require_http_methods(["GET", "POST"])
@role_required(*WRITERS)
@asks_for_reason
def skills_from_occupation(request: HttpRequest, pid: str | None = None) -> HttpResponse:
    """Propose the skills of an occupation; only what a person ticks and saves is stored."""
    found, whose = _to_change(request, pid), Whose(pid)
    choose = OccupationForm(request.GET or None)
    occupation = choose.cleaned_data["erhverv"] if choose.is_valid() else None
    form = None
    if occupation is not None:
        proposed = skills_proposed(found, occupation)
        form = ProposedForm(proposed, request.POST or None, is_own=whose.is_own) if proposed else None
    if request.method == "POST" and form is not None and form.is_valid():
        return _skills_stored(request, found, form, whose)
    more = {"choose": choose, "occupation": occupation}
    return _page(request, "citizens/skills_proposed.html", found, whose, form, **more)


def _skills_stored(
    request: HttpRequest, found: Citizen, form: SkillsForm | ProposedForm, whose: Whose
) -> HttpResponse:
    chosen = form.cleaned_data["skills"]
    written = skills_record(
        user=request.user, citizen=found, skills=chosen, level=form.level_chosen, basis=form.known_from
    )
    if written:
        count = len(written)
        text = ngettext("%(count)d kompetence er gemt.", "%(count)d kompetencer er gemt.", count)
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("Det stod der i forvejen. Intet er ændret."))
    return redirect(whose.href("profile"))


@require_http_methods(["GET", "POST"])
@role_required(*WRITERS)
@asks_for_reason
def skill(request: HttpRequest, skill: int, pid: str | None = None) -> HttpResponse:
    """Change the level of a skill, or remove it."""
    found, whose = _to_change(request, pid), Whose(pid)
    row = get_object_or_404(found.skills, pk=skill, withdrawn_at__isnull=True)
    if not may_change_skill(row, whose):
        raise PermissionDenied(
            _("Den er set på papir eller vurderet. Tal med din sagsbehandler om at rette den.")
        )
    if request.method == "POST" and "remove" in request.POST:
        remove_skill(user=request.user, skill=row)
        messages.success(request, _("Kompetencen er fjernet. Det, der stod, er gemt i historien."))
        return redirect(whose.href("profile"))
    initial = {"level": str(row.level), "basis": row.basis}
    form = SkillForm(request.POST or None, is_own=whose.is_own, initial=initial)
    if request.method == "POST" and form.is_valid():
        skills_record(
            user=request.user,
            citizen=found,
            skills=[row.skill],
            level=form.level_chosen,
            basis=form.known_from,
        )
        messages.success(request, _("Kompetencen er gemt."))
        return redirect(whose.href("profile"))
    name = skill_names([row.skill])[row.skill]
    return _page(request, "citizens/skill.html", found, whose, form, row=row, name=name)


@require_http_methods(["GET", "POST"])
@role_required(*WRITERS)
@asks_for_reason
def wish_add(request: HttpRequest, about: str, pid: str | None = None) -> HttpResponse:
    """Write down what a citizen wants, or will not."""
    if about not in WISH_KINDS:
        raise Http404(_("Det kan man ikke ønske sig noget om her."))
    found, whose = _to_change(request, pid), Whose(pid)
    form = WishForm(about, found.authority, request.POST or None)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        wish_record(
            user=request.user,
            citizen=found,
            kind=about,
            what=cleaned["what"],
            strength=cleaned["strength"],
        )
        messages.success(request, _("Ønsket er gemt."))
        return redirect(whose.href("profile"))
    title = in_language(WISH_KINDS[about])
    return _page(request, "citizens/wish.html", found, whose, form, title=title, kind=about)


@require_POST
@role_required(*WRITERS)
@asks_for_reason
def wish_remove(request: HttpRequest, wish: int, pid: str | None = None) -> HttpResponse:
    """Take a wish away."""
    found, whose = _to_change(request, pid), Whose(pid)
    remove_wish(user=request.user, wish=get_object_or_404(found.wishes, pk=wish))
    messages.success(request, _("Ønsket er fjernet."))
    return redirect(whose.href("profile"))


@require_http_methods(["GET", "POST"])
@role_required(Role.CASE_WORKER)
@asks_for_reason
def facts(request: HttpRequest, pid: str) -> HttpResponse:
    """What work must fit: hours, shifts, limits, licences, languages and the journey."""
    found = citizen_to_change(request.user, pid, what=PAGE, session=request.session)
    known = {name: fact.value for name, fact in profile_facts(found, today(found.authority)).items()}
    form = ProfileForm(known, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if profile_record(user=request.user, citizen=found, values=form.values):
            messages.success(request, _("Oplysningerne er gemt."))
        else:
            messages.info(request, _("Det stod der i forvejen. Intet er ændret."))
        return redirect("citizens:profile", pid)
    return _page(request, "citizens/profile_facts.html", found, Whose(pid), form)


def _to_change(request: HttpRequest, pid: str | None) -> Citizen:
    return profile_to_change(request.user, pid, what=PAGE, session=request.session)


def _page(
    request: HttpRequest,
    template: str,
    citizen: Citizen,
    whose: Whose,
    form: SkillsForm | ProposedForm | SkillForm | WishForm | ProfileForm | None,
    **more: object,
) -> HttpResponse:
    context = {"citizen": citizen, "whose": whose, "form": form, "back_href": whose.href("profile"), **more}
    is_refused = form is not None and form.errors
    return render(request, template, context, status=REFUSED if is_refused else 200)
