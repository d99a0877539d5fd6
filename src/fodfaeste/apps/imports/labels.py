"""The codes that are known here, how they may be written in a file, and how they are shown."""

import re
from collections.abc import Mapping

from django.utils import translation

from fodfaeste.apps.citizens.codes import STATUSES
from fodfaeste.core.facts import FACTS, NO_OTHER_GROUP
from fodfaeste.core.policy import Pack
from fodfaeste.formats.citizen_values import Labels, label_key

_ASIDE = re.compile(r"\s*\(.*\)")


def labels_of(pack: Pack) -> dict[str, Labels]:
    """Field by field: each way a code may be written → the code."""
    groups = {
        label_key(text): group.id
        for group in pack.groups
        for text in (group.title.da, group.title.en, group.id)
    }
    found: dict[str, Labels] = {
        "target_group": groups,
        "came_from": {**groups, label_key(NO_OTHER_GROUP): NO_OTHER_GROUP},
    }
    for fact in FACTS.values():
        if fact.codes:
            found[fact.name] = {
                label_key(text): code for code, words in fact.codes for text in (words.da, words.en, code)
            }
    with translation.override("da"):  # the file is Danish, whatever language its reader works in
        for name, (_title, labels) in STATUSES.items():
            found[name] = {
                label_key(text): code
                for code, label in labels.items()
                for text in (_ASIDE.sub("", str(label)), code, code.rpartition(".")[2])
            }
    return found


def titles_of(pack: Pack) -> dict[str, Mapping[str, str]]:
    """Field by field: code → what it is called in the reader's language."""
    language = translation.get_language() or "da"
    groups = {group.id: group.title.in_language(language) for group in pack.groups}
    statuses = {
        name: {code: str(label) for code, label in labels.items()}
        for name, (_title, labels) in STATUSES.items()
    }
    facts = {
        fact.name: {code: words.in_language(language) for code, words in fact.codes}
        for fact in FACTS.values()
        if fact.codes
    }
    return {"target_group": groups, "came_from": groups, **statuses, **facts}
