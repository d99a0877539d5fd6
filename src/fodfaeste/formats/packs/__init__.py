"""Policy packs: strictly read, never executed."""

from fodfaeste.formats.packs.library import Library, installed_pack, packs_folder
from fodfaeste.formats.packs.problems import PackRefused, Problem
from fodfaeste.formats.packs.reader import read_files, read_folder

__all__ = ["Library", "PackRefused", "Problem", "installed_pack", "packs_folder", "read_files", "read_folder"]
