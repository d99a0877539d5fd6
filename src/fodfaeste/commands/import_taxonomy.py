"""Put the official taxonomy in, from the files as they were downloaded, whole or not at all."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from fodfaeste.commands.speech import say
from fodfaeste.installation.folders import var_folder

if TYPE_CHECKING:
    from fodfaeste.formats.taxonomy import Source, Taxonomy


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folders",
        nargs="+",
        type=Path,
        metavar="MAPPE",
        help="en mappe med de hentede filer; flere lægges sammen, og den første bestemmer",
    )


def run(args: argparse.Namespace) -> int:
    from fodfaeste.bridge.taxonomy import TAXONOMY_FOLDER
    from fodfaeste.formats.taxonomy import read_taxonomy, write_stored

    taxonomy = read_taxonomy(*args.folders, tell=say)
    _tell(taxonomy)
    if not write_stored(taxonomy, var_folder() / TAXONOMY_FOLDER):
        say("Taksonomien står her allerede; intet er ændret")
        return 0
    say("Taksonomien er indlæst og bruges fra nu af")
    return 0


def _tell(taxonomy: "Taxonomy") -> None:
    for source in taxonomy.sources:
        say(_about(source))
        for note in source.notes:
            say(f"bemærk: {source.file}: {note}")
    for left_out in taxonomy.left_out:
        say(f"udeladt: {left_out.folder}/{left_out.file}: {left_out.why}")
    for note in taxonomy.notes:
        say(f"bemærk: {note}")
    rows = {name: table.height for name, table in taxonomy.tables.items()}
    say(
        f"I alt: {rows['occupations']} erhverv, {rows['skills']} kompetencer, "
        f"{rows['occupation_skills']} relationer, {rows['titles']} stillinger, {rows['codes']} koder"
    )
    for language, counted in taxonomy.coverage.items():
        say(
            f"Med navn på {language}: {counted.occupations} erhverv, {counted.skills} kompetencer, "
            f"{counted.relations} relationer i begge ender, {counted.codes} koder"
        )


def _about(source: "Source") -> str:
    parts = [f"{source.rows} rækker", source.layout, *filter(None, (source.language, source.version))]
    return f"{source.folder}/{source.file}: {', '.join(parts)}"
