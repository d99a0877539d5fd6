"""Whole records to write from: each valid, and about nobody who lives."""

from dataclasses import replace
from datetime import UTC, date, datetime

from fodfaeste.core.outbound import (
    CaseEntry,
    CaseNote,
    CaseState,
    ClassCode,
    CvRecord,
    CvSkill,
    Invitation,
    JobLogRecord,
    Mail,
    NoteCodes,
    Occupation,
    OfferRecord,
    OutsideSystem,
    Person,
    PlanRecord,
    PlanStepRecord,
    PostLetter,
    Sender,
    Sms,
    TalkRecord,
    Worker,
)

MESSAGE = "5b1f2f61-2f5c-5d5e-9d1a-7f4f3c2b1a09"
PERSON = Person(cpr="0101601234", name="Ane Å. Bæk")
SENDER = Sender(code="70700", name="Norddjurs Kommune", cvr="29189986")
WORKER = Worker(given_name="Bo", surname="Dam", phone="+4512345678")
AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


TALK = TalkRecord(
    id=uuid(1), person=PERSON, sender=SENDER, worker=WORKER, kind="jobsamtale", state="held", starts_at=AT
)
OFFER = OfferRecord(
    id=uuid(2),
    person=PERSON,
    sender=SENDER,
    worker=WORKER,
    state="planned",
    starts=date(2026, 12, 1),
    ends=date(2027, 2, 26),
    hours=25,
    minutes=30,
    activation_type=12,
)
PLAN = PlanRecord(
    id=uuid(3),
    person=PERSON,
    sender=SENDER,
    worker=WORKER,
    state="agreed",
    agreed_at=AT,
    steps=(PlanStepRecord(id=uuid(31), what="Praktik", who="citizen", state="waiting"),),
)
CV = CvRecord(
    id=uuid(4),
    person=PERSON,
    sender=SENDER,
    accepted_at=AT,
    wanted=(
        Occupation(
            uri="http://data.star.dk/esco/1", title="Pædagogmedhjælper", educated=True, last_used=2021
        ),
    ),
    skills=(CvSkill(uri="http://data.star.dk/esco/2", title="Førstehjælp", level=3),),
)
JOB_LOG = JobLogRecord(
    id=uuid(5),
    person=PERSON,
    sender=SENDER,
    title="Køkkenmedhjælper",
    company="Kystens Køkken",
    how="advert",
    state="applied",
    applied_on=date(2026, 11, 18),
    recorded_at=AT,
)
LETTER = PostLetter(
    id=uuid(6),
    sender=SENDER,
    label="Nyt om din plan",
    paragraphs=("Du har en ny aftale.", "Log ind & læs <den>."),
    written_at=AT,
    person=PERSON,
    reference="N-2026-17",
)
CASE = CaseEntry(
    id=uuid(7),
    number="N-2026-17",
    title="Beskæftigelsesindsats",
    person=PERSON,
    sender=SENDER,
    unit_reference=uuid(71),
    unit_name="Team Job",
    kle_subject=ClassCode(uuid=uuid(72), key="15.20.05", title="Jobklare"),
    kle_action=ClassCode(uuid=uuid(73), key="G01"),
    states=(CaseState("arisen", datetime(2026, 1, 5, 8, tzinfo=UTC)), CaseState("informed", AT)),
    sensitivity="confidential",
    master=OutsideSystem(uuid=uuid(74), name="Fodfæste"),
    origin=OutsideSystem(uuid=uuid(74), name="Fodfæste"),
    recorded_at=AT,
)
NOTED = replace(
    CASE,
    notes=(CaseNote(id=uuid(75), title="Samtale", text="Talt om praktik\nog <mål>", written_at=AT),),
    note_codes=NoteCodes(role=uuid(76), type=uuid(77), format=uuid(78)),
)
MAIL = Mail(
    id=uuid(8),
    sender_name="Norddjurs Kommune",
    sender_address="noreply@norddjurs.example",
    to="ane@example.org",
    subject="Du har fået en besked",
    paragraphs=("Log ind for at læse beskeden.", "Venlig hilsen\nNorddjurs Kommune"),
    written_at=AT,
)
SMS = Sms(id=uuid(9), sender_name="Norddjurs", to="+4512345678", text="Du har fået en besked. Log ind.")
INVITATION = Invitation(
    id=uuid(10),
    uid="talk-10@norddjurs.example",
    sequence=0,
    cancelled=False,
    title="Møde med kommunen",
    starts_at=datetime(2026, 12, 3, 8, 0, tzinfo=UTC),
    ends_at=datetime(2026, 12, 3, 8, 45, tzinfo=UTC),
    time_zone="Europe/Copenhagen",
    organiser_name="Norddjurs Kommune",
    organiser_address="noreply@norddjurs.example",
    to="ane@example.org",
    stamped_at=AT,
    place="Torvet 3, Grenaa",
    link="https://norddjurs.example/min-side/",
)
