"""The education of an invented person, so that it fits the group of the law they are in."""

from dataclasses import replace

from fodfaeste.apps.demo.population_courses import Course
from fodfaeste.apps.demo.population_desk import Desk
from fodfaeste.apps.demo.population_sizes import Sizes, shares_table

#: Who is under this age without an education is young by the law, and so not in these kinds of group.
_YOUNG = 30
_GROWN = ("job_ready", "on_the_way")


def with_education(course: Course, sizes: Sizes, desk: Desk) -> Course:
    """The course with the person's education; not known for some."""
    group = sizes.group(course.group)
    weights = dict(shares_table()["educations"][group.education])
    is_young = course.born is not None and (course.effort_started - course.born).days < _YOUNG * 365.25
    if is_young and group.kind in _GROWN:
        weights = {code: often for code, often in weights.items() if code not in ("none", "other")}
    code = desk.rng.choices(list(weights), list(weights.values()))[0]
    is_known = not desk.chance(sizes.share("uddannelse_ukendt"))
    return replace(course, education=code if is_known else None)
