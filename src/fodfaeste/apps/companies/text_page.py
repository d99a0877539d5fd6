"""A job text, or a CV, on screen: its pieces with what was found marked, and each thing found once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from fodfaeste.apps.citizens.cv_models import CvProposal, CvText
from fodfaeste.apps.companies.models import JobText, TextProposal
from fodfaeste.apps.companies.selectors import places_of
from fodfaeste.apps.companies.text_services import Thing
from fodfaeste.apps.companies.wording import code_name, hours_a_week, language_here, languages_asked
from fodfaeste.bridge.taxonomy import names_shown
from fodfaeste.core.openings import LICENCES, SHIFTS
from fodfaeste.core.readings import HOURS, LANGUAGE, LICENCE, OCCUPATION, PLACE, PROPOSAL_KINDS, SHIFT, SKILL
from fodfaeste.core.taxonomy import Shown

#: A text that was read, and what was read in it: the two have the same columns.
ReadText = JobText | CvText
ReadProposal = TextProposal | CvProposal

KINDS: dict[str, Promise] = {
    OCCUPATION: gettext_lazy("Stilling"),
    PLACE: gettext_lazy("By"),
    HOURS: gettext_lazy("Timer"),
    SHIFT: gettext_lazy("Arbejdstid"),
    SKILL: gettext_lazy("Kompetence"),
    LICENCE: gettext_lazy("Kørekort eller bevis"),
    LANGUAGE: gettext_lazy("Sprog"),
}
#: An opening has one of each of these.
SINGLE = (OCCUPATION, PLACE, HOURS)
_ORDER = tuple(KINDS)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text; `thing` is the number of what was found there, None where nothing was."""

    text: str
    thing: int | None
    is_struck: bool = False
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """Something the text says, with the first place where it says it."""

    number: int
    kind: str
    code: str
    title: Promise
    name: Shown
    quote: SafeString
    essential: bool
    choice: str

    @property
    def thing(self) -> Thing:
        """What a choice is stored by."""
        return self.kind, self.code


def hours_of(code: str) -> tuple[int, int]:
    """The fewest and most hours of a code, `30` or `20-30`."""
    least, _between, most = code.partition("-")
    return int(least), int(most or least)


def found_in(job_text: ReadText) -> list[Found]:
    """Each thing that can be taken over, by kind and then in the order of the text."""
    rows = [row for row in _rows(job_text) if row.code]
    numbers = _numbers(rows)
    firsts: dict[Thing, ReadProposal] = {}
    for row in rows:
        firsts.setdefault((row.kind, row.code), row)
    demanded = {(row.kind, row.code) for row in rows if row.essential}
    names = _names(job_text, firsts)
    found = [
        Found(
            number=numbers[thing],
            kind=row.kind,
            code=row.code,
            title=KINDS[row.kind],
            name=names[thing],
            quote=quoted(job_text.text, row),
            essential=thing in demanded,
            choice=row.choice,
        )
        for thing, row in firsts.items()
    ]
    return sorted(found, key=lambda one: (_ORDER.index(one.kind), one.number))


def unnamed_in(job_text: ReadText) -> list[SafeString]:
    """What the text seems to ask for and the list of skills has no name for, each in its sentence."""
    return [quoted(job_text.text, row) for row in _rows(job_text) if not row.code]


def pieces_of(job_text: ReadText) -> list[Piece]:
    """The whole text in pieces. Where marks would overlap, the first counts and then the longest."""
    rows = _rows(job_text)
    numbers = _numbers([row for row in rows if row.code])
    pieces, at = [], 0
    for row in rows:
        if row.start < at:
            continue
        if row.start > at:
            pieces.append(Piece(job_text.text[at : row.start], None))
        is_struck = row.choice == TextProposal.Choice.STRUCK
        marked = job_text.text[row.start : row.end]
        pieces.append(Piece(marked, numbers.get((row.kind, row.code)), is_struck, bool(row.code)))
        at = row.end
    return [*pieces, Piece(job_text.text[at:], None)]


def quoted(text: str, row: ReadProposal) -> SafeString:
    """The sentence in which something stands, with it marked."""
    return format_html(
        "»{}<mark>{}</mark>{}«",
        text[row.sentence_start : row.start].lstrip(),
        text[row.start : row.end],
        text[row.end : row.sentence_end].rstrip(),
    )


def _rows(job_text: ReadText) -> list[ReadProposal]:
    known = [row for row in job_text.proposals.all() if row.kind in PROPOSAL_KINDS]
    return sorted(known, key=lambda row: (row.start, -row.end, row.kind))


def _numbers(rows: Iterable[ReadProposal]) -> dict[Thing, int]:
    """Each thing's number, from 1, in the order of the text."""
    things = dict.fromkeys((row.kind, row.code) for row in rows)
    return {thing: number for number, thing in enumerate(things, start=1)}


def _names(job_text: ReadText, things: Iterable[Thing]) -> dict[Thing, Shown]:
    """What each thing is called."""
    language = language_here()
    asked = list(things)
    named: dict[Thing, Shown] = {}
    for kind in (SKILL, OCCUPATION):
        codes = [code for each, code in asked if each == kind]
        named |= {(kind, code): name for code, name in names_shown(kind, codes, language).items()}
    towns = {place.code: place.name for place in places_of(job_text.authority)}
    for kind, code in asked:
        if kind == PLACE:
            named[kind, code] = Shown(towns.get(code, code), "da")
        elif kind not in (SKILL, OCCUPATION):
            named[kind, code] = Shown(_plain_name(kind, code), language)
    return named


def _plain_name(kind: str, code: str) -> str:
    if kind == HOURS:
        return hours_a_week(*hours_of(code))
    if kind == LANGUAGE:
        return languages_asked(code)[0]
    return code_name(SHIFTS if kind == SHIFT else LICENCES, code)
