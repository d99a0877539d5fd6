"""What was counted last, as figures of groups and answers about offers; an authority reads its own alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.effects.models import OfferEffects, TimeToWork
from fodfaeste.engines.indicators.survival_clocks import ALL

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The newest figures of an authority; None before the first night."""

    times: TimeToWork | None
    effects: OfferEffects | None

    @property
    def offers(self) -> list[str]:
        """The offers that anything is told of."""
        timed = {str(row["offer"]) for row in self.times.rows} if self.times else set()
        asked = {str(answer["offer"]) for answer in self.effects.answers} if self.effects else set()
        return sorted((timed | asked) - {ALL})

    def rows(self, figure: str, offer: str) -> list[Row]:
        """A figure's rows for an offer, or for courses as such: by group, and then by months."""
        found = self.times.rows if self.times else []
        return [row for row in found if row["indicator"] == figure and row["offer"] == offer]

    def answers(self, offer: str) -> list[Row]:
        """What an offer does, by months."""
        found = self.effects.answers if self.effects else []
        return [answer for answer in found if answer["offer"] == offer]


def reckoned_for(user: User) -> Reckoned:
    """What was counted last where this person belongs."""
    return Reckoned(
        TimeToWork.objects.filter(authority=user.authority_id).first(),
        OfferEffects.objects.filter(authority=user.authority_id).first(),
    )
