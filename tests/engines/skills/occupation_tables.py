"""Small taxonomies and people for the tests of occupations, drawn from a number or written out."""

import random

import polars as pl

Asked = dict[str, dict[str, bool]]  # occupation → skill → essential
People = dict[str, dict[str, int]]  # citizen → skill → level


def relations(asked: Asked) -> pl.DataFrame:
    rows = [(one, skill, essential) for one, needs in asked.items() for skill, essential in needs.items()]
    schema = {"occupation": pl.String, "skill": pl.String, "essential": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def occupations(isco: dict[str, str | None]) -> pl.DataFrame:
    return pl.DataFrame(list(isco.items()), schema={"occupation": pl.String, "isco": pl.String}, orient="row")


def tables(
    asked: Asked, people: People, isco: dict[str, str | None] | None = None, wishes: tuple = ()
) -> dict[str, pl.DataFrame]:
    """The tables that the engine reads of a snapshot."""
    held = [(one, skill, level) for one, skills in people.items() for skill, level in skills.items()]
    text = pl.String
    return {
        "citizens": pl.DataFrame({"citizen": list(people)}, schema={"citizen": text}),
        "citizen_skills": pl.DataFrame(
            held, schema={"citizen": text, "skill": text, "level": pl.Int64}, orient="row"
        ),
        "wishes": pl.DataFrame(
            list(wishes),
            schema={"citizen": text, "kind": text, "what": text, "strength": text},
            orient="row",
        ),
        "occupations": occupations(isco or dict.fromkeys(asked, "5120")),
        "occupation_skills": relations(asked),
    }


def drawn(seed: int) -> tuple[Asked, People]:
    """Occupations and people at random, with ties, people without skills, and skills nothing asks for."""
    chance = random.Random(seed)
    skills = [f"s{number}" for number in range(12)]
    asked = {
        f"o{number:02}": {
            skill: chance.random() < 0.5 for skill in chance.sample(skills[:10], chance.randint(1, 5))
        }
        for number in range(chance.randint(1, 25))
    }
    people = {
        f"c{number}": {skill: chance.randint(1, 4) for skill in chance.sample(skills, chance.randint(0, 6))}
        for number in range(8)
    }
    return asked, people
