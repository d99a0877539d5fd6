"""The law as pages show it: the rules of a day part by part, and one rule through time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fodfaeste.apps.offers.law_words import (
    CERTAINTY_NAMES,
    CERTAINTY_TONES,
    CONDITION_NAMES,
    PART_NAMES,
    SOURCE_KIND_NAMES,
    STATE_NAMES,
    STATE_TONES,
    values_in_words,
)
from fodfaeste.core.law import CERTAINTIES, PARTS, PLANNED, LawOffer, LawPack, LawRule, LawSource
from fodfaeste.core.policy import Question
from fodfaeste.core.words import Words
from fodfaeste.design.danish import in_danish


@dataclass(frozen=True, slots=True)
class Mark:
    """A short mark beside a rule: its text and its tone."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One version of a rule as a page shows it."""

    rule: LawRule
    part: str
    reference: str
    state: Mark
    certainty: Mark
    values: list[str]
    sources: list[tuple[LawSource, str]]
    offer: LawOffer | None


@dataclass(frozen=True, slots=True)
class LawSearch:
    """The part of the law and the certainty asked for; empty for all."""

    part: str = ""
    certainty: str = ""

    @classmethod
    def of(cls, part: str, certainty: str) -> "LawSearch":
        """What was asked for, where it is something the law has."""
        return cls(part if part in PARTS else "", certainty if certainty in CERTAINTIES else "")

    def finds(self, rule: LawRule) -> bool:
        """Whether a rule is one of those asked for."""
        return self.part in ("", rule.part) and self.certainty in ("", rule.certainty)

    def query(self, on: str, **changed: str) -> str:
        """An address that asks otherwise, on the same day."""
        asked = {"den": on, "del": self.part, "sikkerhed": self.certainty} | changed
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"


def certainty_mark(certainty: str) -> Mark:
    """How sure a reading is, said plainly."""
    return Mark(str(CERTAINTY_NAMES[certainty]), CERTAINTY_TONES[certainty])


def state_mark(state: str) -> Mark:
    """Whether something applies, is closed for new, abolished or only planned."""
    return Mark(str(STATE_NAMES[state]), STATE_TONES.get(state, "neutral"))


def rule_line(pack: LawPack, rule: LawRule) -> RuleLine:
    """A version of a rule with its place in the law, its numbers in words and what was read for it."""
    act = pack.act(rule.act)
    found = (pack.source(source) for source in rule.sources)
    return RuleLine(
        rule=rule,
        part=str(PART_NAMES[rule.part]),
        reference=f"{act.short} {rule.reference}" if act else rule.reference,
        state=state_mark(rule.state),
        certainty=certainty_mark(rule.certainty),
        values=values_in_words(rule.values),
        sources=[(source, str(SOURCE_KIND_NAMES[source.kind])) for source in found if source],
        offer=pack.offer(rule.offer) if rule.offer else None,
    )


def rules_on(pack: LawPack, on: date) -> list[LawRule]:
    """The rules of a day, part by part in the order of the parts; within one in the order of the pack."""
    return sorted(pack.rules_on(on), key=lambda rule: PARTS.index(rule.part))


def rules_planned(pack: LawPack) -> list[LawRule]:
    """What is expected and not seen adopted. It answers nobody."""
    return [rule for rule in pack.rules if rule.state == PLANNED]


def part_filters(rules: Sequence[LawRule], search: LawSearch, on: str) -> list[dict[str, object]]:
    """How many rules there are of each part, each count a way to see only those."""
    found = [rule for rule in rules if search.certainty in ("", rule.certainty)]
    every: list[tuple[str, str]] = [("", _("Alle regler")), *((one, str(PART_NAMES[one])) for one in PARTS)]
    counts = {part: sum(1 for rule in found if part in ("", rule.part)) for part, _name in every}
    return [
        {
            "label": name,
            "count": counts[part],
            "href": search.query(on, **{"del": part}),
            "current": search.part == part,
        }
        for part, name in every
        if counts[part] or part in ("", search.part)
    ]


def certainty_filters(rules: Sequence[LawRule], search: LawSearch, on: str) -> list[dict[str, object]]:
    """How many rules there are of each certainty, each count a way to see only those."""
    found = [rule for rule in rules if search.part in ("", rule.part)]
    every = [("", _("Uanset sikkerhed")), *((one, str(CERTAINTY_NAMES[one])) for one in CERTAINTIES)]
    return [
        {
            "label": name,
            "count": sum(1 for rule in found if certainty in ("", rule.certainty)),
            "href": search.query(on, sikkerhed=certainty),
            "current": search.certainty == certainty,
        }
        for certainty, name in every
    ]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a rule and what became different with it."""

    line: RuleLine
    changes: list[str]
    is_current: bool


def versions_of(pack: LawPack, versions: Sequence[LawRule], on: date) -> list[Version]:
    """A rule's versions, the newest first, each with what changed since the one before it."""
    lines = [rule_line(pack, rule) for rule in versions]
    earlier: list[RuleLine | None] = [None, *lines[:-1]]
    found = [
        Version(line, _changes(before, line), line.rule.state != PLANNED and line.rule.holds(on))
        for before, line in zip(earlier, lines, strict=True)
    ]
    return found[::-1]


def _changes(before: RuleLine | None, after: RuleLine) -> list[str]:
    """What is another than in the version before: state, numbers, whom it asks about, place, certainty."""
    if before is None:
        return []
    old, new = before.rule, after.rule
    told = [
        (_("Tilstand: %(old)s → %(new)s"), before.state.text, after.state.text),
        (_("Tal: %(old)s → %(new)s"), _listed(before.values), _listed(after.values)),
        (_("Sted: %(old)s → %(new)s"), in_danish(before.reference), in_danish(after.reference)),
        (_("Sikkerhed: %(old)s → %(new)s"), before.certainty.text, after.certainty.text),
    ]
    changes = [
        SafeString(escape(text) % {"old": conditional_escape(was), "new": conditional_escape(now)})
        for text, was, now in told
        if was != now
    ]
    if (old.clauses, old.groups) != (new.clauses, new.groups):
        changes.append(_("Betingelserne er ændret."))
    return changes or [_("Ordlyden er ændret.")]


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values) or _("ingen")


@dataclass(frozen=True, slots=True)
class CaseLine:
    """An example of a rule: the question, the day and the right answer."""

    title: Words
    on: date
    answer: str
    values: list[str]


def cases_of(pack: LawPack, rule_id: str) -> list[CaseLine]:
    """The examples of a rule, the earliest day first."""
    found = sorted((case for case in pack.cases if case.rule == rule_id), key=lambda case: case.on)
    return [
        CaseLine(
            case.title,
            case.on,
            str(CONDITION_NAMES[case.state]) if case.state else "",
            values_in_words(case.values or {}),
        )
        for case in found
    ]


def questions_of(pack: LawPack, rule_ids: Iterable[str]) -> list[Question]:
    """What is still open about some rules."""
    asked = set(rule_ids)
    return [question for question in pack.questions if asked & set(question.about)]
