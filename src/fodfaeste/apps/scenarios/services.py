"""Scenarios made, reckoned to the end, reckoned once more, and deleted."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from fodfaeste.apps.accounts.models import Authority, User
from fodfaeste.apps.jobs.services import enqueue
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.scenarios.kept_answer import (
    answer_hash,
    packed_files,
    packed_page,
    page_text,
    unpacked_files,
    unpacked_page,
)
from fodfaeste.apps.scenarios.models import AGAIN, WHOLE, AgainState, Inputs, SavedScenario
from fodfaeste.apps.scenarios.reckoning import first_page, made_with, policy_of, whole_answer
from fodfaeste.bridge.simulation import frozen_tables, to_bytes
from fodfaeste.core.policy import Pack
from fodfaeste.core.scenario import Scenario
from fodfaeste.installation.clock import now

_STEPS = 20  # how often it is written down how far the runs are
PAGE = "side"  # what the page is called among the files


@dataclass(frozen=True, slots=True)
class Tried:
    """What a leader wants to try: the scenario, the policy it stands on, and how many people live there."""

    scenario: Scenario
    home: Pack
    against: Pack | None
    inhabitants: int


def scenario_make(*, user: User, tried: Tried, on: date) -> SavedScenario:
    """Try a scenario a few times, keep it with its answer, and put the rest of the runs in line.

    Raises FodfaesteError where it cannot be tried; then nothing is kept.
    """
    authority = user.authority
    saved = SavedScenario(
        authority=authority,
        author=user,
        name=tried.scenario.name,
        inputs=_inputs_of(authority, on),
        inhabitants=tried.inhabitants,
        scenario=tried.scenario.to_json(),
        policy_files=tried.home.files,
        against_files=tried.against.files if tried.against else {},
        made_with=made_with(tried.home.legal_system),
        created_at=now(),
    )
    saved.page = packed_page(first_page(saved))
    with transaction.atomic():
        saved.inputs = _kept_inputs(saved.inputs)
        saved.save(force_insert=True)
        what = f"Prøv over tid: lavede scenarie {saved.pk} på borgerne pr. {on.isoformat()}"
        journal_write(actor=user, authority=authority, action="change", what=what)
        _enqueue(saved, WHOLE)
    return saved


def _inputs_of(authority: Authority, on: date) -> Inputs:
    """The people as they were frozen earlier on the day, else as they are known now; not kept yet."""
    kept = Inputs.objects.filter(authority=authority, on=on).order_by("-pk").first()
    if kept is not None:
        return kept
    tables = to_bytes(frozen_tables(authority, on))
    return Inputs(
        authority=authority, on=on, hash=hashlib.sha256(tables).hexdigest(), tables=tables, made_at=now()
    )


def _kept_inputs(inputs: Inputs) -> Inputs:
    """The inputs as a row: another leader may have frozen the same, or deleted the last that used them."""
    found = {"authority": inputs.authority, "on": inputs.on, "hash": inputs.hash}
    values = {"tables": inputs.tables, "made_at": inputs.made_at}
    return Inputs.objects.get_or_create(**found, defaults=values)[0]


def scenario_finish(*, saved: SavedScenario) -> None:
    """Run everything and keep the whole answer. Done twice it is the same; an answer that stands is left."""
    if saved.finished_at is not None:
        return
    page, files = whole_answer(saved, _progress(saved))
    values = {
        "page": packed_page(page),
        "files": packed_files(files),
        "hash": answer_hash(page, files),
        "finished_at": now(),
    }
    SavedScenario.objects.filter(pk=saved.pk, finished_at=None).update(**values)


def _progress(saved: SavedScenario) -> Callable[[int, int], None]:
    told = -1

    def tell(done: int, everything: int) -> None:
        nonlocal told
        step = done * _STEPS // everything
        if step > told:
            told = step
            SavedScenario.objects.filter(pk=saved.pk).update(runs_done=done, runs_all=everything)

    return tell


@transaction.atomic
def scenario_ask_again(*, user: User, saved: SavedScenario) -> None:
    """Put in line that a scenario be reckoned once more; or to the end, where it never came there."""
    if saved.finished_at is None:
        _enqueue(saved, WHOLE)
        return
    SavedScenario.objects.filter(pk=saved.pk).update(again=AgainState.ASKED, again_at=now())
    what = f"Prøv over tid: bad om at regne scenarie {saved.pk} igen"
    journal_write(actor=user, authority=saved.authority, action="change", what=what)
    _enqueue(saved, AGAIN)


def scenario_again(*, saved: SavedScenario) -> None:
    """Reckon a scenario once more on its frozen inputs, and tell what came out otherwise."""
    if saved.files is None:
        return
    page, files = whole_answer(saved)
    before = {**unpacked_files(saved.files), PAGE: page_text(unpacked_page(saved.page))}
    after = {**files, PAGE: page_text(page)}
    differs = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    SavedScenario.objects.filter(pk=saved.pk).update(
        again=AgainState.DIFFERS if differs else AgainState.EQUAL,
        again_at=now(),
        again_differs=differs,
        again_with=made_with_now(saved),
    )


def made_with_now(saved: SavedScenario) -> dict[str, str]:
    """What the scenario would be reckoned with today."""
    return made_with(policy_of(saved).legal_system)


@transaction.atomic
def scenario_forget(*, user: User, saved: SavedScenario) -> None:
    """Delete a scenario; and the frozen people, where no other scenario was tried on them."""
    inputs, what = saved.inputs, f"Prøv over tid: slettede scenarie {saved.pk}"
    saved.delete()
    if not SavedScenario.objects.filter(inputs=inputs).exists():
        inputs.delete()
    journal_write(actor=user, authority=user.authority, action="change", what=what)


def _enqueue(saved: SavedScenario, kind: str) -> None:
    enqueue(kind=kind, key=str(saved.pk), arguments={"scenario": saved.pk}, authority=saved.authority)
