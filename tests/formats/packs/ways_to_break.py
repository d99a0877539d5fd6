"""Ways to break a pack: keys, values and dates. Each is one slip; ¶ stands in the line to be named first."""

from tests.formats.packs.broken import Break, way
from tests.formats.packs.pieces import (
    FIRST,
    INSURED_LAW,
    LAW,
    OFFER,
    RULE,
    RULE_ENDS,
    RULE_GIVES,
    SDG,
    SECOND_LAW,
    WAY,
    WHERE,
    YOUNG,
)
from tests.formats.packs.ways_to_break_sharing import SHARING

UNKNOWN_KEYS = (
    way("an unknown key above every table", ("[pack]\n", '¶farve = "blå"\n\n[pack]\n'), told="farve"),
    way("an unknown table", ("[text]\n", "¶[farve]\nblaa = 1\n\n[text]\n"), told="farve"),
    way("an unknown list of tables", (FIRST, f'¶[[farve]]\nid = "a"\n\n{FIRST}'), told="»farve«"),
    way("a table of another file", (FIRST, f'¶[[question]]\nid = "a"\n\n{FIRST}'), told="»question«"),
    way("an unknown key in [pack]", ('version = "2020"', 'version = "2020"\n¶farve = 1'), told="farve"),
    way("an unknown key in [text]", ("[text]\n", "[text]\n¶farve = 1\n"), told="farve"),
    way("an unknown key in an item", (SDG, SDG + "¶farve = 1\n"), told="farve"),
    way("an unknown key in a source", ("paragraph = 1 }", "paragraf = 1 }¶"), told="mente du »paragraph«"),
    way("an unknown key in a title", ('da = "Branchespor",', '¶da = "Branchespor", de = "B",'), told="»de«"),
    way("an unknown key in a way", (WAY, WAY[:-2] + ", farve = 1 }¶"), told="farve"),
    way("an unknown key in a where", (WHERE, "where = { hours = { over = 6 } }¶"), told="»hours«"),
    way("an unknown comparison", (WHERE, WHERE.replace("over", "above") + "¶"), told="»above«"),
    way("an unknown key in a law row", (SECOND_LAW, SECOND_LAW + ", farve = 1¶"), told="farve"),
    way(
        "a misspelt key that is required", (OFFER, OFFER.replace("title", "¶titel")), told="mente du »title«"
    ),
    way("a misspelt key of a rule", (RULE_GIVES, "¶" + RULE_GIVES.replace("offer", "ofer")), told="»offer«"),
    way("a misspelt list of items", ("[[offer]]", "¶[[offers]]"), told="mente du »offer«"),
    way("a misspelt period", ("period = {", "¶perod = {"), told="mente du »period«"),
    way("a key under another name", ("on_expiry =", "¶udloeb ="), told="mente du »on_expiry«"),
)

TWICE = (
    way("an id twice", ('id = "sdg.12"', '¶id = "sdg.8"'), told="»sdg.8« er brugt to gange"),
    way("a group's id twice", (YOUNG, '¶id = "forsikret"\n'), told="»forsikret« er brugt to gange"),
    way(
        "a case's id twice",
        ('id = "forsikret.dagen"', '¶id = "forsikret.dagen-foer"'),
        told="er brugt to gange",
        file="cases.toml",
    ),
    way(
        "a question's id twice",
        ('id = "indsats.begyndelse"', '¶id = "tidligere-ledighed.vindue"'),
        told="er brugt to gange",
        file="questions.toml",
    ),
    way(
        "a value's id twice",
        ('id = "kommende.dage"', '¶id = "uden_samtale.dage"'),
        told="er brugt to gange",
        file="local.toml",
    ),
    way("a key twice", ('version = "2020"', 'version = "2020"\n¶version = "2020"'), told="»version«"),
    way(
        "a list over several lines twice",
        (RULE_ENDS, RULE_ENDS + f"¶any_of = [\n  {WAY},\n]\n"),
        told="»any_of« står to gange",
    ),
    way("a language twice", ('{ da = "Branchespor", en', '¶{ da = "Branchespor", da = "B", en'), told="»da«"),
    way("a key as a whole and in parts", (OFFER, OFFER + '¶title.da = "B"\n'), told="»title« står to gange"),
    way(
        "a key in parts and as a whole",
        (OFFER, OFFER.replace("title", 'title.da = "B"\n¶title')),
        told="»title« står to gange",
    ),
    way("[pack] twice", ("[text]\n", '¶[pack]\nid = "norddjurs"\n\n[text]\n'), told="»pack« står to gange"),
    way("a reference twice", ('["sdg.4", "sdg.8", "sdg.12"', '¶["sdg.4", "sdg.8", "sdg.4"'), told="»sdg.4«"),
    way(
        "an id gone, so that two items run together", (f"{SDG}", '¶id = "sdg.4"\n'), told="»id« står to gange"
    ),
)

