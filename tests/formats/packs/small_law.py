"""A small law of an invented country, to read and to break."""

HEAD = """\
[law]
id = "lilleland"
title = { da = "Lillelands ret", en = "The law of Lilleland" }
legal_system = "denmark"
time_zone = "Europe/Copenhagen"

[[act]]
id = "lov"
title = { da = "Loven", en = "The act" }
short = "LOV"

[[source]]
id = "avisen"
what = "Avisen"
kind = "secondary"
read_on = 2026-11-22

[[source]]
id = "lovtidende"
what = "Lovtidende"
kind = "law"
read_on = 2026-11-22
"""

OFFERS = """\
[[offer]]
id = "praktik"
title = { da = "Praktik", en = "Placement" }
statement = { da = "Uden løn.", en = "Without pay." }
kind = "placement"
states = [
  { valid_from = 2020-01-01, valid_to = 2025-12-31, state = "in_force" },
  { valid_from = 2026-01-01, state = "closed_for_new" },
]

[[rule]]
id = "praktik.adgang"
offer = "praktik"
part = "eligibility"
title = { da = "Adgang", en = "Access" }
statement = { da = "For gruppe 1.", en = "For group 1." }
act = "lov"
reference = "§ 1"
valid_from = 2020-01-01
state = "in_force"
read_on = 2026-11-22
certainty = "official"
sources = ["lovtidende"]
groups = ["lov.1"]
who = [{ all_of = [{ where = { law_group = { in = ["lov.1"] }, age = { at_least = 18 } } }] }]

[[rule]]
id = "praktik.varighed"
offer = "praktik"
part = "duration"
title = { da = "Fire uger", en = "Four weeks" }
statement = { da = "Højst fire uger.", en = "At most four weeks." }
act = "lov"
reference = "§ 2"
valid_from = 2020-01-01
valid_to = 2022-12-31
state = "in_force"
read_on = 2026-11-22
certainty = "secondary"
sources = ["avisen"]
values = { weeks = 4 }

[[rule]]
id = "praktik.varighed"
offer = "praktik"
part = "duration"
title = { da = "Otte uger", en = "Eight weeks" }
statement = { da = "Højst otte uger.", en = "At most eight weeks." }
act = "lov"
reference = "§ 2"
valid_from = 2023-01-01
valid_to = 2024-12-31
state = "in_force"
read_on = 2026-11-22
certainty = "secondary"
sources = ["avisen"]
values = { weeks = 8 }

[[rule]]
id = "praktik.varighed"
offer = "praktik"
part = "duration"
title = { da = "Ingen grænse", en = "No limit" }
statement = { da = "Grænsen er afskaffet.", en = "The limit is abolished." }
act = "lov"
reference = "§ 2"
valid_from = 2025-01-01
state = "abolished"
read_on = 2026-11-22
certainty = "unverified"
sources = ["avisen"]

[[rule]]
id = "praktik.forholdstal"
offer = "praktik"
part = "employer"
title = { da = "Forholdstal", en = "Ratio" }
statement = { da = "Én for hver fem, derover én for hver ti.", en = "One in five, beyond that one in ten." }
act = "lov"
reference = "§ 3"
valid_from = 2020-01-01
state = "in_force"
read_on = 2026-11-22
certainty = "secondary"
sources = ["avisen"]
values = { ratio_to_50 = 5, ratio_beyond_50 = 10, always = 1 }
"""

CONTACT = """\
[[rule]]
id = "samtale"
part = "contact"
title = { da = "Samtale", en = "Talk" }
statement = { da = "Efter fire uger.", en = "After four weeks." }
act = "lov"
reference = "§ 4"
valid_from = 2020-01-01
state = "in_force"
read_on = 2026-11-22
certainty = "official"
sources = ["lovtidende"]
values = { talks = 1 }
who = [{ from = "registered_on", after = "P4W" }]

[[rule]]
id = "plan.samtale"
part = "contact"
title = { da = "Ventet", en = "Expected" }
statement = { da = "Tre samtaler.", en = "Three talks." }
act = "lov"
reference = "udkast"
valid_from = 2027-01-01
state = "planned"
read_on = 2026-11-22
certainty = "unverified"
sources = ["avisen"]
values = { talks = 3 }
"""

GROUPS = """\
[[group]]
id = "lov.1"
title = { da = "Ledige", en = "Unemployed" }
act = "lov"
section = "1"
number = 1
states = [{ valid_from = 2020-01-01, state = "in_force" }]
"""

QUESTIONS = """\
[[question]]
id = "afrunding"
about = ["praktik.forholdstal", "lov.1"]
question = { da = "Rundes der ned?", en = "Rounded down?" }
reading = { da = "Ja.", en = "Yes." }
owner = { da = "Juristen", en = "The lawyer" }
state = "open"
"""

CASES = """\
[[case]]
id = "varighed.2024"
rule = "praktik.varighed"
title = { da = "Otte uger i 2024", en = "Eight weeks in 2024" }
on = 2024-06-01
facts = {}
expect = { state = "met", values = { weeks = 8 } }

[[case]]
id = "adgang.18"
rule = "praktik.adgang"
title = { da = "Atten år", en = "Eighteen" }
on = 2024-06-01
facts = { law_group = "lov.1", age = 18 }
expect = { state = "met" }
"""


def small_law() -> dict[str, str]:
    """The files of the law by name."""
    return {
        "law.toml": HEAD,
        "offers.toml": OFFERS,
        "contact.toml": CONTACT,
        "groups.toml": GROUPS,
        "questions.toml": QUESTIONS,
        "cases.toml": CASES,
    }
