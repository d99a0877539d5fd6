"""Scenarios made, reckoned to the end, reckoned once more on what is frozen, and deleted."""

from datetime import date, timedelta

import pytest

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.jobs.models import Job
from fodfaeste.apps.jobs.worker import work_one
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.scenarios import reckoning
from fodfaeste.apps.scenarios.kept_answer import unpacked_files, unpacked_page
from fodfaeste.apps.scenarios.models import Inputs, SavedScenario
from fodfaeste.apps.scenarios.services import (
    Tried,
    scenario_ask_again,
    scenario_finish,
    scenario_forget,
    scenario_make,
)
from fodfaeste.bridge.simulation import from_bytes
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.core.scenario import Scenario, from_json
from fodfaeste.engines.simulation.making.prepare import MOST_OFFERS
from fodfaeste.installation.clock import today
from tests import make
from tests.make import goals

pytestmark = pytest.mark.django_db
PEOPLE, INHABITANTS = 12, 400


@pytest.fixture
def leader() -> User:
    return make.leader(name="Lone Leder")


def some_people(on: date) -> None:
    """Citizens who came into the effort one after another, the first of them long ago."""
    for number in range(PEOPLE):
        citizen = make.citizen(name=f"Navn Nummer {number}")
        began = on - timedelta(days=30 + 40 * number)
        make.facts(
            citizen,
            target_group="forsikret",
            benefit="dagpenge",
            effort_started=began,
            unemployment_started=began,
        )
        make.spell(citizen, began, kind="unemployment")


def tried(**fields: object) -> Tried:
    """Thirty places in the branch track, in few runs."""
    pack = goals.policy()
    asked = {"seats": (("branchespor", 30),), "months": 12, "runs": 2, "name": "Tredive pladser", **fields}
    return Tried(Scenario(policy=pack.name, policy_hash=pack.hash, **asked), pack, None, INHABITANTS)


def made(leader: User, **fields: object) -> SavedScenario:
    return scenario_make(user=leader, tried=tried(**fields), on=today(leader.authority))


def work() -> None:
    assert work_one("worker")


def again(saved: SavedScenario) -> SavedScenario:
    return SavedScenario.objects.select_related("inputs", "authority").get(pk=saved.pk)


def test_a_scenario_comes_to_the_same_bytes_after_the_people_have_changed(leader: User) -> None:
    some_people(today(leader.authority))
    saved = again(made(leader))
    first = unpacked_page(saved.page)
    assert first["runs"] == reckoning.FIRST_RUNS
    assert saved.files is None

    work()
    whole = again(saved)
    assert unpacked_page(whole.page)["runs"] == 2
    assert {"report.html", "report.en.html", "months.csv", "scenario.json"} <= set(
        unpacked_files(whole.files)
    )
    assert whole.runs_done == whole.runs_all > 0
    assert from_json(unpacked_files(whole.files)["scenario.json"]) == from_json(saved.scenario)

    Citizen.objects.update(active=False)
    reckoning._made_ready.cache_clear()
    scenario_ask_again(user=leader, saved=whole)
    work()
    told = again(saved)
    assert (told.again, told.again_differs) == ("equal", [])
    assert (told.hash, bytes(told.page), bytes(told.files)) == (
        whole.hash,
        bytes(whole.page),
        bytes(whole.files),
    )
    actions = list(Event.objects.filter(actor=leader).order_by("pk").values_list("action", flat=True))
    assert actions == ["change", "change"]


def test_a_job_done_twice_leaves_the_answer_that_stands(
    leader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    some_people(today(leader.authority))
    saved = again(made(leader))
    answer = ({"page": 1}, {"report.html": "x"})
    monkeypatch.setattr("fodfaeste.apps.scenarios.services.whole_answer", lambda *_args: answer)
    scenario_finish(saved=saved)
    stands = again(saved)
    monkeypatch.setattr("fodfaeste.apps.scenarios.services.whole_answer", lambda *_args: ({"page": 2}, {}))
    scenario_finish(saved=saved)  # a second worker, who began before the first was done
    scenario_finish(saved=stands)
    assert again(saved).hash == stands.hash


def test_what_comes_out_otherwise_is_named_and_the_answer_stays(
    leader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    some_people(today(leader.authority))
    saved = made(leader)
    services = "fodfaeste.apps.scenarios.services"
    monkeypatch.setattr(f"{services}.whole_answer", lambda *_args: ({"p": 1}, {"months.csv": "1"}))
    scenario_finish(saved=again(saved))
    stands = again(saved)
    monkeypatch.setattr(f"{services}.whole_answer", lambda *_args: ({"p": 1}, {"months.csv": "2"}))
    scenario_ask_again(user=leader, saved=stands)
    Job.objects.filter(kind="scenario").delete()
    work()
    told = again(saved)
    assert (told.again, told.again_differs, told.hash) == ("differs", ["months.csv"], stands.hash)


def test_frozen_people_have_no_names_and_no_number_of_their_own(leader: User) -> None:
    some_people(today(leader.authority))
    saved = made(leader)
    tables = from_bytes(bytes(saved.inputs.tables))
    own = set(Citizen.objects.values_list("reference", flat=True))
    assert tables["citizens"].height == PEOPLE
    for table in tables.values():
        if "citizen" in table.columns:
            assert not own & set(table["citizen"])
    assert not {"name", "cpr", "place", "limits", "languages"} & set(tables["citizens"].columns)
    assert b"Navn Nummer" not in bytes(saved.inputs.tables)


def test_scenarios_of_a_day_share_their_people_until_the_last_is_deleted(leader: User) -> None:
    some_people(today(leader.authority))
    one, other = made(leader), made(leader, seats=(("branchespor", 40),))
    assert one.inputs_id == other.inputs_id
    scenario_forget(user=leader, saved=again(one))
    assert Inputs.objects.count() == 1
    scenario_forget(user=leader, saved=again(other))
    assert Inputs.objects.count() == 0
    assert Event.objects.filter(actor=leader, what__contains="slettede").count() == 2


def test_frozen_people_that_were_changed_are_refused(leader: User) -> None:
    some_people(today(leader.authority))
    saved = made(leader)
    Inputs.objects.update(tables=bytes(saved.inputs.tables) + b" ")
    reckoning._made_ready.cache_clear()
    with pytest.raises(FodfaesteError, match="kontrolsum"):
        scenario_finish(saved=again(saved))


def test_what_cannot_be_tried_is_not_kept(leader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fodfaeste.engines.simulation.making.prepare.MOST_OFFERS", 0)
    assert MOST_OFFERS
    with pytest.raises(FodfaesteError, match="tilbud"):
        made(leader)
    assert not SavedScenario.objects.exists()
    assert not Inputs.objects.exists()
    assert not Job.objects.exists()
