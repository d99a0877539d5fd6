"""The policy, its figures with their definitions, and what stands open."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.forms import Listed
from fodfaeste.api.law import Waiting
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_list, page_of_rows
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.goals import figures_page, followup_page, policy_page, questions_page
from fodfaeste.apps.goals.access import entry_for, indicator_for, policy_for, rule_with_people_for
from fodfaeste.apps.goals.due_people import people_to_begin
from fodfaeste.apps.goals.models import IndicatorValue
from fodfaeste.apps.goals.sdg_page import served_goals
from fodfaeste.apps.goals.standing import standing_today
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.offers.law_access import law_for
from fodfaeste.apps.systems.scopes import PEOPLE_READ, POLICY_READ
from fodfaeste.core.policy import Entry, Indicator, Pack, Question
from fodfaeste.engines.rules.wording import conditions_in_words
from fodfaeste.installation.clock import today

router = Router(tags=["Policy and figures"])


class PolicyLine(Schema):
    """A line of the policy: what it says, whose it is, and how it stands today."""

    id: str
    kind: str
    form: str
    basis: str
    title: str
    statement: str
    section: str
    under: str | None
    offer: str | None
    group: str | None
    indicators: list[str]
    sdg: list[str]
    law: list[str]
    ways: list[str]
    states: list[str]


def _line(entry: Entry, pack: Pack, on: date, standing: Any) -> PolicyLine:
    return PolicyLine(
        **{name: getattr(entry, name) for name in ("id", "kind", "form", "basis", "under", "offer", "group")},
        title=in_language(entry.title),
        statement=in_language(entry.statement),
        section=entry.source.section,
        indicators=list(entry.indicators),
        sdg=list(entry.sdg),
        law=list(entry.law),
        ways=[in_language(one) for one in conditions_in_words(entry)] if entry.clauses else [],
        states=[str(state.text) for state in policy_page.states_of(entry, pack, on, standing)],
    )


class PolicyAsked(Paging):
    """Which lines."""

    kind: str = Field("", max_length=40, description="rule, right, priority, goal, pledge or principle.")
    q: str = Field("", max_length=100)


@operation(router, "GET", "/policy", scope=POLICY_READ, screens=("goals:policy",), answer=Listed[PolicyLine])
def policy_list(request: HttpRequest, asked: Query[PolicyAsked]) -> Any:
    """The policy in force, line by line, each with how it stands today."""
    pack, on = policy_for(request.user), today(request.user.authority)
    search = policy_page.Search(kind=asked.kind, text=asked.q.strip())
    entries = [one for one in pack.entries if one.in_force(on) and search.finds(one)]
    shown, following = page_of_list(request, entries, lambda one: one.id, asked)
    standing = standing_today(request.user, pack, [rule.id for rule in pack.rules(on)], pack.indicators)
    return Listed[PolicyLine](items=[_line(one, pack, on, standing) for one in shown], next=following)


@operation(router, "GET", "/policy/{item}", scope=POLICY_READ, screens=("goals:item",), answer=PolicyLine)
def policy_read(request: HttpRequest, item: str) -> Any:
    """One line of the policy: what it says, where it stands, and how it runs."""
    pack, entry = entry_for(request.user, item)
    wanted = [one for one in pack.indicators if one.id in entry.indicators]
    standing = standing_today(request.user, pack, [entry.id] if entry.kind == "rule" else [], wanted)
    return _line(entry, pack, today(request.user.authority), standing)


@operation(
    router,
    "GET",
    "/policy/{item}/people",
    scope=PEOPLE_READ,
    screens=("goals:item_people",),
    answer=Listed[Waiting],
    is_person=True,
)
def policy_people(request: HttpRequest, item: str, paging: Query[Paging]) -> Any:
    """The citizens who should begin today by one rule, the longest wait first."""
    _pack, entry = rule_with_people_for(request.user, item)
    shown, following = page_of_rows(request, people_to_begin(request.user, entry.id), paging)
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what=f"Skal begynde efter {entry.id}",
        citizens=[answer.citizen_id for answer in shown],
    )
    items = [
        Waiting(
            id=one.citizen.public_id,
            name=one.citizen.name,
            unit=one.citizen.unit.name if one.citizen.unit else None,
            since=one.due_on,
            last_day=None,
        )
        for one in shown
    ]
    return Listed[Waiting](items=items, next=following)


class Definition(Schema):
    """What a figure counts, and whose it is: `proposed` is not decided by the council."""

    id: str
    title: str
    statement: str
    numerator: str
    denominator: str
    unit: str
    basis: str
    better: str
    target: float | None
    is_computed: bool


class FigureTold(Schema):
    """A figure with its definition, its newest value and how it has moved, in words."""

    definition: Definition
    value: str
    as_of: date | None
    changes: list[str]


def _figure(indicator: Indicator, rows: list[IndicatorValue], pack: Pack) -> FigureTold:
    figure = figures_page.figure_of(indicator, rows, pack)
    words = ("title", "statement", "numerator", "denominator")
    definition = Definition(
        id=indicator.id,
        unit=indicator.unit,
        basis=indicator.basis,
        better=indicator.better,
        target=indicator.target,
        is_computed=figure.is_computed,
        **{name: in_language(getattr(indicator, name)) for name in words},
    )
    return FigureTold(definition=definition, value=figure.value, as_of=figure.as_of, changes=figure.changes)


@operation(
    router, "GET", "/figures", scope=POLICY_READ, screens=("goals:figures",), answer=Listed[FigureTold]
)
def figures_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """The municipality's figures with definition, newest value and change."""
    pack = policy_for(request.user)
    shown, following = page_of_list(request, pack.indicators, lambda one: one.id, paging)
    values = figures_page.values_of(request.user.authority, shown)
    return Listed[FigureTold](items=[_figure(one, values, pack) for one in shown], next=following)


