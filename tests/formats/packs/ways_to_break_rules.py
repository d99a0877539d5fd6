"""More ways to break a pack: dated versions, references, conditions, and files that are no TOML."""

from tests.formats.packs.broken import Break, way
from tests.formats.packs.pieces import CASE, CODES, OFFER, RULE, RULE_ENDS, RULE_GIVES, SDG, WAY, WHERE, entry

VERSIONS = (
    way(
        "versions that overlap",
        (SDG, entry("ny", "valid_to = 2020-12-31") + entry("ny", "¶valid_from = 2020-12-31") + SDG),
        told="lad den begynde 2021-01-01",
    ),
    way(
        "versions with a gap",
        (SDG, entry("ny", "valid_to = 2020-12-31") + entry("ny", "¶valid_from = 2021-01-02") + SDG),
        told="lad den begynde 2021-01-01",
    ),
    way(
        "versions in the wrong order that overlap",
        (SDG, entry("ny", "¶valid_from = 2020-07-01") + entry("ny", "valid_to = 2020-12-31") + SDG),
        told="lad den begynde 2021-01-01",
    ),
    way(
        "a version that never ends",
        (SDG, entry("ny", "valid_from = 2020-01-01") + entry("ny", "¶valid_from = 2021-01-01") + SDG),
        told="giv den forrige",
    ),
    way(
        "two versions until further on",
        (
            SDG,
            entry("ny", "valid_to = 2020-06-30")
            + entry("ny", "valid_to = 2020-12-31").replace("id", "¶id", 1)
            + SDG,
        ),
        told="overlapper",
    ),
    way(
        "one version dated, one not",
        (SDG, entry("ny", "valid_to = 2020-06-30") + entry("ny").replace("id", "¶id", 1) + SDG),
        told="giv hver udgave sin gyldighed",
    ),
    way(
        "the undated version first",
        (SDG, entry("ny") + entry("ny", "valid_from = 2020-06-30").replace("id", "¶id", 1) + SDG),
        told="giv hver udgave sin gyldighed",
    ),
    way(
        "a whole item twice", (SDG, entry("ny") + entry("ny").replace("id", "¶id", 1) + SDG), told="to gange"
    ),
    way(
        "a version with a date as text",
        (SDG, entry("ny", "valid_to = 2020-06-30") + entry("ny", '¶valid_from = "2020-07-01"') + SDG),
        told="»valid_from«",
    ),
    way(
        "a version with a misspelt date",
        (SDG, entry("ny", "valid_to = 2020-06-30") + entry("ny", "¶valid_form = 2020-07-01") + SDG),
        told="mente du »valid_from«",
    ),
)

REFERENCES = (
    way(
        "under nothing",
        ('under = "verdensmaal.medansvar"', '¶under = "verdensmaal"'),
        told="en linje i pakken",
    ),
    way("an offer there is not", (RULE_GIVES, "¶" + RULE_GIVES.replace("spor", "spors")), told="[[offer]]"),
    way(
        "a group there is not", ('group = "forsikret"', '¶group = "forsikrede"'), told="mente du »forsikret«"
    ),
    way(
        "a figure there is not",
        ('indicators = ["branchespor_begyndt"', '¶indicators = ["branchespor_slut"'),
        told="local.toml",
    ),
    way(
        "a global goal there is not",
        ('sdg = ["sdg.4", "sdg.8"', '¶sdg = ["sdg.4", "sdg.18"'),
        told="»sdg.18«",
    ),
    way(
        "a global goal that is none",
        ('sdg = ["sdg.4", "sdg.8"', '¶sdg = ["sdg.4", "maal"'),
        told='form = "sdg"',
    ),
    way(
        "a partner that is none",
        ('partners = ["partner.virksomheder"', '¶partners = ["sdg.4"'),
        told='form = "partner"',
    ),
    way(
        "a section there is not",
        ('{ section = "INDLEDNING", paragraph = 1', '¶{ section = "INLEDNING", paragraph = 1'),
        told="mente du »INDLEDNING«",
    ),
    way(
        "an offer's section there is not",
        (OFFER, OFFER),
        ('afgørende", paragraph = 3 }\nbasis', 'afgjort", paragraph = 3 }¶\nbasis'),
        told="text.sections",
    ),
    way(
        "a question about what is not",
        ('about = ["branchespor.forsikret"', '¶about = ["branchespor.sikret"'),
        told="en linje i pakken",
        file="questions.toml",
    ),
    way(
        "a case of no rule",
        (CASE, CASE.replace('rule = "branchespor.forsikret"', '¶rule = "branchespor.princip"')),
        told="en regel",
        file="cases.toml",
    ),
    way(
        "a figure of an offer there is not",
        ('offer = "branchespor"', '¶offer = "spor"'),
        told="[[offer]]",
        file="local.toml",
    ),
    way(
        "a group code there is not",
        (CODES, CODES.replace("arbejdsmarkedsparat", "parat") + "¶"),
        told="»parat«",
    ),
    way(
        "a circle", (SDG, entry("a", '¶under = "b"') + entry("b", 'under = "a"') + SDG), told="under sig selv"
    ),
    way("a line under itself", (SDG, entry("a", '¶under = "a"') + SDG), told="under sig selv"),
)

