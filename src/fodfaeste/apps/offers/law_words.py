"""The law's own codes in the reader's words: parts, kinds, states, how sure a reading is, and its numbers."""

from collections.abc import Iterator, Mapping

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fodfaeste.core.law import (
    CAP,
    CLOSED_FOR_NEW,
    FIRST_TALK,
    IN_FORCE,
    LATE_TALK,
    OFFERS,
    OFFICIAL,
    PLANNED,
    SECONDARY,
    TALKS,
    UNVERIFIED,
    Condition,
)

Labels = dict[str, str | Promise]

PART_NAMES: Labels = {
    "eligibility": _("Hvem"),
    "employer": _("Arbejdsgiveren"),
    "duration": _("Varighed og timer"),
    "economy": _("Økonomi"),
    "process": _("Sådan gøres det"),
    "work_duty": _("Arbejdspligt"),
    "contact": _("Samtaler"),
    "coverage": _("Dækning af en hel gruppe"),
    "group": _("Lovens målgrupper"),
    "sharing": _("Deling af oplysninger"),
}

OFFER_KIND_NAMES: Labels = {
    "placement": _("Praktik på en arbejdsplads"),
    "wage_subsidy": _("Ansættelse med løntilskud"),
    "useful_work": _("Nytteindsats"),
    "mentor": _("Støtte fra en mentor"),
    "upskilling": _("Vejledning og opkvalificering"),
    "education": _("Uddannelse"),
    "flex_job": _("Fleksjob"),
    "apprentice": _("Læreplads"),
    "compensation": _("Støtte ved handicap"),
    "small_job": _("Få timer"),
    "local": _("Andre tilbud"),
}

STATE_NAMES: Labels = {
    IN_FORCE: _("gælder"),
    CLOSED_FOR_NEW: _("lukket for nye"),
    "abolished": _("afskaffet"),
    PLANNED: _("planlagt, gælder ikke"),
}
STATE_TONES = {IN_FORCE: "law"}

CERTAINTY_NAMES: Labels = {
    OFFICIAL: _("læst i loven eller hos myndigheden"),
    SECONDARY: _("læst i en anden kilde"),
    UNVERIFIED: _("ikke efterprøvet"),
}
CERTAINTY_TONES = {OFFICIAL: "law", SECONDARY: "neutral", UNVERIFIED: "warning"}

#: What a condition answers, in a word. None of them allows or denies anything.
CONDITION_NAMES: Labels = {
    Condition.MET: _("opfyldt"),
    Condition.NOT_MET: _("ikke opfyldt"),
    Condition.UNKNOWN: _("kan ikke afgøres"),
    Condition.NOT_IN_FORCE: _("gælder ikke den dag"),
}

SOURCE_KIND_NAMES: Labels = {
    "law": _("lov"),
    "order": _("bekendtgørelse"),
    "guidance": _("vejledning"),
    "authority": _("myndighedens side"),
    "official_data": _("offentlige data"),
    "secondary": _("anden kilde"),
    "draft": _("udkast"),
}

#: Who is not reached yet by a duty towards a whole group, by what the duty counts. Nobody is marked.
NOT_REACHED: Labels = {
    FIRST_TALK: _("Første samtale endnu ikke holdt"),
    TALKS: _("Samtaler endnu ikke holdt"),
    OFFERS: _("Tilbud endnu ikke begyndt"),
    LATE_TALK: _("Samtale endnu ikke holdt"),
}

