"""What the tests of the outbox share."""

from collections.abc import Iterator

import pytest

from fodfaeste.installation.folders import var_folder


@pytest.fixture
def without_settings() -> Iterator[None]:
    """Nothing stands in `outbox.toml` but what the test writes, and nothing after it."""
    yield
    (var_folder() / "outbox.toml").unlink(missing_ok=True)
