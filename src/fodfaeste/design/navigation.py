"""Where each role can go: the menu as data, so that a test can walk it."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the menu, and the pages that lie under it."""

    text: str | Promise
    view: str
    pages: frozenset[str] = field(default_factory=frozenset)  # besides the view itself


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line of the menu as it is drawn for one request."""

    text: str
    href: str
    current: str  # "page", "true" (a page under it) or ""


CITIZEN_PAGES = frozenset(
    {
        "citizens:citizen",
        "citizens:cv",
        "citizens:everything",
        "citizens:everything_print",
        "citizens:why",
        "citizens:talk",
        "citizens:talk_mark",
        "citizens:fact",
        "citizens:reason",
        "citizens:profile",
        "citizens:profile_facts",
        "citizens:skill",
        "citizens:skill_add",
        "citizens:skills_from_occupation",
        "citizens:wish_add",
        "introductions:introduction",
        "introductions:introductions",
        "learning:near",
        "learning:occupation",
        "links:behalf",
        "links:behalf_step",
        "links:letter",
        "links:links",
        "letters:letter_new",
        "letters:letters",
        "letters:thread",
        "letters:waiting",
        "matching:openings",
        "matching:pair",
        "offers:begin",
        "offers:close",
        "offers:offer",
        "offers:offers",
        "offers:workplace",
        "outbox:reach",
        "outbox:reach_code",
        "partners:share_end",
        "partners:share_new",
        "partners:shares",
        "plans:agree_for",
        "plans:choice_add",
        "plans:end",
        "plans:goals",
        "plans:history",
        "plans:job_log",
        "plans:plan",
        "plans:step",
        "plans:step_add",
        "plans:view",
        "plans:waiting",
    }
)
OWN_PAGES = frozenset(
    {
        "citizens:my_cv",
        "citizens:my_cv_text",
        "citizens:my_everything",
        "citizens:my_looks",
        "citizens:my_profile",
        "citizens:my_skill",
        "citizens:my_skill_add",
        "citizens:my_skills_from_occupation",
        "citizens:my_wish_add",
        "citizens:why",
        "introductions:my_introduction",
        "introductions:my_introductions",
        "learning:my_near",
        "learning:my_occupation",
        "letters:my_letter_new",
        "letters:my_letters",
        "letters:my_thread",
        "matching:my_opening",
        "matching:my_openings",
        "offers:my_agreement",
        "offers:my_offer",
        "offers:my_offers",
        "outbox:my_reach",
        "outbox:my_reach_code",
        "partners:my_shares",
        "plans:my_choice",
        "plans:my_goals",
        "plans:my_history",
        "plans:my_log",
        "plans:my_log_add",
        "plans:my_log_entry",
        "plans:my_offers",
        "plans:my_plan",
        "plans:my_step_add",
        "plans:my_view",
    }
)
POLICY_PAGES = frozenset(
    {
        "goals:followup",
        "goals:item",
        "goals:item_people",
        "goals:questions",
        "goals:sdg",
        "offers:law",
        "offers:law_rule",
    }
)
POLICY = Place(_("Politik"), "goals:policy", POLICY_PAGES)
FIGURES = Place(
    _("Tal"),
    "goals:figures",
    frozenset(
        {"effects:effects", "goals:figure", "matching:sharing", "offers:coverage", "offers:coverage_people"}
    ),
)
COMPANIES = Place(
    _("Virksomheder"),
    "companies:companies",
    frozenset({"companies:company", "links:company_links", "links:company_withdraw", "links:wanted"}),
)
OPENING_PAGES = frozenset(
    {
        "companies:opening",
        "companies:opening_change",
        "companies:opening_new",
        "companies:opening_withdraw",
        "companies:proposal",
        "companies:proposals",
        "companies:text",
        "companies:text_new",
        "introductions:ask",
        "introductions:asked",
        "learning:courses",
        "matching:people",
    }
)
OPENINGS = Place(_("Åbninger"), "companies:openings", OPENING_PAGES)
OWN_COMPANY_PAGES = frozenset(
    {
        "companies:own_agreements",
        "companies:own_people",
        "companies:own_person",
        "companies:own_workplaces",
    }
)
OWN_OPENING_PAGES = frozenset(
    {"companies:own_opening", "companies:own_opening_new", "companies:own_proposal"}
)
TRIAL_PAGES = frozenset(
    {
        "goals:trial",
        "goals:trial_delete",
        "scenarios:compare",
        "scenarios:scenario",
        "scenarios:scenarios",
    }
)
OUTBOX = Place(_("Udbakke"), "outbox:outbox", frozenset({"outbox:message"}))
IMPORT = Place(_("Indlæs"), "imports:imports", frozenset({"imports:batch"}))

MENUS: dict[str, tuple[Place, ...]] = {
    "case_worker": (
        Place(_("Min dag"), "citizens:my_day", CITIZEN_PAGES),
        OPENINGS,
        COMPANIES,
        POLICY,
        FIGURES,
        OUTBOX,
        IMPORT,
    ),
    "leader": (
        Place(_("Borgere"), "citizens:my_day", CITIZEN_PAGES | {"accounts:stand_ins"}),
        OPENINGS,
        COMPANIES,
        POLICY,
        FIGURES,
        Place(_("Prøv"), "goals:trials", TRIAL_PAGES),
        OUTBOX,
        IMPORT,
        Place(_("Logbog"), "journal:review", frozenset({"operation:running"})),
        Place(_("Medarbejdere"), "accounts:colleagues", frozenset({"accounts:colleague"})),
        Place(_("Systemer"), "systems:systems", frozenset({"systems:system"})),
        Place(_("Partnere"), "partners:partners"),
        Place(_("Spørgsmål"), "questions:inquiries", frozenset({"questions:inquiry"})),
    ),
    "company_consultant": (COMPANIES, OPENINGS, POLICY, FIGURES),
    "committee": (FIGURES, POLICY),
    "citizen": (Place(_("Min side"), "citizens:my_page", OWN_PAGES), POLICY, FIGURES),
    "company": (
        Place(_("Jeres side"), "companies:own_front", OWN_COMPANY_PAGES),
        Place(_("Jeres åbninger"), "companies:own_openings", OWN_OPENING_PAGES),
        POLICY,
        FIGURES,
    ),
    "partner": (
        Place(_("Delt med jer"), "partners:own_front", frozenset({"partners:own_share"})),
        POLICY,
        FIGURES,
    ),
}

ROLE_NAMES: dict[str, str | Promise] = {
    "case_worker": _("Sagsbehandler"),
    "company_consultant": _("Virksomhedskonsulent"),
    "leader": _("Leder"),
    "committee": _("Udvalgsmedlem"),
    "citizen": _("Borger"),
    "company": _("Virksomhed"),
    "partner": _("Samarbejdspartner"),
}


def menu_for(role: str, current_view: str) -> list[MenuItem]:
    """The menu of a role, with the place that the reader stands in marked."""
    items = []
    for place in MENUS.get(role, ()):
        current = "page" if current_view == place.view else "true" if current_view in place.pages else ""
        items.append(MenuItem(text=str(place.text), href=reverse(place.view), current=current))
    return items


def current_view(request: HttpRequest | None) -> str:
    """The name of the page asked for; empty where no page was found."""
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else ""
