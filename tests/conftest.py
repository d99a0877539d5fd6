"""What holds for every test: its own folder for data, a fixed day, and no Django unless it is installed.

The environment is made before anything of the product is imported. Django is only touched in
`pytest_configure`, so the tests of core and engines run where Django is not installed.
"""

import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

PROJECT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-23"
#: A test with none of these runs on SQLite only; `installation` is the way to a database in another process.
DATABASE_MARKS = ("django_db", "postgres")
DATABASE_FIXTURES = frozenset(
    {"db", "transactional_db", "django_db_setup", "installation", "migrated", "site"}
)
_VAR = Path(tempfile.mkdtemp(prefix="fodfaeste-tests-"))

os.environ["FODFAESTE_VAR"] = str(_VAR)
os.environ["FODFAESTE_TODAY"] = TODAY
# What `make setup` compiled serves the tests too.
os.environ.setdefault("NUMBA_CACHE_DIR", str(PROJECT / "var" / "compiled"))
if find_spec("django"):
    os.environ["DJANGO_SETTINGS_MODULE"] = "fodfaeste.web.settings"

# In CI the same examples each time, half as many, and no test fails because a machine was busy.
settings.register_profile(
    "ci",
    max_examples=50,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cases", type=int, default=1, help="made-up calls tried on each operation of the API")


def pytest_configure() -> None:
    if "DJANGO_SETTINGS_MODULE" not in os.environ:
        return
    from django.conf import settings as django_settings

    # Reading one setting loads them all; pytest-django then starts Django in its own turn.
    _ = django_settings.DATABASES


def pytest_unconfigure() -> None:
    shutil.rmtree(_VAR, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("FODFAESTE_DATABASE", "").startswith("postgres"):
        away = [item for item in items if not _asks_for_a_database(item)]
        config.hook.pytest_deselected(items=away)
        items[:] = [item for item in items if _asks_for_a_database(item)]
        return
    later = pytest.mark.skip(reason="needs PostgreSQL: make test DB=postgres")
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(later)


def _asks_for_a_database(item: pytest.Item) -> bool:
    """The others are refused every database by pytest-django, so PostgreSQL cannot change what they tell."""
    marked = any(item.get_closest_marker(name) for name in DATABASE_MARKS)
    return marked or not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's own folder."""
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of design, policies and data beside the project; who has only the project skips."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared (policies and data) does not lie beside this project")
    return folder
