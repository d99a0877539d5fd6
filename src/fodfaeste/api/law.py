"""The law as it is read, and its duties towards whole groups."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.forms import Day, Listed
from fodfaeste.api.law_offers import DayAsked
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_list
from fodfaeste.apps.citizens.access import has_citizens
from fodfaeste.apps.citizens.wording import in_language
from fodfaeste.apps.journal.services import journal_write_list
from fodfaeste.apps.offers import law_coverage, law_page
from fodfaeste.apps.offers.law_access import law_for, rule_versions_for
from fodfaeste.apps.systems.scopes import PEOPLE_READ, POLICY_READ
from fodfaeste.core.law import LawPack, LawRule
from fodfaeste.installation.clock import today

router = Router(tags=["Law and coverage"])


class LawLine(Schema):
    """One version of a rule of the law, with how surely it was read."""

    id: str
    part: str
    title: str
    statement: str
    reference: str
    offer: str | None
    state: str
    certainty: str
    read_on: date
    valid_from: date
    valid_to: date | None
    values: dict[str, float]


def _line(pack: LawPack, rule: LawRule) -> LawLine:
    line = law_page.rule_line(pack, rule)
    return LawLine(
        id=rule.id,
        part=rule.part,
        title=in_language(rule.title),
        statement=in_language(rule.statement),
        reference=line.reference,
        offer=rule.offer,
        state=rule.state,
        certainty=rule.certainty,
        read_on=rule.read_on,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        values=dict(rule.values),
    )


class LawAsked(Paging):
    """Which rules, on which day."""

    on: Day | None = Field(None, description="The day that is asked about; today without one.")
    part: str = Field("", max_length=40)
    certainty: str = Field("", max_length=40)


@operation(router, "GET", "/law/rules", scope=POLICY_READ, screens=("offers:law",), answer=Listed[LawLine])
def law_list(request: HttpRequest, asked: Query[LawAsked]) -> Any:
    """The law that rules here on a day, each rule with how sure its reading is."""
    pack = law_for(request.user)
    search = law_page.LawSearch.of(asked.part, asked.certainty)
    on = asked.on or today(request.user.authority)
    rules = [rule for rule in law_page.rules_on(pack, on) if search.finds(rule)]
    shown, following = page_of_list(request, rules, lambda rule: f"{rule.id} {rule.valid_from}", asked)
    return Listed[LawLine](items=[_line(pack, rule) for rule in shown], next=following)


class LawVersions(Schema):
    """A rule of the law in all its versions, the oldest first."""

    id: str
    versions: list[LawLine]


@operation(
    router, "GET", "/law/rules/{rule}", scope=POLICY_READ, screens=("offers:law_rule",), answer=LawVersions
)
def law_rule_read(request: HttpRequest, rule: str) -> Any:
    """One rule of the law: every version, the oldest first."""
    pack, versions = rule_versions_for(request.user, rule)
    return LawVersions(id=rule, versions=[_line(pack, one) for one in versions])


class Duty(Schema):
    """A duty towards a whole group. Small numbers are held back from who does not work with citizens."""

    rule: str
    title: str
    reference: str
    groups: list[str]
    required_percent: float | None
    people: int | None
    covered: int | None
    share: float | None
    behind: int | None
    is_suppressed: bool


@operation(router, "GET", "/coverage", scope=POLICY_READ, screens=("offers:coverage",), answer=Listed[Duty])
def coverage_list(request: HttpRequest, asked: Query[DayAsked]) -> Any:
    """How much of each whole group is reached, with the share that the law demands."""
    law, on = law_for(request.user), today(request.user.authority)
    # Two days close to each other would give a small number away by subtraction.
    day = asked.on if asked.on and has_citizens(request.user) else on
    lines = law_coverage.duty_lines(request.user, law, law_coverage.coverage_for(request.user, day))
    items = [
        Duty(
            rule=line.rule.id,
            title=in_language(line.rule.title),
            reference=line.reference,
            groups=[in_language(group.title) for group in line.groups],
            required_percent=line.required,
            people=line.people,
            covered=line.covered,
            share=line.share,
            behind=line.behind_count,
            is_suppressed=line.is_suppressed,
        )
        for line in lines
    ]
    return Listed[Duty](items=items)


class Waiting(Schema):
    """A citizen whom something has not reached yet."""

    id: str
    name: str
    unit: str | None
    since: date | None
    last_day: date | None


@operation(
    router,
    "GET",
    "/coverage/{duty}/people",
    scope=PEOPLE_READ,
    screens=("offers:coverage_people",),
    answer=Listed[Waiting],
    is_person=True,
)
def coverage_people(request: HttpRequest, duty: str, paging: Query[Paging]) -> Any:
    """The citizens whom a duty has not reached yet, by the day on which it is to be kept."""
    on = today(request.user.authority)
    found = next((one for one in law_coverage.coverage_for(request.user, on) if one.rule.id == duty), None)
    if found is None:
        raise Http404(_("Loven har ikke det krav i dag."))
    rows = found.behind.select("citizen", "since", "last_day").rows()
    shown, following = page_of_list(request, rows, lambda row: str(row[0]), paging)
    people = law_coverage.people_behind(request.user, shown)
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what=f"Dækning: {found.rule.title.da}",
        citizens=[one.citizen.pk for one in people],
    )
    items = [
        Waiting(
            id=one.citizen.public_id,
            name=one.citizen.name,
            unit=one.citizen.unit.name if one.citizen.unit else None,
            since=one.since,
            last_day=one.last_day,
        )
        for one in people
    ]
    return Listed[Waiting](items=items, next=following)
