"""Names in the order of the Danish alphabet."""

from fodfaeste.apps.citizens.naming import sort_key


def test_ae_oe_aa_come_last_and_double_a_is_aa():
    names = ["Åse", "Zita", "Ærlend", "Østen", "Aase", "Anna", "aaron", "Édith"]
    assert sorted(names, key=sort_key) == ["Anna", "Édith", "Zita", "Ærlend", "Østen", "aaron", "Åse", "Aase"]


def test_a_part_of_a_name_is_found_in_the_whole():
    assert sort_key("øst") in sort_key("Ole Østergaard")
    assert sort_key("gård") in sort_key("Ole Østergaard")