MISSING = (
    way("no [pack]", ("[pack]", "¶[packs]"), told="mente du »pack«"),
    way("no id", (SDG, "¶[[entry]]\n"), told="»id« mangler"),
    way("no kind", (RULE, RULE.replace('kind = "rule"\n', "").replace("[[", "¶[[")), told="»kind« mangler"),
    way(
        "no form",
        ('form = "sdg"\n', ""),
        ('[[entry]]\nid = "sdg.4"', '¶[[entry]]\nid = "sdg.4"'),
        told="»form« mangler",
    ),
    way("no section", ("source = { section =", "¶source = { table ="), told="»section« mangler"),
    way(
        "one language",
        ('{ da = "Branchespor", en = "Branch track" }', '{ da = "Branchespor" }¶'),
        told="»en« mangler",
    ),
    way(
        "no law of a group",
        (
            INSURED_LAW,
            "",
        ),
        ("[[group]]", "¶[[group]]"),
        told="»law« mangler",
    ),
    way("no benefits in a law row", ('benefits = ["dagpenge"], ', "¶"), told="»benefits« mangler"),
    way(
        "a rule without conditions",
        (f"any_of = [\n  {WAY},\n{RULE_ENDS}", ""),
        (RULE, "¶" + RULE),
        told="ingen betingelser",
    ),
    way("a rule without a group", ('group = "forsikret"\n', ""), (RULE, "¶" + RULE), told="ingen group"),
    way(
        "a rule without an offer",
        (RULE_GIVES, 'group = "forsikret"\n'),
        (RULE, "¶" + RULE),
        told="ingen offer",
    ),
    way("an answer under another name", ("expect = {", "¶expects = {"), told="»expect«", file="cases.toml"),
    way(
        "a figure of a track without an offer",
        ('offer = "branchespor"\n', ""),
        ("[[indicator]]", "¶[[indicator]]"),
        told="»offer« mangler",
        file="local.toml",
    ),
    way(
        "a question about nothing",
        ('about = ["branchespor.forsikret", "branchespor.arbejdsmarkedsparat"]', "¶about = []"),
        told="»about« er []",
        file="questions.toml",
    ),
)

WRONG_VALUES = (
    way("an empty text", ('version = "2020"', '¶version = ""'), told="»version«"),
    way("an empty language", ('da = "Branchespor"', '¶da = " "'), told="»da«"),
    way("a number for a text", ('code = "707"', "¶code = 707"), told="»code« er 707"),
    way("a text for a list", ('sdg = ["sdg.4"]', '¶sdg = "sdg.4"'), told="»sdg«"),
    way("a text for a number", ("value = 90", '¶value = "90"'), told="»value«", file="local.toml"),
    way("no number at all", ("value = 90", "¶value = nan"), told="»value« er nan", file="local.toml"),
    way("a truth for a number", ("over = 6", "over = true¶"), told="»over« er True"),
    way("a table for a text", ('form = "sdg"', "¶form = {}"), told="»form«"),
    way("a heading that is a number", ('  "INDLEDNING",', "  17,¶"), told="i »sections« står 17"),
    way("an unknown kind", ('kind = "pledge"', '¶kind = "pledges"'), told="mente du »pledge«"),
    way(
        "an unknown kind of a rule", (RULE, RULE.replace('kind = "rule"', '¶kind = "rulle"')), told="»rulle«"
    ),
    way(
        "an unknown form", ('form = "sdg"', '¶form = "verdensmaal"'), told="»verdensmaal« kan ikke være form"
    ),
    way("an unknown basis", ('basis = "adopted"', '¶basis = "vedtaget"'), told="»vedtaget«"),
    way(
        "our proposal in the council's file", ('basis = "adopted"', '¶basis = "proposed"'), told="local.toml"
    ),
    way(
        "a decision in our file",
        ('basis = "proposed"', '¶basis = "adopted"'),
        told="proposed",
        file="local.toml",
    ),
    way("an id with a capital", ('id = "sdg.8"', '¶id = "Sdg.8"'), told="er ikke et id"),
    way(
        "an id with æ", (RULE, RULE.replace('id = "branchespor.f', '¶id = "branchespor.æ')), told="ikke et id"
    ),
    way(
        "an id of the local file with a capital",
        ('id = "branchespor_begyndt"', '¶id = "Branchespor_begyndt"'),
        told="er ikke et id",
        file="local.toml",
    ),
    way("an id two lines down", (SDG, '[[entry]]\n\n¶id = "sdg.4"\n'), told="lige under"),
    way("an id after a comment", (SDG, '[[entry]]\n# mål 4\n¶id = "sdg.4"\n'), told="lige under"),
    way(
        "an id as the second key",
        (SDG + 'form = "sdg"\n', '[[entry]]\nform = "sdg"\n¶id = "sdg.4"\n'),
        told="lige under",
    ),
    way("an indented id", (SDG, '[[entry]]\n  ¶id = "sdg.4"\n'), told="uden indrykning"),
    way("a fingerprint that is none", ('sha256 = "', '¶sha256 = "x'), told="64 tegn"),
    way("a paragraph 0", ("paragraph = 1 }", "paragraph = 0 }¶"), told="over 0"),
    way(
        "a former group that is said to be unknown",
        ('came_from = "ingen"', 'came_from = "ukendt"¶'),
        told="nævn ikke det ukendte",
        file="cases.toml",
    ),
)

