"""A report is one file, whole in itself, and what it is told is text and nothing else."""

from fodfaeste.formats.report import Picture, Section, Table, report_page

TABLE = Table("Tal & bånd", ("Tal", "Enhed", "Forskel"), [("<b>ledige</b>", "borgere", "−4")], names=2)


def page(*parts):
    return report_page("Prøvet", "da", ["Først <dette>"], [Section("Måneder", parts)])


def test_what_it_is_told_is_escaped_and_drawings_are_not():
    made = page("a < b", TABLE, Picture("<svg></svg>", "x > y"))
    assert '<p class="first">Først &lt;dette&gt;</p>' in made
    assert "<p>a &lt; b</p>" in made
    assert '<th scope="row">&lt;b&gt;ledige&lt;/b&gt;</th><td>borgere</td><td class="number">−4</td>' in made
    assert "<figure><svg></svg><figcaption>x &gt; y</figcaption></figure>" in made


def test_a_table_is_named_by_its_section_and_has_headings_for_columns():
    made = page(TABLE)
    assert 'role="region" tabindex="0" aria-label="Måneder: Tal &amp; bånd"' in made
    assert (
        '<th scope="col">Tal</th><th scope="col">Enhed</th><th scope="col" class="number">Forskel</th>'
        in made
    )


def test_the_language_and_the_title_are_said():
    assert '<html lang="da">' in page()
    assert "<title>Prøvet</title>" in page()
