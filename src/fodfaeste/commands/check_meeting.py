"""The part of `fodfaeste check` that holds policies against the law of their country."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fodfaeste.core.dates import day_in_words
from fodfaeste.core.law import LawPack
from fodfaeste.engines.rules.meeting import conflicts_over_time
from fodfaeste.formats.packs import Problem
from fodfaeste.formats.packs.law import FoundLaw, installed_law_folders, read_law_folders
from fodfaeste.formats.packs.law_references import place_of, unknown_law_rules
from fodfaeste.formats.packs.library import Found


@dataclass(frozen=True, slots=True)
class Laws:
    """The law of each country: the installed one, or the given one that stands in for it by its id."""

    of: dict[str, LawPack]

    @classmethod
    def given(cls, laws: Iterable[FoundLaw], systems: Iterable[str]) -> "Laws":
        """The laws of some countries. One given under another id counts only where none is installed."""
        found = {one.pack.legal_system: one.pack for one in laws}
        own = {system: pack for system, pack in found.items() if pack.id == system}
        missing = set(systems) - set(own)
        folders = [folder for folder in installed_law_folders() if folder.name in missing]
        installed, _ = read_law_folders(folders)
        return cls({**found, **{one.pack.legal_system: one.pack for one in installed}, **own})

    def unknown_rules(self, policies: Iterable[Found]) -> Iterator[Problem]:
        """Rules that a policy names and its law does not have."""
        for one in policies:
            law = self.of.get(one.pack.legal_system)
            if law is not None:
                yield from unknown_law_rules(one, law)

    def warnings(self, policy: Found) -> Iterator[str]:
        """Where a policy gives less or later than the law, by file and line; or that there is no law here."""
        law = self.of.get(policy.pack.legal_system)
        if law is None:
            if any(entry.law for entry in policy.pack.entries):
                yield f"{policy.pack.name}: ingen lov at sammenholde med"
            return
        for on, meeting in conflicts_over_time(policy.pack, law):
            conflict = meeting.conflict
            assert conflict is not None
            file, line = place_of(policy, meeting.entry, conflict.key)
            since = day_in_words(on).da
            yield f"{file}:{line}: »{meeting.entry.id}« fra {since}: {conflict.words.da}; loven binder"
