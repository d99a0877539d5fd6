"""What was made of work, how much and on what basis, told as tables of text."""

from collections import Counter

from fodfaeste.apps.demo.companies_work import Work
from fodfaeste.apps.demo.openings_sizes import kinds
from fodfaeste.core.openings import OPENING_KINDS


def work_report(work: Work) -> str:
    """How many companies, jobs, openings and courses there are, and why so many."""
    companies, sizes = work.companies, work.sizes
    counted = Counter(opening.kind for opening in work.openings)
    to_1000 = {kind.id: kind.per_1000 for kind in kinds()}
    openings = [
        f"| {words.da} | {counted[kind]} | {_danish(to_1000[kind])} for 1.000 arbejdspladser: antagelse |"
        for kind, words in OPENING_KINDS.items()
        if counted[kind]
    ]
    made = (
        f"{len(companies.firms)} opdigtede virksomheder med {len(companies.units)} arbejdssteder, "
        f"{sizes.jobs} arbejdspladser, heraf {sizes.private_jobs} private; {len(work.courses)} kurser."
    )
    headings = ("| slags åbning | lavet | grundlag |", "| --- | ---: | --- |")
    return "\n".join((f"{made} {sizes.basis.da}", "", *headings, *openings))


def _danish(number: float) -> str:
    return f"{number:g}".replace(".", ",")
