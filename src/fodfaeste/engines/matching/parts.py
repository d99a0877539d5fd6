"""What each need gives of a score."""

import numpy as np

from fodfaeste.core.openings import TOP_LEVEL
from fodfaeste.engines.matching.answers import Need
from fodfaeste.engines.matching.scores import MET_LEVEL, Skills


def needs_in_parts(skills: Skills, citizen: int, opening: int) -> tuple[Need, ...]:
    """The needs of a pair, and what each gives of its score: rounded down, then the largest remainders."""
    _, need, level = skills.needs_of(np.array([citizen]), np.array([opening]))
    covered = skills.weight[need] * level
    parts = covered // TOP_LEVEL
    left = int(covered.sum() // TOP_LEVEL - parts.sum())
    parts[np.argsort(-(covered % TOP_LEVEL), kind="stable")[:left]] += 1
    names = skills.names.gather(skills.asked.rows[need])
    rows = zip(names, skills.weight[need], level, skills.essential[need], parts, strict=True)
    return tuple(
        Need(name, int(weight), int(has) or None, bool(essential), bool(has >= MET_LEVEL), int(part))
        for name, weight, has, essential, part in rows
    )
