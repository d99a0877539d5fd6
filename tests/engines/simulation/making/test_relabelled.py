"""One municipality's policy on another's people: what the law's groups say surely, and what they do not."""

from datetime import date

import numpy as np
import polars as pl

from fodfaeste.engines.simulation.making.notes import Note, What
from fodfaeste.engines.simulation.making.prepare import Place, prepare
from fodfaeste.engines.simulation.making.relabelled import relabelled
from fodfaeste.engines.simulation.making.rights import Policy
from fodfaeste.engines.simulation.model import NEVER
from fodfaeste.formats.packs import installed_pack
from fodfaeste.formats.packs.simulation import installed_country
from tests.engines.simulation.making import snapshot

ON = snapshot.ON
NORDDJURS, KALUNDBORG, HADERSLEV, SERMERSOOQ = (
    installed_pack(slug, ON) for slug in ("norddjurs", "kalundborg", "haderslev", "sermersooq")
)

#: Kalundborg's people: own label, benefit, readiness, the law's group.
PEOPLE = (
    ("ledig", "dagpenge", None, "lab.6.1"),
    ("ledig", "kontanthjaelp", "jobparat", "lab.6.2"),
    ("ung", "kontanthjaelp", "uddannelsesparat", "lab.6.4"),
    ("udsat", "kontanthjaelp", "aktivitetsparat", "lab.6.3"),
    ("udsat", "ressourceforloebsydelse", None, "lab.6.7"),
    ("sygemeldt", "sygedagpenge", None, None),
    ("udsat", "kontanthjaelp", "aktivitetsparat", None),
    ("ingen", None, None, None),
    (None, None, None, None),
)


def tables(people=PEOPLE, **facts):
    citizens = [
        {
            "citizen": f"B{at}",
            "target_group": label,
            "came_from": "ledig",
            "effort_started": date(2026, 1, 5),
            **facts,
        }
        for at, (label, *_) in enumerate(people)
    ]
    days = {"valid_from": date(2026, 1, 5), "valid_to": None}
    statuses = [
        {"citizen": f"B{at}", "kind": kind, "value": value, **days}
        for at, (_, *known) in enumerate(people)
        for kind, value in zip(("benefit", "readiness", "law_group"), known, strict=True)
        if value is not None
    ]
    return snapshot.tables(citizens=citizens, statuses=statuses, spells=[], agreements=[])


def tried(home, other, labels=None, people=PEOPLE, **facts):
    place = Place(tables(people, **facts), ON, home, installed_country(home.legal_system))
    policies = [Policy("i dag", home), Policy("anden", other, labels=labels or {})]
    return prepare(place, policies, months=24, seed=1)


def named(labels=None, other=NORDDJURS, people=PEOPLE, **facts):
    found = tried(KALUNDBORG, other, labels, people, **facts)
    axes = found.model.axes
    states = pl.Series([axes.states[state] for state in found.model.people.state])
    return relabelled(tables(people, **facts), states, other, KALUNDBORG, ON, labels)


def test_people_have_the_label_that_names_their_group_of_the_law():
    naming, _ = named()
    assert naming.citizens.to_list() == [
        "forsikret",
        "arbejdsmarkedsparat",
        "ung",
        "aktivitetsparat",
        "ingen",  # in clarification: Norddjurs has no label for them
        "ingen",  # nor for the sick, whose own label alone tells the group
        None,  # among four groups of the law, and none is recorded
        "ingen",
        None,
    ]


def test_a_new_spell_is_called_what_all_of_the_same_state_and_label_are():
    naming, _ = named()
    assert naming.kinds["dagpenge", "ledig"] == "forsikret"
    assert naming.kinds["jobparat", "ledig"] == "arbejdsmarkedsparat"
    assert naming.kinds["afklaring", "udsat"] == "ingen"
    assert naming.kinds["aktivitetsparat", "udsat"] is None  # one is placed, one cannot be
    assert naming.before["ung"] == "ung"
    assert naming.before["ledig"] is None  # two labels there
    assert naming.before["sygemeldt"] == "kalundborg:sygemeldt"  # another group all the same


def test_what_cannot_be_placed_and_what_is_not_spoken_of_is_counted():
    _, notes = named()
    assert notes == [
        Note(What.LABEL_NOT_PLACED, "udsat", 1),
        Note(What.LABEL_NOT_SPOKEN_OF, "sygemeldt", 1),
        Note(What.LABEL_NOT_SPOKEN_OF, "udsat", 1),
    ]


def test_what_a_user_chooses_goes_before_the_law():
    naming, notes = named({"udsat": "aktivitetsparat", "sygemeldt": "ung"})
    assert naming.citizens.to_list()[3:7] == ["aktivitetsparat", "aktivitetsparat", "ung", "aktivitetsparat"]
    assert naming.kinds["afklaring", "udsat"] == "aktivitetsparat"
    assert notes == []


def test_the_other_policys_rules_are_asked_under_its_own_labels():
    found = tried(KALUNDBORG, NORDDJURS)
    axes, rights = found.model.axes, found.rights[1]
    track = axes.offers.index("branchespor")
    assert axes.offers == ("tidlig-ungeindsats", "branchespor")
    # Insured since the 5th of January: due after six months; job-ready on cash benefit: after three.
    assert rights.first[track].tolist() == [-4, -7, *[NEVER] * 7]
    group = axes.groups.index("ledig")
    wait = rights.wait[track, :, group, -1, 0, 0, 0, 0]
    assert wait[axes.states.index("dagpenge")] == 6
    assert wait[axes.states.index("jobparat")] == 3
    assert wait[axes.states.index("syg")] == NEVER


def test_those_in_the_programme_of_the_integration_act_are_placed_by_it():
    people = (("udsat", "kontanthjaelp", None, None),)
    naming, _ = named(people=people, integration_started=date(2025, 3, 1))
    assert naming.citizens.to_list() == ["integrationsborger"]


def test_labels_that_nobody_has_placed_in_the_law_are_no_answer():
    home = KALUNDBORG
    found = tried(home, HADERSLEV)
    assert (found.rights[1].first == NEVER).all()  # Haderslev has no rule; nothing is guessed
    greenland = tried(home, SERMERSOOQ)
    assert (greenland.rights[1].first == NEVER).all()
    assert np.all(greenland.rights[1].wait == NEVER)
