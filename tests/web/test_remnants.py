"""A page in Kalaallisut says which of its texts are still Danish."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from fodfaeste.web.remnants import catalogue_texts, mark_remnants, translated
from tests import make

KNOWN = translated(["Ateq", "%(count)s innuttaasut"])


def marked(page: str) -> str:
    return mark_remnants(page, KNOWN)


def test_what_is_not_translated_is_marked_as_danish():
    assert marked("<p> Ateq </p><p>Målgruppe</p>") == '<p> Ateq </p><p><span lang="da">Målgruppe</span></p>'


def test_a_translation_with_a_number_in_it_is_known_again():
    assert marked("<p>12 innuttaasut</p>") == "<p>12 innuttaasut</p>"


@pytest.mark.parametrize(
    "text", ["<p>12.5 %</p>", "<p>–</p>", "<script>let a</script>", "<style>p {}</style>"]
)
def test_what_nobody_says_is_left_alone(text):
    assert marked(text) == text


@pytest.mark.parametrize("name", ["title", "option", "textarea"])
def test_an_element_that_holds_text_alone_gets_the_mark_itself(name):
    assert marked(f"<{name}>Målgruppe</{name}>") == f'<{name} lang="da">Målgruppe</{name}>'
    assert marked(f"<{name}>Ateq</{name}>") == f"<{name}>Ateq</{name}>"


def test_words_in_an_attribute_mark_the_element_and_what_is_in_it():
    page = '<nav aria-label="Hovedmenu"><a href="/">Ateq</a>Målgruppe</nav>'
    assert marked(page) == (
        '<nav lang="da" aria-label="Hovedmenu"><a href="/"><span lang="kl">Ateq</span></a>Målgruppe</nav>'
    )


def test_a_language_that_is_given_stands():
    page = '<button lang="kl">Kalaallisut</button><p lang="da">Målgruppe</p>'
    assert marked(page) == page


def test_characters_written_as_references_stay_so():
    assert marked("<p>B&amp;B &#x27;Å&#x27;</p>") == '<p><span lang="da">B&amp;B &#x27;Å&#x27;</span></p>'


class Spoken(HTMLParser):
    """Every text of a page with the language it is said in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.said: list[tuple[str, str]] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "link", "input", "br", "img", "hr"):
            inherited = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or inherited))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            continue

    def handle_data(self, data):
        if re.search(r"[^\W\d_]", data) and self.open and self.open[-1][0] not in ("script", "style"):
            self.said.append((self.open[-1][1], " ".join(data.split())))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/log-ind/", "/om/"])
def test_every_text_of_a_page_is_in_the_language_it_is_marked_with(path):
    make.authority(time_zone="America/Nuuk")
    client = Client()
    client.cookies["django_language"] = "kl"
    page = client.get(path, headers={"host": "localhost"})
    spoken = Spoken()
    spoken.feed(page.content.decode())
    known = translated(catalogue_texts())
    wrong = [
        (lang, text) for lang, text in spoken.said if lang in ("kl", "da") and known(text) != (lang == "kl")
    ]
    assert page.headers["Content-Language"] == "kl"
    assert int(page.headers["Content-Length"]) == len(page.content)
    assert wrong == [("kl", "Kalaallisut")]
    assert "udkast" in page.content.decode()


@pytest.mark.django_db
def test_kalaallisut_is_offered_under_greenlands_clock_only():
    def names() -> list[str]:
        page = Client().get("/log-ind/", headers={"host": "localhost"}).content.decode()
        return re.findall(r'name="language" value="(\w+)"', page)

    make.authority()
    assert names() == ["da", "en"]
    make.authority(slug="sermersooq", time_zone="America/Nuuk")
    assert names() == ["da", "en", "kl"]
