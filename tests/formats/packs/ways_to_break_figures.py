"""Slips in what a text's numbers, targets and SWOT may say."""

from tests.formats.packs.broken import Break, way

FIGURE = """[[figure]]
id = "ledige.2019"
title = { da = "Ledige", en = "Unemployed" }
definition = { da = "Hvem der tælles.", en = "Who is counted." }
value = 2.6
unit = "percent"
approximate = true
as_of = "2019-08"
basis = "adopted"
source = { section = "INDLEDNING" }

"""
_AT = "[[group]]\n"
_GOAL = 'kind = "goal"\n'


def _figure(old: str, new: str, told: str) -> Break:
    return way(f"figure: {new or old}", (_AT, FIGURE.replace(old, new, 1) + _AT), told=told)


def _target(text: str, told: str) -> Break:
    return way(f"target: {text}", (_GOAL, f"{_GOAL}¶target = {{ {text} }}\n"), told=told)


FIGURES = (
    _figure("value = 2.6", '¶value = "2.6"', "et tal"),
    _figure('unit = "percent"', '¶unit = "procent"', "mente du »percent«"),
    _figure("approximate = true", "¶approximate = 1", "true eller false"),
    _figure('as_of = "2019-08"', '¶as_of = "2019-13"', "er ingen tid"),
    _figure('as_of = "2019-08"', '¶as_of = "2019-Q5"', "er ingen tid"),
    _figure('section = "INDLEDNING"', '¶section = "Indledningen"', "et afsnit i text.sections"),
    _figure("as_of", "¶asof", "ukendt nøgle"),
    way("figure: id twice", (_AT, FIGURE + FIGURE.replace('id = "', '¶id = "') + _AT), told="brugt to gange"),
    way("figure: dangling", (_GOAL, f'{_GOAL}¶figures = ["findes.ikke"]\n'), told="en [[figure]]"),
    _target("value = 5", "et tal uden enhed"),
    _target('unit = "jobs"', "»value« mangler"),
    _target('value = 5, unit = "jobs", from = "findes.ikke"', "en [[figure]]"),
    _target('value = 5, unit = "jobs", until = 2030-12-31', "ukendt nøgle"),
    way("swot: unknown", (_GOAL, f'{_GOAL}¶swot = "power"\n'), told="kan ikke være swot"),
    way("step: one language", (_GOAL, _GOAL + '¶step = { da = "Et trin." }\n'), told="»en« mangler"),
)
