"""What must fit together inside one pack: ids, references, dates and conditions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from fodfaeste.core.facts import NO_OTHER_GROUP
from fodfaeste.core.policy import Clause, Entry, Pack, Way, Where
from fodfaeste.formats.packs.positions import Path
from fodfaeste.formats.packs.table import File


def check_consistency(pack: Pack, files: dict[str, File]) -> None:
    """Note every problem between the items of a pack in the files they stand in."""
    main, local = files["pack.toml"], files["local.toml"]
    _check_dates(pack, main)
    for key, found in (("group", pack.groups), ("offer", pack.offers)):
        _check_unique(main, key, [item.id for item in found])
    for key, ids in (
        ("indicator", [i.id for i in pack.indicators]),
        ("value", [v.id for v in pack.values]),
        ("industry", [i.id for i in pack.industries]),
    ):
        _check_unique(local, key, ids)
    _check_unique(files["questions.toml"], "question", [q.id for q in pack.questions])
    _check_unique(files["cases.toml"], "case", [c.id for c in pack.cases])
    _check_entries(pack, main)
    _check_references(pack, files)
    _check_bases(pack, main, local)
    for index, group in enumerate(pack.groups):
        rows = [
            ((("group", index, "law", i)), law.valid_from, law.valid_to) for i, law in enumerate(group.law)
        ]
        _check_tiling(main, f"lovgruppen for »{group.id}«", rows)


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


def _check_unique(file: File, key: str, ids: list[str]) -> None:
    first: dict[str, int] = {}
    for index, item_id in enumerate(ids):
        if item_id and item_id in first:
            _duplicate(file, key, item_id, index, first[item_id])
        first.setdefault(item_id, index)


def _duplicate(file: File, key: str, item_id: str, index: int, first: int) -> None:
    line = file.places.line((key, first, "id"))
    right = f"giv den et andet id (det første står på linje {line})"
    file.problem((key, index, "id"), f"id »{item_id}« er brugt to gange", right)


def _check_entries(pack: Pack, file: File) -> None:
    versions: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(pack.entries):
        versions[entry.id].append(index)
        _check_validity(entry, index, file)
        _check_rule(entry, index, file)
    for entry_id, indexes in versions.items():
        dated = [i for i in indexes if pack.entries[i].valid_from or pack.entries[i].valid_to]
        if len(indexes) > 1 and len(dated) < len(indexes):
            _duplicate(file, "entry", entry_id, indexes[1], indexes[0])
        elif len(indexes) > 1:
            _check_tiling(file, f"»{entry_id}«", [_version(pack.entries[i], i) for i in indexes])


def _version(entry: Entry, index: int) -> tuple[Path, date, date | None]:
    return ("entry", index), entry.valid_from or date.min, entry.valid_to


def _check_validity(entry: Entry, index: int, file: File) -> None:
    if entry.valid_from and entry.valid_to and entry.valid_from > entry.valid_to:
        file.problem(
            ("entry", index, "valid_to"),
            f"»{entry.id}« slutter før den begynder",
            "byt om på valid_from og valid_to",
        )


def _check_rule(entry: Entry, index: int, file: File) -> None:
    path: Path = ("entry", index)
    if entry.kind == "rule":
        for key, given in (("offer", entry.offer), ("group", entry.group), ("any_of", entry.clauses)):
            if not given:
                file.problem(
                    (*path, "id"), f"reglen »{entry.id}« har intet {key}", f"en regel skal have {key}"
                )
        return
    for key, given in (("offer", entry.offer), ("group", entry.group), ("any_of", entry.clauses)):
        if given:
            file.problem(
                (*path, key), f"{key} på en linje der ikke er en regel", 'skriv kind = "rule" eller slet den'
            )
    if entry.form == "rule":
        file.problem((*path, "form"), "formen er rule, men arten er en anden", 'skriv kind = "rule"')


def _check_tiling(file: File, what: str, rows: list[tuple[Path, date, date | None]]) -> None:
    """Dated versions follow each other without overlap and without a gap."""
    ordered = sorted(rows, key=lambda row: row[1])
    for (_, _, ends), (path, begins, _) in zip(ordered, ordered[1:], strict=False):
        expected = ends + timedelta(days=1) if ends is not None and ends < date.max else None
        key = (*path, "valid_from")
        if expected is None or begins < expected:
            file.problem(
                key, f"{what}: gyldigheden overlapper den forrige", "lad den begynde dagen efter den forrige"
            )
        elif begins > expected:
            right = f"lad den begynde {expected.isoformat()}"
            file.problem(key, f"{what}: der er hul i gyldigheden før {begins.isoformat()}", right)
    for path, begins, ends in rows:
        if len(path) > 2 and ends is not None and ends < begins:
            file.problem((*path, "valid_to"), f"{what}: slutter før den begynder", "byt om på datoerne")


def _check_references(pack: Pack, files: dict[str, File]) -> None:
    main = files["pack.toml"]
    entries = {e.id: e for e in pack.entries}
    groups, offers = {g.id for g in pack.groups}, {o.id for o in pack.offers}
    indicators, rules = {i.id for i in pack.indicators}, {e.id for e in pack.entries if e.kind == "rule"}
    for index, entry in enumerate(pack.entries):
        path: Path = ("entry", index)
        _refer(main, (*path, "under"), entry.under, entries, "en linje i pakken")
        _refer(main, (*path, "offer"), entry.offer, offers, "et [[offer]]")
        _refer(main, (*path, "group"), entry.group, groups, "en [[group]]")
        _refer_each(
            main, (*path, "indicators"), entry.indicators, indicators, "en [[indicator]] i local.toml"
        )
        for key, refs, form in (("sdg", entry.sdg, "sdg"), ("partners", entry.partners, "partner")):
            allowed = {e.id for e in pack.entries if e.form == form}
            _refer_each(main, (*path, key), refs, allowed, f'en linje med form = "{form}"')
        _refer(
            main,
            (*path, "source", "section"),
            entry.source.section,
            pack.text.sections,
            "et afsnit i text.sections",
        )
        _check_codes(main, path, entry, groups)
    for index, offer in enumerate(pack.offers):
        where = ("offer", index, "source", "section")
        _refer(main, where, offer.source.section, pack.text.sections, "et afsnit i text.sections")
    _check_circles(pack, main)
    for index, question in enumerate(pack.questions):
        _refer_each(
            files["questions.toml"],
            ("question", index, "about"),
            question.about,
            entries,
            "en linje i pakken",
        )
    for index, case in enumerate(pack.cases):
        _refer(files["cases.toml"], ("case", index, "rule"), case.rule, rules, "en regel i pakken")
    for index, indicator in enumerate(pack.indicators):
        _refer(files["local.toml"], ("indicator", index, "offer"), indicator.offer, offers, "et [[offer]]")


def _refer(file: File, path: Path, reference: str | None, known: Iterable[str], kind: str) -> None:
    if reference and reference not in known:
        file.problem(path, f"»{reference}« findes ikke", f"skal være {kind}")


def _refer_each(file: File, path: Path, references: tuple[str, ...], known: Iterable[str], kind: str) -> None:
    for index, reference in enumerate(references):
        _refer(file, (*path, index), reference, known, kind)


def _check_codes(file: File, path: Path, entry: Entry, groups: set[str]) -> None:
    """Codes in a condition are groups of the pack, so that a slip of the pen cannot close a way in silence."""
    for where_path, where in _wheres(entry.clauses, path):
        if where.fact in ("came_from", "target_group") and isinstance(where.value, tuple):
            full = (*where_path, where.fact, where.operator)
            _refer_each(
                file, full, where.value, {*groups, NO_OTHER_GROUP}, f"en [[group]] eller {NO_OTHER_GROUP}"
            )


def _wheres(clauses: tuple[Clause, ...], path: Path) -> Iterator[tuple[Path, Where]]:
    for clause in clauses:
        for index, member in enumerate(clause.members):
            inside = (*path, clause.operator, index)
            if isinstance(member, Way):
                yield from (((*inside, "where"), where) for where in member.where)
            else:
                yield from _wheres((member,), inside)


def _check_circles(pack: Pack, file: File) -> None:
    parents = {e.id: e.under for e in pack.entries}
    for index, entry in enumerate(pack.entries):
        seen, above = {entry.id}, entry.under
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        if above == entry.id:
            file.problem(
                ("entry", index, "under"), f"»{entry.id}« står under sig selv", "lad under pege opad"
            )


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
            if basis != "proposed":
                local.problem(
                    (key, index, "basis"), f"»{basis}« i local.toml", 'her står kun basis = "proposed"'
                )
