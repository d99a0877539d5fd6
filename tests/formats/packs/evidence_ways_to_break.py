"""A small pack of evidence, and ways to break it."""

from tests.formats.packs.broken import MARK, Break, way

WORDS = '{ da = "x", en = "x" }'


def _step(name: str, percent: int) -> str:
    return f"""[[strength]]
id = "{name}"
title = {WORDS}
statement = {WORDS}
assumed_error_percent = {percent}
basis = "proposed"
reason = {WORDS}
"""


_STUDIES = f"""{_step("strong", 30)}
{_step("moderate", 50)}
{_step("indication", 100)}
[[study]]
id = "forsoeg"
authors = ["A. Forsker", "B. Forsker"]
year = 2015
title = "Et forsøg"
publication = "Et tidsskrift 1, 1-20"
countries = ["Denmark"]
period = {{ from = 2012, to = 2013 }}
design = "experiment"
people = 720

[[study]]
id = "register"
authors = ["C. Forsker"]
year = "unknown"
title = "Et register"
publication = "En rapport"
countries = ["Norway"]
period = {{ from = 2008, to = 2010 }}
design = "register"
"""

_FINDINGS = f"""[[finding]]
id = "forsoeg.job"
study = "forsoeg"
offers = ["loentilskud"]
sector = "private"
about = {WORDS}
groups = ["lab.6.1"]
effect_on = "participants"
outcome = "employed"
horizon = "medium"
counted_from = "start"
direction = "positive"
estimate = {{ value = 4, unit = "percentage_points", interval = {{ low = 1, high = 7, percent = 95 }} }}
lock_in = {{ seen = "yes", weeks = 6, what = {WORDS} }}
strength = "strong"
says = {WORDS}
read = {{ at = "https://eksempel.dk/a", on = 2026-11-22, part = "tabel 3", by = "study" }}
status = "read"

[[finding]]
id = "register.uger"
study = "register"
measures = ["samtaler"]
about = {WORDS}
effect_on = "participants"
outcome = "weeks_unemployed"
horizon = "short"
counted_from = "unknown"
direction = "positive"
estimate = {{ at_least = -3, unit = "weeks" }}
displacement = {{ seen = "partly", what = {WORDS} }}
strength = "indication"
says = {WORDS}
read = {{ at = "Folketinget: BEU 2020-21, bilag 1", on = 2026-11-22, part = "brevet", by = "other" }}
status = "unverified"
"""
TEXTS = {"studies.toml": _STUDIES, "findings.toml": _FINDINGS}


def finding(name: str, old: str, new: str, told: str) -> Break:
    return way(name, (old, new), told=told, file="findings.toml")


def study(name: str, old: str, new: str, told: str) -> Break:
    return way(name, (old, new), told=told, file="studies.toml")


_VALUE = 'value = 4, unit = "percentage_points", interval = { low = 1, high = 7, percent = 95 }'
_ESTIMATE = f"estimate = {{ {_VALUE} }}"
_UNUSED = '[[study]]\nid = "register"'
_STRAY = f"""[[study]]
{MARK}id = "glemt"
authors = ["D."]
year = 2000
title = "x"
publication = "x"
countries = ["x"]
period = {{ from = "unknown", to = "unknown" }}
design = "review"

"""


_SECOND = '[[finding]]\nid = "register.uger"'
_SECOND_MARKED = _SECOND.replace("id =", f"{MARK}id =")
_REST = _FINDINGS.partition(_SECOND)[2]


def estimate(name: str, new: str, told: str) -> Break:
    return finding(name, _ESTIMATE, f"{MARK}estimate = {{ {new} }}", told)


