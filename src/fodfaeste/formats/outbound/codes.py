"""Codes that records are written with, and what receivers call them.

Only what was read in a published description stands here with a receiver's number (decision 37). Numbers
nobody could read are left out of the message, or asked for in the settings; none is guessed.
"""

#: Kinds of talks by DFDG's numbers.
TALKS = {
    "opfoelgningssamtale": 4,
    "jobsamtale": 7,
    "henvisning": 8,
    "informationsmoede": 9,
    "cv_samtale": 10,
    "formidlingssamtale": 11,
    "anden_samtale": 12,
    "raadighedssamtale": 15,
    "faelles_jobsamtale": 19,
}
BOOKED, HELD, CANCELLED, NO_SHOW = "booked", "held", "cancelled", "no_show"

#: How a talk is held. None: DFDG's number was not to be read, and is left out.
TALK_FORMS: dict[str, int | None] = {"meeting": None, "phone": None, "video": 8}

PLANNED, RUNNING, ENDED, WITHDRAWN = "planned", "running", "ended", "withdrawn"
OFFER_STATES = (PLANNED, RUNNING, ENDED, WITHDRAWN)

PLAN_STATES = ("agreed", "replaced", "ended")
STEP_WHO = ("citizen", "case_worker", "company", "partner")
STEP_STATES = ("waiting", "running", "done", "dropped")

APPLIED_HOW = ("advert", "unsolicited", "contact", "network", "agency", "other")
APPLICATION_STATES = ("applied", "interview", "offered", "refused", "no_answer")

#: States of a case in the order they may follow each other, by the index's words.
CASE_STATES = {"arisen": "Opstaaet", "informed": "Oplyst", "decided": "Afgjort", "closed": "Afsluttet"}
SENSITIVITIES = {
    "open": "IKKE_FORTROLIGE_DATA",
    "confidential": "FORTROLIGE_PERSONOPLYSNINGER",
    "sensitive": "FOELSOMME_PERSONOPLYSNINGER",
    "vip": "VIP_SAGER",
}

#: What may lie in a letter. PDF stands in the published example; the whole list was not to be read.
LETTER_FILES = ("application/pdf", "text/html", "text/plain", "image/png", "image/jpeg")
