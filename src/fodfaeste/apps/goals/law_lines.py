"""What the law says on the same thing as a line of the policy. The law's lines bind."""

from dataclasses import dataclass
from datetime import date

from fodfaeste.apps.offers.law_page import RuleLine, rule_line
from fodfaeste.core.law import LawPack
from fodfaeste.core.policy import Entry, Pack
from fodfaeste.core.words import Words
from fodfaeste.engines.rules.meeting import meetings


@dataclass(frozen=True, slots=True)
class LawBeside:
    """The rules of the law beside a line of the policy, and where the line gives less or later."""

    lines: list[RuleLine]
    conflict: Words | None


def law_on_line(entry: Entry, pack: Pack, law: LawPack, on: date) -> LawBeside | None:
    """The law beside one line; none where the line names no rule that stands on the day."""
    for meeting in meetings(pack, law, on):
        if (meeting.entry.id, meeting.entry.kind) == (entry.id, entry.kind):
            return LawBeside([rule_line(law, line.rule) for line in meeting.law], meeting.conflict)
    return None
