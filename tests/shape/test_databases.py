"""What is left out on PostgreSQL knows of no database."""

import re

import pytest

from scripts.run_tests import WITHOUT_DATABASE
from tests.shape.tree import PROJECT

TOUCHES = re.compile(r"django_db|\bcommitted\b|\binstallation: Installation\b|\.objects\b")


@pytest.mark.parametrize("folder", WITHOUT_DATABASE)
def test_a_folder_left_out_on_postgresql_touches_no_database(folder):
    files = sorted((PROJECT / "tests" / folder).rglob("*.py"))
    here = PROJECT / "tests" / "shape" / "test_databases.py"
    assert files
    assert [str(file) for file in files if file != here and TOUCHES.search(file.read_text("utf-8"))] == []
