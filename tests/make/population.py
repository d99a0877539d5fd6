"""Made-up tables of a made-up municipality, in the forms that a statistics office gives them."""

import math
from collections.abc import Callable
from pathlib import Path

AREA = "Nordby"
SEXES = {"Mænd": 0, "Kvinder": 1}


def people(age: int) -> int:
    """How many of each sex have an age: a people that neither grows nor shrinks."""
    return round(300 * math.exp(-sum(0.00008 * math.exp(0.087 * each) for each in range(age))))


def stock_csv(years: tuple[int, ...] = (2025,), count: Callable[[int, int], int] | None = None) -> str:
    """StatBank's FOLK1A with a total of the sexes and of the ages, and another area."""
    rows = ["OMRÅDE;KØN;ALDER;TID;INDHOLD"]
    for area in (AREA, "Sønderby"):
        for sex in ("I alt", *SEXES):
            for age in range(101):
                written = "100 år og derover" if age == 100 else f"{age} år"
                for year in years:
                    one = count(age, year) if count else people(age)
                    rows.append(f"{area};{sex};{written};{year}K1;{one * (2 if sex == 'I alt' else 1)}")
    return "\n".join(rows) + "\n"


def movements_csv(years: tuple[int, ...] = (2022, 2023, 2024), **counts: int) -> str:
    """StatBank's BEV107: what happened to a municipality's people in a year, men and women alike."""
    kinds = {
        "Levendefødte": counts.get("births", 150),
        "Døde": counts.get("deaths", 150),
        "Tilflyttede": counts.get("came", 600),
        "Fraflyttede": counts.get("left", 600),
        "Indvandrede i alt": counts.get("from_abroad", 100),
        "Udvandrede i alt": counts.get("to_abroad", 100),
        "Befolkningstilvækst": 0,
    }
    rows = ["OMRÅDE;BEVÆGELSESART;KØN;TID;INDHOLD"]
    for kind, number in kinds.items():
        for sex in SEXES:
            rows += [f"{AREA};{kind};{sex};{year};{number}" for year in years]
    return "\n".join(rows) + "\n"


def written(folder: Path, name: str, text: str) -> Path:
    """The table as a file."""
    path = folder / name
    path.write_bytes(text.encode("utf-8-sig"))
    return path
