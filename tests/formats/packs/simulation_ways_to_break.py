"""A small country to simulate, and ways to break it."""

from tests.formats.packs.broken import MARK, Break, way

WORDS = '{ da = "x", en = "x" }'
SAID = f'basis = "proposed"\nreason = {WORDS}\nsource = ["skoen"]'


def _state(name: str, *flags: str) -> str:
    return "\n".join([f'[[state]]\nid = "{name}"\ntitle = {WORDS}\nstatement = {WORDS}', *flags, ""])


def _number(name: str) -> str:
    return f'[[number]]\nid = "{name}"\nvalue = 0.5\nunit = "ratio"\n{SAID}\n'


def _country(legal_system: str) -> str:
    return f"""[simulation]
id = "{legal_system}"
legal_system = "{legal_system}"
title = {WORDS}
statement = {WORDS}
age_from = [0, 18, 67]
duration_from = [0, 6]
told_age_from = [0, 30]

{_state("arbejde", 'role = "work"')}
{_state("ledig", "searching = true", "in_effort = true")}
{_state("ude", 'role = "outside"')}
{_state("flyttet", "final = true", 'role = "moved"')}
{_state("doed", "final = true", 'role = "dead"')}
[[code]]
id = "ydelse"
state = "ledig"
benefit = ["dagpenge"]

[[profile]]
id = "alder"
over = "age"
from = [0, 18]
percent = [0, 120]

[[profile]]
id = "skole"
over = "education"
percents = {{ none = 80, vocational = 100, higher = 110, unknown = 100 }}

[[rate]]
id = "ud"
from = ["ledig"]
to = "arbejde"
per_thousand = 100
profiles = ["alder", "skole"]
spread = 0.2
{SAID}

[[rate]]
id = "doed"
from = ["arbejde", "ude"]
to = "doed"
per_thousand = 0.1
profiles = []
spread = 0.1
{SAID}

[[share]]
id = "alle"
from_age = 0
of_thousand = {{ arbejde = 900, ude = 100 }}
{SAID}

[[refund]]
id = "trappe"
rule = "refusion"
months = [0, 6]
values = ["foerst", "siden"]
reason = {WORDS}
source = ["skoen"]

[[cost]]
id = "ledig"
state = "ledig"
oere = 2000000
refund = "trappe"
{SAID}

[[offer]]
id = "spor"
title = {WORDS}
reads = ["branchespor"]
months = 6
lock_in_percent = 70
lock_in_spread = 0.2
fades_months = 24
finding = "studie.job"
baseline_percent = 40
spread = 0.2
start_oere = 100000
month_oere = 200000
municipal_percent = 100
{SAID}

[[offer]]
id = "mentor"
title = {WORDS}
reads = ["mentor"]
months = 6
lock_in_percent = 90
lock_in_spread = 0.2
fades_months = 6
spread = 0.2
start_oere = 0
month_oere = 0
municipal_percent = 100
{SAID}

[[offer]]
id = "andet"
title = {WORDS}
reads = []
months = 4
lock_in_percent = 80
lock_in_spread = 0.2
fades_months = 12
spread = 0.3
start_oere = 0
month_oere = 0
municipal_percent = 50
{SAID}

[[path]]
id = "middle"
title = {WORDS}
months = [0]
percent = [100]
{SAID}

{_number("elasticitet")}
{_number("genopfyldning")}
{_number("mindst")}
{_number("mest")}
[[source]]
id = "skoen"
what = "Et skøn"
kind = "secondary"
read_on = 2026-11-22
"""


TEXTS = {f"{legal_system}.toml": _country(legal_system) for legal_system in ("denmark", "greenland")}


def _way(name: str, old: str, new: str, told: str) -> Break:
    return way(name, (old, new), told=told, file="denmark.toml")


