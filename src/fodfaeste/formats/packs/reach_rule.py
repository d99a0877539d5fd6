"""Reads the Danish rule of `packs/reach`: kilometres to minutes, land masses, bridges and ferries."""

from itertools import pairwise

from fodfaeste.core.reach import (
    CHOICE,
    CROSSING_MODES,
    ESTIMATE,
    PARTS,
    ROAD_MODES,
    Crossing,
    DistanceRule,
    Land,
    Number,
)
from fodfaeste.formats.packs.checks import check_unique, known_ids, refer
from fodfaeste.formats.packs.data_tables import (
    check_sources,
    check_sources_used,
    read_data_source,
    whole_number,
)
from fodfaeste.formats.packs.folder import read_items
from fodfaeste.formats.packs.table import File, Table

PACK_BASES = (ESTIMATE, CHOICE)
DAILY_UNITS = ("minutes", "per_week")


def read_rule(root: Table) -> DistanceRule:
    """The rule as it stands in its file."""
    head = root.inner("reach", "tabellen [reach]") or Table.stand_in()
    # What the rule can do today; another way of computing is another rule.
    head.choice("legal_system", ("denmark",))
    head.choice("distance", ("great_circle",))
    head.choice("rounding", ("up_to_whole_minutes",))
    for key in ("symmetric", "replaceable"):
        if key in head.data and not head.flag(key):
            head.problem(key, f"»{key}« er false", "reglen kan kun være true")
        head.has(key)
    head.words("replace_by")
    rule = DistanceRule(
        id=head.identifier(),
        title=head.words("title"),
        statement=head.words("statement"),
        earth_radius_km=head.number("earth_radius_km") or 0.0,
        sources=read_items(root, "source", read_data_source),
        numbers=read_items(root, "number", _number),
        lands=read_items(root, "land", lambda table: Land(table.identifier(), table.words("title"))),
        crossings=read_items(root, "crossing", _crossing),
    )
    head.close()
    return rule


def _number(table: Table) -> Number:
    """A part of a mode's minutes; or, where it names no mode, a number on daily travel."""
    if not {"mode", "part"} & table.data.keys() and table.data.get("unit") in DAILY_UNITS:
        return Number(
            id=table.identifier(),
            value=whole_number(table, "value", least=1),
            unit=table.choice("unit", DAILY_UNITS),
            basis=table.choice("basis", PACK_BASES),
            reason=table.words("reason"),
            sources=table.texts("source", required=True, empty=False),
        )
    part = table.choice("part", tuple(PARTS))
    unit = table.choice("unit", tuple(PARTS.values()))
    if part and unit and unit != PARTS[part]:
        table.problem("unit", f"{part} har enheden {unit}", f'skriv unit = "{PARTS[part]}"')
    stretch = part == "speed_kmh"
    value = table.number("value")
    least = 1.0 if part == "winding_factor" else 0.0
    if value is not None and (value < least or (value == 0 and part != "fixed_minutes")):
        right = "mindst 1" if part == "winding_factor" else "over 0"
        table.problem("value", f"{part} er {value:g}", f"der skal stå et tal {right}")
    return Number(
        id=table.identifier(),
        mode=table.choice("mode", ROAD_MODES),
        part=part,
        value=value or 0.0,
        unit=unit,
        from_km=table.number("from_km") if stretch else None,
        to_km=table.number("to_km", required=False) if stretch else None,
        basis=table.choice("basis", PACK_BASES),
        reason=table.words("reason"),
        sources=table.texts("source", required=True, empty=False),
    )


def _crossing(table: Table) -> Crossing:
    mode = table.choice("mode", CROSSING_MODES)
    return Crossing(
        id=table.identifier(),
        mode=mode,
        from_land=table.identifier("from_land"),
        to_land=table.identifier("to_land"),
        latitude=table.number("latitude") or 0.0,
        longitude=table.number("longitude") or 0.0,
        minutes=whole_number(table, "minutes", least=0),
        wait_minutes=whole_number(table, "wait_minutes", least=0),
        per_week=whole_number(table, "per_week", least=1) if mode == "ferry" else None,
        basis=table.choice("basis", PACK_BASES),
        reason=table.words("reason"),
        sources=table.texts("source", required=True, empty=False),
    )


def check_rule(file: File, rule: DistanceRule) -> None:
    """What one table alone cannot tell: ids, sources, lands, and that every mode has a whole rule."""
    check_unique(file, "number", [number.id for number in rule.numbers])
    check_unique(file, "land", [land.id for land in rule.lands])
    check_unique(file, "crossing", [crossing.id for crossing in rule.crossings])
    cited = ("number", [n.sources for n in rule.numbers]), ("crossing", [c.sources for c in rule.crossings])
    for key, rows in cited:
        check_sources(file, rule.sources, key, rows)
    check_sources_used(file, rule.sources, [name for _, rows in cited for row in rows for name in row])
    if rule.earth_radius_km <= 0:
        file.problem(("reach", "earth_radius_km"), "jordens radius er ikke over 0", "skriv 6371")
    lands = known_ids(file, "land", [land.id for land in rule.lands])
    for index, crossing in enumerate(rule.crossings):
        refer(file, ("crossing", index, "from_land"), crossing.from_land, lands, "et [[land]]")
        refer(file, ("crossing", index, "to_land"), crossing.to_land, lands, "et [[land]]")
        if crossing.from_land and crossing.from_land == crossing.to_land:
            file.problem(("crossing", index, "to_land"), "fører til det samme land", "vælg et andet land")
    for mode in dict.fromkeys(number.mode for number in rule.numbers if number.mode):
        _check_mode(file, rule, mode)


def _check_mode(file: File, rule: DistanceRule, mode: str) -> None:
    """One winding factor, fixed minutes once, and stretches that follow each other from 0 without end."""
    at = {number.id: index for index, number in enumerate(rule.numbers)}
    for part in PARTS:
        found = rule.of_mode(mode, part)
        if not found and part != "max_km":
            first = next(index for index, number in enumerate(rule.numbers) if number.mode == mode)
            file.problem(
                ("number", first), f"{mode} mangler {part}", f'skriv et [[number]] med part = "{part}"'
            )
        if len(found) > 1 and part != "speed_kmh":
            path = ("number", at[found[1].id], "part")
            file.problem(path, f"{mode} har to gange {part}", f"den ene er {found[0].id}")
    stretches = rule.of_mode(mode, "speed_kmh")
    if stretches and stretches[0].from_km:
        path = ("number", at[stretches[0].id], "from_km")
        file.problem(path, "den første strækning begynder ikke ved 0 km", "skriv from_km = 0")
    for before, after in pairwise(stretches):
        if before.to_km != after.from_km:
            end = "uden slutning" if before.to_km is None else f"ved {before.to_km:g} km"
            path = ("number", at[after.id], "from_km")
            file.problem(path, f"strækningen før ({before.id}) slutter {end}", "lad dem følge hinanden")
    if stretches and stretches[-1].to_km is not None:
        path = ("number", at[stretches[-1].id], "to_km")
        file.problem(path, "den sidste strækning slutter", "lad to_km være ude")
