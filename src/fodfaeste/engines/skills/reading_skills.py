"""Names of skills found in a text, in other forms and another order than they are written in the taxonomy.

A name is found where all its words that say something stand near each other in a sentence: »betjening af
kasse« and »kassebetjening« say »betjene kasse«. One of four words or more may be missing.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fodfaeste.core.readings import Names, ReadingWords
from fodfaeste.engines.skills.reading_stems import parts, stem
from fodfaeste.engines.skills.reading_text import Word, words_of
from fodfaeste.engines.skills.reading_work import Told

_BETWEEN = 1  # words that say something and may stand between those of a name
_SLACK = 2  # words that may stand between the words of a name
_MAY_LACK = 4  # stems of a name of which one may be missing
_SHORT = 3  # a name as short as this is found only with a capital
_MOST = 20  # times that a word is looked at in a sentence; no sentence needs more
_LEAST_ALIKE, _LEAST_SHARED = 0.6, 2  # of a phrase and a name that says nearly the same
_MOST_RARE = 3  # words of a phrase by which names are looked up
_DIGITS = 9  # so that the machine's last bits decide nothing
_FAR = 1_000_000


@dataclass(frozen=True, slots=True)
class _Name:
    id: str
    stems: frozenset[str]
    words: int
    left_out: int  # words of the name that are not looked for
    is_short: bool


@dataclass(frozen=True, slots=True)
class _Match:
    """A name found: its words in the text, and how much of it is there."""

    name: _Name
    places: tuple[int, ...]
    found: int
    extra: int  # parts of the text's words that the name does not have

    @property
    def first(self) -> int:
        return self.places[0]

    @property
    def last(self) -> int:
        return self.places[-1] + 1

    def order(self) -> tuple[int, int, int, int, int, str]:
        lacks = len(self.name.stems) - self.found
        return (
            -self.found,
            lacks + self.extra,
            self.last - self.first,
            self.name.left_out,
            self.first,
            self.name.id,
        )


class Skills:
    """Finds skills by the names that the taxonomy has for them."""

    def __init__(self, skills: Names, words: ReadingWords) -> None:
        self._empty = frozenset(words.of("empty", "skill"))
        self._light = frozenset(words.of("light", "skill"))
        families = [[stem(word) for word in line.split(" ")] for line in words.of("same", "skill")]
        self._same = {one: family[0] for family in families for one in family}
        self.labels = dict(reversed(list(skills)))
        taken = [(id_, [word.form for word in words_of(_named(label))]) for id_, label in skills]
        known = (stem(form) for _id, forms in taken for form in forms if form not in self._empty)
        self._known = frozenset((*known, *self._same))
        self._vague = frozenset(one for word in words.of("vague", "skill") for one in self._stems(word))
        names = {self._name(id_, forms) for id_, forms in taken}
        self._index(name for name in names if name.stems and not self._is_vague_name(name))

    def _index(self, names: Iterable[_Name]) -> None:
        """For each stem, the names that have it, and those that are looked for where it stands."""
        ordered = sorted(names, key=lambda name: (name.id, name.words, sorted(name.stems)))
        spread = Counter(one for name in ordered for one in name.stems)
        self._unknown = math.log(len(ordered) + 1) / 2  # a word that no name has says less than a rare one
        self._rarity = {one: math.log((len(ordered) + 1) / n) for one, n in spread.items()}
        self._having: dict[str, list[_Name]] = {}
        self._by_stem: dict[str, list[_Name]] = {}
        for name in ordered:
            rarest = sorted(name.stems, key=lambda one: (spread[one], one))
            for one in rarest:
                self._having.setdefault(one, []).append(name)
            for one in rarest[: 2 if len(name.stems) >= _MAY_LACK else 1]:
                self._by_stem.setdefault(one, []).append(name)

    def _is_vague_name(self, name: _Name) -> bool:
        return len(name.stems) == 1 and name.stems <= self._vague

    def told(self, words: Sequence[Word], first: int, last: int) -> list[Told]:
        """The skills that a sentence names; where two names share a word, the one that says most."""
        stems = {place: self._stems(words[place].form) for place in range(first, last)}
        where: dict[str, list[int]] = {}
        for place, here in stems.items():
            for one in dict.fromkeys(here):
                where.setdefault(one, []).append(place)
        matches = sorted(set(self._matches(words, stems, where)), key=_Match.order)
        taken: set[int] = set()
        found: list[Told] = []
        for match in matches:
            span = range(match.first, match.last)
            if taken.isdisjoint(span):
                taken.update(span)
                found.append(Told(match.name.id, match.first, match.last))
        return found

    def nearest(self, words: Sequence[Word], start: int, end: int) -> str:
        """The skill whose name says nearly what a phrase says; empty where none does."""
        each = [self._stems(words[place].form) for place in range(start, end)]
        held = {one for stems in each for one in stems}
        whole = math.fsum(self._rarity.get(one, self._unknown) for one in held)
        rare = sorted(held & self._rarity.keys(), key=lambda one: (-self._rarity[one], one))
        best = (_LEAST_ALIKE, "")
        for name in {name for one in rare[:_MOST_RARE] for name in self._having[one]}:
            shared = name.stems & held
            telling = shared - self._vague
            words_shared = sum(not telling.isdisjoint(stems) for stems in each)
            if words_shared >= _LEAST_SHARED or len(telling) > _LEAST_SHARED:
                size = math.fsum(self._rarity[one] for one in name.stems)
                alike = round(
                    math.fsum(self._rarity[one] for one in shared) / math.sqrt(size * whole), _DIGITS
                )
                best = max(best, (alike, name.id))
        return best[1]

    def is_vague(self, words: Sequence[Word], start: int, end: int) -> bool:
        """Whether a phrase has no word that says something: »arbejde«."""
        said = {one for place in range(start, end) for one in self._stems(words[place].form)}
        return said <= self._vague

    def verbs(self, skills: Names) -> frozenset[str]:
        """The words that names of two words or more begin with: verbs in their plain form."""
        firsts = ([word.form for word in words_of(label)] for _id, label in skills)
        return frozenset(forms[0] for forms in firsts if len(forms) > 1 and forms[0].endswith(("e", "å")))

    def _matches(
        self, words: Sequence[Word], stems: dict[int, tuple[str, ...]], where: dict[str, list[int]]
    ) -> Iterator[_Match]:
        for key, places in where.items():
            for name in self._by_stem.get(key, ()):
                for place in places[:_MOST]:
                    match = _match(name, place, stems, where)
                    if match and not self._is_half(words, match):
                        yield match

    def _is_half(self, words: Sequence[Word], match: _Match) -> bool:
        """Whether a match is a short name in small letters, or the first half of »fodbold- og danseklub«."""
        if len(match.places) > 1:
            return False
        is_open = match.last < len(words) and words[match.last].gap.startswith("-")
        return is_open or (match.name.is_short and not words[match.first].is_capital)

    def _name(self, id_: str, forms: Sequence[str]) -> _Name:
        said = [form for form in forms if form not in self._empty]
        looked_for = [form for form in said if form not in self._light] or said
        stems = frozenset(one for form in looked_for for one in self._stems(form))
        is_short = len(looked_for) == 1 and len(looked_for[0]) <= _SHORT
        if sum(map(len, looked_for)) < 2:
            stems = frozenset()
        return _Name(id_, stems, len(looked_for), len(said) - len(looked_for), is_short)

    def _stems(self, form: str) -> tuple[str, ...]:
        """The stems of a word's parts; none of a word that says nothing."""
        if form in self._empty:
            return ()
        return tuple(dict.fromkeys(self._same.get(one, one) for one in parts(form, self._known)))


