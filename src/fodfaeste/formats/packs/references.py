"""Every reference in a pack points at something that is there, and of the right sort."""

from fodfaeste.core.facts import NO_OTHER_GROUP
from fodfaeste.core.policy import Entry, Pack
from fodfaeste.formats.packs.checks import Known, known_ids, refer, refer_each, wheres
from fodfaeste.formats.packs.positions import Path
from fodfaeste.formats.packs.table import File


def check_references(pack: Pack, files: dict[str, File]) -> None:
    """Note every reference that points at nothing, or at something of another sort."""
    main, local = files["pack.toml"], files["local.toml"]
    entries = known_ids(main, "entry", [entry.id for entry in pack.entries])
    offers = known_ids(main, "offer", [offer.id for offer in pack.offers])
    for index, entry in enumerate(pack.entries):
        path: Path = ("entry", index)
        refer(main, (*path, "under"), entry.under, entries, "en linje i pakken")
        refer(main, (*path, "offer"), entry.offer, offers, "et [[offer]]")
        _refer_section(pack, main, path, entry.source.section)
        _check_forms(pack, main, path, entry, entries)
        _check_figures(pack, main, path, entry)
    _check_groups(pack, main)
    _check_indicators(pack, main, local, offers)
    for index, offer in enumerate(pack.offers):
        _refer_section(pack, main, ("offer", index), offer.source.section)
    for index, figure in enumerate(pack.figures):
        _refer_section(pack, main, ("figure", index), figure.source.section)
    _check_circles(pack, main)
    for index, question in enumerate(pack.questions):
        about: Path = ("question", index, "about")
        refer_each(files["questions.toml"], about, question.about, entries, "en linje i pakken")
    rules = [entry.id for entry in pack.entries if entry.kind in ("rule", "")]
    for index, case in enumerate(pack.cases):
        known = rules if entries is not None else None
        refer(files["cases.toml"], ("case", index, "rule"), case.rule, known, "en regel i pakken")


def _refer_section(pack: Pack, file: File, path: Path, section: str) -> None:
    known = pack.text.sections or None
    refer(file, (*path, "source", "section"), section, known, "et afsnit i text.sections")


def _check_forms(pack: Pack, file: File, path: Path, entry: Entry, entries: Known) -> None:
    """A line's global goals are lines of that form, and its partners are partners."""
    for key, references, form in (("sdg", entry.sdg, "sdg"), ("partners", entry.partners, "partner")):
        allowed = {e.id for e in pack.entries if e.form in (form, "")}
        known = allowed if entries is not None else None
        refer_each(file, (*path, key), references, known, f'en linje med form = "{form}"')


def _check_figures(pack: Pack, file: File, path: Path, entry: Entry) -> None:
    """A line rests on numbers of the text, and a goal is counted from one of them."""
    figures = known_ids(file, "figure", [figure.id for figure in pack.figures])
    refer_each(file, (*path, "figures"), entry.figures, figures, "en [[figure]]")
    if entry.target is not None:
        refer(file, (*path, "target", "from"), entry.target.start, figures, "en [[figure]]")


def _check_groups(pack: Pack, file: File) -> None:
    """Codes in a condition are groups of the pack, so that a slip of the pen closes no way in silence."""
    groups = known_ids(file, "group", [group.id for group in pack.groups])
    codes = None if groups is None else {*groups, NO_OTHER_GROUP}
    for index, entry in enumerate(pack.entries):
        refer(file, ("entry", index, "group"), entry.group, groups, "en [[group]]")
        for path, where in wheres(entry.clauses, ("entry", index)):
            if where.fact in ("came_from", "target_group") and isinstance(where.value, tuple):
                full = (*path, where.fact, where.operator)
                refer_each(file, full, where.value, codes, f"en [[group]] eller {NO_OTHER_GROUP}")


def _check_indicators(pack: Pack, main: File, local: File, offers: Known) -> None:
    indicators = known_ids(local, "indicator", [indicator.id for indicator in pack.indicators])
    for index, entry in enumerate(pack.entries):
        path: Path = ("entry", index, "indicators")
        refer_each(main, path, entry.indicators, indicators, "en [[indicator]] i local.toml")
    for index, indicator in enumerate(pack.indicators):
        refer(local, ("indicator", index, "offer"), indicator.offer, offers, "et [[offer]]")


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
