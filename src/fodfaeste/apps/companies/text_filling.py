"""What a job text gives the form of an opening: only what a person has accepted."""

from collections import defaultdict

from fodfaeste.apps.companies.models import JobText, TextProposal
from fodfaeste.apps.companies.needs import NEEDS_FOR
from fodfaeste.apps.companies.text_page import hours_of
from fodfaeste.core.openings import LANGUAGES, language_level
from fodfaeste.core.readings import HOURS, LANGUAGE, LICENCE, OCCUPATION, PLACE, SHIFT, SKILL

LONGEST_TITLE = 160
Choice = TextProposal.Choice


def text_needs(job_text: JobText | None) -> dict[str, bool]:
    """The skills that were accepted, and whether one must have each."""
    if job_text is None:
        return {}
    rows = job_text.proposals.filter(kind=SKILL, choice__in=(Choice.MUST, Choice.HELPS)).exclude(code="")
    return {row.code: row.choice == Choice.MUST for row in rows.order_by("start")}


def text_values(job_text: JobText) -> dict[str, object]:
    """What stands in the form beforehand; the first line of the text is the title."""
    taken = defaultdict(list)
    for row in job_text.proposals.filter(choice=Choice.MUST).exclude(code="").order_by("start"):
        if row.code not in taken[row.kind]:
            taken[row.kind].append(row.code)
    needs = text_needs(job_text)
    values: dict[str, object] = {
        "title": _title(job_text.text),
        "must": [skill for skill, essential in needs.items() if essential],
        "helps": [skill for skill, essential in needs.items() if not essential],
    }
    for kind, field in ((SHIFT, "shifts"), (LICENCE, "licences")):
        if taken[kind]:
            values[field] = taken[kind]
    for kind, field in ((OCCUPATION, "occupation"), (PLACE, "place")):
        if taken[kind]:
            values[field] = taken[kind][0]
    values[NEEDS_FOR] = values.get("occupation", "")
    if taken[HOURS]:
        values["hours_min"], values["hours_max"] = hours_of(taken[HOURS][0])
    return values | _languages(taken[LANGUAGE])


def _languages(codes: list[str]) -> dict[str, object]:
    """The highest level of each language that was accepted."""
    levels: dict[str, int] = {}
    for code in codes:
        language, level = language_level(code)
        if language in LANGUAGES:
            levels[language] = max(level, levels.get(language, 0))
    return {f"language_{language}": str(level) for language, level in levels.items()}


def _title(text: str) -> str:
    """The first line, if it is short enough to be one."""
    first = text.strip().partition("\n")[0].strip()
    return first if len(first) <= LONGEST_TITLE else ""
