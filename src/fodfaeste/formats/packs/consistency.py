"""What must fit together inside one pack: ids, dates, rules and bases. References stand in `references`.

A value that could not be read is left out here: it has been told already, and what follows from it would
only send the reader to the wrong line.
"""

from collections import defaultdict
from datetime import date

from fodfaeste.core.policy import Entry, Group, Pack
from fodfaeste.formats.packs.checks import VALIDITY, check_order, check_tiling, check_unique
from fodfaeste.formats.packs.conditions import CLAUSES
from fodfaeste.formats.packs.items import TRACK_MEASURES
from fodfaeste.formats.packs.positions import Path
from fodfaeste.formats.packs.references import check_references
from fodfaeste.formats.packs.sharing_numbers import check_sharing_numbers
from fodfaeste.formats.packs.table import File

_RULE_KEYS = ("offer", "group", *CLAUSES)


def check_consistency(pack: Pack, files: dict[str, File]) -> None:
    """Note every problem between the items of a pack in the files they stand in."""
    main, local = files["pack.toml"], files["local.toml"]
    _check_dates(pack, main)
    for file, key, ids in (
        (main, "group", [group.id for group in pack.groups]),
        (main, "offer", [offer.id for offer in pack.offers]),
        (main, "figure", [figure.id for figure in pack.figures]),
        (files["questions.toml"], "question", [question.id for question in pack.questions]),
        (files["cases.toml"], "case", [case.id for case in pack.cases]),
        (local, "indicator", [indicator.id for indicator in pack.indicators]),
        (local, "value", [value.id for value in pack.values]),
        (local, "industry", [industry.id for industry in pack.industries]),
    ):
        check_unique(file, key, ids)
    _check_entries(pack, main)
    for index, group in enumerate(pack.groups):
        _check_law(group, index, main)
    check_references(pack, files)
    _check_bases(pack, main, local)
    _check_measures(pack, local)
    check_sharing_numbers(pack, main, local)


def _check_dates(pack: Pack, file: File) -> None:
    if pack.period_from > pack.period_to:
        file.problem(("pack", "period"), "perioden slutter før den begynder", "byt om på from og to")
    adopted, read_on = pack.text.adopted, pack.text.read_on
    if adopted is not None and adopted > pack.period_to:
        file.problem(
            ("text", "adopted"), "vedtaget efter periodens slutning", "ret adopted eller pack.period"
        )
    if adopted is not None and read_on < adopted:
        file.problem(("text", "read_on"), "læst før teksten blev vedtaget", "ret read_on eller adopted")


def _check_entries(pack: Pack, file: File) -> None:
    versions: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(pack.entries):
        versions[entry.id].append(index)
        _check_rule(entry, ("entry", index), file)
        check_order(("entry", index), entry.valid_from, entry.valid_to, file)
    for entry_id, indexes in versions.items():
        if entry_id and len(indexes) > 1:
            _check_versions(entry_id, [(("entry", i), pack.entries[i]) for i in indexes], file)


def _check_versions(entry_id: str, versions: list[tuple[Path, Entry]], file: File) -> None:
    """The same id twice is allowed only where every one of them says from when or until when it holds."""
    (first_path, _), *rest = versions
    if any(path in file.strange for path, _ in versions):
        return  # a misspelt valid_from has been told
    if all(any(file.gives((*path, key)) for key in VALIDITY) for path, _ in versions):
        rows = [(path, entry.valid_from, entry.valid_to) for path, entry in versions]
        check_tiling(file, f"»{entry_id}«", rows)
        return
    line = file.places.line((*first_path, "id"))
    right = f"giv den et andet id, eller giv hver udgave sin gyldighed (den første står på linje {line})"
    file.strange.add(("entry",))
    for path, _ in rest:
        file.problem((*path, "id"), f"id »{entry_id}« er brugt to gange", right)


def _check_law(group: Group, index: int, file: File) -> None:
    rows: list[tuple[Path, date | None, date | None]] = []
    for number, law in enumerate(group.law):
        path: Path = ("group", index, "law", number)
        begins = None if law.valid_from == date.min else law.valid_from
        check_order(path, begins, law.valid_to, file)
        rows.append((path, begins, law.valid_to))
    if all(begins is not None for _, begins, _ in rows):
        check_tiling(file, f"loven for »{group.id}«", rows)


def _check_rule(entry: Entry, path: Path, file: File) -> None:
    """A rule has an offer, a group and conditions; what is no rule has none of them."""
    given = [key for key in _RULE_KEYS if file.gives((*path, key))]
    if entry.kind == "rule" and not given and path not in file.strange:
        wrong = f"»{entry.id}« er en regel, men har hverken offer, group eller betingelser"
        file.problem((*path, "kind"), wrong, "skriv dem, eller vælg en anden kind")
    elif entry.kind == "rule" and path not in file.strange:
        for key, right in (("offer", 'offer = "…"'), ("group", 'group = "…"')):
            if key not in given:
                file.problem(path, f"reglen »{entry.id}« har ingen {key}", f"skriv {right}")
        if not set(CLAUSES) & set(given):
            right = 'skriv any_of = [{ from = "effort_started", after = "P6M" }]'
            file.problem(path, f"reglen »{entry.id}« har ingen betingelser", right)
    elif entry.kind != "rule":
        _check_no_rule(entry, path, given, file)


def _check_no_rule(entry: Entry, path: Path, given: list[str], file: File) -> None:
    if not entry.kind:
        return  # told already
    if entry.form == "rule":
        key = "kind" if given else "form"
        wrong = f"formen er rule, men kind er {entry.kind}"
        file.problem((*path, key), wrong, 'skriv kind = "rule", eller vælg en anden form')
        return
    for key in given:
        wrong = f"»{key}« på en linje, der ikke er en regel"
        file.problem((*path, key), wrong, 'skriv kind = "rule", eller slet den')


def _check_bases(pack: Pack, main: File, local: File) -> None:
    """Ours stays beside the council's, never inside it."""
    for key, bases in (("entry", [e.basis for e in pack.entries]), ("offer", [o.basis for o in pack.offers])):
        for index, basis in enumerate(bases):
            if basis == "proposed":
                main.problem((key, index, "basis"), "et forslag i pack.toml", "flyt det til local.toml")
    for key, bases in (
        ("indicator", [i.basis for i in pack.indicators]),
        ("value", [v.basis for v in pack.values]),
        ("industry", [i.basis for i in pack.industries]),
    ):
        for index, basis in enumerate(bases):
            if basis not in ("proposed", ""):
                local.problem(
                    (key, index, "basis"), f"»{basis}« i local.toml", 'her står kun basis = "proposed"'
                )


def _check_measures(pack: Pack, file: File) -> None:
    """A figure of a track counts one offer; a figure of talks counts none."""
    for index, indicator in enumerate(pack.indicators):
        path: Path = ("indicator", index)
        of_track = indicator.measure in TRACK_MEASURES
        if of_track and not file.gives((*path, "offer")) and path not in file.strange:
            file.problem(path, f"»offer« mangler til {indicator.measure}", 'skriv offer = "…"')
        if indicator.measure and not of_track and file.gives((*path, "offer")):
            file.problem((*path, "offer"), f"{indicator.measure} måler intet offer", "slet offer")
