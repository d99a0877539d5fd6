"""The shapes of DFDG's requests: which fields there are, which must be there, and what may stand in them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GUID = r"[\da-fA-F]{8}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{12}"
DAY = r"\d{4}-\d{2}-\d{2}"
MOMENT = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2}|Z)"


@dataclass(frozen=True)
class Field:
    """What may stand in a field: a type, and what holds of it. `must` where it occurs exactly once."""

    kind: type = str
    must: bool = True
    least: int = 0
    most: int = 10**9
    pattern: str = ""
    codes: frozenset[int] = frozenset()
    inner: Any = None  # of a table: its fields; of a list: those of each


def table(must: bool = True, **fields: Field) -> Field:
    return Field(dict, must, inner=fields)


def rows(must: bool = True, **fields: Field) -> Field:
    return Field(list, must, inner=fields)


TALK_KINDS = frozenset({4, 7, 8, 9, 10, 11, 12, 13, 15, 17, 19})
_TEXT, _GUID = Field(least=1, most=300), Field(pattern=GUID)
_MAYBE_DAY = Field(must=False, pattern=DAY)

_AUTHORITY = table(
    myndighed=table(
        organisationskode=Field(pattern=r"-1|[0-9]{1,8}"),
        AuthorityName=Field(least=1, most=100),
        OrganisationTypeIdentifier=Field(int, must=False, least=1, most=100),
    ),
    CaseWorker=table(
        CaseWorkerGivenName=Field(least=1, most=50),
        CaseWorkerSurname=Field(least=1, most=40),
        TelephoneNumberIdentifier=Field(must=False, pattern=r"\+?[0-9]{3,20}"),
    ),
)

_TALK = {
    "samtaleType": Field(int, codes=TALK_KINDS),
    "starttidspunkt": Field(pattern=MOMENT),
    "sluttidspunkt": Field(must=False, pattern=MOMENT),
    "afholdelsesform": Field(int, must=False, codes=frozenset(range(1, 9))),
    "ansvarligMyndighed": _AUTHORITY,
}

SHAPES: Mapping[str, Mapping[str, Field]] = {
    "/v2/Indkaldelse": {
        **_TALK,
        "ombookingMulig": Field(bool),
        "moedested": Field(must=False, least=1, most=256),
    },
    "/v1/Samtale": {"samtaleIdentifier": _GUID, **_TALK},
    "/v1/Aktivitet": {
        "aktivitet": table(
            aktivitetsstamdata=table(
                aktivitetIdentifier=_GUID,
                startdato=Field(pattern=DAY),
                slutdato=_MAYBE_DAY,
                aktiveringstype=Field(int, must=False, least=1, most=10_000),
                timerPrUge=Field(int, must=False, least=0, most=59),
                minutterPrUge=Field(int, must=False, least=0, most=59),
                ansvarligMyndighed=_AUTHORITY,
                produktionsenhed=Field(must=False, pattern=r"\d{10}"),
                formaal=Field(must=False, least=1, most=2000),
            )
        )
    },
    "/v1/Plan": {
        "planIdentifier": _GUID,
        "status": Field(pattern="agreed|replaced|ended"),
        "aftaltTidspunkt": Field(pattern=MOMENT),
        "skridt": rows(
            skridtIdentifier=_GUID,
            beskrivelse=_TEXT,
            udfoeresAf=Field(pattern="citizen|case_worker|company|partner"),
            status=Field(pattern="waiting|running|done|dropped"),
            startdato=_MAYBE_DAY,
            slutdato=_MAYBE_DAY,
            aktivitetIdentifier=Field(must=False, pattern=GUID),
        ),
        "ansvarligMyndighed": _AUTHORITY,
    },
    "/v2/Joboenske": {
        "joboensker": rows(
            conceptUriDa=Field(least=1, most=255),
            aliasIdentifier=Field(must=False, pattern=GUID),
            harUddannelse=Field(bool),
            aarSidstBrugt=Field(int, must=False, least=1950, most=2100),
        )
    },
    "/v1/Joblog/Jobsoegning": {
        "jobsoegningslogningIdentifier": _GUID,
        "stillingsbetegnelse": Field(least=1, most=100),
        "virksomhedsnavn": Field(must=False, least=1, most=100),
        "joblogOpgaver": rows(
            joblogopgaveIdentifier=_GUID,
            opgavedetajler=table(
                beskrivelse=Field(least=1, most=250),
                EventDate=Field(pattern=DAY),
                haendelsestidspunkt=Field(must=False, pattern=MOMENT),
                erGennemfoert=Field(bool),
                erPrimaer=Field(bool),
            ),
        ),
    },
}


def misfit(fields: Mapping[str, Field], told: Any, at: str = "") -> str:
    """What does not fit the shape; empty where all does."""
    if not isinstance(told, dict):
        return f"{at or 'body'} is no table"
    if unknown := sorted(told.keys() - fields.keys()):
        return f"{at}{unknown[0]} is unknown"
    for name, field in fields.items():
        if name not in told:
            if field.must:
                return f"{at}{name} is missing"
        elif reason := _misfit_of(field, told[name], f"{at}{name}"):
            return reason
    return ""


def _misfit_of(field: Field, value: Any, at: str) -> str:
    if type(value) is not field.kind:
        return f"{at} is of another type"
    if field.kind is dict:
        return misfit(field.inner, value, f"{at}.")
    if field.kind is list:
        return next((bad for row in value if (bad := misfit(field.inner, row, f"{at}."))), "")
    if field.codes and value not in field.codes:
        return f"{at} is an unknown code"
    size = len(value) if isinstance(value, str) else value
    if field.kind is not bool and not field.codes and not field.least <= size <= field.most:
        return f"{at} is out of its bounds"
    if field.pattern and not re.fullmatch(field.pattern, value):
        return f"{at} does not fit its pattern"
    return ""
