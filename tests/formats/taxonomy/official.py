"""Small made-up files in the form of the official ones. No word of them is from a real release."""

import csv
import gzip
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

OCCUPATIONS = (
    "conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "hiddenLabels", "status",
    "modifiedDate", "regulatedProfessionNote", "scopeNote", "definition", "inScheme", "description", "code",
)  # fmt: skip
SKILLS = (
    "conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels", "hiddenLabels",
    "status", "modifiedDate", "scopeNote", "definition", "inScheme", "description",
)  # fmt: skip
GROUPS = (
    "conceptType", "conceptUri", "code", "preferredLabel", "status", "altLabels", "inScheme", "description",
)  # fmt: skip
RELATIONS = ("occupationUri", "relationType", "skillType", "skillUri")
CROSSWALK = (
    "Classification 1 URI", "Classification 1 PrefLabel", "Classification 1 URL", "Classification 2 URI",
    "Classification 2 PrefLabel", "Classification 2 URL", "Mapping relation",
)  # fmt: skip
CROSSWALK_OPENING = "\n".join(
    (
        "Mapping project name,MADE UP",
        "Mapping project version date,2030-01-01",
        "Classification 1 Language,da",
        "Classification 2 Name,TITLES",
        "Classification 2 Version,01.01.2030",
        "Classification 2 Language,da",
        "Classification 2 Landing page,",
        "",
        "",
        "",
    )
)

Row = Mapping[str, str]


def occupation(name: str, label: str = "", also: str = "", isco: str = "2512", code: str = "") -> Row:
    return {
        "conceptType": "Occupation",
        "conceptUri": occupation_uri(name),
        "iscoGroup": isco,
        "preferredLabel": label,
        "altLabels": also,
        "code": code,
    }


def skill(name: str, label: str = "", also: str = "", of_type: str = "skill/competence") -> Row:
    return {
        "conceptType": "KnowledgeSkillCompetence",
        "conceptUri": skill_uri(name),
        "skillType": of_type,
        "preferredLabel": label,
        "altLabels": also,
    }


def group(code: str, label: str) -> Row:
    return {
        "conceptType": "ISCOGroup",
        "conceptUri": f"http://data.europa.eu/esco/isco/C{code}",
        "code": code,
        "preferredLabel": label,
    }


def relation(occupation: str, how: str, skill: str) -> Row:
    return {
        "occupationUri": occupation_uri(occupation),
        "relationType": how,
        "skillUri": skill_uri(skill),
        "skillType": "skill/competence",
    }


def match(occupation: str, number: str, label: str, how: str = "skos:closeMatch") -> Row:
    return {
        "Classification 1 URI": occupation_uri(occupation),
        "Classification 2 URI": f"http://data.europa.eu/esco/concept/danish-occupations/{number}",
        "Classification 2 PrefLabel": label,
        "Mapping relation": how,
    }


def occupation_uri(name: str) -> str:
    return f"http://data.europa.eu/esco/occupation/{name}"


def skill_uri(name: str) -> str:
    return f"http://data.europa.eu/esco/skill/{name}"


def text(headings: Sequence[str], *rows: Row, delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file, packed where its name says so; makes the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    path = folder / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def release(folder: Path, language: str = "en") -> Path:
    """A whole small release: two occupations, three skills, four relations."""
    write(
        folder,
        f"occupations_{language}.csv",
        text(
            OCCUPATIONS,
            occupation(
                "o1", f"kite maker {language}", f"kite builder {language}\nkiter {language}", "7319", "7319.9"
            ),
            occupation("o2", f"cloud counter {language}", isco="3114"),
        ),
    )
    write(
        folder,
        f"skills_{language}.csv.gz",
        text(
            SKILLS,
            skill("s1", f"fold paper {language}"),
            skill("s2", f"winds {language}", of_type="knowledge"),
            skill("s3", f"count to ten {language}", of_type=""),
        ),
    )
    write(folder, f"ISCOGroups_{language}.csv", text(GROUPS, group("7", "Crafts"), group("73", "Handicraft")))
    write(
        folder,
        f"occupationSkillRelations_{language}.csv",
        text(
            RELATIONS,
            relation("o1", "essential", "s1"),
            relation("o1", "optional", "s2"),
            relation("o2", "optional", "s2"),
            relation("o2", "essential", "s3"),
        ),
    )
    return folder
