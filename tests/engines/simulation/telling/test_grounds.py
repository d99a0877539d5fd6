"""Every number's ground is said: the municipality's own spells, a study, or a choice that nobody decided."""

from dataclasses import replace
from datetime import date

import numpy as np

from fodfaeste.core.evidence_codes import LOG_HAZARD
from fodfaeste.core.words import Words
from fodfaeste.engines.simulation.making.effects import Effect
from fodfaeste.engines.simulation.making.shrink import Estimated, defaults_only
from fodfaeste.engines.simulation.telling.grounds import grounds
from fodfaeste.formats.packs.simulation import installed_country

SAID = installed_country("denmark").offer("branchespor")
NAMES = {"branchespor": Words("Branchespor", "Branch track")}


def estimated() -> Estimated:
    return defaults_only(np.zeros((2, 1, 1, 1, 1, 2)), np.array([[0.0, 0.3], [0.3, 0.0]]))


def own() -> Estimated:
    is_own = np.array([[False, True], [False, False]])
    return replace(estimated(), is_own=is_own, since=date(2024, 11, 24), vanished=7.2)


def effect(finding: str | None, *, published: bool = False) -> Effect:
    return Effect("branchespor", SAID, finding, 0.1, 0.1, LOG_HAZARD, published)


def said(what: Estimated, *effects: Effect) -> str:
    return " ".join(words.da for words in grounds(what, effects, NAMES))


def test_defaults_alone_are_said_to_be_decided_by_nobody() -> None:
    assert "Alle overgange er landets standardtal" in said(estimated())


def test_own_spells_are_said_with_how_many_and_from_when() -> None:
    told = said(own())
    assert "1 af 2 overgange hviler på kommunens egne forløb fra 2024-11-24" in told
    assert "For 7 afgange fra indsatsen vides ikke hvortil" in told


def test_an_offer_names_its_finding_or_that_there_is_none() -> None:
    assert "Branchespor: ingen læst størrelse" in said(estimated(), effect(None))
    assert "fra card2018.x i packs/evidence. Usikkerheden er ikke læst" in said(
        estimated(), effect("card2018.x")
    )
    assert "virkningen og dens usikkerhed er fra a.b" in said(estimated(), effect("a.b", published=True))
