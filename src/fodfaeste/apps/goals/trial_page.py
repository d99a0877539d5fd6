"""What a trial found, as a leader reads it: a sentence, the months, and the people whose day moves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.db.models import QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.goals.models import PackCopy
from fodfaeste.apps.goals.trials import MONTHS_AHEAD, changes_of
from fodfaeste.core.facts import FACTS
from fodfaeste.core.policy import Pack
from fodfaeste.design.charts import Series, bar_compare_chart
from fodfaeste.engines.rules import Trial

NOW, EARLIER, LATER, PASSED = "i_dag", "tidligere", "senere", "allerede"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One changed value with the line of the policy it stands in."""

    entry: str
    line: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """How many have a right on a day by the policy and by the copy."""

    day: date
    today: int
    tried: int

    @property
    def difference(self) -> str:
        """The difference with its sign."""
        return f"{self.tried - self.today:+d}" if self.tried != self.today else "0"


@dataclass(frozen=True, slots=True)
class MonthTable:
    """The months of one group, or of all together."""

    caption: str
    rows: list[MonthRow]


@dataclass(frozen=True, slots=True)
class Person:
    """A citizen whose day is another in the copy."""

    pk: int
    public_id: str
    name: str
    group: str
    day_today: date | None
    day_tried: date | None


@dataclass(frozen=True, slots=True)
class Moved:
    """The people whose day moves, of the kind asked for, and how many there are of each kind."""

    people: list[Person]
    filters: list[dict[str, object]]
    until: date


def change_rows(copy: PackCopy, policy: Pack) -> list[ChangeRow]:
    """What was changed, in the words of the policy."""
    language = get_language() or "da"
    rows = []
    for change in changes_of(copy):
        entry = policy.entry(change.entry)
        line = entry.title.in_language(language) if entry else change.entry
        rows.append(ChangeRow(change.entry, line, _label(change.path), change.old_words, change.new_words))
    return rows


def _label(path: str) -> str:
    """What a value counts: the time after a day, or the limit of a condition."""
    parts = path.split("/")
    if parts[-1] == "after":
        return _("Tid til retten")
    fact = FACTS[parts[-2]].title.in_language(get_language() or "da")
    return _("%(fact)s, grænsen") % {"fact": fact}


def all_months(trial: Trial) -> list[MonthRow]:
    """How many have a right on each day, all groups together."""
    return _rows_of(trial.months)


def _rows_of(months: pl.DataFrame) -> list[MonthRow]:
    sums = months.group_by("day").agg(pl.col("due_a", "due_b").sum()).sort("day")
    return [MonthRow(*row) for row in sums.iter_rows()]


def trial_chart(trial: Trial, policy: Pack) -> str:
    """Each month's end by the policy and by the copy, as a picture, for the groups that the copy moves."""
    moved = [table.caption for table in month_tables(trial, policy)[1:]]
    differ = pl.col("due_a") != pl.col("due_b")
    months = trial.months.filter(differ.any().over("group")) if moved else trial.months
    rows = _rows_of(months)[1:]
    return bar_compare_chart(
        title=_("Har ret ved månedens slutning: %(groups)s")
        % {"groups": ", ".join(moved) or _("alle grupper")},
        description=_("Politikken i dag og kopien side om side for hver måned."),
        series=[
            Series(_("Politikken i dag"), [(row.day, row.today) for row in rows]),
            Series(_("Kopien"), [(row.day, row.tried) for row in rows]),
        ],
        unit=_("borgere"),
        language=get_language() or "da",
    )


def month_tables(trial: Trial, policy: Pack) -> list[MonthTable]:
    """All together first, then each group that the copy moves."""
    tables = [MonthTable(_("Alle grupper"), all_months(trial))]
    for group in policy.groups:
        found = trial.months.filter(pl.col("group") == group.id)
        if (found["due_a"] != found["due_b"]).any():
            title = group.title.in_language(get_language() or "da")
            tables.append(MonthTable(title, _rows_of(found)))
    return tables


