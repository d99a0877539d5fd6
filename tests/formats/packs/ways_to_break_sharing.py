"""Ways to break the numbers that say how advice is shared out; ¶ stands in the line to be named first."""

from tests.formats.packs.broken import Break, way

OFFERS = 'id = "fordeling.tilbud_pr_person"\nbasis = "proposed"\nvalue = 3\n'


def _offers(written: str, told: str) -> Break:
    """The number of openings advised to each person written otherwise."""
    return way(
        f"sharing out: {written}",
        (OFFERS, f'id = "fordeling.tilbud_pr_person"\nbasis = "proposed"\n¶value = {written}\n'),
        told=told,
        file="local.toml",
    )


def _named(name: str, told: str) -> Break:
    """The same number under another name."""
    renamed = OFFERS.replace('id = "fordeling.tilbud_pr_person"', f'¶id = "{name}"')
    return way(f"sharing out: {name}", (OFFERS, renamed), told=told, file="local.toml")


SHARING: tuple[Break, ...] = (
    _offers("0", "»0« kan ikke være fordeling.tilbud_pr_person"),
    _offers("2.5", "skriv et helt tal fra 1 til 20"),
    _offers('"tre"', "der skal stå et tal"),
    _named("fordeling.tilbud", "»fordeling.tilbud« er intet tal, der bruges"),
    _named("fordeling.mindst.unge", "»unge« er ikke en [[group]]"),
)