_COUNTED = {
    "months_before": ngettext_lazy(
        "tidligst %(number)s måned før", "tidligst %(number)s måneder før", "count"
    ),
    "days": ngettext_lazy("%(number)s dag", "%(number)s dage", "count"),
    "weeks": ngettext_lazy("%(number)s uge", "%(number)s uger", "count"),
    "weeks_from": ngettext_lazy("fra %(number)s uge", "fra %(number)s uger", "count"),
    "months": ngettext_lazy("%(number)s måned", "%(number)s måneder", "count"),
    "years": ngettext_lazy("%(number)s år", "%(number)s år", "count"),
    "hours": ngettext_lazy("%(number)s time", "%(number)s timer", "count"),
    "talks": ngettext_lazy("%(number)s samtale", "%(number)s samtaler", "count"),
    "offers": ngettext_lazy("%(number)s tilbud", "%(number)s tilbud", "count"),
    "times": ngettext_lazy("%(number)s gang", "%(number)s gange", "count"),
    "modules": ngettext_lazy("%(number)s modul", "%(number)s moduler", "count"),
    "residence_years": ngettext_lazy("ophold i %(number)s år", "ophold i %(number)s år", "count"),
    "work_years": ngettext_lazy(
        "fuldtidsarbejde i %(number)s år", "fuldtidsarbejde i %(number)s år", "count"
    ),
    "of_years": ngettext_lazy("af %(number)s år", "af %(number)s år", "count"),
    "of_hours": ngettext_lazy("ved %(number)s times arbejde", "ved %(number)s timers arbejde", "count"),
    "partner_years": ngettext_lazy("samliv i %(number)s år", "samliv i %(number)s år", "count"),
    "counted_months": ngettext_lazy(
        "opgjort over %(number)s måned", "opgjort over %(number)s måneder", "count"
    ),
    "months_unemployed": ngettext_lazy(
        "efter %(number)s måneds ledighed", "efter %(number)s måneders ledighed", "count"
    ),
    "months_from": ngettext_lazy("fra %(number)s måned", "fra %(number)s måneder", "count"),
    "months_extension": ngettext_lazy(
        "kan forlænges med %(number)s måned", "kan forlænges med %(number)s måneder", "count"
    ),
    "modules_from": ngettext_lazy("fra %(number)s modul", "fra %(number)s moduler", "count"),
    "talk_years": ngettext_lazy("samtale efter %(number)s år", "samtale efter %(number)s år", "count"),
    "status_years": ngettext_lazy("status efter %(number)s år", "status efter %(number)s år", "count"),
    "years_to_pension": ngettext_lazy(
        "ved mere end %(number)s år til folkepension", "ved mere end %(number)s år til folkepension", "count"
    ),
    "years_with_work": ngettext_lazy(
        "fra %(number)s år med arbejde bag sig", "fra %(number)s år med arbejde bag sig", "count"
    ),
    "request_weeks": ngettext_lazy(
        "anmodning inden %(number)s uge", "anmodning inden %(number)s uger", "count"
    ),
    "talk_weeks": ngettext_lazy("samtale inden %(number)s uge", "samtale inden %(number)s uger", "count"),
    "wage_subsidy_grace_weeks": ngettext_lazy(
        "løntilskud begynder inden %(number)s uge efter fristen",
        "løntilskud begynder inden %(number)s uger efter fristen",
        "count",
    ),
    "employer_days": ngettext_lazy(
        "arbejdsgiverens første %(number)s dag", "arbejdsgiverens første %(number)s dage", "count"
    ),
    "groups": ngettext_lazy("%(number)s målgruppe", "%(number)s målgrupper", "count"),
    "groups_before": ngettext_lazy("%(number)s målgruppe før", "%(number)s målgrupper før", "count"),
    "levels": ngettext_lazy("%(number)s sats", "%(number)s satser", "count"),
    "categories": ngettext_lazy("%(number)s slags stilling", "%(number)s slags stillinger", "count"),
    "conditions": ngettext_lazy("%(number)s betingelse", "%(number)s betingelser", "count"),
}

_SAID: Labels = {
    CAP: _("højst %(number)s med støtte hos arbejdsgiveren"),
    "percent": _("%(number)s procent"),
    "year": _("tal fra %(number)s"),
    "amount_dkk": _("%(number)s kr."),
    "hour_dkk": _("%(number)s kr. i timen"),
    "pay_hour_dkk": _("højeste timeløn %(number)s kr."),
    "couple_dkk": _("et ægtepar %(number)s kr."),
    "parent_dkk": _("forsørgere %(number)s kr."),
    "with_supplement_dkk": _("med tillæg %(number)s kr."),
    "from_work_dkk": _("fra arbejde %(number)s kr. i timen"),
    "from_unemployment_dkk": _("fra ledighed %(number)s kr. i timen"),
    "ratio_to_50": _("én for hver %(number)s ordinært ansatte op til 50"),
    "ratio_beyond_50": _("derefter én for hver %(number)s"),
    "always": _("altid mindst %(number)s"),
    "permanent_from_age": _("varigt fra %(number)s år"),
    "over_age": _("ikke over %(number)s år"),
    "age_from": _("fra %(number)s år"),
    "age_to": _("til %(number)s år"),
    "percent_first": _("først %(number)s procent"),
    "percent_then": _("derefter %(number)s procent"),
    "percent_1_4": _("uge 1-4: %(number)s procent"),
    "percent_5_26": _("uge 5-26: %(number)s procent"),
    "percent_27_52": _("uge 27-52: %(number)s procent"),
    "percent_after": _("derefter %(number)s procent"),
    "first_by_week": _("den første inden udgangen af uge %(number)s"),
    "talks_fund": _("%(number)s af dem hos a-kassen"),
    "talks_municipality": _("%(number)s af dem hos kommunen"),
}

#: Whether useful work counts together with placements: a yes or no written as a number.
_USEFUL_WORK = (_("nytteindsats tælles ikke med"), _("nytteindsats tælles med"))
_WITHOUT_GROUPING = ("year",)


def values_in_words(values: Mapping[str, float]) -> list[str]:
    """The numbers of a rule as people say them: 4 uger, 37 timer."""
    return list(_said(values))


def _said(values: Mapping[str, float]) -> Iterator[str]:
    for name, value in values.items():
        number = _number(name, value)
        if name in _COUNTED:
            yield str(_COUNTED[name] % {"number": number, "count": 1 if value == 1 else 2})
        elif name in _SAID:
            yield str(_SAID[name]) % {"number": number}
        elif name == "useful_work_counts":
            yield str(_USEFUL_WORK[int(value)])
        else:  # a number that no pack of ours has: its own name beside it
            yield f"{name}: {number}"


def _number(name: str, value: float) -> str:
    if value == int(value):
        decimals = 0
    else:
        decimals = 1 if value == round(value, 1) and not name.endswith("_dkk") else 2
    return number_format(value, decimal_pos=decimals, force_grouping=name not in _WITHOUT_GROUPING)
