"""What one table of evidence alone cannot tell: references, grades, signs, intervals, whose words."""

from itertools import pairwise

from fodfaeste.core import evidence_codes as codes
from fodfaeste.core.evidence import Estimate, Evidence, Finding, Study
from fodfaeste.formats.packs.checks import Known, check_unique, known_ids, refer, refer_each
from fodfaeste.formats.packs.positions import Path
from fodfaeste.formats.packs.table import File

#: What is read on the web has its address; a paper of Parliament is named by its number.
ADDRESSES = ("https://", "http://", "Folketinget: ")


def check_evidence(found: Evidence, studies: File, findings: File, offers: Known, groups: Known) -> None:
    """Hold the parts of the evidence against each other and against the law's offers and groups."""
    _check_grades(found, studies)
    check_unique(studies, "study", [study.id for study in found.studies])
    check_unique(findings, "finding", [finding.id for finding in found.findings])
    known = known_ids(studies, "study", [study.id for study in found.studies])
    named = {finding.study for finding in found.findings}
    for index, study in enumerate(found.studies):
        _check_study(studies, ("study", index), study)
        # A finding that names no study may be the one that has lost this.
        if known is not None and named <= set(known) and study.id not in named:
            wrong = f"studiet »{study.id}« bruges ikke"
            studies.problem(("study", index, "id"), wrong, "nævn det i et [[finding]], eller slet det")
    for index, finding in enumerate(found.findings):
        path = ("finding", index)
        refer(findings, (*path, "study"), finding.study, known, "en [[study]]")
        refer_each(findings, (*path, "offers"), finding.offers, offers, "et tilbud i loven")
        refer_each(findings, (*path, "groups"), finding.groups, groups, "en gruppe i loven")
        refer_each(findings, (*path, "measures"), finding.measures, codes.MEASURES, "en kendt indsats")
        _check_finding(findings, path, finding, found.study(finding.study))
        if finding.estimate:
            _check_estimate(findings, (*path, "estimate"), finding, finding.estimate)


def _check_grades(found: Evidence, file: File) -> None:
    """Each step once, the surest first, and the less sure the wider."""
    steps = tuple(grade.id for grade in found.grades)
    if "" in steps or () in file.strange:
        return
    if steps != codes.GRADES:
        wrong = next((at for at, step in enumerate(steps) if step not in codes.GRADES[at : at + 1]), 0)
        right = f"skriv tre [[strength]]: {', '.join(codes.GRADES)}"
        file.problem(("strength", wrong, "id"), "skalaen har ikke hvert trin én gang i rækkefølge", right)
    for before, after in pairwise(range(len(found.grades))):
        if found.grades[after].assumed_error_percent <= found.grades[before].assumed_error_percent:
            path = ("strength", after, "assumed_error_percent")
            file.problem(path, "et svagere trin er ikke mere usikkert", "skriv et større tal")


def _check_study(file: File, path: Path, study: Study) -> None:
    begins, ends = study.period_from, study.period_to
    if begins and ends and ends < begins:
        file.problem((*path, "period", "to"), f"perioden slutter {ends}, før den begynder", "byt om på årene")
    if begins and study.year and study.year < begins:
        wrong = f"studiet er fra {study.year}, før dets data begynder"
        file.problem((*path, "year"), wrong, "ret året eller perioden")


def _check_finding(file: File, path: Path, finding: Finding, study: Study | None) -> None:
    if not finding.offers and not finding.measures:
        file.problem(path, "ingen tilbud", "nævn mindst ét i offers eller measures")
    if finding.id and finding.study and not finding.id.startswith(f"{finding.study}."):
        file.problem((*path, "id"), "id'et begynder ikke med studiets", f"skriv »{finding.study}.…«")
    _check_reading(file, path, finding, study)
    is_strong = finding.strength == codes.STRONG
    if is_strong and study and study.design and study.design not in (codes.EXPERIMENT, codes.META_ANALYSIS):
        right = "skriv moderate eller indication; strong kræver lodtrækning eller en samlet analyse"
        file.problem((*path, "strength"), f"»strong« fra designet {study.design}", right)
    elif is_strong and finding.status == codes.UNVERIFIED:
        file.problem((*path, "strength"), "»strong« uden at være læst", "skriv moderate eller indication")


def _check_reading(file: File, path: Path, finding: Finding, study: Study | None) -> None:
    """Where and when it was read, and that its status follows from whose words they were."""
    reading = finding.reading
    if reading.address and not reading.address.startswith(ADDRESSES):
        right = f"begynd med en af {', '.join(repr(start.strip()) for start in ADDRESSES)}"
        file.problem((*path, "read", "at"), f"»{reading.address}« er ingen adresse", right)
    if study and study.year and reading.read_on.year < study.year:
        file.problem(
            (*path, "read", "on"), f"læst, før studiet udkom i {study.year}", "ret datoen eller året"
        )
    status = codes.STATUS_OF_READER.get(reading.by)
    if status and finding.status and finding.status != status:
        right = f'skriv status = "{status}", eller læs studiet selv'
        file.problem((*path, "status"), f"»{finding.status}«, men der er læst: {reading.by}", right)


def _check_estimate(file: File, path: Path, finding: Finding, estimate: Estimate) -> None:
    outcome = codes.OUTCOMES.get(finding.outcome)
    if outcome and estimate.unit and estimate.unit not in outcome.units:
        right = f"{finding.outcome} måles i {', '.join(outcome.units) or 'ingen enhed: slet størrelsen'}"
        file.problem((*path, "unit"), f"{finding.outcome} kan ikke stå i {estimate.unit}", right)
    if estimate.highest is not None and estimate.highest < estimate.lowest:
        file.problem((*path, "to"), "spændet slutter før det begynder", "byt om på from og to")
    if estimate.unit == codes.HAZARD and estimate.lowest <= -100:
        file.problem(path, "en rate kan ikke falde 100 pct. eller mere", "ret tallet")
    if outcome and finding.direction in (codes.POSITIVE, codes.NEGATIVE):
        helps = (estimate.middle > 0) == outcome.more_is_better
        if estimate.middle == 0 or helps != (finding.direction == codes.POSITIVE):
            wrong = f"{estimate.middle:g} i {finding.outcome} er ikke {finding.direction}"
            file.problem((*path[:-1], "direction"), wrong, "ret fortegnet eller retningen")
    _check_uncertainty(file, path, estimate)


def _check_uncertainty(file: File, path: Path, estimate: Estimate) -> None:
    """An interval holds its estimate; an error is above zero; one of them is enough."""
    if estimate.interval and estimate.standard_error is not None:
        file.problem((*path, "standard_error"), "både interval og standardfejl", "skriv den, der blev læst")
    if estimate.standard_error is not None and estimate.standard_error <= 0:
        file.problem((*path, "standard_error"), "standardfejlen er ikke over 0", "ret tallet, eller slet den")
    if estimate.interval:
        low, high = estimate.interval
        if not low <= estimate.middle <= high or low == high:
            wrong = f"intervallet {low:g} til {high:g} holder ikke {estimate.middle:g}"
            file.problem((*path, "interval"), wrong, "ret intervallet eller tallet")
