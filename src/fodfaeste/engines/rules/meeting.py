"""Law and policy on the same thing, both lines side by side: where they differ, the law binds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fodfaeste.core.dates import Period, add_months, period_in_words
from fodfaeste.core.law import CLOSED_FOR_NEW, IN_FORCE, Act, LawPack, LawRule
from fodfaeste.core.policy import Clause, Entry, Pack, Way
from fodfaeste.core.words import Words
from fodfaeste.engines.rules.explain import Explanation
from fodfaeste.engines.rules.law import Facts, LawCondition, conditions_of, law_rule
from fodfaeste.engines.rules.wording import value_in_words

#: The parts of a law that say how soon something is given; elsewhere a time is how long it may last.
_DEADLINES = ("contact", "coverage")
_WITHOUT_TALK, _SILENT_DAYS = "without_contact_share", "uden_samtale.dage"


@dataclass(frozen=True, slots=True)
class LawLine:
    """A rule of the law in force on a day, with its act."""

    rule: LawRule
    act: Act

    @property
    def reference(self) -> str:
        """The place in the law as a caseworker cites it: `LAB § 61, stk. 1`."""
        return f"{self.act.short} {self.rule.reference}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What shows that a policy gives less, or later, than the law: the sentence, the rule, and the place.

    `key`: where the worse value stands, a key of the entry's own table, or the id of an indicator or number.
    """

    words: Words
    rule: LawRule
    key: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A line of a policy and the rules of the law on the same thing. The law's are binding."""

    entry: Entry
    law: tuple[LawLine, ...]
    conflict: Conflict | None


@dataclass(frozen=True, slots=True)
class Met:
    """A policy's answer for one citizen, and what the law says of them on the same thing, which binds."""

    explanation: Explanation
    law: tuple[LawCondition, ...]
    conflict: Conflict | None


def meetings(policy: Pack, law: LawPack, on: date) -> tuple[Meeting, ...]:
    """Every line of a policy that names a rule of the law, with the rules that stand on a day.

    A line whose rules are all gone on the day is left out; what is closed for new stands, and says so itself.
    """
    current = {(entry.id, entry.kind): entry for entry in policy.entries if _counts(policy, entry, on)}
    found = (_meeting(policy, entry, law, on) for entry in current.values() if entry.law)
    return tuple(meeting for meeting in found if meeting.law)


def _counts(policy: Pack, entry: Entry, on: date) -> bool:
    return entry in policy.rules(on) if entry.kind == "rule" else entry.in_force(on)


def meet(policy: Pack, explanation: Explanation, law: LawPack, facts: Facts, on: date) -> Met:
    """A policy's answer for one citizen beside the law's conditions on the same thing."""
    entry = explanation.entry
    if entry is None:
        return Met(explanation, (), None)
    meeting = _meeting(policy, entry, law, on)
    rules = [(line.rule, line.act) for line in meeting.law]
    return Met(explanation, conditions_of(law, rules, facts, on), meeting.conflict)


def _meeting(policy: Pack, entry: Entry, law: LawPack, on: date) -> Meeting:
    lines = tuple(_lines(entry, law, on))
    conflicts = (one for line in lines for one in _conflicts(policy, entry, line, on))
    return Meeting(entry, lines, next(conflicts, None))


def _lines(entry: Entry, law: LawPack, on: date) -> Iterator[LawLine]:
    for rule_id in entry.law:
        rule = law_rule(law, rule_id, on)
        act = law.act(rule.act) if rule is not None else None
        if rule is not None and act is not None:
            yield LawLine(rule, act)


def conflicts_over_time(policy: Pack, law: LawPack) -> Iterator[tuple[date, Meeting]]:
    """Every conflict that comes up while a policy counts, with the first day of the law's version it is with.

    Days before the policy are not asked, nor days after it where it stops then.
    """
    begun: dict[tuple[str, str], date] = {}
    for on in sorted(_days(policy, law)):
        for meeting in meetings(policy, law, on):
            if meeting.conflict is not None:
                rule = meeting.conflict.rule
                version = (meeting.entry.id, f"{rule.id} {rule.valid_from}")
                if begun.setdefault(version, on) == on:
                    yield on, meeting


def _days(policy: Pack, law: LawPack) -> set[date]:
    """The days on which something can change: the policy's first, and those of the rules that it names."""
    named = {rule for entry in policy.entries for rule in entry.law}
    days = {rule.valid_from for rule in law.rules if rule.id in named and rule.state in _STANDING}
    days |= {entry.valid_from for entry in policy.entries if entry.valid_from is not None}
    last = date.max if policy.on_expiry == "runs_on" else policy.period_to
    return {policy.period_from} | {day for day in days if policy.period_from < day <= last}


