"""The policy tried with other values. Nothing but the copy is stored."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import number_of
from fodfaeste.api.forms import Body, Listed, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_list, page_of_rows
from fodfaeste.api.problems import FieldProblem, form_problem
from fodfaeste.apps.citizens.access import citizens_visible_to
from fodfaeste.apps.goals import trial_page
from fodfaeste.apps.goals.access import own_trial_for, policy_for, trial_for
from fodfaeste.apps.goals.forms import TrialForm
from fodfaeste.apps.goals.models import PackCopy
from fodfaeste.apps.goals.trials import (
    changes_of,
    trial_forget,
    trial_keep,
    trial_name,
    trial_run,
    trials_kept,
)
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.systems.ids import outside_id
from fodfaeste.apps.systems.scopes import TRIALS
from fodfaeste.core.dates import Period
from fodfaeste.installation.clock import today

router = Router(tags=["Trying the policy"])
Values = Annotated[dict[str, Annotated[str, Field(max_length=20)]], Field(max_length=200)]


class Parameter(Schema):
    """A value of the policy that can be tried at another size."""

    path: str
    entry: str
    operator: str
    value: str


@operation(
    router, "GET", "/policy-parameters", scope=TRIALS, screens=("goals:trials",), answer=Listed[Parameter]
)
def parameters_list(request: HttpRequest) -> Any:
    """The values of the policy that can be tried at another size, as the policy writes them."""
    found = TrialForm(policy_for(request.user)).parameters.values()
    items = [
        Parameter(path=one.path, entry=one.entry, operator=one.operator, value=one.value) for one in found
    ]
    return Listed[Parameter](items=items)


class Change(Schema):
    """A value that was changed."""

    path: str
    entry: str
    old: str
    new: str


class TrialLine(Schema):
    """A kept trial."""

    id: str
    name: str
    author: str
    created_at: datetime
    changes: list[Change]


def _line(copy: PackCopy) -> TrialLine:
    return TrialLine(
        id=outside_id("trial", copy.pk),
        name=trial_name(copy) if copy.name or copy.changes else "",
        author=copy.author.name,
        created_at=copy.created_at,
        changes=[
            Change(path=one.path, entry=one.entry, old=one.old, new=one.new) for one in changes_of(copy)
        ],
    )


@operation(router, "GET", "/trials", scope=TRIALS, screens=("goals:trials",), answer=Listed[TrialLine])
def trials_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """The trials that are kept, the newest first."""
    shown, following = page_of_rows(request, trials_kept(request.user.authority), paging)
    return Listed[TrialLine](items=[_line(one) for one in shown], next=following)


class TrialBody(Body):
    """Values to try, by their path: a period such as P3M, or a number."""

    name: str = Field("", max_length=120)
    values: Values


@operation(router, "POST", "/trials", scope=TRIALS, screens=("goals:trials",), answer=TrialLine, status=201)
def trial_create(request: HttpRequest, body: TrialBody) -> Any:
    """Keep a copy of the policy with some values changed. It changes no policy and no case."""
    pack = policy_for(request.user)
    form = TrialForm(pack, posted({**values_typed(TrialForm(pack), body.values), "name": body.name}))
    if not form.is_valid():
        raise form_problem(form)
    return _line(
        trial_keep(user=request.user, pack=pack, changes=form.changes(), name=form.cleaned_data["name"])
    )


def values_typed(form: TrialForm, values: Mapping[str, str]) -> dict[str, object]:
    """The policy's values as its form has them, with some written otherwise."""
    known = {parameter.path for parameter in form.parameters.values()}
    if unknown := [path for path in values if path not in known]:
        raise FieldProblem((f"values.{path[:100]}", _("Politikken har ikke den værdi.")) for path in unknown)
    typed: dict[str, object] = {}
    for name, parameter in form.parameters.items():
        value = values.get(parameter.path, parameter.value)
        if parameter.operator != "after":
            typed[name] = value
            continue
        try:
            period = Period.parse(value)
        except ValueError:
            raise FieldProblem([(f"values.{parameter.path}", _("Skriv en periode som P3M."))]) from None
        typed[name] = period.months or period.days
        typed[f"{name}-unit"] = "M" if period.months else "D"
    return typed


class Month(Schema):
    """How many have a right on a day by the policy and by the copy."""

    day: date
    today: int
    tried: int


class Months(Schema):
    """The months of one group, or of all together."""

    caption: str
    rows: list[Month]


class TrialTold(Schema):
    """What a copy would have meant, in sentences and month by month."""

    trial: TrialLine
    sentences: list[str]
    months: list[Months]


@operation(router, "GET", "/trials/{trial}", scope=TRIALS, screens=("goals:trial",), answer=TrialTold)
def trial_read(request: HttpRequest, trial: str) -> Any:
    """What a copy would have meant: today and month by month."""
    copy = trial_for(request.user, number_of("trial", trial))
    policy, authority = policy_for(request.user), request.user.authority
    outcome = trial_run(copy=copy, policy=policy, authority=authority, on=today(authority))
    months = [
        Months(
            caption=table.caption, rows=[Month(day=r.day, today=r.today, tried=r.tried) for r in table.rows]
        )
        for table in trial_page.month_tables(outcome, policy)
    ]
    return TrialTold(trial=_line(copy), sentences=trial_page.sentences(outcome, copy), months=months)


class MovedPerson(Schema):
    """A citizen whose day is another in the copy."""

    id: str
    name: str
    group: str
    day_today: date | None
    day_tried: date | None


@operation(
    router,
    "GET",
    "/trials/{trial}/people",
    scope=TRIALS,
    screens=("goals:trial",),
    answer=Listed[MovedPerson],
    is_person=True,
)
def trial_people(request: HttpRequest, trial: str, paging: Query[Paging]) -> Any:
    """The citizens whose day would be another, by the day in the copy."""
    copy = trial_for(request.user, number_of("trial", trial))
    user, policy, authority = request.user, policy_for(request.user), request.user.authority
    outcome = trial_run(copy=copy, policy=policy, authority=authority, on=today(authority))
    moved = trial_page.people_moved(outcome, policy, citizens_visible_to(user), "")
    shown, following = page_of_list(request, moved.people, lambda one: one.public_id, paging)
    what = f"Prøv: får en anden dag i kopien {copy.pk}"
    journal_write_list(
        actor=user, authority=authority, action="list", what=what, citizens=[one.pk for one in shown]
    )
    plain = ("name", "group", "day_today", "day_tried")
    items = [MovedPerson(id=one.public_id, **{name: getattr(one, name) for name in plain}) for one in shown]
    return Listed[MovedPerson](items=items, next=following)


@operation(
    router,
    "DELETE",
    "/trials/{trial}",
    scope=TRIALS,
    screens=("goals:trial_delete",),
    answer=None,
    status=204,
)
def trial_delete(request: HttpRequest, trial: str) -> Any:
    """Delete a trial that the system made itself."""
    trial_forget(copy=own_trial_for(request.user, number_of("trial", trial)))
