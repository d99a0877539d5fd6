"""`fodfaeste check`: reads packs strictly, runs their examples and tells what they hold."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fodfaeste.commands.check_data import HEADINGS, data_folders, read_data_folders
from fodfaeste.commands.check_meeting import Laws
from fodfaeste.commands.columns import aligned
from fodfaeste.core.errors import UsageError
from fodfaeste.core.law import CERTAINTIES, PLANNED, LawPack
from fodfaeste.core.policy import KINDS, Pack
from fodfaeste.engines.rules.cases import run_cases
from fodfaeste.engines.rules.law_cases import run_law_cases
from fodfaeste.formats.packs import PackRefused, Problem, packs_folder
from fodfaeste.formats.packs.law import HEAD, FoundLaw, read_law_folders
from fodfaeste.formats.packs.library import Found, installed_folders, overlaps, read_folders

_POLICY = "pack.toml"
_FEWEST_CASES = 3  # the day before, the day itself, a missing fact


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, help="mapper med pakker; ingen: alle installerede")


def run(args: argparse.Namespace) -> int:
    folders = _folders(args.paths or _installed())
    policies = [folder for folder in folders if (folder / _POLICY).is_file()]
    found, problems = read_folders(policies)
    problems += overlaps(found, _standing_beside(policies, found) if args.paths else ())
    problems += [problem for one in found for problem in _wrong(one)]
    laws, law_problems = read_law_folders(folder for folder in folders if (folder / HEAD).is_file())
    problems += law_problems + [problem for one in laws for problem in _wrong_law(one)]
    held = Laws.given(laws, {one.pack.legal_system for one in found if any(e.law for e in one.pack.entries)})
    problems += held.unknown_rules(found)
    data, data_problems = read_data_folders(data_folders(args.paths or [packs_folder()]))
    problems += data_problems
    if problems:
        raise PackRefused(problems)
    for warning in _all_warnings(found, laws, held):
        print(f"advarsel: {warning}", file=sys.stderr)
    tables = [table([one.pack for one in found])] if found else []
    tables += [law_table([one.pack for one in laws])] if laws else []
    tables += [aligned(HEADINGS, [one.cells for one in data], names=1)] if data else []
    print("\n\n".join(tables))
    return 0


def _all_warnings(found: list[Found], laws: list[FoundLaw], held: Laws) -> Iterator[str]:
    for policy in found:
        yield from (f"{policy.pack.name}: {warning}" for warning in warnings(policy.pack))
        yield from held.warnings(policy)
    for law in laws:
        yield from (f"{law.pack.id}: {warning}" for warning in law_warnings(law.pack))


def _installed() -> list[Path]:
    """The policies of the installation, and its laws where it has any."""
    laws = packs_folder() / "law"
    return [packs_folder() / "policy", *([laws] if laws.is_dir() else [])]


def _folders(paths: list[Path]) -> list[Path]:
    """The pack folders at or below some paths; a file stands for its folder."""
    found: dict[Path, Path] = {}
    for path in paths:
        folder = path.parent if path.is_file() else path
        below = [folder] if any((folder / name).is_file() for name in (_POLICY, HEAD)) else []
        below = below or [pack.parent for name in (_POLICY, HEAD) for pack in sorted(folder.rglob(name))]
        if not below and not data_folders([path]):
            raise UsageError(f"{path}: her er ingen pakke (ingen {_POLICY} eller {HEAD})")
        for pack in below:
            found.setdefault(pack.resolve(), pack)
    return list(found.values())


def _standing_beside(folders: list[Path], given: list[Found]) -> list[Found]:
    """The installed packs that stay where the given ones stand in for those with their id and version."""
    own = {folder.resolve() for folder in folders}
    installed, problems = read_folders(f for f in installed_folders() if f.resolve() not in own)
    for file in dict.fromkeys(problem.file for problem in problems):
        print(f"advarsel: {file} kan ikke læses og er ikke sammenholdt", file=sys.stderr)
    names = {one.pack.name for one in given}
    return [one for one in installed if one.pack.name not in names]


def _wrong(found: Found) -> list[Problem]:
    file = f"{found.folder}/cases.toml"
    right = "ret eksemplet eller reglen"
    return [Problem(file, mismatch.case.line, str(mismatch), right) for mismatch in run_cases(found.pack)]


def _wrong_law(found: FoundLaw) -> list[Problem]:
    file = f"{found.folder}/cases.toml"
    right = "ret eksemplet eller reglen"
    return [Problem(file, mismatch.case.line, str(mismatch), right) for mismatch in run_law_cases(found.pack)]


def warnings(pack: Pack) -> list[str]:
    """What a pack may have, but its owner should know."""
    cases = Counter(case.rule for case in pack.cases)
    rules = dict.fromkeys(entry.id for entry in pack.entries if entry.kind == "rule")
    found = [
        f"reglen »{rule}« har {cases[rule]} eksempler; "
        f"giv den mindst {_FEWEST_CASES} (dagen før, dagen, manglende oplysning)"
        for rule in rules
        if cases[rule] < _FEWEST_CASES
    ]
    unread = [group.id for group in pack.groups if group.certainty == "unverified"]
    if unread:
        found.append(f"lovgrundlaget er ikke læst for {', '.join(unread)}")
    return found


def law_warnings(law: LawPack) -> list[str]:
    """What a law may have, but its editor should know: conditions that no example tries."""
    tried = {case.rule for case in law.cases}
    untried = dict.fromkeys(rule.id for rule in law.rules if rule.clauses and rule.id not in tried)
    return [f"regler med betingelser uden eksempel: {', '.join(untried)}"] if untried else []


def table(packs: list[Pack]) -> str:
    """One line a pack: items by kind, rules, basis, items without an indicator, open questions, examples."""
    headings = ["policy", "version", "items", *KINDS, "rules", "adopted", "law", "proposed"]
    headings += ["no_indicator", "open_questions", "cases"]
    return aligned(headings, [_cells(pack) for pack in packs], names=2)


def law_table(laws: list[LawPack]) -> str:
    """One line a law: acts, offers, rules and their versions, how sure they are, questions, examples."""
    headings = ["law", "acts", "offers", "rules", "versions", *CERTAINTIES, PLANNED, "questions", "cases"]
    return aligned(headings, [_law_cells(law) for law in laws], names=1)


def _cells(pack: Pack) -> list[object]:
    kinds = Counter(entry.kind for entry in pack.entries)
    bases = Counter(entry.basis for entry in pack.entries)
    proposed = len(pack.indicators) + len(pack.values) + len(pack.industries)
    return [
        pack.id,
        pack.version,
        len(pack.entries),
        *(kinds[kind] for kind in KINDS),
        len({entry.id for entry in pack.entries if entry.kind == "rule"}),
        bases["adopted"],
        bases["law"],
        proposed,
        sum(not entry.indicators for entry in pack.entries),
        sum(question.state == "open" for question in pack.questions),
        len(pack.cases),
    ]


def _law_cells(law: LawPack) -> list[object]:
    certainties = Counter(rule.certainty for rule in law.rules)
    return [
        law.id,
        len(law.acts),
        len(law.offers),
        len({rule.id for rule in law.rules}),
        len(law.rules),
        *(certainties[certainty] for certainty in CERTAINTIES),
        sum(rule.state == PLANNED for rule in law.rules),
        sum(question.state == "open" for question in law.questions),
        len(law.cases),
    ]
