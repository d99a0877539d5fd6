"""Two answers to one link at the same moment: one wins, the other gets a readable page. On both databases."""

import json

ANSWERED_BY_TWO = """
import json, threading
from django.test import Client
from django.urls import reverse
from django.db import connection
from tests import make
from tests.make import links
from fodfaeste.apps.links.models import Link
from fodfaeste.apps.journal.models import Event

link = links.link_to_sign()
start, found = threading.Barrier(2), []

def answer(said):
    client = Client(SERVER_NAME="localhost")
    client.post(reverse("links:token", args=[link.token]), {"fact": links.born(link.citizen)})
    start.wait()
    page = client.post(reverse("links:opened", args=[link.public_id]), {"answer": said})
    found.append((page.status_code, said, "Det er allerede gjort" in page.content.decode()))
    connection.close()

both = [threading.Thread(target=answer, args=[said]) for said in ("yes", "no")]
[one.start() for one in both]
[one.join() for one in both]
agreement = link.citizen.agreements.get()
told = Event.objects.filter(what__startswith="Borgeren siger").count()
users = Event.objects.exclude(actor=None).filter(actor_role="citizen").values("actor").distinct().count()
print(json.dumps([sorted(found), agreement.answer, told, users]))
"""


def test_of_two_answers_at_once_one_counts_and_the_other_is_told_so(installation, project):
    said = installation.script(ANSWERED_BY_TWO, env={"PYTHONPATH": str(project)})
    (won, lost), answer, told, users = json.loads(said.splitlines()[-1])
    assert (won[0], won[2]) == (200, False)
    assert (lost[0], lost[2]) == (409, True)
    assert answer == won[1]
    assert told == 1
    assert users == 1  # and two first visits at once made one user