_STANDING = (IN_FORCE, CLOSED_FOR_NEW)


def _conflicts(policy: Pack, entry: Entry, line: LawLine, on: date) -> Iterator[Conflict]:
    """What can be compared, compared: a day, a rhythm of talks, a share."""
    if line.rule.state != IN_FORCE:
        return
    yield from _too_late(entry, line, on)
    yield from _too_seldom(policy, entry, line, on)
    yield from _too_few(policy, entry, line)


def _too_late(entry: Entry, line: LawLine, on: date) -> Iterator[Conflict]:
    allowed, given = _deadline(line.rule), _latest(entry.clauses, on)
    if allowed is None or given is None or given.after(on) <= allowed.after(on):
        return
    own, legal = period_in_words(given), period_in_words(allowed)
    words = Words(
        f"politikken giver det først efter {own.da}, loven ({line.reference}) senest efter {legal.da}",
        f"the policy gives it only after {own.en}, the law ({line.reference}) after {legal.en} at the latest",
    )
    key = next(clause.operator for clause in entry.clauses if _latest((clause,), on) == given)
    yield Conflict(words, line.rule, key)


def _deadline(rule: LawRule) -> Period | None:
    """How soon a rule gives something; None where it gives no time, or a number of talks within one."""
    values = rule.values
    if rule.part not in _DEADLINES or "talks" in values:
        return None
    if "months" in values:
        return Period(months=int(values["months"]))
    return Period(days=7 * int(values["weeks"])) if "weeks" in values else None


def _latest(members: tuple[Way | Clause, ...], on: date, operator: str = "all_of") -> Period | None:
    """The longest that someone may have to wait; None where no day is counted.

    Of several ways in, one that asks nothing more is open to all; one that does may be the only one.
    """
    found: list[tuple[Period, bool]] = []
    for member in members:
        if isinstance(member, Way):
            wait, is_open = (member.after if member.start is not None else None), not member.where
        else:
            wait, is_open = _latest(member.members, on, member.operator), member.operator != "none_of"
        if wait is not None:
            found.append((wait, is_open))
    if not found or operator == "none_of":
        return None
    waits = sorted((wait for wait, _ in found), key=lambda wait: wait.after(on))
    to_all = [wait for wait in waits if (wait, True) in found]
    return to_all[0] if operator == "any_of" and to_all else waits[-1]


def _too_seldom(policy: Pack, entry: Entry, line: LawLine, on: date) -> Iterator[Conflict]:
    """A citizen is listed only after more days without a talk than the law lets pass between two."""
    talks, months = line.rule.values.get("talks"), line.rule.values.get("months")
    silent = policy.value(_SILENT_DAYS)
    indicators = (policy.indicator(name) for name in entry.indicators)
    is_measured = any(one is not None and one.measure == _WITHOUT_TALK for one in indicators)
    if not talks or not months or silent is None or not is_measured:
        return
    if silent.value * talks <= (add_months(on, int(months)) - on).days:
        return
    own, number, time = value_in_words(silent.value), value_in_words(talks), period_in_words(_months(months))
    words = Words(
        f"en samtale efterlyses først efter {own.da} dage, loven ({line.reference}) giver {number.da} "
        f"på {time.da}",
        f"a talk is missed only after {own.en} days, the law ({line.reference}) gives {number.en} "
        f"in {time.en}",
    )
    yield Conflict(words, line.rule, silent.id)


def _months(months: float) -> Period:
    return Period(months=int(months))


def _too_few(policy: Pack, entry: Entry, line: LawLine) -> Iterator[Conflict]:
    """A share that the policy aims at is below the share that the law demands."""
    demanded = line.rule.values.get("percent")
    if demanded is None or line.rule.part != "coverage":
        return
    aims = [("target", entry.target.value)] if _is_share(entry) and entry.target is not None else []
    for name in entry.indicators:
        one = policy.indicator(name)
        if one is not None and one.unit == "percent" and one.better == "up":
            aims.append((one.id, one.target))
    for key, aim in aims:
        if aim is not None and aim < demanded:
            own, legal = value_in_words(aim), value_in_words(demanded)
            words = Words(
                f"politikken sigter mod {own.da} procent, loven ({line.reference}) kræver {legal.da}",
                f"the policy aims at {own.en} per cent, the law ({line.reference}) demands {legal.en}",
            )
            yield Conflict(words, line.rule, key)


def _is_share(entry: Entry) -> bool:
    return entry.target is not None and entry.target.unit == "percent" and not entry.target.change
