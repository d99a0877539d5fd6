"""Prøv over tid as a leader meets it: the form, the answer, its files, and scenarios side by side."""

import io
import zipfile
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.goals.forms import TrialForm
from fodfaeste.apps.jobs.models import Job
from fodfaeste.apps.jobs.services import enqueue
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.scenarios.kept_answer import packed_page
from fodfaeste.apps.scenarios.models import SavedScenario
from tests import make
from tests.make import goals, scenarios

pytestmark = pytest.mark.django_db

LIST = reverse("scenarios:scenarios")
AFTER = "branchespor-forsikret-any-of-0-after"


@pytest.fixture
def leader() -> User:
    return make.leader(name="Lone Leder")


@pytest.fixture
def client(leader: User) -> Client:
    client = Client()
    client.force_login(leader)
    return client


def typed(**changed: str) -> dict[str, str]:
    """The form as it stands when it is opened, with some values changed."""
    fields = TrialForm(goals.policy()).fields.items()
    values = {name: "" if field.initial is None else str(field.initial) for name, field in fields}
    return {**values, "seats-branchespor": "0", "months": "12", "inhabitants": "400", **changed}


def page(client: Client, saved: SavedScenario, name: str = "scenario", *more: str):
    return client.get(reverse(f"scenarios:{name}", args=[saved.pk, *more]))


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def errors(client: Client, **changed: str) -> dict[str, list[str]]:
    answer = client.post(LIST, typed(**changed))
    assert answer.status_code == 422
    return {name: [str(error) for error in told] for name, told in answer.context["form"].errors.items()}


def test_what_was_typed_stands_beside_what_is_wrong(client: Client) -> None:
    answer = client.post(LIST, typed(**{AFTER: "tre", "name": "Mit forsøg", "seats-branchespor": "mange"}))
    form = answer.context["form"]
    assert answer.status_code == 422
    assert set(form.errors) == {AFTER, "seats-branchespor"}
    assert (form[AFTER].value(), form["name"].value()) == ("tre", "Mit forsøg")
    assert '<details class="details" open>' in answer.content.decode()
    assert not SavedScenario.objects.exists()


@pytest.mark.parametrize("municipality", ["haderslev", "kalundborg", "naestved", "sermersooq"])
def test_the_form_opens_for_every_policy(municipality: str) -> None:
    client = Client()
    client.force_login(make.leader(make.authority(municipality, policy=municipality)))
    form = client.get(LIST).context["form"]
    assert form.is_right_open() == (not form.parameters)
    assert len(form.fields["right_offer"].choices) > 1


def test_what_is_asked_beyond_what_is_told_is_said(client: Client, leader: User) -> None:
    asked = replace(scenarios.asked(leader), months=120).to_json()
    assert "kun om 60" in text(page(client, scenarios.scenario(leader, scenario=asked)))
    assert "kun om 60" not in text(page(client, scenarios.scenario(leader)))


def test_nothing_changed_is_nothing_to_try(client: Client) -> None:
    assert list(errors(client)) == ["__all__"]
    assert list(errors(client, inhabitants="", **{AFTER: "3"})) == ["inhabitants"]


def test_a_new_right_says_to_what_for_whom_and_when(client: Client) -> None:
    assert list(errors(client, right_offer="mentor")) == ["right_group", "right_after"]
    assert list(errors(client, right_group="ung")) == ["right_offer"]
    right = {"right_offer": "branchespor", "right_group": "ung", "right_after": "1"}
    assert list(errors(client, **right, right_seats="5")) == ["right_seats"]


def test_anothers_policy_is_tried_alone(client: Client) -> None:
    assert list(errors(client, against="kalundborg", **{AFTER: "3"})) == ["against"]


def test_a_leader_tries_and_is_shown_the_first_answer(client: Client, leader: User) -> None:
    make.citizen_due()
    right = {"right_offer": "mentor", "right_group": "ung", "right_after": "0", "right_seats": "4"}
    changed = typed(**{AFTER: "3", "seats-branchespor": "5", **right})
    answer = client.post(LIST, changed, follow=True)
    saved = SavedScenario.objects.get()
    told = text(answer)
    assert answer.redirect_chain[-1][0] == reverse("scenarios:scenario", args=[saved.pk])
    for words in (
        "6 måneder",
        "3 måneder",
        "Pladser: branchespor",
        "Ny ret til mentor",
        "straks",
        "Nye pladser: mentor",
    ):
        assert words in told
    assert "ikke besluttet" in told
    assert "fra de første 10 kørsler" in told
    assert Job.objects.get(kind="scenario").arguments == {"scenario": saved.pk}
    made = Event.objects.filter(actor=leader).order_by("pk").values_list("action", "what")
    assert [action for action, _what in made] == ["change", "see"]


