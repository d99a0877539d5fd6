"""Taxonomies: the official files that a user downloads, and the starter of our own words."""

from fodfaeste.formats.taxonomy.model import Coverage, LeftOut, Source, Taxonomy
from fodfaeste.formats.taxonomy.reader import read_taxonomy
from fodfaeste.formats.taxonomy.starter import read_starter, taxonomy_in_use
from fodfaeste.formats.taxonomy.stored import read_stored, stored_name, taxonomy_id, write_stored

__all__ = [
    "Coverage",
    "LeftOut",
    "Source",
    "Taxonomy",
    "read_starter",
    "read_stored",
    "read_taxonomy",
    "stored_name",
    "taxonomy_id",
    "taxonomy_in_use",
    "write_stored",
]
