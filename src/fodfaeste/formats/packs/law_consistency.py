"""What must fit together inside one law: ids, dates, states, certainty, and every reference."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from fodfaeste.core.law import (
    ABOLISHED,
    FIRST_TALK,
    LATE_TALK,
    OFFERS,
    OFFICIAL,
    OFFICIAL_KINDS,
    PLANNED,
    RATIO,
    TALKS,
    UNVERIFIED,
    LawPack,
    LawRule,
)
from fodfaeste.core.law_facts import LAW_FACTS
from fodfaeste.core.openings import OPENING_KINDS
from fodfaeste.core.policy import Clause, Way
from fodfaeste.formats.packs.checks import (
    Known,
    check_order,
    check_tiling,
    check_unique,
    known_ids,
    refer,
    refer_each,
    wheres_of,
)
from fodfaeste.formats.packs.positions import Path
from fodfaeste.formats.packs.table import File

Rules = Mapping[str, tuple[LawRule, ...]]
Files = Mapping[str, File]


@dataclass(frozen=True, slots=True)
class _Ids:
    """What a reference may name; None where not every id is sure."""

    acts: Known
    sources: Known
    offers: Known
    groups: Known
    rules: Known


def check_law(pack: LawPack, rules: Rules, files: Files) -> None:
    """Note every problem between the items of a law in the files they stand in."""
    head, offers, groups = files["law.toml"], files["offers.toml"], files["groups.toml"]
    for file, key, ids in (
        (head, "act", [act.id for act in pack.acts]),
        (head, "source", [source.id for source in pack.sources]),
        (offers, "offer", [offer.id for offer in pack.offers]),
        (groups, "group", [group.id for group in pack.groups]),
        (files["questions.toml"], "question", [question.id for question in pack.questions]),
        (files["cases.toml"], "case", [case.id for case in pack.cases]),
    ):
        check_unique(file, key, ids)
    _check_states(pack, files)
    _check_versions(rules, files)
    for file, path, rule in _placed(rules, files):
        _check_rule(rule, path, file)
        _check_certainty(pack, rule, path, file)
    _check_references(pack, rules, files)


def _placed(rules: Rules, files: Files) -> Iterator[tuple[File, Path, LawRule]]:
    for name, found in rules.items():
        yield from ((files[name], ("rule", index), rule) for index, rule in enumerate(found))


def _check_states(pack: LawPack, files: Files) -> None:
    """The states of an offer or a group follow each other without overlap and without a gap."""
    for file, key, items in (
        (files["offers.toml"], "offer", [(offer.id, offer.states) for offer in pack.offers]),
        (files["groups.toml"], "group", [(group.id, group.states) for group in pack.groups]),
    ):
        for index, (item_id, states) in enumerate(items):
            rows: list[tuple[Path, date | None, date | None]] = []
            for number, state in enumerate(states):
                path: Path = (key, index, "states", number)
                begins = None if state.valid_from == date.min else state.valid_from
                check_order(path, begins, state.valid_to, file)
                if state.state != PLANNED:
                    rows.append((path, begins, state.valid_to))
            check_tiling(file, f"»{item_id}«", rows)


def _check_versions(rules: Rules, files: Files) -> None:
    """The versions of a rule stand in one file, and tile; what is planned stands outside."""
    homes: dict[str, str] = {}
    for name, found in rules.items():
        versions: dict[str, list[int]] = defaultdict(list)
        for index, rule in enumerate(found):
            check_order(("rule", index), _known_day(rule.valid_from), rule.valid_to, files[name])
            home = homes.setdefault(rule.id, name)
            if rule.id and home != name:
                wrong = f"id »{rule.id}« er brugt i {home}"
                files[name].problem(
                    ("rule", index, "id"), wrong, "giv den et andet id, eller saml dem i én fil"
                )
            elif rule.id and rule.state != PLANNED:
                versions[rule.id].append(index)
        for rule_id, indexes in versions.items():
            _check_same(found, indexes, files[name])
            rows = [(("rule", i), _known_day(found[i].valid_from), found[i].valid_to) for i in indexes]
            check_tiling(files[name], f"»{rule_id}«", list(rows))


def _known_day(day: date) -> date | None:
    return None if day == date.min else day


def _check_same(found: tuple[LawRule, ...], indexes: list[int], file: File) -> None:
    first = found[indexes[0]]
    line = file.places.line(("rule", indexes[0], "id"))
    for index in indexes[1:]:
        for key, own, other in (
            ("offer", found[index].offer, first.offer),
            ("part", found[index].part, first.part),
        ):
            if own and other and own != other:
                wrong = f"»{first.id}« har {key} »{own}« her og »{other}« på linje {line}"
                file.problem(("rule", index, key), wrong, "giv udgaverne samme, eller giv den et andet id")


def _check_rule(rule: LawRule, path: Path, file: File) -> None:
    if file.name.endswith("/offers.toml") and not file.gives((*path, "offer")) and path not in file.strange:
        file.problem(path, f"»offer« mangler i reglen »{rule.id}«", 'skriv offer = "…"')
    given = [name for name in RATIO if name in rule.values]
    if given and len(given) < len(RATIO):
        missing = ", ".join(name for name in RATIO if name not in given)
        file.problem((*path, "values"), f"et forholdstal uden {missing}", f"skriv {', '.join(RATIO)} sammen")
    for name in given:
        if rule.values[name] < 0 or (name != "always" and rule.values[name] == 0):
            file.problem((*path, "values", name), f"»{name}« er {rule.values[name]:g}", "skriv et tal over 0")
    _check_of_people(rule, path, file)
    if rule.state == ABOLISHED and rule.values:
        file.problem((*path, "values"), "en afskaffet regel med værdier", "slet values")


#: The numbers that a count cannot do without.
_ASKED = {
    FIRST_TALK: (),
    TALKS: ("months", "counted_months"),
    OFFERS: ("months", "counted_months", "offers"),
    LATE_TALK: ("months_before",),
}


def _check_of_people(rule: LawRule, path: Path, file: File) -> None:
    """A demand and a count stand where they mean something, and say of whom."""
    demand = ("demand", "et krav", ("eligibility",)) if rule.is_demand else None
    count = ("counts", "en optælling", ("coverage", "contact")) if rule.counts else None
    for key, what, parts in filter(None, (demand, count)):
        if rule.part and rule.part not in parts:
            file.problem((*path, key), f"»{key}« i part »{rule.part}«", f"slet {key}, eller ret part")
        elif not rule.clauses:
            file.problem((*path, key), f"{what} uden who", f"skriv who, eller slet {key}")
        elif key == "counts":
            _check_counts(rule, path, file)


def _check_counts(rule: LawRule, path: Path, file: File) -> None:
    """What is counted of a group has the numbers, and the day, to count by."""
    missing = [name for name in _ASKED[str(rule.counts)] if name not in rule.values]
    if missing:
        file.problem((*path, "counts"), f"en optælling uden {', '.join(missing)}", "skriv dem i values")
    if rule.counts == LATE_TALK and not any(map(_has_start, rule.clauses)):
        file.problem((*path, "counts"), "who nævner ingen dag at tælle fra", "skriv from og after i who")


def _has_start(member: Way | Clause) -> bool:
    if isinstance(member, Way):
        return member.start is not None
    return any(map(_has_start, member.members))


def _check_certainty(pack: LawPack, rule: LawRule, path: Path, file: File) -> None:
    """What nobody has adopted is not sure, and what is official was read at an official place."""
    if rule.state == PLANNED and rule.certainty and rule.certainty != UNVERIFIED:
        wrong = f"en ventet regel med certainty »{rule.certainty}«"
        file.problem((*path, "certainty"), wrong, f'skriv certainty = "{UNVERIFIED}"')
    kinds = [source.kind for source in pack.sources if source.id in rule.sources]
    all_read = len(kinds) == len(rule.sources) > 0 and "" not in kinds
    if rule.certainty == OFFICIAL and all_read and not set(kinds) & set(OFFICIAL_KINDS):
        right = "nævn en kilde, der er lov, vejledning eller myndighed, eller skriv secondary"
        file.problem((*path, "certainty"), "»official« uden en officiel kilde", right)


def _check_references(pack: LawPack, rules: Rules, files: Files) -> None:
    head, offers, groups = files["law.toml"], files["offers.toml"], files["groups.toml"]
    per_file = [known_ids(files[name], "rule", [rule.id for rule in found]) for name, found in rules.items()]
    sure = [ids for ids in per_file if ids is not None]
    ids = _Ids(
        acts=known_ids(head, "act", [act.id for act in pack.acts]),
        sources=known_ids(head, "source", [source.id for source in pack.sources]),
        offers=known_ids(offers, "offer", [offer.id for offer in pack.offers]),
        groups=known_ids(groups, "group", [group.id for group in pack.groups]),
        rules={rule_id for found in sure for rule_id in found} if len(sure) == len(per_file) else None,
    )
    for file, path, rule in _placed(rules, files):
        refer(file, (*path, "act"), rule.act, ids.acts, "en [[act]]")
        refer(file, (*path, "offer"), rule.offer, ids.offers, "et [[offer]]")
        refer_each(file, (*path, "sources"), rule.sources, ids.sources, "en [[source]]")
        refer_each(file, (*path, "groups"), rule.groups, ids.groups, "en [[group]]")
        _check_codes(rule, path, file, ids)
    for index, offer in enumerate(pack.offers):
        refer_each(offers, ("offer", index, "openings"), offer.openings, OPENING_KINDS, "en slags åbning")
    for index, group in enumerate(pack.groups):
        refer(groups, ("group", index, "act"), group.act, ids.acts, "en [[act]]")
    _check_questions_and_cases(pack, files, ids)


def _check_codes(rule: LawRule, path: Path, file: File, ids: _Ids) -> None:
    """Codes in a condition are codes there are, so that a slip of the pen closes no way in silence."""
    members = rule.clauses[0].members if rule.clauses else ()
    for place, where in wheres_of(members, (*path, "who")):
        if isinstance(where.value, tuple):
            known, sort = _codes(where.fact, ids)
            refer_each(file, (*place, where.fact, where.operator), where.value, known, sort)


def _codes(fact: str, ids: _Ids) -> tuple[Known, str]:
    if fact == "law_group":
        return ids.groups, "en [[group]]"
    codes = [code for code, _ in LAW_FACTS[fact].codes]
    return codes or None, f"en kode for {fact}"


def _check_questions_and_cases(pack: LawPack, files: Files, ids: _Ids) -> None:
    named = (ids.rules, ids.offers, ids.groups, ids.acts)
    anything = {one for known in named if known is not None for one in known} if None not in named else None
    for index, question in enumerate(pack.questions):
        about: Path = ("question", index, "about")
        refer_each(
            files["questions.toml"], about, question.about, anything, "en regel, lov, gruppe eller et tilbud"
        )
    file = files["cases.toml"]
    for index, case in enumerate(pack.cases):
        refer(file, ("case", index, "rule"), case.rule, ids.rules, "en regel i loven")
        for fact, value in case.facts.items():
            if isinstance(value, str):
                known, sort = _codes(fact, ids)
                refer(file, ("case", index, "facts", fact), value, known, sort)
