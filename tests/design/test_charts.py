"""Charts: the same bytes for the same numbers, Danish words, and never colour alone."""

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from fodfaeste.design.charts import COLOURS, Series, bar_compare_chart, line_chart

MONTHS = [date(2026, month, 1) for month in range(1, 13)]


def series(name="Alle", values=None):
    values = values or [float(number) for number in range(30, 42)]
    return Series(name, list(zip(MONTHS, values, strict=True)))


def lines(*rows, language="da"):
    return line_chart("Begyndt på branchespor", "Fra 30 til 41 procent", rows, "procent", language)


def bars(language="da"):
    copy = series("Kopien", [None, *range(20, 31)])
    return bar_compare_chart("Skal begynde", "Begge måneder", [series("I dag"), copy], "borgere", language)


def first_line(svg):
    """The path of the first line drawn."""
    return re.search(r'mark-line[^>]*><path d="([^"]*)"', svg)[1]


@pytest.mark.parametrize("draw", [lambda: lines(series()), bars])
def test_the_same_numbers_give_the_same_bytes(draw):
    assert draw() == draw()


def test_a_chart_has_a_title_and_a_description():
    root = ET.fromstring(lines(series()))
    title, description = list(root)[:2]
    assert (title.text, description.text) == ("Begyndt på branchespor", "Fra 30 til 41 procent")
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_a_title_cannot_break_out_of_the_drawing():
    svg = line_chart("<script>", "a & b", [series()], "procent", "da")
    assert "<script" not in svg
    assert ET.fromstring(svg)[0].text == "<script>"


def test_months_are_danish_in_danish():
    assert "okt 2026" in lines(series())
    assert ">okt<" in bars()


def test_months_are_english_in_english():
    assert "Oct 2026" in lines(series(), language="en")
    assert ">Oct<" in bars(language="en")


def test_numbers_have_a_decimal_comma_in_danish():
    small = [number / 10 for number in range(12)]
    assert ">0,2<" in lines(series(values=small))
    assert ">0.2<" in lines(series(values=small), language="en")


def test_a_held_back_month_is_a_gap():
    whole = lines(series())
    broken = lines(series(values=[30.0, 31.0, None, *map(float, range(33, 42))]))
    assert [first_line(svg).count("M") for svg in (whole, broken)] == [1, 2]


def test_each_line_has_its_own_dash_and_name():
    svg = lines(series("Unge"), series("Forsikrede", [20.0] * 12))
    assert len(set(re.findall(r'stroke-dasharray="([^"]+)"', svg))) == 2
    assert ">Unge<" in svg
    assert ">Forsikrede<" in svg


def test_names_do_not_lie_on_each_other():
    svg = lines(series("Unge"), series("Forsikrede"))
    ends = [
        float(y) for y in re.findall(r"<text[^>]*translate\([\d.]+,([\d.]+)\)[^>]*>(?:Unge|Forsikrede)<", svg)
    ]
    assert abs(ends[0] - ends[1]) > 12


def test_an_interval_is_drawn():
    values = list(zip(MONTHS, [30.0] * 12, strict=True))
    svg = lines(Series("Alle", values, lower=[25.0] * 12, upper=[35.0] * 12))
    assert "mark-area" in svg


def test_bars_differ_by_filling_and_carry_their_numbers():
    svg = bars()
    assert 'fill="white" stroke=' in svg
    assert ">41<" in svg
    assert ">–<" in svg


def test_nothing_in_a_picture_breaks_the_content_policy():
    for svg in (lines(series()), bars()):
        assert not re.search(r"style=|<style|<script|data:|href=|@import", svg)


def test_more_lines_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="at most"):
        lines(*(series(str(number)) for number in range(len(COLOURS) + 1)))


def test_a_chart_without_any_value_can_still_be_drawn():
    assert "<svg" in lines(series(values=[None] * 12), series("Unge", [None] * 12))
