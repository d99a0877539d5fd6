"""The policy as a tree that is read from the top: every line with its place, its kind and its state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fodfaeste.apps.goals.due_people import PeopleCount
from fodfaeste.apps.goals.figures_page import Figure, month_name
from fodfaeste.apps.goals.kinds import FORM_NAMES, KIND_NAMES, NOT_FOLLOWED
from fodfaeste.core.policy import Entry, Group, LawGroup, Pack, Question
from fodfaeste.core.words import Words
from fodfaeste.design.places import place_of
from fodfaeste.engines.rules.wording import conditions_in_words


@dataclass(frozen=True, slots=True)
class LineState:
    """How a line stands today, in words; `proposed` where the figure is ours and nobody has decided it."""

    text: str
    tone: str = "neutral"
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the policy with its state and the lines under it."""

    entry: Entry
    kind: str
    form: str
    place: str
    states: list[LineState]
    found: bool
    under: list["Line"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the adopted text with the outermost lines that stand under it."""

    heading: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class TrackRow:
    """One group's row of an offer's table: the ways in, and how many should begin today."""

    entry: Entry
    group: Group | None
    ways: list[Words]
    states: list[LineState]


@dataclass(frozen=True, slots=True)
class LawName:
    """What one of the municipality's labels is called in the act from a day."""

    group: Group
    law: LawGroup
    place: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known today of how the policy runs: people counted by rule, figures by id."""

    counts: Mapping[str, PeopleCount]
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Search:
    """What the reader asks to see: lines of one kind, lines with a word in them, or all."""

    kind: str = ""
    text: str = ""

    def finds(self, entry: Entry) -> bool:
        """Whether a line is one of those asked for."""
        if self.kind and entry.kind != self.kind:
            return False
        language = get_language() or "da"
        title, statement = entry.title.in_language(language), entry.statement.in_language(language)
        return self.text.casefold() in f"{title} {statement} {entry.source.section}".casefold()


def states_of(entry: Entry, pack: Pack, on: date, standing: Standing) -> list[LineState]:
    """How a line stands today: people due, newest figure, what points at it, or plainly nothing."""
    if entry.kind == "rule":
        return [_rule_state(standing.counts[entry.id])] if entry.id in standing.counts else []
    followed = [standing.figures[i] for i in entry.indicators if i in standing.figures]
    if followed:
        return [_figure_state(figure) for figure in followed]
    pointing = len(pointing_at(entry, pack, on))
    if pointing and (entry.kind == "principle" or entry.form in ("partner", "sdg")):
        text = ngettext("%(count)s linje peger hertil", "%(count)s linjer peger hertil", pointing)
        return [LineState(text % {"count": pointing})]
    return [LineState(str(NOT_FOLLOWED[entry.kind]))]


def _rule_state(count: PeopleCount) -> LineState:
    if count.number is None:
        return LineState(_("kører: antallet vises ikke (under 5 eller til at regne ud)"), tone="success")
    if count.number == 0:
        everyone = _("kører: ingen skal begynde i dag")
        unit = _("kører: ingen i din enhed skal begynde i dag")
        return LineState(unit if count.own_unit_only else everyone, tone="success")
    if count.own_unit_only:
        text = ngettext(
            "kører: %(count)s i din enhed skal begynde i dag",
            "kører: %(count)s i din enhed skal begynde i dag",
            count.number,
        )
    else:
        text = ngettext(
            "kører: %(count)s skal begynde i dag", "kører: %(count)s skal begynde i dag", count.number
        )
    return LineState(text % {"count": count.number}, tone="success")


def _figure_state(figure: Figure) -> LineState:
    title = figure.indicator.title.in_language(get_language() or "da")
    text = f"{title}: {figure.value}"
    if figure.as_of is not None:
        text = f"{text} ({month_name(figure.as_of)})"
    return LineState(text, tone="info", proposed=figure.indicator.basis == "proposed")


def pointing_at(entry: Entry, pack: Pack, on: date) -> list[Entry]:
    """The lines in force that stand under a line or name it as partner or goal of the world."""
    return [
        other
        for other in pack.entries
        if other.in_force(on)
        and (other.under == entry.id or entry.id in other.sdg or entry.id in other.partners)
    ]


def tree(pack: Pack, on: date, standing: Standing, search: Search) -> list[Section]:
    """The policy in the order and nesting of the text; a line not asked for stays where one under it is."""
    in_force = [entry for entry in pack.entries if entry.in_force(on)]
    under: dict[str | None, list[Entry]] = {}
    for entry in in_force:
        under.setdefault(entry.under, []).append(entry)

    def lines_under(parent: str | None, section: str | None) -> list[Line]:
        lines = []
        for entry in under.get(parent, ()):
            heading = section or entry.source.section
            below = lines_under(entry.id, heading)
            found = search.finds(entry)
            if found or below:
                states = states_of(entry, pack, on, standing)
                kind, form = str(KIND_NAMES[entry.kind]), str(FORM_NAMES[entry.form])
                lines.append(Line(entry, kind, form, place_within(entry, heading), states, found, below))
        return lines

    sections: list[Section] = []
    for line in lines_under(None, None):
        heading = readable_heading(line.entry.source.section)
        if not sections or sections[-1].heading != heading:
            sections.append(Section(heading, []))
        sections[-1].lines.append(line)
    return sections


def place_within(entry: Entry, section: str) -> str:
    """A line's place in the text, without the heading that it is shown under."""
    return place_of(entry, below=section)


def readable_heading(heading: str) -> str:
    """A heading of the text; one in capitals only is written as a sentence."""
    return heading.capitalize() if heading.isupper() else heading


def track_tables(pack: Pack, on: date, standing: Standing) -> list[tuple[object, list[TrackRow]]]:
    """Each offer with one row per group: when a person of it should begin, from the rules themselves."""
    groups = {group.id: group for group in pack.groups}
    tables: list[tuple[object, list[TrackRow]]] = []
    for offer in pack.offers:
        rows = []
        for rule in pack.rules(on):
            if rule.offer == offer.id:
                states = states_of(rule, pack, on, standing)
                rows.append(TrackRow(rule, groups.get(rule.group or ""), conditions_in_words(rule), states))
        if rows:
            tables.append((offer, rows))
    return tables


def law_names(pack: Pack, on: date) -> list[LawName]:
    """What the municipality's own labels are called in the act today."""
    return [
        LawName(group, law, law_place(law))
        for group in pack.groups
        for law in group.law
        if law.valid_from <= on and (law.valid_to is None or on <= law.valid_to)
    ]


def law_place(law: LawGroup) -> str:
    """A group's place in the act: LAB § 6, nr. 2 og 3."""
    place = f"{law.act} § {law.section}"
    if not law.numbers:
        return place
    numbers = ", ".join(str(number) for number in law.numbers)
    return _("%(place)s, nr. %(numbers)s") % {"place": place, "numbers": numbers}


def kind_filters(pack: Pack, on: date, search: Search) -> list[dict[str, object]]:
    """How many lines there are of each kind, each count a way to see only those."""
    counts = dict.fromkeys(KIND_NAMES, 0)
    for entry in pack.entries:
        if entry.in_force(on):
            counts[entry.kind] += 1

    def choice(label: str, kind: str, count: int) -> dict[str, object]:
        query = urlencode({name: value for name, value in (("slags", kind), ("q", search.text)) if value})
        return {"label": label, "count": count, "href": f"?{query}", "current": search.kind == kind}

    every = choice(_("Alle linjer"), "", sum(counts.values()))
    return [every, *(choice(str(KIND_NAMES[kind]), kind, count) for kind, count in counts.items() if count)]


@dataclass(frozen=True, slots=True)
class GlobalGoal:
    """A goal of the world, with the lines and the figures of the policy that serve it."""

    entry: Entry
    lines: list[Entry]
    figures: list[Figure]


def global_goals(pack: Pack, on: date, standing: Standing) -> list[GlobalGoal]:
    """Which lines and figures of the policy serve which of the world's goals."""
    goals = []
    for entry in pack.entries:
        if entry.form == "sdg" and entry.in_force(on):
            lines = [line for line in pack.entries if entry.id in line.sdg and line.in_force(on)]
            used = {indicator for line in lines for indicator in line.indicators}
            figures = [figure for id_, figure in standing.figures.items() if id_ in used]
            goals.append(GlobalGoal(entry, lines, figures))
    return goals


@dataclass(frozen=True, slots=True)
class Relations:
    """The lines that hang together with a line."""

    under: list[Entry]
    partners: list[Entry]
    global_goals: list[Entry]
    named_by: list[Entry]

    @property
    def are_any(self) -> bool:
        """Whether anything hangs together with the line."""
        return bool(self.under or self.partners or self.global_goals or self.named_by)


def relations(entry: Entry, pack: Pack, on: date) -> Relations:
    """What stands under a line, what it names, and what names it."""
    lines = {line.id: line for line in pack.entries if line.in_force(on)}
    return Relations(
        under=[line for line in lines.values() if line.under == entry.id],
        partners=[lines[id_] for id_ in entry.partners if id_ in lines],
        global_goals=[lines[id_] for id_ in entry.sdg if id_ in lines],
        named_by=[line for line in lines.values() if entry.id in line.sdg or entry.id in line.partners],
    )


def questions_about(entry: Entry, questions: Iterable[Question]) -> list[Question]:
    """What the text leaves open about a line."""
    return [question for question in questions if entry.id in question.about]


def ancestors(entry: Entry, pack: Pack, on: date) -> list[Entry]:
    """The lines a line stands under, outermost first."""
    chain: list[Entry] = []
    parent = entry.under
    while parent is not None:
        line = pack.entry(parent, on)
        if line is None or line in chain:
            break
        chain.insert(0, line)
        parent = line.under
    return chain
