"""What had to be taken for granted when a simulation was made ready, for whoever reads the answer."""

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """Each thing that can be taken for granted. The words for it are the teller's."""

    RULE_CHANGES = "rule_changes"  # a rule has another version later; the one of the first day is kept
    POLICY_OVER = "policy_over"  # the policy does not count on the first day, and says it does not run on
    POLICY_NOT_BEGUN = "policy_not_begun"  # it counts only from later; it is tried as if it counted
    POLICY_ENDS = "policy_ends"  # its period ends within the months tried; it is kept
    AGE_TURNS = "age_turns"  # a right turns on age: a new spell has what its age on coming in gives
    RIGHT_LOST = "right_lost"  # so many people's right ends by age in the months tried; here they keep it
    OUTSIDE_EFFORT = "outside_effort"  # so many have a right in a state outside the effort: not tried
    DAY_ASKED = "day_asked"  # a rule asks for a calendar day; new spells are tried as on the first day
    CANNOT_TELL = "cannot_tell"  # facts are missing: so many people have no right told in this spell
    LABEL_NOT_PLACED = "label_not_placed"  # a label means nothing sure in the other policy: no right
    LABEL_NOT_SPOKEN_OF = "label_not_spoken_of"  # the other policy has no label for such people
    STATE_UNKNOWN = "state_unknown"  # so many people's codes are not in the table; taken as outside
    POPULATION_NONE = "population_none"  # only the snapshot's citizens are there: nobody new comes
    CITIZENS_BEYOND = "citizens_beyond"  # so many more citizens of some ages than the population has
    STATE_DRAWN = "state_drawn"  # so many people's state is drawn by the country's shares by age
    AGE_UNKNOWN = "age_unknown"  # so many people's age is unknown; it is drawn
    SEATS_FROM_AGREEMENTS = "seats_from_agreements"  # as many seats as agreements running on the day
    SEATS_BESIDE = "seats_beside"  # as many again as are in use without a rule, who keep theirs
    SEATS_NONE = "seats_none"  # nobody is in the offer today, and no seats were given: none


@dataclass(frozen=True, slots=True)
class Note:
    """One thing taken for granted: `about` is the rule, offer, label or fact; `people` how many it is of."""

    what: What
    about: str = ""
    people: int = 0