def sentences(trial: Trial, copy: PackCopy) -> list[str]:
    """The outcome in plain words: how many more today, and whom it moves within the year."""
    first = all_months(trial)[0] if trial.months.height else MonthRow(date.min, 0, 0)
    kinds = _with_kind(trial)["kind"].to_list()
    earlier, later = sum(kind in (NOW, EARLIER) for kind in kinds), kinds.count(LATER)
    found = [_today_sentence(copy, first.tried - first.today)]
    if earlier:
        text = ngettext(
            "I løbet af %(months)s måneder får %(count)s borger ret tidligere.",
            "I løbet af %(months)s måneder får %(count)s borgere ret tidligere.",
            earlier,
        )
        found.append(text % {"months": MONTHS_AHEAD, "count": earlier})
    if later:
        text = ngettext("%(count)s borger får ret senere.", "%(count)s borgere får ret senere.", later)
        found.append(text % {"count": later})
    if not earlier and not later:
        found.append(_("I løbet af %(months)s måneder får ingen ret tidligere.") % {"months": MONTHS_AHEAD})
    return found


def _today_sentence(copy: PackCopy, difference: int) -> str:
    changes = changes_of(copy)
    if len(changes) == 1:
        values = {"new": changes[0].new_words, "old": changes[0].old_words}
        opening = _("Med %(new)s i stedet for %(old)s") % values
    else:
        opening = _("Med de %(count)s ændringer") % {"count": len(changes)}
    if difference > 0:
        text = ngettext(
            "%(with)s har %(count)s borger mere ret i dag.",
            "%(with)s har %(count)s flere borgere ret i dag.",
            difference,
        )
    elif difference < 0:
        text = ngettext(
            "%(with)s har %(count)s borger færre ret i dag.",
            "%(with)s har %(count)s færre borgere ret i dag.",
            -difference,
        )
    else:
        text = _("%(with)s har lige så mange borgere ret i dag.")
    return text % {"with": opening, "count": abs(difference)}


def _with_kind(trial: Trial) -> pl.DataFrame:
    """The people whose day moves, each with how: from today on, earlier, later, or only in the past."""
    start = trial.months["day"].min() if trial.months.height else date.min
    never = date.max
    a, b = pl.col("due_on_a").fill_null(never), pl.col("due_on_b").fill_null(never)
    kind = (
        pl.when((a <= start) & (b <= start))
        .then(pl.lit(PASSED))
        .when(b <= start)
        .then(pl.lit(NOW))
        .when(b < a)
        .then(pl.lit(EARLIER))
        .otherwise(pl.lit(LATER))
    )
    return trial.citizens.with_columns(kind=kind)


def people_moved(trial: Trial, policy: Pack, visible: QuerySet[Citizen], asked: str) -> Moved:
    """The people one may see whose day moves, by the day in the copy and then by name."""
    rows = _with_kind(trial)
    known = {
        reference: (pk, public_id, name, sort_key)
        for pk, public_id, reference, name, sort_key in visible.values_list(
            "pk", "public_id", "reference", "name", "sort_key"
        )
    }
    titles = {group.id: group.title.in_language(get_language() or "da") for group in policy.groups}
    shown: dict[str, list[tuple[tuple[date, str], Person]]] = {NOW: [], EARLIER: [], LATER: [], PASSED: []}
    for row in rows.iter_rows(named=True):
        if row["citizen"] not in known:
            continue
        pk, public_id, name, sort_key = known[row["citizen"]]
        days = (row["due_on_a"], row["due_on_b"])
        person = Person(pk, public_id, name, titles.get(row["group"], row["group"]), *days)
        shown[row["kind"]].append(((days[1] or days[0] or date.max, sort_key), person))
    kind = asked if asked in shown else ""
    listed = shown[kind] if kind else [pair for each in (NOW, EARLIER, LATER) for pair in shown[each]]
    people = [person for _key, person in sorted(listed, key=lambda pair: pair[0])]
    return Moved(people, _filters({key: len(each) for key, each in shown.items()}, kind), _end(trial))


def _filters(counts: dict[str, int], current: str) -> list[dict[str, object]]:
    labels: Iterable[tuple[str, str, int]] = (
        ("", _("Alle, det flytter noget for"), counts[NOW] + counts[EARLIER] + counts[LATER]),
        (NOW, _("Har ret i dag i kopien, men ikke i politikken"), counts[NOW]),
        (EARLIER, _("Får ret tidligere på året"), counts[EARLIER]),
        (LATER, _("Får ret senere"), counts[LATER]),
        (PASSED, _("Har ret i dag begge steder; kun dagen er en anden"), counts[PASSED]),
    )
    return [
        {"label": label, "count": count, "href": f"?vis={kind}#hvem", "current": kind == current}
        for kind, label, count in labels
    ]


def _end(trial: Trial) -> date:
    return trial.months["day"].max() if trial.months.height else date.min
