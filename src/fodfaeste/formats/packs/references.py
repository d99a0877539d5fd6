"""Every reference in a pack points at something that is there, and of the right sort."""

import difflib
from collections.abc import Collection, Iterable, Iterator

from fodfaeste.core.facts import NO_OTHER_GROUP
from fodfaeste.core.policy import Clause, Entry, Pack, Way, Where
from fodfaeste.formats.packs.positions import Path
from fodfaeste.formats.packs.table import File

Known = Collection[str] | None  # None: not every id is sure, so a reference cannot be judged


def check_references(pack: Pack, files: dict[str, File]) -> None:
    """Note every reference that points at nothing, or at something of another sort."""
    main, local = files["pack.toml"], files["local.toml"]
    entries = _known(main, "entry", [entry.id for entry in pack.entries])
    offers = _known(main, "offer", [offer.id for offer in pack.offers])
    for index, entry in enumerate(pack.entries):
        path: Path = ("entry", index)
        _refer(main, (*path, "under"), entry.under, entries, "en linje i pakken")
        _refer(main, (*path, "offer"), entry.offer, offers, "et [[offer]]")
        _refer_section(pack, main, path, entry.source.section)
        _check_forms(pack, main, path, entry, entries)
    _check_groups(pack, main)
    _check_indicators(pack, main, local, offers)
    for index, offer in enumerate(pack.offers):
        _refer_section(pack, main, ("offer", index), offer.source.section)
    _check_circles(pack, main)
    for index, question in enumerate(pack.questions):
        about: Path = ("question", index, "about")
        _refer_each(files["questions.toml"], about, question.about, entries, "en linje i pakken")
    rules = [entry.id for entry in pack.entries if entry.kind in ("rule", "")]
    for index, case in enumerate(pack.cases):
        known = rules if entries is not None else None
        _refer(files["cases.toml"], ("case", index, "rule"), case.rule, known, "en regel i pakken")


def _known(file: File, key: str, ids: Iterable[str]) -> Known:
    """The ids that can be referred to. A missing or repeated id may be the very one meant."""
    found = set(ids)
    return None if () in file.strange or (key,) in file.strange or "" in found else found


def _refer(file: File, path: Path, reference: str | None, known: Known, sort: str) -> None:
    if reference and known is not None and reference not in known:
        near = difflib.get_close_matches(reference, list(known), 1)
        hint = f"mente du »{near[0]}«? " if near else ""
        file.problem(path, f"»{reference}« er ikke {sort}", f"{hint}nævn {sort}")


def _refer_each(file: File, path: Path, references: Iterable[str], known: Known, sort: str) -> None:
    for index, reference in enumerate(references):
        _refer(file, (*path, index), reference, known, sort)


def _refer_section(pack: Pack, file: File, path: Path, section: str) -> None:
    known = pack.text.sections or None
    _refer(file, (*path, "source", "section"), section, known, "et afsnit i text.sections")


def _check_forms(pack: Pack, file: File, path: Path, entry: Entry, entries: Known) -> None:
    """A line's global goals are lines of that form, and its partners are partners."""
    for key, references, form in (("sdg", entry.sdg, "sdg"), ("partners", entry.partners, "partner")):
        allowed = {e.id for e in pack.entries if e.form in (form, "")}
        known = allowed if entries is not None else None
        _refer_each(file, (*path, key), references, known, f'en linje med form = "{form}"')


def _check_groups(pack: Pack, file: File) -> None:
    """Codes in a condition are groups of the pack, so that a slip of the pen closes no way in silence."""
    groups = _known(file, "group", [group.id for group in pack.groups])
    codes = None if groups is None else {*groups, NO_OTHER_GROUP}
    for index, entry in enumerate(pack.entries):
        _refer(file, ("entry", index, "group"), entry.group, groups, "en [[group]]")
        for path, where in _wheres(entry.clauses, ("entry", index)):
            if where.fact in ("came_from", "target_group") and isinstance(where.value, tuple):
                full = (*path, where.fact, where.operator)
                _refer_each(file, full, where.value, codes, f"en [[group]] eller {NO_OTHER_GROUP}")


def _wheres(clauses: tuple[Clause, ...], path: Path) -> Iterator[tuple[Path, Where]]:
    for clause in clauses:
        for index, member in enumerate(clause.members):
            inside = (*path, clause.operator, index)
            if isinstance(member, Way):
                yield from (((*inside, "where"), where) for where in member.where)
            else:
                yield from _wheres((member,), inside)


def _check_indicators(pack: Pack, main: File, local: File, offers: Known) -> None:
    indicators = _known(local, "indicator", [indicator.id for indicator in pack.indicators])
    for index, entry in enumerate(pack.entries):
        path: Path = ("entry", index, "indicators")
        _refer_each(main, path, entry.indicators, indicators, "en [[indicator]] i local.toml")
    for index, indicator in enumerate(pack.indicators):
        _refer(local, ("indicator", index, "offer"), indicator.offer, offers, "et [[offer]]")


def _check_circles(pack: Pack, file: File) -> None:
    parents = {entry.id: entry.under for entry in pack.entries if entry.id}
    for index, entry in enumerate(pack.entries):
        seen, above = {entry.id}, entry.under
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        if entry.id and above == entry.id:
            file.problem(
                ("entry", index, "under"), f"»{entry.id}« står under sig selv", "lad under pege opad"
            )
