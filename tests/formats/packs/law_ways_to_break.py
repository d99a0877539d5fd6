"""Ways to break a law. Each is one slip; ¶ stands in the line to be named first."""

from tests.formats.packs.broken import Break, way

HEAD, OFFERS, GROUPS = "law.toml", "offers.toml", "groups.toml"
CONTACT, QUESTIONS, CASES = "contact.toml", "questions.toml", "cases.toml"

RATIO = "values = { ratio_to_50 = 5, ratio_beyond_50 = 10, always = 1 }"
WHO = "law_group = { in = ["
COURSE = """\
[[offer]]
id = "kursus"
title = { da = "Kursus", en = "Course" }
statement = { da = "Et kursus.", en = "A course." }
kind = "upskilling"
states = [{ valid_from = 2020-01-01, state = "in_force" }]

"""
SECOND = "valid_from = 2023-01-01"
COUNTED = 'title = { da = "Samtale", en = "Talk" }'
CLOSED = '{ valid_from = 2026-01-01, state = "closed_for_new" }'

KEYS = (
    way("an unknown table", ("[law]\n", "¶[farve]\nx = 1\n\n[law]\n"), told="farve", file=HEAD),
    way("an unknown key in the head", ("[law]\n", "[law]\n¶farve = 1\n"), told="farve", file=HEAD),
    way("an unknown key in a rule", ('part = "duration"', 'part = "duration"\n¶farve = 1'), told="farve",
        file=OFFERS),
    way("an unknown key in a state", (CLOSED, CLOSED[:-2] + ", farve = 1 }¶"),
        told="farve", file=OFFERS),
    way("a list of another file", ("[[offer]]\n", '¶[[act]]\nid = "x"\n\n[[offer]]\n'), told="»act«",
        file=OFFERS),
    way("a misspelt key", ("certainty =", "¶certanty ="), told="mente du »certainty«", file=OFFERS),
    way("a rule without read_on", ('[[rule]]\nid = "samtale"', '¶[[rule]]\nid = "samtale"'),
        ("read_on = 2026-11-22\n", ""), told="»read_on« mangler", file=CONTACT),
    way("a rule without certainty", ('[[rule]]\nid = "samtale"', '¶[[rule]]\nid = "samtale"'),
        ('certainty = "official"\n', ""), told="»certainty« mangler", file=CONTACT),
    way("a rule without a source", ('sources = ["lovtidende"]', "sources = []¶"), told="»sources« er []",
        file=CONTACT),
    way("an id that is none", ('id = "praktik.forholdstal"', '¶id = "Praktik Forholdstal"'),
        told="er ikke et id", file=OFFERS),
    way("an id that stands further down", ('id = "samtale"\npart = "contact"',
        'part = "contact"\n¶id = "samtale"'), told="ikke lige under", file=CONTACT),
    way("an offer's rule without its offer", ('[[rule]]\nid = "praktik.forholdstal"\noffer = "praktik"\n',
        '¶[[rule]]\nid = "praktik.forholdstal"\n'), told="»offer« mangler", file=OFFERS),
)  # fmt: skip

CHOICES = (
    way("a part that is none", ('part = "duration"', '¶part = "durations"'), told="mente du »duration«",
        file=OFFERS),
    way("a state that is none", ('state = "planned"', '¶state = "maybe"'), told="»maybe«", file=CONTACT),
    way("a state of an offer that is none", (CLOSED, CLOSED.replace("closed_for_new", "closed") + "¶"),
        told="mente du »closed_for_new«", file=OFFERS),
    way("a certainty that is none", ('certainty = "secondary"', '¶certainty = "sure"'), told="»sure«",
        file=OFFERS),
    way("a kind of source that is none", ('kind = "law"', '¶kind = "blog"'), told="»blog«", file=HEAD),
    way("a kind of offer that is none", ('kind = "placement"', '¶kind = "placment"'),
        told="mente du »placement«", file=OFFERS),
    way("a legal system that is none", ('legal_system = "denmark"', '¶legal_system = "norway"'),
        told="»norway«", file=HEAD),
    way("a time zone that is none", ("Europe/Copenhagen", "Europe/Odense¶"), told="ingen tidszone",
        file=HEAD),
    way("a value that is a text", ("weeks = 8", 'weeks = "8"¶'), told="»weeks« er '8'", file=OFFERS),
    way("a value that is true", ("weeks = 8", "weeks = true¶"), told="»weeks« er True", file=OFFERS),
    way("half a ratio", (RATIO, "values = { ratio_to_50 = 5, always = 1 }¶"),
        told="et forholdstal uden ratio_beyond_50", file=OFFERS),
    way("a ratio of none", (RATIO, RATIO.replace("_50 = 5", "_50 = 0") + "¶"), told="»ratio_to_50« er 0",
        file=OFFERS),
)  # fmt: skip

