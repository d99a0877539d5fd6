"""What DFDG cannot be told by a program yet: a person writes it there, from words on the list.

A form that nobody has read, or a number that stands in no settings, is not guessed (decision 37). What goes
by hand holds back nothing else.
"""

from fodfaeste.core.outbound import CvRecord, OfferRecord, Record, TalkRecord
from fodfaeste.formats.outbound.codes import NO_SHOW
from fodfaeste.formats.outbound.dfdg import is_esco_address


def is_by_hand(record: Record) -> bool:
    """Whether a person must write a record at DFDG.

    A citizen who stayed away, an offer whose number is not known, and wishes that do not stand in ESCO. One
    wish that does not is enough: what is told there replaces all that was told before.
    """
    if isinstance(record, TalkRecord):
        return record.state == NO_SHOW
    if isinstance(record, OfferRecord):
        return record.activation_type is None
    if isinstance(record, CvRecord):
        return not all(is_esco_address(wanted.uri) for wanted in record.wanted)
    return False
