"""What a citizen can and wants."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import changed, row_of, seen
from fodfaeste.api.forms import Body, Concept, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.problems import form_problem
from fodfaeste.api.versions import must_match
from fodfaeste.apps.citizens.models import Citizen, CitizenSkill, Wish
from fodfaeste.apps.citizens.profile_fact_form import ProfileForm
from fodfaeste.apps.citizens.profile_forms import OccupationForm, SkillForm, SkillsForm, WishForm
from fodfaeste.apps.citizens.profile_page import (
    Whose,
    profile_facts,
    profile_lines,
    skill_lines,
    skills_proposed,
)
from fodfaeste.apps.citizens.profile_services import (
    profile_record,
    skill_remove,
    skills_record,
    wish_record,
    wish_remove,
)
from fodfaeste.apps.citizens.profile_views import PAGE
from fodfaeste.apps.citizens.profile_words import basis_text, level_text, skill_names, wish_lines
from fodfaeste.apps.systems.ids import outside_id
from fodfaeste.apps.systems.scopes import PEOPLE_READ, PEOPLE_WRITE
from fodfaeste.core.openings import LANGUAGES
from fodfaeste.installation.clock import today

router = Router(tags=["Skills and wishes"])
Basis = Literal["eget_ord", "papir", "rkv"]
Level = Annotated[int, Field(ge=1, le=4)]
WishKind = Literal["erhverv", "branche", "aabning", "arbejdssted", "ophold"]


class Skill(Schema):
    """A skill, how well it is mastered, and where it is known from."""

    id: str
    skill: str
    name: str
    level: int
    level_text: str
    basis: str
    basis_text: str
    recorded_at: datetime


class WishLine(Schema):
    """What a citizen wants, or will not."""

    id: str
    kind: str
    what: str
    text: str
    strength: str
    recorded_at: datetime


class ProfileFact(Schema):
    """A thing that work must fit. `value` is null where nothing is known of it."""

    name: str
    title: str
    value: str | None
    text: str
    is_sensitive: bool
    source: str


class Profile(Schema):
    """What a citizen can and wants, and what work must fit."""

    skills: list[Skill]
    wishes: list[WishLine]
    facts: list[ProfileFact]


def _skill(row: CitizenSkill, name: str) -> Skill:
    return Skill(
        id=outside_id("skill", row.pk),
        skill=row.skill,
        name=name,
        level=row.level,
        level_text=level_text(row.level),
        basis=row.basis,
        basis_text=basis_text(row.basis),
        recorded_at=row.recorded_at,
    )


def _one_skill(row: CitizenSkill) -> Skill:
    return _skill(row, skill_names([row.skill])[row.skill].text)


def _wishes(rows: Any) -> list[WishLine]:
    return [
        WishLine(
            id=outside_id("wish", line.wish.pk),
            kind=line.wish.kind,
            what=line.wish.what,
            text=line.name.text,
            strength=line.wish.strength,
            recorded_at=line.wish.recorded_at,
        )
        for line in wish_lines(rows)
    ]


def _profile(citizen: Citizen) -> Profile:
    return Profile(
        skills=[_skill(line.row, line.name.text) for line in skill_lines(citizen, Whose(citizen.public_id))],
        wishes=_wishes(citizen.wishes.filter(withdrawn_at__isnull=True).select_related("recorded_by")),
        facts=[
            ProfileFact(
                name=line.name,
                title=line.title,
                value=line.fact.value if line.fact else None,
                text=line.text,
                is_sensitive=line.is_sensitive,
                source=line.source,
            )
            for line in profile_lines(citizen, today(citizen.authority))
        ],
    )


@operation(
    router,
    "GET",
    "/citizens/{pid}/profile",
    scope=PEOPLE_READ,
    screens=("citizens:profile",),
    answer=Profile,
    is_person=True,
)
def profile_read(request: HttpRequest, pid: str) -> Any:
    """What a citizen can and wants, and what work must fit."""
    return _profile(seen(request, pid, PAGE))


class ProfileBody(Body):
    """Everything that work must fit. What is null is not known; an empty list is that there is none."""

    hours_min: int | None = Field(None, ge=1, le=60)
    hours_max: int | None = Field(None, ge=1, le=60)
    reach_minutes: int | None = Field(None, ge=1, le=240)
    shifts: list[Concept] | None = Field(None, max_length=20)
    limits: list[Concept] | None = Field(None, max_length=20)
    licences: list[Concept] | None = Field(None, max_length=20)
    languages: dict[Literal["da", "en", "de", "kl"], Level] | None = Field(
        None, max_length=10, description="For example da: 3."
    )


@operation(
    router,
    "PUT",
    "/citizens/{pid}/profile",
    scope=PEOPLE_WRITE,
    screens=("citizens:profile_facts",),
    answer=Profile,
    is_person=True,
    changes_version=True,
)
def profile_write(request: HttpRequest, pid: str, body: ProfileBody) -> Any:
    """Record what work must fit: hours, shifts, limits, licences, languages and the journey."""
    found = changed(request, pid, PAGE)
    must_match(request, _profile(found))
    known = {name: fact.value for name, fact in profile_facts(found, today(found.authority)).items()}
    values = body.model_dump(exclude={"languages"})
    for name in ("shifts", "limits", "licences"):
        values[name] = ["ingen"] if values[name] == [] else values[name]
    if body.languages is not None:
        values["no_language"] = not body.languages
        values |= {f"language_{one}": level for one, level in body.languages.items() if one in LANGUAGES}
    form = ProfileForm(known, posted(values))
    if not form.is_valid():
        raise form_problem(form)
    profile_record(user=request.user, citizen=found, values=form.values)
    return _profile(found)


class SkillsBody(Body):
    """Skills of the taxonomy in use, all with one level and one source."""

    skills: list[Concept] = Field(min_length=1, max_length=50)
    level: Level
    basis: Basis = Field(description="The citizen's own word, a paper, or an assessment.")


class SkillsWritten(Schema):
    """The skills that were written now. What stood there already is not written again."""

    written: list[Skill]


@operation(
    router,
    "POST",
    "/citizens/{pid}/skills",
    scope=PEOPLE_WRITE,
    screens=("citizens:skill_add",),
    answer=SkillsWritten,
    is_person=True,
)
def skills_create(request: HttpRequest, pid: str, body: SkillsBody) -> Any:
    """Write skills of a citizen that a person has accepted. Nothing counts by itself."""
    found = changed(request, pid, PAGE)
    form = SkillsForm(posted(body.model_dump()), is_own=False)
    if not form.is_valid():
        raise form_problem(form)
    chosen = form.cleaned_data["skills"]
    written = skills_record(
        user=request.user, citizen=found, skills=chosen, level=form.level_chosen, basis=form.known_from
    )
    return SkillsWritten(written=[_one_skill(row) for row in written])


class OccupationAsked(Schema):
    """An occupation of the taxonomy in use."""

    occupation: str = Field(min_length=1, max_length=200)


class Proposed(Schema):
    """A skill that an occupation asks for and nobody has written of the citizen."""

    skill: str
    name: str


class ProposedSkills(Schema):
    """Proposals only: a person ticks what is true."""

    occupation: str
    skills: list[Proposed]


@operation(
    router,
    "GET",
    "/citizens/{pid}/skills/proposed",
    scope=PEOPLE_READ,
    screens=("citizens:skills_from_occupation",),
    answer=ProposedSkills,
    is_person=True,
)
def skills_propose(request: HttpRequest, pid: str, asked: Query[OccupationAsked]) -> Any:
    """The skills that an occupation asks for, as proposals to tick. Nothing is stored."""
    found = changed(request, pid, PAGE)
    form = OccupationForm(posted({"erhverv": asked.occupation}))
    if not form.is_valid():
        raise form_problem(form, {"erhverv": "occupation"})
    proposed = skills_proposed(found, form.cleaned_data["erhverv"])
    names = skill_names(proposed)
    return ProposedSkills(
        occupation=form.cleaned_data["erhverv"],
        skills=[Proposed(skill=one, name=names[one].text) for one in proposed],
    )


def _believed(citizen: Citizen, skill: str) -> CitizenSkill:
    row: CitizenSkill = row_of(citizen.skills, "skill", skill, withdrawn_at__isnull=True)
    row.citizen = citizen
    return row


@operation(
    router,
    "GET",
    "/citizens/{pid}/skills/{skill}",
    scope=PEOPLE_READ,
    screens=("citizens:profile",),
    answer=Skill,
    is_person=True,
)
def skill_read(request: HttpRequest, pid: str, skill: str) -> Any:
    """One skill of a citizen, with its version for a change."""
    return _one_skill(_believed(seen(request, pid, PAGE), skill))


class SkillBody(Body):
    """Another level, and where it is known from."""

    level: Level
    basis: Basis


@operation(
    router,
    "PUT",
    "/citizens/{pid}/skills/{skill}",
    scope=PEOPLE_WRITE,
    screens=("citizens:skill",),
    answer=Skill,
    is_person=True,
    changes_version=True,
)
def skill_write(request: HttpRequest, pid: str, skill: str, body: SkillBody) -> Any:
    """Change the level of a skill. The answer has a new id: what was believed is kept under the old one."""
    found = changed(request, pid, PAGE)
    row = _believed(found, skill)
    must_match(request, _one_skill(row))
    form = SkillForm(posted(body.model_dump()), is_own=False, initial={})
    if not form.is_valid():
        raise form_problem(form)
    skills_record(
        user=request.user, citizen=found, skills=[row.skill], level=form.level_chosen, basis=form.known_from
    )
    return _one_skill(found.skills.get(skill=row.skill, withdrawn_at__isnull=True))


@operation(
    router,
    "DELETE",
    "/citizens/{pid}/skills/{skill}",
    scope=PEOPLE_WRITE,
    screens=("citizens:skill",),
    answer=None,
    status=204,
    is_person=True,
    changes_version=True,
)
def skill_delete(request: HttpRequest, pid: str, skill: str) -> Any:
    """Withdraw a skill. What was believed can still be shown."""
    row = _believed(changed(request, pid, PAGE), skill)
    must_match(request, _one_skill(row))
    skill_remove(user=request.user, skill=row)


class WishBody(Body):
    """What a citizen wants, or will not."""

    about: WishKind
    what: str = Field("", max_length=200, description="An occupation, industry, kind of opening or P-number.")
    wide: bool = Field(default=False, description="For an occupation: also work that is like it.")
    strength: Literal["gerne", "ikke"]


@operation(
    router,
    "POST",
    "/citizens/{pid}/wishes",
    scope=PEOPLE_WRITE,
    screens=("citizens:wish_add",),
    answer=WishLine,
    status=201,
    is_person=True,
)
def wish_create(request: HttpRequest, pid: str, body: WishBody) -> Any:
    """Write what a citizen wants, or will not."""
    found = changed(request, pid, PAGE)
    form = WishForm(body.about, found.authority, posted(body.model_dump(exclude={"about"})))
    if not form.is_valid():
        raise form_problem(form)
    chosen = form.cleaned_data
    wish = wish_record(
        user=request.user, citizen=found, kind=body.about, what=chosen["what"], strength=chosen["strength"]
    )
    return _wishes(Wish.objects.filter(pk=wish.pk).select_related("recorded_by"))[0]


@operation(
    router,
    "DELETE",
    "/citizens/{pid}/wishes/{wish}",
    scope=PEOPLE_WRITE,
    screens=("citizens:wish_remove",),
    answer=None,
    status=204,
    is_person=True,
)
def wish_delete(request: HttpRequest, pid: str, wish: str) -> Any:
    """Take a wish away. Twice is once."""
    found = changed(request, pid, PAGE)
    row = row_of(found.wishes, "wish", wish)
    row.citizen = found
    wish_remove(user=request.user, wish=row)