class MonthTold(Schema):
    """A month of a figure. The numbers are null where they are held back."""

    group: str
    month: date
    as_of: date
    numerator: float | None
    denominator: float | None
    value: float | None
    is_suppressed: bool


class FigureMonths(Schema):
    """A figure month by month, for everyone and for each group."""

    figure: FigureTold
    months: list[MonthTold]


@operation(
    router, "GET", "/figures/{indicator}", scope=POLICY_READ, screens=("goals:figure",), answer=FigureMonths
)
def figure_read(request: HttpRequest, indicator: str) -> Any:
    """One figure month by month, for everyone and for each group. Small numbers are held back."""
    pack, definition = indicator_for(request.user, indicator)
    rows = figures_page.comparable(
        figures_page.all_values_of(request.user.authority, definition), definition, pack
    )
    everyone = [row for row in rows if not row.group]
    return FigureMonths(figure=_figure(definition, everyone, pack), months=[_month(row) for row in rows])


def _month(row: IndicatorValue) -> MonthTold:
    numbers = {
        name: None if row.suppressed else getattr(row, name) for name in ("numerator", "denominator", "value")
    }
    return MonthTold(
        group=row.group, month=row.month, as_of=row.as_of, is_suppressed=row.suppressed, **numbers
    )


class Followed(Schema):
    """A goal of the policy with its figures."""

    goal: PolicyLine
    figures: list[FigureTold]


@operation(
    router, "GET", "/policy-goals", scope=POLICY_READ, screens=("goals:followup",), answer=Listed[Followed]
)
def goals_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """Every goal of the policy with its figures: now, the target, or plainly none."""
    pack, on = policy_for(request.user), today(request.user.authority)
    shown, following = page_of_list(request, followup_page.goals_of(pack, on), lambda one: one.id, paging)
    standing = standing_today(request.user, pack, [], pack.indicators)
    values = figures_page.values_of(request.user.authority, pack.indicators)
    items = [
        Followed(
            goal=_line(goal, pack, on, standing),
            figures=[_figure(one, values, pack) for one in pack.indicators if one.id in goal.indicators],
        )
        for goal in shown
    ]
    return Listed[Followed](items=items, next=following)


class QuestionTold(Schema):
    """What a text leaves open, and the reading used meanwhile."""

    id: str
    about: list[str]
    question: str
    reading: str
    owner: str
    state: str


@operation(
    router,
    "GET",
    "/policy-questions",
    scope=POLICY_READ,
    screens=("goals:questions",),
    answer=Listed[QuestionTold],
)
def questions_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """What the policy and the law leave open, each with the reading used meanwhile."""
    pack, on = policy_for(request.user), today(request.user.authority)
    asked: list[Question] = [one.question for one in questions_page.questions_asked(pack, on)]
    asked += [one for one in law_for(request.user).questions if one not in asked]
    shown, following = page_of_list(request, asked, lambda one: one.id, paging)
    items = [
        QuestionTold(
            id=one.id,
            about=list(one.about),
            state=one.state,
            **{name: in_language(getattr(one, name)) for name in ("question", "reading", "owner")},
        )
        for one in shown
    ]
    return Listed[QuestionTold](items=items, next=following)


class GlobalGoal(Schema):
    """One of the world's goals, and the lines of the policy that serve it."""

    goal: str
    lines: list[str]


@operation(
    router,
    "GET",
    "/policy-global-goals",
    scope=POLICY_READ,
    screens=("goals:sdg",),
    answer=Listed[GlobalGoal],
)
def global_goals_list(request: HttpRequest) -> Any:
    """Which lines of the policy serve which of the world's goals."""
    pack, on = policy_for(request.user), today(request.user.authority)
    standing = standing_today(request.user, pack, [rule.id for rule in pack.rules(on)], pack.indicators)
    items = [
        GlobalGoal(goal=one.entry.id, lines=[line.entry.id for line in one.lines])
        for one in served_goals(pack, on, standing)
    ]
    return Listed[GlobalGoal](items=items)
