"""What a company's own pages say: people shown to it, and what it wrote, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fodfaeste.apps.companies import own_models as states
from fodfaeste.apps.companies.models import OpeningProposal
from fodfaeste.apps.companies.wording import code_names, hours_a_week, kind_name
from fodfaeste.apps.introductions import codes
from fodfaeste.apps.introductions.selectors import Shared, answers_of_company
from fodfaeste.core.openings import SHIFTS
from fodfaeste.design.templatetags.design import day

#: Letters and digits that tell a company's few CVs apart.
MARK_LENGTH = 4

STATES: Mapping[str, Promise] = {
    states.WAITING: gettext_lazy("Venter på kommunen"),
    states.PUBLISHED: gettext_lazy("Lagt ud"),
    states.DECLINED: gettext_lazy("Ikke lagt ud"),
    states.WITHDRAWN: gettext_lazy("Taget tilbage"),
}
ANSWERS: Mapping[str, Promise] = {
    codes.NAMED: gettext_lazy("I vil gerne mødes"),
    codes.INTERESTED: gettext_lazy("I vil gerne høre mere"),
    codes.DECLINED: gettext_lazy("I har sagt nej tak"),
}


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Someone shown to the company. `label` is the name, or before that a mark that stays the same."""

    shared: Shared
    label: str
    answer: str
    said: str


def people_lines(shared: Sequence[Shared]) -> list[PersonLine]:
    """The people shown to a company, in the order they were asked, with what it answered."""
    answers = answers_of_company(one.public_id for one in shared)
    return [
        PersonLine(one, one.name or mark_of(one), answer, str(ANSWERS.get(answer, "")))
        for one in shared
        for answer in (answers.get(one.public_id, ""),)
    ]


def mark_of(shared: Shared) -> str:
    """What a CV without a name is called: the same on every page and every day."""
    return f"CV {shared.public_id[:MARK_LENGTH].upper()}"


def state_said(proposal: OpeningProposal) -> str:
    """What became of an opening that the company wrote."""
    return str(STATES[proposal.state])


def proposal_facts(proposal: OpeningProposal) -> list[dict[str, object]]:
    """What the company wrote, each thing by its name."""
    unit = proposal.unit
    shown = (
        (_("Slags"), kind_name(proposal.kind)),
        (_("Arbejdssted"), unit.name),
        (_("Timer"), hours_a_week(proposal.hours_min, proposal.hours_max)),
        (_("Arbejdstider"), ", ".join(code_names(SHIFTS, proposal.shifts)) or _("ikke oplyst")),
        (_("Pladser"), number_format(proposal.seats)),
        (_("Begynder"), day(proposal.opens) if proposal.opens else _("nu")),
        (_("Sidste dag"), day(proposal.closes) if proposal.closes else _("til den er besat")),
    )
    return [{"name": name, "value": value} for name, value in shown]
