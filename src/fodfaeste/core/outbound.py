"""What is told to the systems outside: one record per thing, before it has any receiver's form.

Whoever records a talk or an agreement builds the record from what was recorded anyway; `formats.outbound`
writes it as a receiver's description asks. A record holds no row and no clock, so the same record is always
the same message. What a receiver refuses is known by that receiver's format.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, get_args

from fodfaeste.core.errors import FodfaesteError


class Unsendable(FodfaesteError):
    """A record that its receiver's description does not allow: which field, and why, without the value."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


@dataclass(frozen=True, slots=True)
class Sender:
    """The municipality as others know it."""

    code: str  # in DFDG: three digits of the municipality, and two more for its unit
    name: str
    cvr: str = ""  # asked for by Digital Post and the case index
    kind: int | None = None  # number of DFDG's own list of kinds of organisation
    time_zone: str = "Europe/Copenhagen"


@dataclass(frozen=True, slots=True)
class Person:
    """The citizen a record is about."""

    cpr: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Worker:
    """The employee who stands behind a record."""

    given_name: str
    surname: str
    phone: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class TalkRecord:
    """A talk booked, held, cancelled, or one the citizen stayed away from.

    `id` is the talk's own for ever. `version` is 1 when it is first told as booked, and again when it is
    first told as held; higher for each change of that.
    """

    KIND: ClassVar[str] = "talk"
    id: str  # UUID
    person: Person
    sender: Sender
    worker: Worker
    kind: str  # of codes.TALKS
    state: str  # booked, held, cancelled, no_show
    starts_at: datetime  # aware
    ends_at: datetime | None = None
    form: str = "meeting"  # of codes.TALK_FORMS
    place: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class OfferRecord:
    """An offer agreed with a citizen: when, how many hours and minutes a week, and where."""

    KIND: ClassVar[str] = "offer"
    id: str
    person: Person
    sender: Sender
    worker: Worker
    state: str  # planned, running, ended, withdrawn
    starts: date
    ends: date | None = None
    hours: int | None = None  # a week, 0-59
    minutes: int | None = None  # beside the hours, 0-59
    activation_type: int | None = None  # number of DFDG's own list of kinds of offers
    company_unit: str = ""  # P-number
    purpose: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class PlanStepRecord:
    """One step of a plan: what, who does it, and by when."""

    id: str
    what: str
    who: str  # citizen, case_worker, company, partner
    state: str  # waiting, running, done, dropped
    starts: date | None = None
    due: date | None = None
    offer: str = ""  # id of the OfferRecord it leads to


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """What is told of the plan both agreed on, or of its end. It has no room for the citizen's own words."""

    KIND: ClassVar[str] = "plan"
    id: str
    person: Person
    sender: Sender
    worker: Worker
    state: str  # agreed, replaced, ended
    agreed_at: datetime
    steps: tuple[PlanStepRecord, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class Occupation:
    """A title of work. `uri` is the taxonomy's own address for it."""

    uri: str
    title: str
    educated: bool = False
    last_used: int | None = None  # year
    months: int | None = None  # of experience


@dataclass(frozen=True, slots=True)
class CvSkill:
    """Something a person can, and how well (1-4)."""

    uri: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class CvRecord:
    """What a citizen can and wants, as accepted by the citizen. Each replaces the one before."""

    KIND: ClassVar[str] = "cv"
    id: str
    person: Person
    sender: Sender
    accepted_at: datetime
    wanted: tuple[Occupation, ...]
    skills: tuple[CvSkill, ...] = ()
    languages: tuple[str, ...] = ()  # ISO 639-1
    licences: tuple[str, ...] = ()  # A, B, C, ...
    education: str = ""  # highest, a DISCED code
    summary: str = ""


@dataclass(frozen=True, slots=True)
class JobLogRecord:
    """A job the citizen has applied for, or will."""

    KIND: ClassVar[str] = "job_log"
    id: str
    person: Person
    sender: Sender
    title: str
    company: str
    how: str  # of codes.APPLIED_HOW
    state: str  # of codes.APPLICATION_STATES
    applied_on: date | None
    recorded_at: datetime
    note: str = ""
    withdrawn: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a letter or a mail, its content in base64."""

    name: str
    media_type: str
    base64: str
    language: str = "da"


@dataclass(frozen=True, slots=True)
class PostLetter:
    """A letter in Digital Post: to a citizen by CPR, or to a company by CVR."""

    KIND: ClassVar[str] = "letter"
    id: str
    sender: Sender
    label: str  # seen in the list of letters; says nothing of the person
    paragraphs: tuple[str, ...]
    written_at: datetime
    language: str = "da"
    person: Person | None = None
    company_cvr: str = ""
    company_name: str = ""
    attached: tuple[Attached, ...] = ()
    legal: bool = False  # a notice in the legal sense (forkyndelse)
    mandatory: bool = False  # may not be refused by those who left Digital Post
    reference: str = ""  # what the letter, and an answer to it, is known by here


@dataclass(frozen=True, slots=True)
class CaseState:
    """A state of a case and since when: arisen, informed, decided, closed."""

    state: str
    since: datetime


@dataclass(frozen=True, slots=True)
class CaseNote:
    """A note in a case's journal."""

    id: str
    title: str
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class OutsideSystem:
    """A system as the municipalities' shared register knows it."""

    uuid: str
    name: str


@dataclass(frozen=True, slots=True)
class ClassCode:
    """A class of the shared classification: its UUID there, and the key that people know (15.20.05, G01)."""

    uuid: str
    key: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class NoteCodes:
    """UUIDs of the shared classification that a journal note is marked with; KOMBIT tells them."""

    role: str
    type: str
    format: str


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """A case as the shared index shows it, with every state it has been in. Version 1 puts it there."""

    KIND: ClassVar[str] = "case"
    id: str  # UUID of the case in the index, ours for ever
    number: str  # as people here know it; no CPR
    title: str  # says what kind of case, never what is wrong with the person
    person: Person
    sender: Sender
    unit_reference: str  # UUID in the shared organisation, or a URN
    unit_name: str
    kle_subject: ClassCode
    kle_action: ClassCode
    states: tuple[CaseState, ...]
    sensitivity: str  # of codes.SENSITIVITIES
    master: OutsideSystem
    origin: OutsideSystem
    recorded_at: datetime
    owner_reference: str = ""  # UUID in the shared organisation; empty: known by its CVR number
    actor_reference: str = ""  # UUID of the employee; empty: our system did it
    notes: tuple[CaseNote, ...] = ()
    note_codes: NoteCodes | None = None
    decision: ClassCode | None = None
    decision_role: str = ""  # UUID, where there is a decision
    version: int = 1


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail. Its subject says nothing of the person; what is personal lies behind sign-in."""

    KIND: ClassVar[str] = "mail"
    id: str
    sender_name: str
    sender_address: str
    to: str
    subject: str
    paragraphs: tuple[str, ...]
    written_at: datetime
    language: str = "da"
    attached: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class Sms:
    """A text message of three parts at most, with nothing personal in it."""

    KIND: ClassVar[str] = "sms"
    id: str
    sender_name: str  # 3 to 11 letters or digits
    to: str  # +45...
    text: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """A time in two calendars, nothing personal in it. A change has the same `uid`, a higher `sequence`."""

    KIND: ClassVar[str] = "invitation"
    id: str
    uid: str
    sequence: int
    cancelled: bool
    title: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    organiser_name: str
    organiser_address: str
    to: str
    stamped_at: datetime
    place: str = ""
    link: str = ""
    language: str = "da"


Record = (
    TalkRecord
    | OfferRecord
    | PlanRecord
    | CvRecord
    | JobLogRecord
    | PostLetter
    | CaseEntry
    | Mail
    | Sms
    | Invitation
)

RECORDS: dict[str, type[Record]] = {kind.KIND: kind for kind in get_args(Record)}


@dataclass(frozen=True, slots=True)
class Written:
    """A record in its receiver's form. Headers may hold a CPR: they are made when it is sent, never kept."""

    body: bytes
    content_type: str
    headers: dict[str, str]
