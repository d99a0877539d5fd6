"""Openings and what decides whether one fits: kinds, shifts, demands, licences, languages and levels.

Codes are the same in files, database, snapshot and engines.
"""

from fodfaeste.core.words import Words

Codes = dict[str, Words]

#: Where several codes stand in one text, this is between them.
BETWEEN_CODES = " "

OPENING_KINDS: Codes = {
    "ordinaert_job": Words("Ordinært job", "Ordinary job"),
    "timejob": Words("Job på få timer", "Job of few hours"),
    "opgaver": Words("Opgaver skåret fra et job", "Tasks carved from a job"),
    "fleksjob": Words("Fleksjob", "Flex job"),
    "skaanejob": Words("Skånejob", "Sheltered job with subsidy"),
    "loentilskud": Words("Job med løntilskud", "Job with wage subsidy"),
    "virksomhedspraktik": Words("Virksomhedspraktik", "Company placement"),
    "traeningsplads": Words("Træningsplads i en jobfunktion", "Training place in a job function"),
    "laereplads": Words("Læreplads", "Apprenticeship"),
    "voksenlaereplads": Words("Læreplads for voksne", "Adult apprenticeship"),
    "fritidsjob": Words("Fritidsjob", "Leisure job"),
}

#: How one attends: every day from home, staying where the work is, or from anywhere.
DAILY, STAY, REMOTE = ATTENDANCE_CODES = ("dagligt", "ophold", "fjernarbejde")
ATTENDANCE: Codes = {
    DAILY: Words("Møder på stedet", "Attends on site"),
    STAY: Words("Bolig følger med", "Lodging comes with it"),
    REMOTE: Words("Fjernarbejde", "Remote work"),
}

SHIFTS: Codes = {
    "dag": Words("Dag", "Day"),
    "aften": Words("Aften", "Evening"),
    "nat": Words("Nat", "Night"),
    "weekend": Words("Weekend", "Weekend"),
}

#: What a job asks of body and mind. A citizen's limit names a demand that must not be made: functional, as
#: the citizen puts it, never a diagnosis.
DEMANDS: Codes = {
    "tunge_loeft": Words("Løft over 10 kg", "Lifting over 10 kg"),
    "staa_laenge": Words("Stå op længe", "Standing for long"),
    "gaa_meget": Words("Gå meget", "Walking a lot"),
    "sidde_laenge": Words("Sidde længe", "Sitting for long"),
    "boeje_vride": Words("Bøje og vride kroppen", "Bending and twisting"),
    "over_skulder": Words("Arbejde over skulderhøjde", "Working above the shoulders"),
    "hoejder": Words("Arbejde i højden", "Working at heights"),
    "stoej": Words("Støj", "Noise"),
    "stoev_dampe": Words("Støv og dampe", "Dust and fumes"),
    "kulde_varme": Words("Kulde eller varme", "Cold or heat"),
    "skaerm": Words("Hele dagen ved skærm", "All day at a screen"),
    "mange_mennesker": Words("Mange mennesker", "Many people"),
    "alene": Words("Arbejde alene", "Working alone"),
    "hoejt_tempo": Words("Højt tempo", "A fast pace"),
}

LICENCES: Codes = {
    "koerekort_b": Words("Kørekort til bil (B)", "Driving licence for a car (B)"),
    "koerekort_c": Words("Kørekort til lastbil (C)", "Driving licence for a lorry (C)"),
    "koerekort_d": Words("Kørekort til bus (D)", "Driving licence for a bus (D)"),
    "truck": Words("Truckcertifikat", "Forklift certificate"),
    "kran": Words("Krancertifikat", "Crane certificate"),
    "svejsning": Words("Svejsecertifikat", "Welding certificate"),
    "hygiejne": Words("Hygiejnebevis", "Food hygiene certificate"),
    "vej_som_arbejdsplads": Words("Vejen som arbejdsplads", "Roadwork safety certificate"),
    "sundhed": Words("Autorisation i sundhed", "Health authorisation"),
    "baadfoerer": Words("Bådførerbevis", "Boat operator's certificate"),
}

#: A language with its level is written `da:2`.
LANGUAGES: Codes = {
    "da": Words("Dansk", "Danish"),
    "en": Words("Engelsk", "English"),
    "de": Words("Tysk", "German"),
    "kl": Words("Grønlandsk", "Greenlandic"),
}

LEVELS: dict[int, Words] = {
    1: Words("kender det", "knows of it"),
    2: Words("kan med hjælp", "can do it with help"),
    3: Words("kan selv", "can do it alone"),
    4: Words("kan lære det fra sig", "can teach it"),
}
TOP_LEVEL = 4

#: Where a skill is known from: the citizen's own word, a paper, or an assessment of prior learning (RKV).
OWN_WORD = "eget_ord"
SKILL_BASES: Codes = {
    OWN_WORD: Words("Borgerens eget ord", "The citizen's own word"),
    "papir": Words("Bevis eller papir", "Certificate or paper"),
    "rkv": Words("Realkompetencevurdering", "Prior-learning assessment"),
}

#: What a wish can be about.
WISH_KINDS: Codes = {
    "erhverv": Words("Erhverv", "Occupation"),
    "branche": Words("Branche", "Industry"),
    "aabning": Words("Slags åbning", "Kind of opening"),
    "arbejdssted": Words("Arbejdssted", "Workplace"),
    "ophold": Words("Arbejde med ophold", "Work with a stay"),
}
WANTS, WILL_NOT = WISH_STRENGTHS = ("gerne", "ikke")


def language_level(text: str) -> tuple[str, int]:
    """`da:2` as its language and level. Raises ValueError where it is not so written."""
    language, colon, level = text.partition(":")
    if language not in LANGUAGES or not colon or level not in ("1", "2", "3", "4"):
        raise ValueError(text)
    return language, int(level)
