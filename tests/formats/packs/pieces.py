"""Pieces of the Norddjurs pack that ways to break it begin from."""

OFFER = 'id = "branchespor"\ntitle = { da = "Branchespor", en = "Branch track" }\n'
SDG = '[[entry]]\nid = "sdg.4"\n'
FIRST = '[[entry]]\nid = "strategi.fra-politik-til-handling"\n'
RULE = '[[entry]]\nid = "branchespor.forsikret"\nform = "rule"\nkind = "rule"\nbasis = "adopted"\n'
RULE_GIVES = 'offer = "branchespor"\ngroup = "forsikret"\n'
RULE_ENDS = (
    '  { from = "unemployment_started", after = "P0D", where = '
    "{ earlier_unemployment_months = { over = 6 } } },\n]\n"
)
WAY = '{ from = "effort_started", after = "P6M" }'
WHERE = "where = { earlier_unemployment_months = { over = 6 } }"
CODES = 'came_from = { not_in = ["ingen", "arbejdsmarkedsparat"] }'
LAW = 'law = [\n  { valid_from = 2020-01-01, valid_to = 2025-06-30, act = "LAB"'
INSURED_LAW = (
    'law = [\n  { valid_from = 2020-01-01, act = "LAB", section = "6", numbers = [1], '
    'benefits = ["dagpenge"], readiness = [] },\n]\n'
)
YOUNG = 'id = "ung"\n'
SECOND_LAW = '  { valid_from = 2025-07-01, act = "LAB", section = "6", numbers = [2]'
CASE = '[[case]]\nid = "forsikret.dagen"\nrule = "branchespor.forsikret"\n'


def entry(item_id: str, *lines: str, form: str = "statement", kind: str = "principle") -> str:
    """A whole new line of the policy."""
    return "\n".join(
        (
            "[[entry]]",
            f'id = "{item_id}"',
            *lines,
            f'form = "{form}"',
            f'kind = "{kind}"',
            'basis = "adopted"',
            'source = { section = "INDLEDNING" }',
            'title = { da = "Ny", en = "New" }',
            'statement = { da = "Ny.", en = "New." }\n\n',
        )
    )
