"""Reading a job text with the names that count here: the taxonomy in use and the authority's own towns."""

from functools import lru_cache

from fodfaeste.apps.accounts.models import Authority
from fodfaeste.apps.citizens.models import Place
from fodfaeste.bridge.taxonomy import import_in_use, taxonomy_here
from fodfaeste.core.readings import Names, Proposal
from fodfaeste.core.taxonomy import OCCUPATION, SKILL
from fodfaeste.engines.skills.reading import Reader
from fodfaeste.formats.reading_words import read_reading_words

#: What texts are written in.
_LANGUAGE = "da"


def read_here(authority: Authority, text: str) -> tuple[Proposal, ...]:
    """What a job text says, as proposals in the order of the text. Nothing is stored."""
    places = Place.objects.filter(authority=authority).order_by("code").values_list("code", "name")
    return _reader(*import_in_use(), tuple(places)).read(text)


@lru_cache(maxsize=4)
def _reader(folder: str, name: str | None, places: tuple[tuple[str, str], ...]) -> Reader:
    """Made ready once, for as long as the same import counts (`name`) and the towns are the same."""
    return Reader(_names(SKILL), _names(OCCUPATION), places, read_reading_words())


def _names(kind: str) -> Names:
    """The Danish names of one kind, each thing's own name before its others."""
    labels = [label for label in taxonomy_here().labels(kind) if label.language == _LANGUAGE]
    return [(label.id, label.text) for label in sorted(labels, key=lambda one: not one.preferred)]