DATES = (
    way("a date that is none", (SECOND, "¶valid_from = 2023-02-30"), told="en dato som ikke findes",
        file=OFFERS),
    way("a date of another century", (SECOND, "¶valid_from = 1823-01-01"), told="mellem 1900 og 2100",
        file=OFFERS),
    way("an end before the beginning", ("valid_to = 2024-12-31", "¶valid_to = 2022-12-31"),
        told="før den begynder", file=OFFERS),
    way("versions that overlap", (SECOND, "¶valid_from = 2022-12-31"), told="overlapper den forrige",
        file=OFFERS),
    way("versions with a gap", (SECOND, "¶valid_from = 2023-01-02"), told="der er hul i gyldigheden",
        file=OFFERS),
    way("a version that never ends before the next", ("valid_to = 2022-12-31\n", ""), (SECOND, "¶" + SECOND),
        told="som ikke slutter", file=OFFERS),
    way("states of an offer that overlap", (CLOSED, CLOSED.replace("2026-01-01", "2025-12-31") + "¶"),
        told="overlapper den forrige", file=OFFERS),
    way("states of an offer with a gap", (CLOSED, CLOSED.replace("2026-01-01", "2026-02-01") + "¶"),
        told="der er hul i gyldigheden", file=OFFERS),
    way("a group that ends before it begins", ("{ valid_from = 2020-01-01,",
        "{ valid_from = 2020-01-01, valid_to = 2019-01-01,¶"), told="før den begynder", file=GROUPS),
    way("an abolished rule with values", ('certainty = "unverified"\nsources = ["avisen"]\n',
        'certainty = "unverified"\nsources = ["avisen"]\n¶values = { weeks = 1 }\n'),
        told="en afskaffet regel med værdier", file=OFFERS),
    way("a planned rule that is sure", ('certainty = "unverified"', '¶certainty = "secondary"'),
        told="en ventet regel", file=CONTACT),
    way("an official rule read in a newspaper", ('certainty = "official"\nsources = ["lovtidende"]',
        '¶certainty = "official"\nsources = ["avisen"]'), told="uden en officiel kilde", file=CONTACT),
    way("versions of two offers", ("[[offer]]\n", COURSE + "[[offer]]\n"),
        ('title = { da = "Otte uger"', '¶title = { da = "Otte uger"'),
        ('offer = "praktik"\npart = "duration"\n¶', '¶offer = "kursus"\npart = "duration"\n'),
        told="har offer »kursus« her", file=OFFERS),
)  # fmt: skip

