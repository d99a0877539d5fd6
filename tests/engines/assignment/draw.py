"""Random people and openings to share out: few skills, few seats, so that they are in each other's way."""

from random import Random

from hypothesis import strategies as st

from tests.engines.matching.build import Tables, tables

SKILLS = ("a", "b", "c")
GROUPS = ("job", "aktiv", None)


def drawn(seed: int, people: int, openings: int) -> Tables:
    """Some people and openings; what each has and needs makes many scores, and many ties."""
    random = Random(seed)
    names, jobs = [f"b{n}" for n in range(people)], [f"o{n}" for n in range(openings)]
    weights = random.choice(((1.0,), (1.0, 2.0), (1.0, 3.0, 7.0, 11.0)))
    chance = random.choice((0.3, 0.6, 0.9))
    return tables(
        citizens=[
            {
                "citizen": name,
                "place": random.choice(("by", "by", "havn")),
                "target_group": random.choice(GROUPS),
            }
            for name in names
        ],
        citizen_skills=[
            {"citizen": name, "skill": skill, "level": random.randint(1, 4)}
            for name in names
            for skill in SKILLS
            if random.random() < chance
        ],
        openings=[
            {
                "opening": job,
                "place": random.choice(("by", "by", "havn")),
                "seats": random.choice((0, 1, 1, 2, 3)),
            }
            for job in jobs
        ],
        opening_skills=[
            {"opening": job, "skill": skill, "weight": random.choice(weights)}
            for job in jobs
            for skill in random.sample(SKILLS, random.randint(1, 3))
        ],
        wishes=[
            {"citizen": name, "kind": "aabning", "what": "ordinaert_job"}
            for name in names
            if random.random() < 0.1
        ],
    )


small: st.SearchStrategy[Tables] = st.builds(
    drawn, st.integers(0, 2**40), st.integers(1, 8), st.integers(1, 7)
)
tiny: st.SearchStrategy[Tables] = st.builds(
    drawn, st.integers(0, 2**40), st.integers(1, 4), st.integers(1, 3)
)
