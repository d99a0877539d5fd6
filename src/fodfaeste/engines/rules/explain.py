"""Why an answer is what it is: the same arrays as `due`, read part by part, for one citizen or for many."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

import polars as pl

from fodfaeste.core.answers import Answer, State
from fodfaeste.core.dates import day_in_words
from fodfaeste.core.errors import UsageError
from fodfaeste.core.facts import FACTS, NO_OTHER_GROUP
from fodfaeste.core.policy import Clause, Entry, Pack, Question, Way, Where
from fodfaeste.core.words import Words
from fodfaeste.engines.rules.due import due, in_force
from fodfaeste.engines.rules.truth import NEVER, RuleTruth, WayTruth, rule_truth
from fodfaeste.engines.rules.wording import code_in_words, start_in_words, value_in_words, where_in_words

_STATES = {
    State.DUE: Words("Skal begynde", "Due"),
    State.CANNOT_TELL: Words("Kan ikke afgøres", "Cannot tell"),
    State.NOT_DUE: Words("Endnu ikke", "Not yet"),
    State.NOT_COVERED: Words("Ikke omfattet", "Not covered"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of the answer: met (True), not met (False) or unknown (None), and the facts it rests on."""

    words: Words
    truth: bool | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An answer with its reasons: the rule's ways, what is said beside them, what the text leaves open."""

    answer: Answer
    entry: Entry | None
    lines: tuple[Reason, ...]
    notes: tuple[Words, ...]
    questions: tuple[Question, ...]

    def heading(self) -> Words:
        """The answer in a few words, with its day."""
        state, day = _STATES[self.answer.state], self.answer.due_on
        if day is None:
            return state
        words = day_in_words(day)
        if self.answer.state is State.DUE:
            return Words(f"{state.da}: ret siden {words.da}", f"{state.en} since {words.en}")
        return Words(f"{state.da}: først {words.da}", f"{state.en}: not until {words.en}")

    def sentence(self) -> Words:
        """The whole explanation as running text."""
        joining = _joining(self.entry.clauses if self.entry is not None else ())
        ways = Words(
            joining.da.join(line.words.da for line in self.lines),
            joining.en.join(line.words.en for line in self.lines),
        )
        parts = [part for part in (self.heading(), ways, *self.notes) if part.da]
        return Words(
            ". ".join(_capital(part.da) for part in parts) + ".",
            ". ".join(_capital(part.en) for part in parts) + ".",
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _joining(clauses: tuple[Clause, ...]) -> Words:
    """What stands between the ways of a rule; nothing is claimed of collections inside each other."""
    flat = all(isinstance(member, Way) for clause in clauses for member in clause.members)
    if flat and len(clauses) == 1 and clauses[0].operator == "any_of":
        return Words("; eller ", "; or ")
    if flat and all(clause.operator == "all_of" for clause in clauses):
        return Words("; og ", "; and ")
    return Words("; ", "; ")


def explain(pack: Pack, facts: pl.DataFrame, on: date, offer: str, rule: str | None = None) -> Explanation:
    """Explain one citizen's answer on a day. `facts` has one row; `rule` asks what one rule by itself says.

    Raises UsageError for an offer or a rule that the pack does not have.
    """
    row = facts.head(1)
    if rule is not None:
        return _explain_rule(pack, row, on, _rule(pack, rule, on))
    found = due(pack, row, on).filter(pl.col("offer") == offer)
    if found.is_empty():
        raise UsageError(f"{pack.name} har ingen regler for »{offer}«")
    return next(explain_all(pack, row, found, on))


def _explain_rule(pack: Pack, row: pl.DataFrame, on: date, rule: Entry) -> Explanation:
    """What one rule would say of a citizen; where it is not the rule of the citizen's group, that is told."""
    alone = replace(pack, entries=tuple(entry for entry in pack.entries if entry.id == rule.id))
    as_if = row.with_columns(target_group=pl.lit(rule.group))
    explanation = next(explain_all(alone, as_if, due(alone, as_if, on), on))
    group = row["target_group"][0]
    if group == rule.group:
        return explanation
    return replace(explanation, notes=(_other_group_note(group, rule), *explanation.notes))


def explain_all(pack: Pack, facts: pl.DataFrame, answers: pl.DataFrame, on: date) -> Iterator[Explanation]:
    """The explanations of answers that `due` gave for the same facts, in the order of the answers."""
    rules = {rule.id: rule for rule in pack.rules(on)}
    notes = tuple(note for note in [period_note(pack, on)] if note)
    questions = {
        rule: tuple(q for q in pack.questions if rule in q.about and q.state == "open") for rule in rules
    }
    asked = answers.join(facts, on="citizen", how="left", maintain_order="left")
    truths = {rule_id: rule_truth(rule, asked, on) for rule_id, rule in rules.items()}
    for row, values in enumerate(asked.iter_rows(named=True)):
        rule = str(values["rule"])
        lines: tuple[Reason, ...] = ()
        if rule:
            lines, said = _lines(truths[rule], values, row), notes
        else:
            said = (_group_note(values["target_group"], pack, on), *notes)
        answer = _answer(values, pack, on)
        yield Explanation(answer, rules.get(rule), lines, said, questions.get(rule, ()))


def _rule(pack: Pack, rule_id: str, on: date) -> Entry:
    for rule in pack.rules(on):
        if rule.id == rule_id:
            return rule
    raise UsageError(f"{pack.name} har ingen regel »{rule_id}«")


def _answer(row: dict[str, object], pack: Pack, on: date) -> Answer:
    missing = str(row["missing"])
    due_on = row["due_on"]
    return Answer(
        citizen=str(row["citizen"]),
        offer=str(row["offer"]),
        rule=str(row["rule"]),
        state=State(str(row["state"])),
        due_on=due_on if isinstance(due_on, date) else None,
        missing=tuple(missing.split(";")) if missing else (),
        pack=pack.name,
        pack_hash=pack.hash,
        on=on,
    )


def _lines(found: RuleTruth, values: dict[str, object], row: int) -> tuple[Reason, ...]:
    return tuple(_way_line(way, values, row) for way in found.ways)


def _way_line(found: WayTruth, values: dict[str, object], row: int) -> Reason:
    way = found.way
    parts = [_start_words(found, values[way.start], row)] if way.start is not None else []
    for where, condition in zip(way.where, found.conditions, strict=True):
        parts.append(_where_words(where, values[where.fact], int(condition[row])))
    words = Words(", og ".join(p.da for p in parts), ", and ".join(p.en for p in parts))
    return Reason(words, _as_bool(int(found.truth[row])), _facts(way))


@cache
def _facts(way: Way) -> tuple[str, ...]:
    return (*((way.start,) if way.start else ()), *(where.fact for where in way.where))


def _start_words(found: WayTruth, value: object, row: int) -> Words:
    start = str(found.way.start)
    words = start_in_words(start, found.way.after)
    if value is None:
        title = FACTS[start].title
        return Words(f"{words.da}: »{title.da}« mangler", f"{words.en}: “{title.en}” is missing")
    if found.start[row] == NEVER:
        return Words(f"{words.da}: det er ikke sket", f"{words.en}: it has not happened")
    day = _number_in_words(int(found.start[row]))
    reached = _as_bool(int(found.reached[row]))
    danish = "dagen er nået" if reached else "dagen er ikke nået"
    english = "the day is reached" if reached else "the day is not reached"
    return Words(f"{words.da}: {day.da}, {danish}", f"{words.en}: {day.en}, {english}")


@cache
def _number_in_words(number: int) -> Words:
    return day_in_words(date(1970, 1, 1) + timedelta(days=number))


@cache
def _where_words(where: Where, value: object, truth: int) -> Words:
    words, met = where_in_words(where), _as_bool(truth)
    if met is None:
        return Words(f"{words.da}: ukendt", f"{words.en}: unknown")
    known = code_in_words(where.fact, value) if isinstance(value, str) else value_in_words(value)
    danish, english = ("ja", "yes") if met else ("nej", "no")
    return Words(f"{words.da}: {danish} ({known.da})", f"{words.en}: {english} ({known.en})")


def _as_bool(truth: int) -> bool | None:
    return (False, None, True)[truth]


def _other_group_note(group: str | None, rule: Entry) -> Words:
    where = Words(f"borgeren er i »{group}«", f"the citizen is in “{group}”")
    if group is None:
        where = Words("borgerens målgruppe er ukendt", "the citizen's target group is unknown")
    return Words(
        f"Reglen gælder gruppen »{rule.group}«, men {where.da}; svaret er, hvad reglen ville sige",
        f"The rule is for the group “{rule.group}”, but {where.en}; the answer is what the rule would say",
    )


def _group_note(group: str | None, pack: Pack, on: date) -> Words:
    if not in_force(pack, on):
        return Words("Politikken gælder ikke den dag", "The policy is not in force on that day")
    if group is None:
        return Words("Målgruppen er ukendt", "The target group is unknown")
    if group == NO_OTHER_GROUP:
        return Words(
            "Borgeren er ikke i nogen målgruppe den dag", "The citizen is in no target group that day"
        )
    return Words(f"Politikken nævner ikke gruppen »{group}«", f"The policy does not name the group “{group}”")


def period_note(pack: Pack, on: date) -> Words | None:
    """What must be said of a policy before or after its period; None inside it."""
    if on < pack.period_from:
        day = day_in_words(pack.period_from)
        return Words(f"Politikken gælder først fra {day.da}", f"The policy applies from {day.en}")
    if on <= pack.period_to:
        return None
    day = day_in_words(pack.period_to)
    if pack.on_expiry == "stops":
        return Words(f"Politikkens periode sluttede {day.da}", f"The policy's period ended on {day.en}")
    return Words(
        f"Politikkens periode sluttede {day.da}; den gælder videre, til den afløses",
        f"The policy's period ended on {day.en}; it runs on until it is replaced",
    )
