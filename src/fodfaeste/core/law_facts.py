"""The facts that the conditions of a law ask about, beside those that a municipality's policy asks about."""

from fodfaeste.core.facts import FACTS, FactDefinition
from fodfaeste.core.words import Words

#: A policy's own groups; the law speaks of groups of its own.
_OF_POLICIES = ("target_group", "came_from")

_BENEFITS = (
    ("dagpenge", Words("arbejdsløshedsdagpenge", "unemployment benefit")),
    ("kontanthjaelp", Words("kontanthjælp", "cash benefit")),
    ("uddannelseshjaelp", Words("uddannelseshjælp", "education benefit")),
    ("overgangsydelse", Words("overgangsydelse", "transition benefit")),
    (
        "selvforsoergelses-og-hjemrejseydelse",
        Words("selvforsørgelses- og hjemrejseydelse", "self-support and repatriation benefit"),
    ),
    ("sygedagpenge", Words("sygedagpenge", "sickness benefit")),
    ("ressourceforloebsydelse", Words("ressourceforløbsydelse", "resource-course benefit")),
    ("revalideringsydelse", Words("revalideringsydelse", "rehabilitation benefit")),
    ("ledighedsydelse", Words("ledighedsydelse", "flex-unemployment benefit")),
    ("fleksloentilskud", Words("fleksløntilskud", "flex-job supplement")),
    ("foertidspension", Words("førtidspension", "disability pension")),
    ("seniorpension", Words("seniorpension", "senior pension")),
    ("arbejdsmarkedsydelse", Words("arbejdsmarkedsydelse", "labour market benefit")),
    ("jobsoegningsydelse", Words("jobsøgningsydelse", "job-search benefit")),
    ("offentlig_hjaelp", Words("offentlig hjælp", "public assistance")),
    ("ingen", Words("ingen offentlig ydelse", "no public benefit")),
)

_OWN = (
    FactDefinition("law_group", "code", Words("Lovens målgruppe", "The law's group"),
                   Words("lovens målgruppe", "the law's group")),
    FactDefinition("benefit", "code", Words("Ydelse", "Benefit"), Words("ydelsen", "the benefit"),
                   codes=_BENEFITS),
    FactDefinition("readiness", "code", Words("Visitation", "Readiness"),
                   Words("visitationen", "the readiness"),
                   codes=(("jobparat", Words("jobparat", "job-ready")),
                          ("aktivitetsparat", Words("aktivitetsparat", "activity-ready")),
                          ("uddannelsesparat", Words("uddannelsesparat", "education-ready")))),
    FactDefinition("gl_match_group", "code", Words("Matchgruppe", "Match group"),
                   Words("matchgruppen", "the match group"),
                   codes=tuple((code, Words(code, code)) for code in ("1", "2", "3"))),
    FactDefinition("self_found", "code", Words("Fundet af borgeren selv", "Found by the citizen"),
                   Words("svaret på, om borgeren selv har fundet pladsen,",
                         "the answer to whether the citizen found the place"),
                   codes=(("ja", Words("ja", "yes")), ("nej", Words("nej", "no")))),
    FactDefinition("months_on_benefit", "number", Words("Måneder på ydelsen", "Months on the benefit"),
                   Words("tiden på ydelsen", "the time on the benefit"), unit=Words(" måneder", " months"),
                   derived=True),
    FactDefinition("employer_ordinary_fte", "number",
                   Words("Ordinært ansatte i årsværk", "Ordinary employees in work-years"),
                   Words("antallet af ordinært ansatte", "the number of ordinary employees"),
                   unit=Words(" årsværk", " work-years")),
    FactDefinition("employer_supported_fte", "number",
                   Words("Ansatte med støtte i årsværk, den nye talt med",
                         "Supported staff in work-years, the new person counted in"),
                   Words("antallet med støtte", "the number with support"),
                   unit=Words(" årsværk", " work-years")),
    FactDefinition("first_contact", "date", Words("Første samtale", "First talk"),
                   Words("den første samtale blev holdt", "the first talk was held")),
    FactDefinition("last_contact", "date", Words("Seneste samtale", "Latest talk"),
                   Words("den seneste samtale blev holdt", "the latest talk was held")),
    FactDefinition("paused_from", "date", Words("Pause fra", "Paused from"),
                   Words("pausen begyndte", "the pause began")),
    FactDefinition("paused_to", "date", Words("Pause til", "Paused to"),
                   Words("pausen sluttede", "the pause ended")),
)  # fmt: skip

#: What a law's conditions may ask. A fact that a policy asks too means the same here.
LAW_FACTS: dict[str, FactDefinition] = {
    **{fact.name: fact for fact in _OWN},
    **{name: fact for name, fact in FACTS.items() if name not in _OF_POLICIES},
}

#: Every fact by its name, whoever asks.
ALL_FACTS: dict[str, FactDefinition] = {**LAW_FACTS, **FACTS}
