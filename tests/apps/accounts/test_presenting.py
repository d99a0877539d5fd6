"""A municipality's own names, where to turn, colour and first language."""

import re

import pytest
from django.test import Client

from fodfaeste.apps.accounts.models import Authority, Theme
from fodfaeste.apps.accounts.presenting import Presentation, authority_present
from fodfaeste.apps.journal.models import Event
from fodfaeste.core.errors import UsageError
from tests import make
from tests.make.greenland import sermersooq

OWN = {
    "short_name": "Haderslev",
    "name_of": "Haderslev Kommunes",
    "contact_line": "Ring til Borgerservice på 12 34 56 78",
    "accessibility_url": "https://haderslev.example/tilgaengelighed",
    "theme": "green",
}


def page_of(user, **cookies):
    client = Client()
    client.cookies.load(cookies)
    client.force_login(user)
    return client.get("/om/")


@pytest.mark.django_db
def test_each_municipality_has_its_own_names_line_statement_and_colour():
    make.authority()
    other = make.authority_elsewhere()
    authority_present(authority=other, wanted=Presentation(**OWN), languages=("da", "en"))
    theirs = page_of(make.leader(other)).content.decode()
    ours = page_of(make.leader()).content.decode()
    assert '<body class="theme-green">' in theirs
    assert "Fodfæste viser, hvad Haderslev Kommunes egen politik siger." in theirs
    for text in (OWN["contact_line"], OWN["accessibility_url"], ">Haderslev<", "Haderslev Kommune<"):
        assert text in theirs
        assert text not in ours
    assert '<body class="theme-neutral">' in ours
    assert "Fodfæste viser, hvad kommunens egen politik siger." in ours


@pytest.mark.django_db
def test_the_sign_in_page_names_no_municipality():
    make.authority()
    other = make.authority_elsewhere()
    authority_present(authority=other, wanted=Presentation(**OWN), languages=("da",))
    page = Client().get("/log-ind/").content.decode()
    assert "Log ind" in page
    for word in ("Norddjurs", "Haderslev", OWN["contact_line"], OWN["accessibility_url"], "theme-green"):
        assert word not in page


@pytest.mark.django_db
def test_pages_are_in_the_municipality_s_language_until_the_reader_chooses():
    place = sermersooq()
    authority_present(authority=place, wanted=Presentation(language="kl"), languages=("da", "en", "kl"))
    reader = make.leader(place)
    assert page_of(reader).headers["Content-Language"] == "kl"
    assert '<html lang="kl">' in page_of(reader).content.decode()
    chosen = page_of(reader, django_language="da")
    assert chosen.headers["Content-Language"] == "da"
    assert '<html lang="da">' in chosen.content.decode()
    assert '<html lang="da">' in page_of(make.leader()).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("theme", "pink"),
        ("language", "kl"),
        ("accessibility_url", "javascript:alert(1)"),
        ("accessibility_url", "http://haderslev.example"),
        ("contact_line", "To\nlinjer"),
        ("name", " "),
        ("short_name", "x" * 41),
    ],
)
def test_what_cannot_be_shown_is_refused_and_nothing_is_changed(field, value):
    authority = make.authority()
    with pytest.raises(UsageError):
        authority_present(authority=authority, wanted=Presentation(**{field: value}), languages=("da", "en"))
    assert Authority.objects.filter(pk=authority.pk, **{field: getattr(make.authority(), field)}).exists()


@pytest.mark.django_db
def test_a_change_is_journalled_once():
    authority = make.authority()
    for _twice in range(2):
        authority_present(authority=authority, wanted=Presentation(theme="blue"), languages=("da",))
    assert [one.what for one in Event.objects.filter(authority=authority)] == [
        "Kommunens visning ændret: theme"
    ]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_reckoning_of_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_every_colour_is_there_and_its_text_can_be_read(project):
    css = (project / "src/fodfaeste/design/static/design/themes.css").read_text(encoding="utf-8")
    pattern = r"\.theme-(\w+) \{\s*--top-ground: (#\w{6});\s*--top-ink: (#\w{6});"
    pairs = {name: (ground, ink) for name, ground, ink in re.findall(pattern, css)}
    assert set(pairs) == set(Theme.values) - {Theme.NEUTRAL}
    faint = {name: contrast(*pair) for name, pair in pairs.items() if contrast(*pair) < 4.5}
    assert faint == {}