def test_the_page_shows_the_answer_its_doubt_and_its_limits(client: Client, leader: User) -> None:
    saved = scenarios.scenario(leader)
    told = text(page(client, saved))
    for words in ("+12 måneder.", "−5 til +30", "Det, der ikke er simuleret", "Rapport på dansk", saved.hash):
        assert words in told
    assert "<progress" not in told
    assert page(client, saved, "chart", "caseload").content.startswith(b"<svg")
    assert page(client, saved, "chart", "noget").status_code == 404


def test_the_progress_asks_for_itself_until_the_answer_stands(client: Client, leader: User) -> None:
    saved = scenarios.scenario(leader, is_finished=False, runs_done=40, runs_all=200)
    told = text(page(client, saved, "progress"))
    assert "40 af 200 beregninger" in told
    assert 'hx-trigger="every 2s"' in told
    assert "<progress" in text(page(client, saved))
    done = page(client, scenarios.scenario(leader), "progress")
    assert done.headers["HX-Refresh"] == "true"
    assert "hx-get" not in done.content.decode()


def test_a_job_that_gave_up_is_told_and_can_be_asked_for_again(client: Client, leader: User) -> None:
    saved = scenarios.scenario(leader, is_finished=False)
    enqueue(kind="scenario", key=str(saved.pk), authority=leader.authority)
    Job.objects.update(state="failed")
    assert "gik i stå" in text(page(client, saved))
    client.post(reverse("scenarios:again", args=[saved.pk]))
    assert Job.objects.filter(kind="scenario", state="waiting").count() == 1


def test_files_are_taken_along_and_the_journal_says_so(client: Client, leader: User) -> None:
    saved = scenarios.scenario(leader)
    one, everything = page(client, saved, "file", "months.csv"), page(client, saved, "file", "scenarie.zip")
    assert one.content.decode() == scenarios.FILES["months.csv"]
    assert one.headers["Content-Disposition"].startswith("attachment")
    assert set(zipfile.ZipFile(io.BytesIO(everything.content)).namelist()) == set(scenarios.FILES)
    assert Event.objects.filter(actor=leader, action="export").count() == 2
    assert page(client, saved, "file", "settings.py").status_code == 404
    assert (
        page(client, scenarios.scenario(leader, is_finished=False), "file", "months.csv").status_code == 404
    )


def test_scenarios_stand_side_by_side(client: Client, leader: User) -> None:
    one = scenarios.scenario(leader)
    other = scenarios.scenario(leader, name="Tyve", page=packed_page(scenarios.page(difference="+24")))
    told = text(client.get(reverse("scenarios:compare"), {"scenarie": [one.pk, other.pk]}))
    row = told[told.index("Borgere i indsats") :]
    assert row.index("+12") < row.index("+24")
    assert "Vælg to eller tre" in text(client.get(reverse("scenarios:compare"), {"scenarie": [one.pk, "x"]}))


def test_only_the_author_deletes(client: Client, leader: User) -> None:
    saved = scenarios.scenario(make.leader(name="En Anden"))
    assert client.post(reverse("scenarios:delete", args=[saved.pk])).status_code == 403
    assert "Slet scenariet" not in text(page(client, saved))


def test_what_was_read_otherwise_is_told_beside_another_answer(client: Client, leader: User) -> None:
    before = scenarios.scenario(leader).made_with
    saved = scenarios.scenario(
        leader, again="differs", again_differs=["months.csv"], again_with={**before, "evidence": "new"}
    )
    told = text(page(client, saved))
    assert "fund om virkning: b → new" in told
    assert "standardtal for simulation" not in told


def test_the_list_takes_the_same_queries_for_many_as_for_few(
    client: Client, leader: User, django_assert_max_num_queries
) -> None:
    for number in range(3):
        scenarios.scenario(leader, name=f"Nummer {number}")
    with django_assert_max_num_queries(9):
        assert "Nummer 2" in text(client.get(LIST))
    for number in range(3, 9):
        scenarios.scenario(leader, name=f"Nummer {number}")
    with django_assert_max_num_queries(9):
        assert "Nummer 8" in text(client.get(LIST))


def test_a_scenario_takes_few_queries(client: Client, leader: User, django_assert_max_num_queries) -> None:
    saved = scenarios.scenario(leader)
    with django_assert_max_num_queries(9):
        page(client, saved)
