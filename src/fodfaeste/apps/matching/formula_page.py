"""The published formula: everything that decides what openings are found, and everything that never does."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.matching.example import OPENINGS, ExampleLine, example_lines
from fodfaeste.apps.matching.limits import TITLES
from fodfaeste.apps.matching.wording import level_text
from fodfaeste.bridge.law import policy_here
from fodfaeste.bridge.numbers import load_numbers
from fodfaeste.bridge.sharing import load_offers_each
from fodfaeste.core.openings import LEVELS
from fodfaeste.engines.assignment.numbers import ceiling_of
from fodfaeste.engines.matching.settings import MINUTES
from fodfaeste.installation.clock import today

Text = str | Promise

#: When each hard limit is met.
WHEN_MET: dict[str, Text] = {
    "dates": _("Åbningen kan søges i dag."),
    "seats": _("Der er en plads tilbage."),
    "place": _(
        "Vejen derhen er ikke længere, end borgeren selv har sagt, ellers den almindelige grænse. "
        "Fjernarbejde kan nås af alle. Følger bolig med, skal borgeren have sagt ja til det."
    ),
    "hours": _("Åbningen har ikke færre timer, end borgeren ønsker, og ikke flere, end borgeren kan."),
    "shifts": _("Borgeren kan arbejde på de tider, der kræves."),
    "licences": _("Borgeren har de kørekort og beviser, der kræves."),
    "languages": _("Borgeren kan de sprog, der kræves, godt nok."),
    "demands": _("Åbningen kræver intet, som borgeren har sagt skal undgås."),
    "wish": _("Borgeren har ikke valgt slagsen, branchen, arbejdsstedet eller erhvervet fra."),
    "law": _("Ingen regel i loven lukker for den slags tilbud til borgeren."),
}

#: What is never read, with the names it has where facts are kept.
NEVER_READ: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (_("Køn"), ("sex", "gender")),
    (_("Oprindelse, statsborgerskab og tro"), ("origin", "citizenship", "ethnicity", "religion")),
    (_("Navn og alder"), ("name", "age", "birth_year", "birth_date")),
    (_("Diagnose og helbred"), ("diagnosis", "health")),
    (_("Ydelse"), ("benefit",)),
    (
        _("Målgruppe, alle andre grupper og visitation"),
        ("target_group", "contact_group", "gl_match_group", "law_group", "readiness", "came_from"),
    ),
    (
        _("Hvor længe man har været ledig eller i en indsats"),
        (
            "unemployment_started", "earlier_unemployment_months", "effort_started", "became_job_ready",
            "integration_started", "registered_on",
        ),
    ),
    (_("Uddannelsens navn, åbningens titel og hvilken kommune det er"), ("education", "title", "authority")),
    (
        _("Tidligere forløb, samtaler og aftaler"),
        ("statuses", "spells", "contacts", "agreements"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LimitShown:
    """A hard limit with when it is met."""

    title: Text
    when: Text


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of the worked example in words and whole numbers."""

    line: ExampleLine
    level: str
    parts: int  # of four: how much of the need is covered


@dataclass(frozen=True, slots=True)
class NumbersHere:
    """The numbers that count in one municipality, each with who decided it."""

    authority: Authority
    offers: int
    offers_basis: str
    per_seat: int
    per_seat_basis: str
    minutes: int | None
    minutes_basis: str


def formula_page(reader: Authority | None = None) -> dict[str, object]:
    """Everything the page of the formula shows: the numbers of the reader's municipality, or of all of them.

    The formula is published, so that anyone may compare; whoever is signed in reads of their own alone.
    """
    lines = example_lines()
    return {
        "limits": [LimitShown(TITLES[name], WHEN_MET[name]) for name in TITLES],
        "levels": [(number, level_text(number)) for number in LEVELS],
        "openings": OPENINGS,
        "example": [LineShown(one, level_text(one.asked.level), one.asked.level or 0) for one in lines],
        "shares": sum(one.share for one in lines),
        "points": sum(one.points for one in lines),
        "never_read": [text for text, _names in NEVER_READ],
        "numbers": [_numbers_of(one) for one in _shown_to(reader)],
    }


def _shown_to(reader: Authority | None) -> list[Authority]:
    return [reader] if reader else list(Authority.objects.order_by("name"))


def _numbers_of(authority: Authority) -> NumbersHere:
    tables = {"numbers": load_numbers(authority, policy_here(authority, today(authority)))}
    each, basis = load_offers_each(tables)
    ceiling = ceiling_of(tables)
    travel = tables["numbers"].filter(name=MINUTES)
    minutes, travel_basis = travel.select("value", "basis").row(0) if travel.height else (None, "")
    return NumbersHere(
        authority,
        each,
        basis,
        ceiling.per_seat,
        ceiling.basis,
        None if minutes is None else int(minutes),
        travel_basis,
    )
