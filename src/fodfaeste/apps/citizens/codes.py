"""The codes of a citizen's dated facts and talks, with the words shown for them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

Labels = dict[str, str | Promise]

BENEFITS: Labels = {
    "dagpenge": _("Arbejdsløshedsdagpenge"),
    "kontanthjaelp": _("Kontanthjælp"),
    "sygedagpenge": _("Sygedagpenge"),
    "ressourceforloebsydelse": _("Ressourceforløbsydelse"),
    "ledighedsydelse": _("Ledighedsydelse"),
    "fleksloentilskud": _("Fleksløntilskud"),
    "foertidspension": _("Førtidspension"),
    "seniorpension": _("Seniorpension"),
    "jobsoegningsydelse": _("Jobsøgningsydelse"),
    "offentlig_hjaelp": _("Offentlig hjælp"),
    "arbejdsmarkedsydelse": _("Arbejdsmarkedsydelse (ophørt)"),
    "ingen": _("Ingen offentlig ydelse"),
    "uddannelseshjaelp": _("Uddannelseshjælp (ophørt)"),
    "overgangsydelse": _("Overgangsydelse (ophørt)"),
    "selvforsoergelses-og-hjemrejseydelse": _("Selvforsørgelses- og hjemrejseydelse (ophørt)"),
}

#: Benefits that have ended: shown in a history, never offered for a change.
CLOSED_BENEFITS = (
    "uddannelseshjaelp",
    "overgangsydelse",
    "selvforsoergelses-og-hjemrejseydelse",
    "arbejdsmarkedsydelse",
)
GREENLANDS_BENEFITS = ("jobsoegningsydelse", "offentlig_hjaelp", "arbejdsmarkedsydelse", "ingen")

READINESS: Labels = {
    "jobparat": _("Jobparat"),
    "aktivitetsparat": _("Aktivitetsparat"),
    "uddannelsesparat": _("Uddannelsesparat"),
}

#: Contact groups steer the shared systems; municipalities' own codes are shown as they are.
CONTACT_GROUPS: Labels = {
    "dagpengemodtager": _("Dagpengemodtager"),
    "kontanthjaelp_jobparat": _("Jobparat kontanthjælpsmodtager"),
    "kontanthjaelp_aktivitetsparat": _("Aktivitetsparat kontanthjælpsmodtager"),
    "kontanthjaelp_uddannelsesparat": _("Uddannelsesparat kontanthjælpsmodtager"),
    "integration": _("I program efter integrationsloven"),
    "sygedagpengemodtager": _("Sygedagpengemodtager"),
    "jobafklaring": _("I jobafklaringsforløb"),
    "ressourceforloeb": _("I ressourceforløb"),
    "fleksjobvisiteret": _("Visiteret til fleksjob"),
    "foertidspensionist": _("Førtidspensionist"),
    "selvforsoergende": _("Selvforsørgende"),
}

#: The groups of the Danish act, by their numbers. Two are of old cases only.
LAW_GROUPS: Labels = {
    "lab.6.1": _("Nr. 1: dagpenge"),
    "lab.6.2": _("Nr. 2: jobparat på kontanthjælp"),
    "lab.6.3": _("Nr. 3: aktivitetsparat på kontanthjælp"),
    "lab.6.4": _("Nr. 4: uddannelsesparat under 30 år"),
    "lab.6.5": _("Nr. 5: aktivitetsparat under 30 år"),
    "lab.6.6": _("Nr. 6: sygedagpenge"),
    "lab.6.7": _("Nr. 7: jobafklaringsforløb"),
    "lab.6.8": _("Nr. 8: ressourceforløb"),
    "lab.6.9": _("Nr. 9: visiteret til fleksjob"),
    "lab.6.10": _("Nr. 10: revalidering"),
    "lab.6.11": _("Nr. 11: førtidspension"),
    "lab.6.12": _("Nr. 12: selvforsørgende"),
    "lab.6.13": _("Nr. 13: under 18 år"),
}

#: Greenland's match groups.
MATCH_GROUPS: Labels = {
    "1": _("Matchgruppe 1"),
    "2": _("Matchgruppe 2"),
    "3": _("Matchgruppe 3"),
}

#: Dated facts that are no rule facts: kept apart, because one never follows from another.
STATUSES: dict[str, tuple[str | Promise, Labels]] = {
    "benefit": (_("Ydelse"), BENEFITS),
    "contact_group": (_("Kontaktgruppe"), CONTACT_GROUPS),
    "readiness": (_("Visitation"), READINESS),
    "law_group": (_("Lovens målgruppe"), LAW_GROUPS),
    "gl_match_group": (_("Matchgruppe"), MATCH_GROUPS),
}

#: A status or a fact that only one country's law knows.
ONLY_UNDER = {
    "became_job_ready": "denmark",
    "integration_started": "denmark",
    "contact_group": "denmark",
    "readiness": "denmark",
    "law_group": "denmark",
    "gl_match_group": "greenland",
}

#: Facts that hold from a day and until the next change, the target group among them.
DATED = ("target_group", *STATUSES)

#: Date facts that may be known not to have happened.
MAY_NOT_HAVE_HAPPENED = ("became_job_ready", "integration_started")

JOB_READY = "jobparat"


def labels_under(status: str, legal_system: str) -> Labels:
    """The values of a status that can be chosen in a country today."""
    labels = STATUSES[status][1]
    if status != "benefit":
        return labels
    is_greenland = legal_system == "greenland"
    here = {code for code in labels if code == "ingen" or (code in GREENLANDS_BENEFITS) == is_greenland}
    return {code: label for code, label in labels.items() if code in here - set(CLOSED_BENEFITS)}


TALK = "jobsamtale"
BOOKED, HELD, NO_SHOW, CANCELLED = "booked", "held", "no_show", "cancelled"
TALK_STATES: Labels = {
    BOOKED: _("Booket"),
    HELD: _("Holdt"),
    NO_SHOW: _("Udeblevet"),
    CANCELLED: _("Aflyst"),
}

SPELLS: Labels = {
    "work": _("I arbejde"),
    "unemployment": _("Ledig"),
    "education": _("Under uddannelse"),
}

#: Sources as they stand in the database; shown in the reader's language.
BY_CASE_WORKER = gettext_noop("Sagsbehandler")
BY_CITIZEN = gettext_noop("Borgeren selv")
FROM_TARGET_GROUP = gettext_noop("Følger af skiftet af målgruppe")
FROM_READINESS = gettext_noop("Følger af visitationen")