WAYS = (
    finding("an unknown key", "effect_on", f'{MARK}antal = 1\neffect_on', "ukendt nøgle »antal«"),
    finding("a misspelt key", 'outcome = "emp', f'{MARK}outcom = "emp', "»outcome«"),
    finding("a missing key", '[[finding]]\nid = "forsoeg.job"\nstudy = "forsoeg"',
            f'{MARK}[[finding]]\nid = "forsoeg.job"', "»study« mangler"),
    finding("an id twice", _SECOND, f"{_SECOND}{_REST}\n{_SECOND_MARKED}", "brugt to gange"),
    finding("an id that hides its study", 'id = "forsoeg.job"', f'{MARK}id = "andet.job"', "begynder ikke"),
    finding("a study that is not there", 'id = "register.uger"\nstudy = "register"',
            f'id = "registre.uger"\n{MARK}study = "registre"', "mente du »register«"),
    finding("an offer that is not there", '["loentilskud"]', f'[{MARK}"lontilskud"]',
            "mente du »loentilskud«"),
    finding("a group that is not there", '["lab.6.1"]', f'[{MARK}"lab.7.1"]', "en gruppe i loven"),
    finding("a measure of our own", '["samtaler"]', f'[{MARK}"samtale"]', "mente du »samtaler«"),
    finding("nothing tried", '[[finding]]\nid = "register.uger"\nstudy = "register"\nmeasures = ["samtaler"]',
            f'{MARK}[[finding]]\nid = "register.uger"\nstudy = "register"', "ingen tilbud"),
    finding("a sector of our own", 'sector = "private"', f'{MARK}sector = "privat"', "mente du »private«"),
    finding("an outcome of our own", '"employed"', f'{MARK}"job"', "kan ikke være outcome"),
    finding("a horizon of our own", '"medium"', f'{MARK}"2 years"', "kan ikke være horizon"),
    finding("a start of our own", '"start"', f'{MARK}"birth"', "kan ikke være counted_from"),
    finding("an effect on nobody", '"participants"', f'{MARK}"alle"', "kan ikke være effect_on"),
    finding("a direction against its number", 'direction = "positive"', f'{MARK}direction = "negative"',
            "4 i employed er ikke negative"),
    finding("fewer weeks as a setback", 'direction = "positive"\nestimate = { at_least',
            f'{MARK}direction = "negative"\nestimate = {{ at_least', "er ikke negative"),
    finding("a grade of our own", 'strength = "strong"', f'{MARK}strength = "sikker"',
            "kan ikke være strength"),
    finding("strong without a draw", 'strength = "indication"', f'{MARK}strength = "strong"', "»strong« fra"),
    way("strong but not read", ('strength = "strong"', f'{MARK}strength = "strong"'),
        ('by = "study" }\nstatus = "read"', 'by = "other" }\nstatus = "unverified"'),
        told="uden at være læst", file="findings.toml"),
    finding("read in another's words", 'status = "unverified"', f'{MARK}status = "read"', "læst: other"),
    finding("no address", '"https://eksempel.dk/a"', f'{MARK}"en bog"', "ingen adresse"),
    finding("no date", 'a", on = 2026-11-22', f'a", {MARK}on = "i går"', "en dato som"),
    finding("read before it was written", 'a", on = 2026-11-22', f'a", {MARK}on = 2014-11-22', "før studiet"),
    finding("nothing said of what was read", ' part = "tabel 3",', MARK, "»part« mangler"),
    finding("lock-in unseen", 'seen = "yes"', f'{MARK}seen = "måske"', "kan ikke være seen"),
    finding("weeks of displacement", 'seen = "partly"', f'{MARK}weeks = 2, seen = "partly"', "ukendt nøgle"),
    estimate("a unit that does not fit", 'value = 4, unit = "weeks"', "kan ikke stå i weeks"),
    estimate("two sizes", 'value = 4, at_least = 3, unit = "percent"', "ikke ét tal"),
    estimate("half a span", 'from = 4, unit = "percent"', "ikke ét tal"),
    estimate("a span backwards", 'from = 9, to = 4, unit = "percent"', "slutter før"),
    estimate("a size in words", 'value = "fire", unit = "percent"', "et tal"),
    estimate("an interval beside its number",
             'value = 9, unit = "percent", interval = { low = 1, high = 7, percent = 95 }', "holder ikke 9"),
    estimate("a level nobody uses",
             'value = 4, unit = "percent", interval = { low = 1, high = 7, percent = 50 }', "50 pct."),
    estimate("an error of nothing", 'value = 4, unit = "percent", standard_error = 0', "ikke over 0"),
    estimate("interval and error", _VALUE + ", standard_error = 1", "både interval"),
    study("a design of our own", '"experiment"', f'{MARK}"lodtrækning"', "kan ikke være design"),
    study("a year that is none", "year = 2015", f"{MARK}year = 15", "er intet år"),
    study("a study older than its data", "year = 2015", f"{MARK}year = 2010", "før dets data begynder"),
    study("a period backwards", "from = 2012, to = 2013", f"from = 2012, {MARK}to = 2011", "slutter 2011"),
    study("no authors", '["A. Forsker", "B. Forsker"]', f"{MARK}[]", "»authors« er []"),
    study("a study nobody cites", _UNUSED, _STRAY + _UNUSED, "»glemt« bruges ikke"),
    study("a study twice", _UNUSED, _STRAY.replace("glemt", "forsoeg") + _UNUSED, "er brugt to gange"),
    study("a scale that is adopted", 'basis = "proposed"', f'{MARK}basis = "adopted"', "kan ikke være basis"),
    study("a step twice", 'id = "moderate"', f'{MARK}id = "strong"', "hvert trin én gang"),
    study("a step of our own", 'id = "moderate"', f'{MARK}id = "middel"', "kan ikke være id"),
    study("a weaker step that is surer", "= 50", f"= 20 {MARK}", "ikke mere usikkert"),
    study("no valid TOML", "[[study]]", f"{MARK}[[study]", "gyldig TOML"),
)  # fmt: skip