CONDITIONS = (
    way("conditions on what is no rule", (SDG, SDG + f"¶any_of = [{WAY}]\n"), told="ikke er en regel"),
    way("all_of on what is no rule", (SDG, SDG + f"¶all_of = [{WAY}]\n"), told="ikke er en regel"),
    way("an offer on what is no rule", (SDG, SDG + '¶offer = "branchespor"\n'), told="ikke er en regel"),
    way(
        "the kind rule on another line",
        (SDG + 'form = "sdg"\nkind = "principle"', SDG + 'form = "sdg"\n¶kind = "rule"'),
        told="hverken offer, group",
    ),
    way(
        "another kind on a rule",
        (RULE, RULE.replace('kind = "rule"', '¶kind = "goal"')),
        told="formen er rule",
    ),
    way("the form rule on another line", ('form = "statement"', '¶form = "rule"'), told="formen er rule"),
    way(
        "counted from a fact there is not",
        (WAY, WAY.replace("effort_started", "effort_start") + "¶"),
        told="mente du »effort_started«",
    ),
    way(
        "counted from a number",
        (WAY, WAY.replace("effort_started", "earlier_unemployment_months") + "¶"),
        told="kan ikke være from",
    ),
    way("after without from", (WAY, '{ after = "P6M" }¶'), told="skriv også hvilken dato"),
    way("from without after", (WAY, '{ from = "effort_started" }¶'), told="»after« mangler"),
    way("a period in words", ('after = "P6M"', 'after = "6 months"¶'), told='"P6M", "P2W" eller "P0D"'),
    way("a period as a number", ('after = "P6M"', "after = 6¶"), told="»after« er 6"),
    way("a way without anything", (WAY, "{}¶"), told="uden from og where"),
    way("a sentence for a way", (WAY, '"effort_started + P6M <= on"¶'), told="i »any_of« står"),
    way("a sentence for a where", (WHERE, 'where = "earlier_unemployment_months > 6"¶'), told="»where«"),
    way(
        "a sentence for a comparison",
        (WHERE, 'where = { earlier_unemployment_months = "over 6" }¶'),
        told="over",
    ),
    way(
        "a comparison with nothing",
        (WHERE, "where = { earlier_unemployment_months = {} }¶"),
        told="uden betingelse",
    ),
    way("over on a group", (CODES, "came_from = { over = 6 }¶"), told="»over« passer ikke til came_from"),
    way(
        "in on a number",
        (WHERE, 'where = { earlier_unemployment_months = { in = ["6"] } }¶'),
        told="passer ikke",
    ),
    way("no ways at all", (f"any_of = [\n  {WAY},\n{RULE_ENDS}", "¶any_of = []\n"), told="»any_of« er []"),
    way("no codes at all", (CODES, "came_from = { not_in = [] }¶"), told="»not_in« er []"),
    way("none_of that counts from a day", (RULE_ENDS, RULE_ENDS + f"none_of = [{WAY}]¶\n"), told="kun where"),
    way(
        "a day deep inside none_of",
        (RULE_ENDS, RULE_ENDS + f"none_of = [{{ all_of = [{WAY}] }}]¶\n"),
        told="kun where",
    ),
    way(
        "two lists in one member", (WAY, f"{{ any_of = [{WAY}], all_of = [{WAY}] }}¶"), told="flere samlinger"
    ),
    way(
        "a list and a day in one member",
        (WAY, f'{{ any_of = [{WAY}], from = "effort_started" }}¶'),
        told="»from«",
    ),
)

NO_TOML = (
    way("a text that is not closed", ('version = "2020"', '¶version = "2020'), told="lukkes ikke"),
    way("a long text that is not closed", ('version = "2020"', '¶version = """2020'), told="lukkes ikke"),
    way(
        "a list that is not closed",
        (f"any_of = [\n  {WAY},\n{RULE_ENDS}", f"¶any_of = [\n  {WAY},\n\n"),
        told="lukkes ikke",
    ),
    way(
        "a table that is not closed", ('en = "Branch track" }', 'en = "Branch track"¶'), told="slut den med }"
    ),
    way("a comma left out", ('  "INDLEDNING",', '  "INDLEDNING"¶'), told="komma"),
    way("a line that is nothing", ("[text]\n", "[text]\n¶hej med dig\n"), told="intet lighedstegn"),
    way(
        "a stray line in a list", ('  "INDLEDNING",', '  "INDLEDNING",\n¶farve = 1'), told="ikke gyldig TOML"
    ),
    way("a text without quotes", ('version = "2020"', "¶version = to tusind"), told="anførselstegn"),
    way(
        "two keys on a line",
        ('version = "2020"', '¶version = "2020" farve = 1'),
        told="én nøgle på hver linje",
    ),
    way("a nought character", ('version = "2020"', '¶version = "20\x0020"'), told="et tegn som ikke må stå"),
    way("a number without end", ("value = 90", f"¶value = {'9' * 5000}"), told="", file="local.toml"),
    way("lists without end", ("value = 90", f"¶value = {'[' * 5000}"), told="uden ende", file="local.toml"),
    way("a table header that is not closed", ("[text]\n", "¶[text\n"), told="ikke gyldig TOML"),
)

RULES_AND_FILES: tuple[Break, ...] = (*VERSIONS, *REFERENCES, *CONDITIONS, *NO_TOML)