DATES = (
    way("30 February", ("adopted = 2020-01-21", "¶adopted = 2020-02-30"), told="en dato som ikke findes"),
    way("a 13th month", ("adopted = 2020-01-21", "¶adopted = 2020-13-01"), told="en dato som ikke findes"),
    way("29 February of no leap year", ("from = 2020-01-01", "from = 2021-02-29¶"), told="en dato"),
    way("a date without its noughts", ("adopted = 2020-01-21", "¶adopted = 2020-1-21"), told="2020-01-21"),
    way("the year 20", ("adopted = 2020-01-21", "¶adopted = 0020-01-21"), told="mellem 1900 og 2100"),
    way(
        "a time of day", ("adopted = 2020-01-21", "¶adopted = 2020-01-21T10:00:00Z"), told="2020-01-21T10:00"
    ),
    way("a date as text", ("adopted = 2020-01-21", '¶adopted = "2020-01-21"'), told="'2020-01-21'"),
    way("a day that nobody knows", ("read_on = 2026-11-22", '¶read_on = "unknown"'), told="'unknown'"),
    way(
        "a period that ends first",
        ("period = { from = 2020-01-01", "¶period = { from = 2022-01-01"),
        told="slutter før den begynder",
    ),
    way(
        "adopted after the period",
        ("adopted = 2020-01-21", "¶adopted = 2022-01-21"),
        told="periodens slutning",
    ),
    way("read before it was adopted", ("read_on = 2026-11-22", "¶read_on = 2019-11-22"), told="læst før"),
    way(
        "an item that ends first",
        (SDG, SDG + "valid_from = 2021-01-01\n¶valid_to = 2020-12-31\n"),
        told="byt om på valid_from og valid_to",
    ),
    way("a law row that ends first", (LAW, LAW.replace("2025-06-30", "2019-06-30") + "¶"), told="byt om"),
    way(
        "law rows that overlap",
        (SECOND_LAW, SECOND_LAW.replace("2025-07-01", "2025-06-30") + "¶"),
        told="lad den begynde 2025-07-01",
    ),
    way(
        "law rows with a gap", (SECOND_LAW, SECOND_LAW.replace("2025-07-01", "2025-07-02") + "¶"), told="hul"
    ),
    way(
        "a law row that never ends before another",
        (", valid_to = 2025-06-30", ""),
        (SECOND_LAW, SECOND_LAW + "¶"),
        told="som ikke slutter",
    ),
    way("a case on no day", ("on = 2020-08-31", "¶on = 2020-09-31"), told="en dato", file="cases.toml"),
)

KEYS_AND_VALUES: tuple[Break, ...] = (*UNKNOWN_KEYS, *TWICE, *MISSING, *WRONG_VALUES, *DATES, *SHARING)
