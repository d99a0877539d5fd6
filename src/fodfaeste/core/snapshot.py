"""The snapshot's schema as data: the contract between database and engines.

`docs/snapshot.md` is made from it.
"""

from fodfaeste.core.reach import BASES, PLACE_KINDS
from fodfaeste.core.schema import Column, TableSchema
from fodfaeste.core.snapshot_people import PEOPLE
from fodfaeste.core.snapshot_work import WORK

VERSION = 3

_OCCUPATION = Column("occupation", "text", "id of the occupation in the taxonomy in use")
_SKILL = Column("skill", "text", "id of the skill in the taxonomy in use")
_TITLES = (
    Column("title_da", "text", "its name in Danish", null="it has none"),
    Column("title_en", "text", "its name in English", null="it has none"),
)

_MAPS: tuple[TableSchema, ...] = (
    TableSchema(
        "skills",
        "a skill that someone has, or something asks for or gives",
        ("skill",),
        (_SKILL, *_TITLES),
    ),
    TableSchema(
        "occupations",
        "an occupation of the taxonomy in use, or one that an opening names",
        ("occupation",),
        (
            _OCCUPATION,
            Column("isco", "text", "ISCO-08 unit group", null="the source gives none"),
            *_TITLES,
        ),
    ),
    TableSchema(
        "occupation_skills",
        "a skill that an occupation asks for",
        ("occupation", "skill"),
        (
            _OCCUPATION,
            _SKILL,
            Column("essential", "flag", "true: nearly every such job asks for it"),
        ),
    ),
    TableSchema(
        "numbers",
        "a number from a pack that an engine uses",
        ("name",),
        (
            Column("name", "text", "id of the number in its pack"),
            Column("value", "decimal", "the number"),
            Column("unit", "text", "what it counts"),
            Column("basis", "text", "how firm it is"),
            Column("pack", "text", "the pack that gives it"),
        ),
    ),
    TableSchema(
        "places",
        "a town or settlement",
        ("place",),
        (
            Column("place", "text", "code of the place"),
            Column("authority", "text", "slug of the municipality"),
            Column("name", "text", "its name"),
            Column("kind", "text", "what it is", null="unknown", codes=PLACE_KINDS),
            Column("latitude", "decimal", "north", null="unknown", unit="degrees"),
            Column("longitude", "decimal", "east; west is below 0", null="unknown", unit="degrees"),
        ),
    ),
    TableSchema(
        "reach",
        "a way from one place to another; no row means not known, and none leads to the place itself",
        ("from", "to", "mode", "season"),
        (
            Column("from", "text", "code of the place"),
            Column("to", "text", "code of the other place"),
            Column(
                "mode",
                "text",
                "car, public, bicycle, boat, helicopter, plane or road; in order where several: `plane+boat`",
            ),
            Column("minutes", "whole", "the journey, without weather and waiting overnight", unit="minutes"),
            Column("season", "text", "when it can be made: `all`, or months as `1,4-12`"),
            Column("per_week", "whole", "journeys a week of the rarest boat or flight", null="not so bound"),
            Column(
                "basis",
                "text",
                "an estimate, one that rests on a choice of ours, or a file someone gave",
                codes=BASES,
            ),
        ),
    ),
)

TABLES: dict[str, TableSchema] = {table.name: table for table in (*PEOPLE, *WORK, *_MAPS)}
