"""What is left out on PostgreSQL knows of no database."""

import re

import pytest

from scripts.run_tests import WITHOUT_DATABASE
from tests.shape.tree import PROJECT

TOUCHES = re.compile(r"django_db|\bcommitted\b|\binstallation: Installation\b|\.objects\b")

#: The commands that open a database, given to a process.
ERRAND = re.compile(
    r'(?:fodfaeste(?:\.cli)?"|COMMAND), "'
    r'(demo|serve|work|nightly|migrate|setup-authority|createuser|import|export|journal|keys|backup|restore|doctor)"'
)


@pytest.mark.parametrize("folder", WITHOUT_DATABASE)
def test_a_folder_left_out_on_postgresql_touches_no_database(folder):
    files = sorted((PROJECT / "tests" / folder).rglob("*.py"))
    here = PROJECT / "tests" / "shape" / "test_databases.py"
    assert files
    assert [str(file) for file in files if file != here and TOUCHES.search(file.read_text("utf-8"))] == []


def test_a_process_with_a_database_is_started_by_an_installation_or_the_journeys():
    """Only there PostgreSQL is asked too: the other tests that start processes ask for no database."""
    known = ("journeys", "databases.py", "test_databases.py")
    files = [file for file in (PROJECT / "tests").rglob("*.py") if not {file.name, *file.parts} & set(known)]
    starting = [file for file in files if "import subprocess" in file.read_text("utf-8")]
    assert starting
    assert [str(file) for file in starting if ERRAND.search(file.read_text("utf-8"))] == []