def _named(label: str) -> str:
    """A name without what stands in parentheses after it."""
    return label.partition(" (")[0] or label


def _match(
    name: _Name, place: int, stems: dict[int, tuple[str, ...]], where: dict[str, list[int]]
) -> _Match | None:
    """A name round a place of one of its stems, or None."""
    may_lack = int(len(name.stems) >= _MAY_LACK)
    reach = name.words + _SLACK
    places = {place}
    for one in name.stems:
        nearest = _nearest(where.get(one, ()), place)
        if abs(nearest - place) <= reach:
            places.add(nearest)
        elif may_lack:
            may_lack -= 1
        else:
            return None
    ordered = tuple(sorted(places))
    if ordered[-1] - ordered[0] > reach:
        return None
    held = {one for each in ordered for one in stems[each]}
    extra = len(held - name.stems)
    between = sum(bool(stems[each]) for each in range(ordered[0], ordered[-1] + 1)) - len(ordered)
    if extra > len(ordered) - 1 or between > (_BETWEEN if len(held & name.stems) == len(name.stems) else 0):
        return None
    return _Match(name, ordered, len(name.stems & held), extra)


def _nearest(places: Sequence[int], place: int) -> int:
    """The place of a sorted list that is nearest to another."""
    at = bisect_left(places, place)
    return min(places[max(0, at - 1) : at + 1], key=lambda each: (abs(each - place), each), default=_FAR)
