"""The words of evidence: designs, horizons, outcomes, units, and what is tried that is no offer in the law.

Codes are the same in files and engines.
"""

from dataclasses import dataclass

from fodfaeste.core.words import Words

Codes = dict[str, Words]

EXPERIMENT, META_ANALYSIS = "experiment", "meta_analysis"
DESIGNS: Codes = {
    META_ANALYSIS: Words("Samlet analyse af mange studier", "Meta-analysis of many studies"),
    "review": Words("Oversigt over studier", "Review of studies"),
    EXPERIMENT: Words("Lodtrækningsforsøg", "Randomised experiment"),
    "quasi_experiment": Words("Naturligt forsøg", "Quasi-experiment"),
    "register": Words("Registeranalyse med sammenligningsgruppe", "Register study with a comparison group"),
    "unknown": Words("Metoden er ikke læst", "The method was not read"),
}

#: Months from where the study counts: under 12, 12-24, over 24. A change of a rate lasts as the spell does.
SHORT, MEDIUM, LONG, SPELL, UNKNOWN = HORIZON_CODES = ("short", "medium", "long", "spell", "unknown")
HORIZONS: Codes = {
    SHORT: Words("Under et år", "Under a year"),
    MEDIUM: Words("Et til to år", "One to two years"),
    LONG: Words("Over to år", "Over two years"),
    SPELL: Words("Så længe forløbet varer", "As long as the spell lasts"),
    UNKNOWN: Words("Tiden er ikke læst", "The time was not read"),
}

COUNTED_FROM: Codes = {
    "unemployed": Words("Fra ledigheden begyndte", "From the start of unemployment"),
    "assigned": Words("Fra lodtrækningen eller visitationen", "From the draw or the referral"),
    "start": Words("Fra indsatsen begyndte", "From the start of the offer"),
    "end": Words("Fra indsatsen sluttede", "From the end of the offer"),
    "arrival": Words("Fra ankomsten til landet", "From arrival in the country"),
    UNKNOWN: Words("Ikke læst", "Not read"),
}

