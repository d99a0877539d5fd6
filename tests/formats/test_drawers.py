"""Rows put away on disk and taken out in the order of a number."""

import polars as pl

from fodfaeste.formats.drawers import Drawers


def rows(*numbers):
    return pl.DataFrame({"row": numbers, "rank": range(len(numbers))})


def test_rows_come_out_in_the_order_of_their_number_and_then_as_they_were_put(tmp_path):
    drawers = Drawers(tmp_path, "row", 10)
    drawers.put(rows(110, 35, 35))
    drawers.put(rows(7, 31))
    out = list(drawers.take())
    assert [frame["row"].to_list() for frame in out] == [[7], [31, 35, 35], [110]]
    assert out[1]["rank"].to_list() == [1, 1, 2]


def test_nothing_put_is_nothing_taken(tmp_path):
    drawers = Drawers(tmp_path, "row", 10)
    drawers.put(rows(1).clear())
    assert list(drawers.take()) == []
