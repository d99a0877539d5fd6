"""How it runs, for the leader: their own municipality, and nothing about any person."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from fodfaeste.apps.jobs.models import Job
from fodfaeste.apps.jobs.services import enqueue
from fodfaeste.apps.jobs.signs import worker_signs
from fodfaeste.apps.operation.kept import LastBackup, backup_remember, last_backup
from fodfaeste.apps.operation.running_page import lines
from fodfaeste.installation import clock
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("FODFAESTE_VAR", str(tmp_path))


def states(authority):
    return [line.is_well for line in lines(authority)]


def test_a_new_installation_says_what_is_missing():
    assert states(make.authority()) == [False, True, True, False]


def test_all_is_well_when_the_work_is_done():
    authority = make.authority()
    worker_signs(name="anna")
    enqueue(kind="nightly", key="norddjurs:2026-11-23", authority=authority)
    Job.objects.update(state="done", finished_at=clock.now())
    backup_remember(LastBackup(clock.true_now(), Path("/b"), 1, ""))
    assert states(authority) == [True, True, True, True]


def test_a_backup_of_the_day_before_yesterday_is_too_old():
    old = clock.true_now() - timedelta(days=2)
    backup_remember(LastBackup(old, Path("/b"), 1, "h"))
    assert not lines(make.authority())[3].is_well
    assert last_backup() == LastBackup(old, Path("/b"), 1, "h")


def test_another_municipalitys_night_is_not_shown(client, django_assert_max_num_queries):
    make.authority_elsewhere()
    client.force_login(make.leader())
    with django_assert_max_num_queries(12):
        page = client.get(reverse("operation:running")).content.decode()
    assert "Der arbejdes ikke lige nu" in page
    assert "Haderslev" not in page
