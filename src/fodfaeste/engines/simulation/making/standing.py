"""A policy as it is tried: its rules of the first day through every month, and rules that a scenario adds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from fodfaeste.core.dates import Period, add_months
from fodfaeste.core.policy import Clause, Entry, Pack, Source, Way
from fodfaeste.core.scenario import AddedRule
from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.making.notes import Note, What


def with_rules(pack: Pack, rules: Sequence[AddedRule]) -> Pack:
    """A copy of a policy with rules added: nobody decided them, so each is proposed. No file is changed."""
    return replace(pack, entries=(*pack.entries, *map(_entry, rules))) if rules else pack


def _entry(rule: AddedRule) -> Entry:
    """So long after the effort began: a scenario's rule asks nothing else."""
    way = Way("effort_started", Period.parse(rule.after))
    name = f"tried:{rule.offer}:{rule.group}"  # no rule of a pack has a colon in its id
    named = Words(name, name)
    return Entry(
        id=name,
        form="rule",
        kind="rule",
        basis="proposed",
        source=Source(""),
        title=named,
        statement=named,
        offer=rule.offer,
        group=rule.group,
        clauses=(Clause("any_of", (way,)),),
    )


def standing(pack: Pack, on: date, months: int) -> tuple[Pack, list[Note]]:
    """A policy whose rules of a day count on every day, and what that takes for granted.

    What is tried is a policy, not its end: a later version of a rule, or the end of the period, is told and
    not followed. A policy that is over on the day, and says that it does not run on, gives nobody anything.
    """
    end = add_months(on, months)
    is_over = on > pack.period_to and pack.on_expiry != "runs_on"
    rules = () if is_over else pack.rules(on)
    notes = [Note(What.RULE_CHANGES, rule) for rule in _changing(pack, rules, on, end)]
    if is_over:
        notes.append(Note(What.POLICY_OVER, pack.name))
    if on < pack.period_from:
        notes.append(Note(What.POLICY_NOT_BEGUN, pack.name))
    if on <= pack.period_to < end and pack.on_expiry != "runs_on":
        notes.append(Note(What.POLICY_ENDS, pack.name))
    kept = tuple(replace(rule, valid_from=None, valid_to=None) for rule in rules)
    return replace(pack, entries=kept, period_from=date.min, period_to=date.max), notes


def _changing(pack: Pack, rules: Sequence[Entry], on: date, end: date) -> list[str]:
    """Rules that begin, end or are reworded within the months tried; ending with the period is no change."""
    changes = {entry.id for entry in pack.entries if entry.kind == "rule" and _begins(entry, on, end)}
    changes |= {
        rule.id
        for rule in rules
        if rule.valid_to is not None and on <= rule.valid_to < end and rule.valid_to != pack.period_to
    }
    return sorted(changes)


def _begins(entry: Entry, on: date, end: date) -> bool:
    return entry.valid_from is not None and on < entry.valid_from <= end