POINTS, PERCENT, HAZARD, LOG_HAZARD = "percentage_points", "percent", "percent_hazard", "log_hazard"
UNITS: Codes = {
    POINTS: Words("procentpoint", "percentage points"),
    PERCENT: Words("procent", "per cent"),
    HAZARD: Words("procents ændring af afgangsraten", "per cent change of the exit rate"),
    LOG_HAZARD: Words("ændring af afgangsratens logaritme", "change of the log exit rate"),
    "weeks": Words("uger", "weeks"),
    "persons": Words("personer", "persons"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something a study measured: its name, the units it may stand in, and whether more of it is better."""

    title: Words
    units: tuple[str, ...] = ()
    more_is_better: bool = True


_RATE = (HAZARD, LOG_HAZARD)
OUTCOMES: dict[str, Outcome] = {
    "employed": Outcome(Words("Andel i arbejde", "Share in work"), (POINTS, PERCENT)),
    "employed_or_in_education": Outcome(
        Words("Andel i arbejde eller uddannelse", "Share in work or education"), (POINTS, PERCENT)
    ),
    "in_education": Outcome(Words("Andel i uddannelse", "Share in education"), (POINTS, PERCENT)),
    "job_finding": Outcome(Words("Afgang til arbejde", "Exit rate to work"), _RATE),
    "unemployment_exit": Outcome(Words("Afgang fra ledighed", "Exit rate from unemployment"), _RATE),
    "job_lasting": Outcome(
        Words("Hvor længe arbejdet holder", "How long the work lasts"), ("weeks", PERCENT)
    ),
    "weeks_employed": Outcome(Words("Uger i arbejde", "Weeks in work"), ("weeks", PERCENT)),
    "weeks_unemployed": Outcome(
        Words("Uger som ledig", "Weeks of unemployment"), ("weeks", PERCENT), more_is_better=False
    ),
    "weeks_to_share": Outcome(
        Words("Uger, til 40 pct. er i arbejde", "Weeks until 40 per cent are in work"),
        ("weeks",),
        more_is_better=False,
    ),
    "hours_and_earnings": Outcome(Words("Timer og løn", "Hours and earnings"), (PERCENT,)),
    "earnings": Outcome(Words("Løn", "Earnings"), (PERCENT,)),
    "self_support": Outcome(Words("Selvforsørgelse", "Self-support"), (POINTS, PERCENT)),
    "people_employed": Outcome(Words("Personer i arbejde i alt", "Persons in work in all"), ("persons",)),
    "people_registered": Outcome(
        Words("Registrerede arbejdssøgende i alt", "Registered job seekers in all"),
        ("persons",),
        more_is_better=False,
    ),
    "progression": Outcome(Words("Skridt mod arbejde", "Steps towards work")),
}

#: What studies try that is no offer in `packs/law`, or is several at once.
MEASURES: Codes = {
    "aktivering": Words("Aktivering, alle slags under ét", "Activation, all kinds together"),
    "udsigt-til-aktivering": Words("Udsigten til aktivering", "The prospect of activation"),
    "tidlig-indsats": Words("Tidlig og tæt indsats, samlet pakke", "Early and close effort, as a package"),
    "intensiv-indsats": Words("Flere medarbejdere og tættere indsats", "More staff and a closer effort"),
    "parallel-indsats": Words("Jobrettet og anden indsats samtidig", "Job-aimed and other efforts at once"),
    "samtaler": Words("Hyppige individuelle samtaler", "Frequent individual talks"),
    "gruppesamtaler": Words("Samtaler i grupper", "Talks in groups"),
    "jobsoegning": Words("Hjælp til jobsøgning", "Help with job search"),
    "digital-jobraadgivning": Words("Råd om job på nettet", "Job advice online"),
    "ips": Words("IPS, støttet beskæftigelse", "IPS, supported employment"),
    "danskuddannelse": Words("Danskuddannelse for flygtninge", "Danish lessons for refugees"),
    "sanktion": Words("Sanktion", "Sanction"),
    "national-strategi": Words("En hel strategi for landet", "A whole strategy for the country"),
}

SECTORS: Codes = {"private": Words("Privat", "Private"), "public": Words("Offentlig", "Public")}

POSITIVE, NEGATIVE, NO_EFFECT, MIXED = DIRECTION_CODES = ("positive", "negative", "none", "mixed")
DIRECTIONS: Codes = {
    POSITIVE: Words("Hjælper på vej til arbejde", "Helps towards work"),
    NEGATIVE: Words("Forsinker vejen til arbejde", "Delays the way to work"),
    NO_EFFECT: Words("Ingen sikker virkning", "No sure effect"),
    MIXED: Words("Peger flere veje", "Points several ways"),
}

SEEN: Codes = {
    "yes": Words("Set", "Seen"),
    "partly": Words("Set under nogle vilkår", "Seen under some conditions"),
    "no": Words("Ledt efter og ikke set", "Looked for and not seen"),
}

#: Whom an effect falls on: those who take part, or those beside them.
PARTICIPANTS, OTHERS = "participants", "others"
EFFECT_ON: Codes = {
    PARTICIPANTS: Words("Dem, der deltager", "Those who take part"),
    OTHERS: Words("Andre ledige", "Other job seekers"),
}

#: From the surest to the least sure. What each means stands in the pack.
STRONG, MODERATE, INDICATION = GRADES = ("strong", "moderate", "indication")

READ, UNVERIFIED = STATUSES = ("read", "unverified")

#: Whose words were read: the study's own, those of its authors or of the one who ordered it, or another's.
READ_BY: Codes = {
    "study": Words("Studiets egen tekst", "The study's own text"),
    "owner": Words("Forfatterne eller den, der bestilte studiet", "The authors or who ordered the study"),
    "other": Words("En andens omtale", "Another's account"),
}
STATUS_OF_READER = {"study": READ, "owner": READ, "other": UNVERIFIED}
