"""The states of a question, what can be shared, and how an answer came."""

ASKED, YES, NO, WITHDRAWN, EXPIRED = STATES = ("asked", "yes", "no", "withdrawn", "expired")
#: States in which the same opening is not asked about again.
ANSWERED = (YES, NO, WITHDRAWN)

#: What can be shared, by kind. Functional limits are none of these, and can be put in by nobody.
SKILL, LICENCE, LANGUAGE, HOURS = KINDS = ("skill", "licence", "language", "hours")

#: How an answer came.
SELF, LINK, ON_BEHALF = WAYS = ("self", "link", "on_behalf")

#: The items of a country's law that a question stands on; the first is the ground itself.
GROUNDS: dict[str, tuple[str, ...]] = {
    "denmark": ("deling.cv-tredjepart", "deling.virksomhed"),
    "greenland": ("data.lov",),
}

#: What a company says to a CV it was shown. To say it wants to meet is the step that shows the name.
NAMED, INTERESTED, DECLINED = COMPANY_ANSWERS = ("named", "interested", "declined")
