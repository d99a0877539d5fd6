"""A field whose choices are found by typing: what it accepts, and that searching judges nothing."""

import pytest
from django.http import QueryDict

from fodfaeste.design.searching import (
    FIND,
    MOST_CHOSEN,
    TYPED,
    Named,
    SearchedField,
    SearchingForm,
    said_of_search,
)
from fodfaeste.design.templatetags.searching import search_field

THINGS = {f"t{number}": Named(f"t{number}", f"Ting {number}", "da") for number in range(MOST_CHOSEN + 5)}


def find(typed):
    return [thing for thing in THINGS.values() if thing.title.startswith(typed)][:3]


def named(ids):
    return [THINGS[one] for one in ids if one in THINGS]


def form_of(data: str | None = None, **options):
    form = SearchingForm(None if data is None else QueryDict(data))
    form.fields["thing"] = SearchedField(find=find, named=named, label="Ting", **options)
    return form


def test_one_thing_is_its_id_and_several_are_a_list():
    one, several = form_of("thing=t1"), form_of("thing=t1&thing=t2&thing=t1", several=True)
    assert one.is_valid()
    assert several.is_valid()
    assert one.cleaned_data["thing"] == "t1"
    assert several.cleaned_data["thing"] == ["t1", "t2"]


def test_what_may_be_left_out_is_nothing():
    form = form_of("", required=False)
    assert form.is_valid()
    assert form.cleaned_data["thing"] is None


@pytest.mark.parametrize(
    ("data", "options"),
    [
        ("thing=", {}),
        ("thing=findes-ikke", {}),
        ("thing=t1&thing=t2", {}),
        ("&".join(f"thing=t{number}" for number in range(MOST_CHOSEN + 1)), {"several": True}),
    ],
)
def test_nothing_unknown_and_too_much_are_refused(data, options):
    assert list(form_of(data, **options).errors) == ["thing"]


def test_a_press_on_search_judges_nothing_and_keeps_what_was_written():
    form = form_of(f"thing=&thing{TYPED}=Ting 4&{FIND}=thing")
    assert form.is_searching
    assert not form.is_valid()
    assert form.errors == {}
    shown = search_field(form["thing"])
    assert shown["query"] == "Ting 4"
    assert [option.named.title for option in shown["options"]] == ["Ting 4", "Ting 40", "Ting 41"]


def test_what_was_chosen_stands_first_and_once():
    shown = search_field(form_of(f"thing=t40&thing{TYPED}=Ting 4", several=True)["thing"])
    assert [(option.named.id, option.is_chosen) for option in shown["options"]] == [
        ("t40", True),
        ("t4", False),
        ("t41", False),
    ]


def test_what_is_said_of_a_search():
    assert said_of_search(" ", 0, 20) == ""
    assert said_of_search("x ", 0, 20) == "Skriv mindst to bogstaver."
    assert "Prøv et andet ord" in said_of_search("xy", 0, 20)
    assert said_of_search("xy", 3, 20) == "3 fundet."
    assert "Skriv mere" in said_of_search("xy", 20, 20)


def test_one_letter_is_not_searched_for():
    assert search_field(form_of(f"thing{TYPED}=T")["thing"])["options"] == []
