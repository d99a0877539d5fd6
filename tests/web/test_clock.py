"""A page tells the time where the reader's municipality is."""

from datetime import UTC, datetime

import pytest

from tests import make
from tests.make.greenland import sermersooq

pytestmark = pytest.mark.django_db


def test_times_are_those_of_the_readers_municipality_wherever_the_server_stands(client):
    citizen = make.citizen(unit=make.unit(sermersooq(), "Majoriaq Nuuk"))
    make.contact(citizen, starts_at=datetime(2026, 9, 7, 12, 0, tzinfo=UTC), state="held")
    client.force_login(make.case_worker(citizen.unit))
    page = client.get(f"/borgere/{citizen.public_id}/").content.decode()
    assert "7. september 2026 kl. 11.00" in page
    assert "kl. 14.00" not in page