REFERENCES = (
    way("an id twice", ('id = "adgang.18"', '¶id = "varighed.2024"'), told="er brugt to gange", file=CASES),
    way("a source twice", ('id = "lovtidende"', '¶id = "avisen"'), told="er brugt to gange", file=HEAD),
    way("a rule's id in another file", ('id = "samtale"', '¶id = "praktik.varighed"'),
        told="er brugt i offers.toml", file=CONTACT),
    way("an act that is not there", ('act = "lov"', '¶act = "loven"'), told="mente du »lov«", file=OFFERS),
    way("an act of a group that is not there", ('act = "lov"', '¶act = "bog"'),
        told="»bog« er ikke en [[act]]", file=GROUPS),
    way("a source that is not there", ('sources = ["avisen"]', 'sources = ["avissen"]¶'),
        told="mente du »avisen«", file=OFFERS),
    way("an offer that is not there", ('offer = "praktik"', '¶offer = "pratik"'), told="mente du »praktik«",
        file=OFFERS),
    way("a group that is not there", ('groups = ["lov.1"]', 'groups = ["lov.2"]¶'), told="mente du »lov.1«",
        file=OFFERS),
    way("a group in a condition that is not there", (WHO + '"lov.1"', WHO + '"lov.1", "lov.9"¶'),
        told="»lov.9« er ikke en [[group]]", file=OFFERS),
    way("a fact that the law does not ask", (WHO, "came_from = { in = [¶"), told="»came_from«", file=OFFERS),
    way("a comparison that does not fit", (WHO, "law_group = { over = [¶"), told="passer ikke til law_group",
        file=OFFERS),
    way("a code that is none", ("age = { at_least = 18 }", 'readiness = { in = ["klar"] }¶'),
        told="»klar« er ikke en kode for readiness", file=OFFERS),
    way("a day that is no fact", ('from = "registered_on"', 'from = "age"¶'), told="»age« kan ikke være from",
        file=CONTACT),
    way("a question about nothing", ('"praktik.forholdstal"', '"praktik.forhold"¶'),
        told="mente du »praktik.forholdstal«", file=QUESTIONS),
    way("a case of no rule", ('rule = "praktik.adgang"', '¶rule = "praktik.adgan"'),
        told="mente du »praktik.adgang«", file=CASES),
    way("a case of no group", ('law_group = "lov.1"', 'law_group = "lov.7"¶'), told="»lov.7«", file=CASES),
    way("a case that expects nothing", ('expect = { state = "met" }', "expect = {}¶"), told="venter intet",
        file=CASES),
    way("a case of an answer there is not", ('expect = { state = "met" }', 'expect = { state = "due" }¶'),
        told="»due« kan ikke være state", file=CASES),
    way("a case with a fact there is not", ("age = 18", "alder = 18¶"), told="ukendt nøgle »alder«",
        file=CASES),
)  # fmt: skip

OF_PEOPLE = (
    way("a kind of opening there is not", ('kind = "placement"', 'kind = "placement"\nopenings = ["x"]¶'),
        told="»x« er ikke en slags åbning", file=OFFERS),
    way("an offer of no kind of opening", ('kind = "placement"', 'kind = "placement"\nopenings = []¶'),
        told="»openings«", file=OFFERS),
    way("a demand that is no demand of who", ('part = "duration"', 'part = "duration"\ndemand = true¶'),
        told="»demand« i part »duration«", file=OFFERS),
    way("a demand that asks nothing",
        ('[[rule]]\nid = "praktik.varighed"', '''[[rule]]
id = "praktik.krav"
offer = "praktik"
part = "eligibility"
title = { da = "Krav", en = "Demand" }
statement = { da = "Et krav.", en = "A demand." }
act = "lov"
reference = "§ 9"
valid_from = 2020-01-01
state = "in_force"
read_on = 2026-11-22
certainty = "secondary"
sources = ["avisen"]
demand = true¶

[[rule]]
id = "praktik.varighed"'''), told="et krav uden who", file=OFFERS),
    way("a count of nothing known", (COUNTED, f'counts = "talk"¶\n{COUNTED}'), told="mente du »talks«",
        file=CONTACT),
    way("a count without its numbers", (COUNTED, f'counts = "talks"¶\n{COUNTED}'),
        told="en optælling uden months, counted_months", file=CONTACT),
    way("a count where nothing is counted", ('part = "duration"', 'part = "duration"\ncounts = "talks"¶'),
        told="»counts« i part »duration«", file=OFFERS),
)  # fmt: skip

WAYS: tuple[Break, ...] = (*KEYS, *CHOICES, *DATES, *REFERENCES, *OF_PEOPLE)