WAYS = (
    _way("an unknown key", "spread = 0.1\n", f"spread = 0.1\nspredning = 1{MARK}\n", "ukendt nøgle"),
    _way("ages that do not rise", "age_from = [0, 18, 67]", f"age_from = [0, 18, 18]{MARK}", "stiger ikke"),
    _way("a band that begins late", "duration_from = [0, 6]", f"duration_from = [1, 6]{MARK}", "stiger ikke"),
    _way("a step within a band", "from = [0, 18]", f"from = [0, 20]{MARK}", "ikke et bånd"),
    way("no state is work", ('role = "work"\n', ""), ("[[state]]", f"[[state]]{MARK}"), told="rollen work",
        file="denmark.toml"),
    _way("a code for no state", 'state = "ledig"\nbenefit', f'state = "ledige"{MARK}\nbenefit', "ledig"),
    _way("a code that asks nothing", '[[code]]\nid = "ydelse"\nstate = "ledig"\nbenefit = ["dagpenge"]',
         f'[[code]]{MARK}\nid = "ydelse"\nstate = "ledig"', "spørger ikke"),
    _way("lists of two lengths", "percent = [0, 120]", f"percent = [0]{MARK}", "lige lange"),
    _way("a factor below nothing", "percent = [0, 120]", f"percent = [-1, 120]{MARK}", "under 0"),
    _way("a rate to no state", 'to = "arbejde"', f'to = "arbejd"{MARK}', "arbejde"),
    _way("a rate to itself", 'from = ["ledig"]', f'from = ["arbejde"]{MARK}', "kan man ikke gå"),
    _way("a rate out of death", 'from = ["arbejde", "ude"]', f'from = ["arbejde", "flyttet"]{MARK}',
         "kan man ikke gå"),
    _way("a rate given twice", 'from = ["arbejde", "ude"]\nto = "doed"',
         f'from = ["ledig"]{MARK}\nto = "arbejde"', "to gange"),
    _way("a rate of nothing", "per_thousand = 100\n", f"per_thousand = 0{MARK}\n", "over 0"),
    _way("no such profile", '["alder", "skole"]', f'["alder", "skolen"]{MARK}', "skole"),
    _way("shares of too little", "arbejde = 900, ude = 100 }", f"arbejde = 800, ude = 100 }}{MARK}", "1000"),
    _way("a share in no state", "arbejde = 900, ude = 100 }", f"arbejde = 900, uden = 100 }}{MARK}", "ude"),
    _way("a refund by no rule", 'rule = "refusion"', f'rule = "refusio"{MARK}', "refusion"),
    _way("a refund by no value", '["foerst", "siden"]', f'["foerst", "sidst"]{MARK}', "siden"),
    _way("a cost that two bear", '[[cost]]\nid = "ledig"\nstate = "ledig"\noere = 2000000',
         f'[[cost]]{MARK}\nid = "ledig"\nstate = "ledig"\noere = 2000000\nbearer = "state"', "betaler"),
    _way("half an øre", "oere = 2000000", f"oere = 2000000.5{MARK}", "helt tal"),
    _way("a finding that is not there", '"studie.job"', f'"studie.jobs"{MARK}', "studie.job"),
    _way("all in work before", "baseline_percent = 40", f"baseline_percent = 100{MARK}", "mellem 0 og 100"),
    _way("more than everything", "municipal_percent = 100", f"municipal_percent = 101{MARK}", "0 til 100"),
    _way("an offer read by two", '["mentor"]', f'["branchespor"]{MARK}', "to gange"),
    way("nothing for other offers", ("reads = []", 'reads = ["vejledning"]'),
        ("[[offer]]", f"[[offer]]{MARK}"), told="alle andre", file="denmark.toml"),
    _way("no middle path", '[[path]]\nid = "middle"', f'[[path]]{MARK}\nid = "midten"', "middle"),
    _way("a number that is needed", '[[number]]\nid = "elasticitet"', f'[[number]]{MARK}\nid = "andet"',
         "elasticitet"),
)  # fmt: skip
