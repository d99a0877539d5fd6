"""UUIDs by which the shared classification knows roles and types, as KOMBIT's samples give them."""

from enum import Enum


class Role(Enum):
    """What a relation of a case says."""

    OWNER = "Ejer"
    RESPONSIBLE = "Ansvarlig"
    PARTY = "Primær part"
    SUBJECT = "Primær klasse"
    ACTION = "Handlingsklasse"
    MASTER = "Master"
    ORIGIN = "Afsender"


class Type(Enum):
    """What a relation of a case points at."""

    ORGANISATION = "Organisation"
    UNIT = "OrganisationEnhed"
    PERSON = "Person"
    CLASS = "Klasse"
    SYSTEM = "IT-system"


ROLES = {
    Role.OWNER: "9e979b84-b846-4472-8622-58007dc63c7e",
    Role.RESPONSIBLE: "a1263342-d348-44ba-a566-233f37c4cb67",
    Role.PARTY: "d839f26a-d4d1-4441-b2d6-3dbbb12a9404",
    Role.SUBJECT: "a86c6581-ec85-412d-a655-31a1f1d5b14f",
    Role.ACTION: "05ef7011-11a7-4e4c-a46b-3de6aa457fc3",
    Role.MASTER: "251c24fd-57b0-4afc-9d73-b063d1957eb3",
    Role.ORIGIN: "1b3c6a6d-e977-4491-9bf8-b41ee6999f39",
}

TYPES = {
    Type.ORGANISATION: "bc6972cd-8f2b-4b9d-8d37-62916d6a71aa",
    Type.UNIT: "c5fc3b3b-5197-49ee-92e6-ae6ba1957174",
    Type.PERSON: "c189ba35-de4b-4363-a8b7-67f1456cf56f",
    Type.CLASS: "267235ea-526d-4a18-8001-f2a0e563eba1",
    Type.SYSTEM: "29fe1da2-897a-46cd-b635-b9be8e0bffd6",
}
