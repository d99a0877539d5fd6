"""The template tags: what a reader and a screen reader get."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from fodfaeste.core.answers import State
from fodfaeste.core.policy import BASES, Source
from fodfaeste.core.words import Words


def render(text, request=None, **values):
    template = engines["django"].from_string("{% load design %}" + text)
    return template.render(values, request)


class TalkForm(forms.Form):
    what = forms.CharField(label="Hvad", help_text="Med borgerens ord.")
    how = forms.ChoiceField(
        label="Hvordan",
        choices=[("p", "Personligt"), ("v", "Video")],
        widget=forms.RadioSelect,
        required=False,
    )
    sure = forms.BooleanField(label="Borgeren er enig")


@pytest.mark.parametrize(("language", "text"), [("da", "31. januar 2025"), ("en", "31 January 2025")])
def test_a_day_is_written_as_the_language_writes_it(language, text):
    with translation.override(language):
        assert render("{{ day|day }}", day=date(2025, 1, 31)) == text


def test_a_day_of_an_instant_is_the_local_day():
    assert render("{{ at|day }}", at=datetime(2025, 1, 31, 23, 30, tzinfo=UTC)) == "1. februar 2025"


def test_an_instant_is_told_in_local_time():
    assert (
        render("{{ at|moment }}", at=datetime(2025, 1, 31, 9, 5, tzinfo=UTC)) == "31. januar 2025 kl. 10.05"
    )


@pytest.mark.parametrize("name", ["day", "day_short", "month", "moment"])
def test_no_day_is_no_text(name):
    assert render(f"{{{{ day|{name} }}}}", day=None) == ""


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_short_day_is_the_same_in_every_language(language):
    with translation.override(language):
        assert render("{{ day|day_short }}", day=date(2025, 1, 2)) == "02.01.2025"


@pytest.mark.parametrize(("language", "text"), [("da", "ja"), ("en", "yes")])
def test_words_come_in_the_readers_language(language, text):
    with translation.override(language):
        assert render("{% words w %}{{ w|words }}", w=Words("ja", "yes")) == text * 2


def test_text_from_outside_is_escaped():
    assert "<b>" not in render("{% heading t lead=t %}{% tag t %}{% button t %}{% crumbs t '/' t %}", t="<b>")


def test_an_alert_keeps_the_markup_inside_and_names_its_kind():
    html = render("{% alert 'success' heading='Gemt' %}<p>{{ t }}</p>{% endalert %}", t="<b>")
    assert "<p>&lt;b&gt;</p>" in html
    assert 'aria-label="Gennemført"' in html


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_words_and_a_sign(state):
    html = render("{% state s %}", s=state)
    assert "<use href=" in html
    assert html.replace("</span>", "").rstrip()[-1].isalpha()


@pytest.mark.parametrize("basis", BASES)
def test_every_basis_has_a_word(basis):
    assert "badge" in render("{% basis b %}", b=basis)


def test_what_is_proposed_is_never_shown_as_decided():
    assert "ikke besluttet" in render("{% basis 'proposed' %}")


def test_a_source_leads_from_the_heading_inward():
    place = Source("En tidlig indsats", paragraph=2, bullet=3, table="branchespor", column="Unge")
    assert render("{% source s %}", s=place) == (
        "under overskriften »En tidlig indsats«, afsnit 2, punkt 3, tabellen »branchespor«, kolonnen »Unge«"
    )


def test_a_heading_of_the_text_is_marked_as_danish_on_an_english_page():
    with translation.override("en"):
        place = render("{% source s %}", s=Source("Unge & <job>"))
    assert '<span lang="da">Unge &amp; &lt;job&gt;</span>' in place


def test_text_that_stays_danish_is_marked_only_where_the_page_is_not_danish():
    assert render("{{ said|danish }}", said="Øl & <mad>") == "Øl &amp; &lt;mad&gt;"
    with translation.override("en"):
        assert render("{{ said|danish }}", said="Øl") == '<span lang="da">Øl</span>'


def test_a_field_is_described_by_its_hint_and_its_error():
    html = render("{% field form.what %}", form=TalkForm({}))
    assert 'aria-describedby="id_what_helptext id_what_error"' in html
    assert 'id="id_what_helptext"' in html
    assert 'id="id_what_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_field_that_may_be_left_out_says_so_unless_told_not_to():
    assert "kan udelades" in render("{% field form.how %}", form=TalkForm())
    assert "kan udelades" not in render("{% field form.how optional=False %}", form=TalkForm())


def test_choices_are_a_group_with_a_legend():
    html = render("{% field form.how %}", form=TalkForm({"how": "v"}))
    assert "<fieldset" in html
    assert html.count('type="radio"') == 2
    assert html.count(" checked") == 1


def test_the_summary_of_errors_leads_to_each_field():
    form = TalkForm({})
    form.add_error(None, "Prøv igen")
    html = render("{% errors form %}", form=form)
    assert 'href="#id_what"' in html
    assert 'href="#id_sure"' in html
    assert "<li>Prøv igen</li>" in html


def test_no_errors_no_summary():
    assert render("{% errors form %}", form=TalkForm()).strip() == ""


def test_pages_keep_the_rest_of_the_address():
    request = RequestFactory().get("/min-dag/?vis=begin&side=2")
    page = Paginator(range(500), 50).page(2)
    html = render("{% pages page %}", request=request, page=page)
    assert 'href="?vis=begin&amp;side=3"' in html
    assert 'aria-current="page"' in html


def test_one_page_needs_no_numbers():
    assert render("{% pages page %}", page=Paginator([1], 50).page(1)).strip() == ""


def test_a_filter_says_which_one_is_chosen():
    items = [
        {"label": "Skal begynde", "count": 3, "href": "?vis=begin", "current": True},
        {"label": "Alle", "count": 9, "href": "?vis=all", "current": False},
    ]
    assert render("{% filters items %}", items=items).count('aria-current="true"') == 1


def test_a_table_can_be_scrolled_by_keyboard_and_has_a_name():
    html = render("{% table 'Måneder' %}<tr><td>1</td></tr>{% endtable %}")
    assert 'tabindex="0"' in html
    assert 'aria-label="Måneder"' in html
    assert "<tr><td>1</td></tr>" in html


def test_the_guide_shows_only_while_a_tour_is_on():
    request = RequestFactory().get("/politik/")
    request.session = {}
    assert render("{% guide 2 %}", request=request).strip() == ""
    request.session = {"guide": True}
    html = render("{% guide 2 %}", request=request)
    assert "trin 2 af 6" in html
    assert 'value="/politik/"' in html


def test_charts_say_in_words_what_they_show():
    assert 'alt="Fra 31 til 41 procent"' in render("{% chart '/tal/x.svg' 'Fra 31 til 41 procent' %}")


def test_facts_say_what_they_rest_on_and_where_to_correct_them():
    items = [{"name": "Målgruppe", "value": "Unge", "note": "Fra regneark", "href": "/ret/", "link": "Ret"}]
    html = render("{% facts items %}", items=items)
    assert "Fra regneark" in html
    assert 'Ret<span class="sr-only">: Målgruppe</span>' in html


def test_what_is_to_come_is_said_in_words_on_the_timeline():
    items = [{"day": date(2026, 12, 1), "title": "Samtale", "coming": True}]
    html = render("{% timeline items %}", items=items)
    assert "1. december 2026" in html
    assert "(kommer)" in html


def test_text_that_opens_needs_no_script():
    assert "<summary" in render("{% details 'Mere' %}<p>x</p>{% enddetails %}")


def test_an_icon_is_silent_unless_it_is_given_a_name():
    assert 'aria-hidden="true"' in render("{% icon 'check' %}")
    assert 'role="img" aria-label="&lt;i&gt;"' in render("{% icon 'check' name %}", name="<i>")
