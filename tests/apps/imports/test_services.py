"""A file in, whole or not at all, and taken back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fodfaeste.apps.citizens.identity import cpr_find
from fodfaeste.apps.citizens.models import Citizen, Fact, Identity, Place, Spell
from fodfaeste.apps.citizens.services import fact_record
from fodfaeste.apps.goals.models import Answer
from fodfaeste.apps.imports import services
from fodfaeste.apps.imports.models import Batch, Mapping
from fodfaeste.apps.imports.services import (
    ImportRefused,
    UndoRefused,
    import_apply,
    import_preview,
    import_undo,
)
from fodfaeste.apps.journal.models import Event
from tests import make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
HEADING = "borger;navn;målgruppe;ledig siden;indsats startet;tidligere ledighed;overgået fra"
ANE = "17;Ane Prøve;forsikret;01.03.2026;01.03.2026;0;"
BO = "18;Bo Prøve;ung;;;;"


def text(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def look(*lines: str, user=None, mapping=None, name="borgere.csv"):
    return import_preview(
        user=user, authority=make.authority(), file_name=name, content=text(*lines), mapping=mapping
    )


def put_in(*lines: str, user=None, mapping=None, **more):
    return import_apply(
        user=user,
        authority=make.authority(),
        file_name=more.pop("name", "borgere.csv"),
        content=text(*lines),
        mapping=mapping,
        **more,
    )


def believed(reference: str) -> dict[str, str]:
    facts = Fact.objects.filter(citizen__reference=reference, withdrawn_at__isnull=True)
    return {
        name: value
        for name, value, valid_to in facts.values_list("name", "value", "valid_to")
        if valid_to is None
    }


def everything() -> dict[str, object]:
    """What is known of everyone, as anyone who asks today would see it."""
    facts = Fact.objects.filter(withdrawn_at__isnull=True, citizen__active=True)
    return {
        "facts": sorted(
            facts.values_list("citizen__reference", "name", "value", "valid_from", "valid_to", "source"),
            key=repr,
        ),
        "citizens": sorted(
            Citizen.objects.filter(active=True).values_list(
                "reference", "name", "sort_key", "birth_date", "place", "unit", "case_worker"
            ),
            key=repr,
        ),
        "identities": sorted(Identity.objects.values_list("citizen__reference", "cpr_index")),
        "spells": sorted(
            Spell.objects.filter(withdrawn_at__isnull=True).values_list("citizen__reference", "industry")
        ),
        "answers": sorted(
            Answer.objects.filter(until__isnull=True, citizen__active=True).values_list(
                "citizen__reference", "offer", "state", "due_on"
            ),
            key=repr,
        ),
    }


def test_a_file_brings_people_with_their_facts_and_the_policys_answers():
    batch = put_in(HEADING, ANE, BO)
    assert (batch.created, batch.changed, batch.unchanged, batch.state) == (2, 0, 0, "applied")
    assert believed("17") == {
        "target_group": "forsikret",
        "unemployment_started": "2026-03-01",
        "effort_started": "2026-03-01",
        "earlier_unemployment_months": "0",
        "came_from": "ingen",
    }
    group = Fact.objects.get(citizen__reference="17", name="target_group")
    assert (group.valid_from, group.valid_to, group.source, group.batch) == (
        TODAY,
        None,
        "borgere.csv",
        batch,
    )
    assert Answer.objects.get(citizen__reference="17", offer="branchespor").state == "due"


def test_the_file_may_say_from_which_day_a_group_holds():
    put_in("borger;målgruppe;gælder fra", "17;forsikret;01.02.2026")
    assert Fact.objects.get(name="target_group").valid_from == date(2026, 2, 1)


def test_a_preview_counts_and_shows_and_writes_nothing():
    put_in(HEADING, ANE)
    before = everything()
    preview = look(HEADING, ANE.replace("forsikret", "ung"), BO, "19;Ida;ukendt;;;;")
    assert (preview.new, preview.changed, preview.unchanged) == (2, 1, 0)
    shown = preview.people[0]
    assert (shown.row, shown.reference, shown.is_new) == (2, "17", False)
    assert [difference.field for difference in shown.differences] == ["Målgruppe"]
    assert everything() == before
    assert Batch.objects.count() == 1


def test_one_wrong_cell_stops_the_whole_file():
    with pytest.raises(ImportRefused) as refused:
        put_in(HEADING, ANE, BO.replace("18;", "19;"), "20;Ib;ung;31.31.2026;;;")
    assert [(error.row, error.column) for error in refused.value.preview.errors] == [(4, "ledig siden")]
    assert not Citizen.objects.exists()
    assert not Batch.objects.exists()
    assert not Mapping.objects.exists()


def test_the_same_file_twice_changes_nothing():
    put_in(HEADING, ANE, BO)
    facts, before = Fact.objects.count(), everything()
    again = put_in(HEADING, ANE, BO)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)
    assert (Fact.objects.count(), everything()) == (facts, before)
    assert look(HEADING, ANE, BO).may_be_applied is False


def test_an_empty_cell_never_erases_what_is_known_but_the_word_unknown_does():
    put_in(HEADING, ANE)
    put_in("borger;navn;ledig siden;tidligere ledighed", "17;;;")
    assert believed("17")["unemployment_started"] == "2026-03-01"
    put_in("borger;ledig siden;målgruppe", "17;ukendt;ukendt")
    assert not {"unemployment_started", "target_group"} & set(believed("17"))
    assert Citizen.objects.get(reference="17").name == "Ane Prøve"


def test_a_changed_group_closes_the_one_before_and_invents_no_dates(monkeypatch):
    put_in(HEADING, ANE)
    monkeypatch.setenv("FODFAESTE_TODAY", "2026-12-01")
    batch = put_in("borger;målgruppe", "17;arbejdsmarkedsparat", name="december.csv")
    groups = Fact.objects.filter(name="target_group", withdrawn_at__isnull=True).order_by("valid_from")
    assert list(groups.values_list("value", "valid_from", "valid_to", "source")) == [
        ("forsikret", TODAY, date(2026, 12, 1), "borgere.csv"),
        ("arbejdsmarkedsparat", date(2026, 12, 1), None, "december.csv"),
    ]
    assert "became_job_ready" not in believed("17")
    assert believed("17")["came_from"] == "ingen"
    import_undo(user=None, batch=batch)
    assert believed("17")["target_group"] == "forsikret"


def test_what_was_believed_before_a_correction_can_still_be_seen():
    put_in(HEADING, ANE)
    put_in("borger;ledig siden", "17;01.04.2026")
    rows = Fact.objects.filter(name="unemployment_started").order_by("pk")
    assert [(row.value, row.withdrawn_at is None) for row in rows] == [
        ("2026-03-01", False),
        ("2026-04-01", True),
    ]


def test_codes_and_groups_are_known_however_they_are_written():
    put_in("borger;målgruppe;ydelse;visitation", "17;FORSIKRET;Kontanthjælp;Job-parat")
    assert believed("17") == {
        "target_group": "forsikret",
        "benefit": "kontanthjaelp",
        "readiness": "jobparat",
    }


def test_a_group_the_policy_does_not_name_goes_in_with_a_warning():
    assert any("Førtid (1)" in warning for warning in look("borger;målgruppe", "17;Førtid").warnings)
    put_in("borger;målgruppe", "17;Førtid")
    assert believed("17") == {"target_group": "Førtid"}


def test_columns_not_used_new_units_and_unknown_case_workers_are_told():
    warnings = " ".join(look("borger;sko;enhed;by;sagsbehandler", "17;44;Team Ny;Nyby;Per Ukendt").warnings)
    for expected in ("sko", "Team Ny", "Nyby", "Per Ukendt (1)", "intet navn", "kan ikke afgøres"):
        assert expected in warnings


def test_names_of_units_towns_and_case_workers_are_found():
    worker = make.case_worker(unit=make.unit(name="Team Nord"), name="Åge Rask")
    make.place(name="Grenaa")
    put_in("borger;enhed;by;sagsbehandler", "17;team nord;GRENAA;åge rask", "18;Team Syd;Allingåbro;")
    ane, bo = Citizen.objects.order_by("reference")
    assert (ane.unit.name, ane.place.name, ane.case_worker) == ("Team Nord", "Grenaa", worker)
    assert (bo.unit.name, bo.place.name, bo.case_worker) == ("Team Syd", "Allingåbro", None)
    assert Place.objects.count() == 2


def test_a_new_citizen_comes_to_the_case_workers_team_where_the_file_names_none():
    worker = make.case_worker(name="Åge Rask")
    put_in("borger;sagsbehandler", "17;Åge Rask")
    assert Citizen.objects.get().unit == worker.unit


def test_work_in_an_industry_becomes_a_spell_once():
    put_in("borger;brancher;ledig siden", "17;F C;01.03.2026")
    put_in("borger;brancher", "17;C F G")
    spells = Spell.objects.order_by("industry").values_list("industry", "kind", "ends")
    assert list(spells) == [
        ("C", "work", date(2026, 3, 1)),
        ("F", "work", date(2026, 3, 1)),
        ("G", "work", TODAY),
    ]


def test_cpr_numbers_are_stored_encrypted_and_found_again():
    cpr = make.cpr(7)
    put_in("borger;cpr", f"17;{cpr}")
    assert cpr_find(make.authority(), cpr).reference == "17"
    assert cpr.encode() not in bytes(Identity.objects.get().cpr_encrypted)
    assert put_in("borger;cpr", f"17;{cpr[:6]}-{cpr[6:]}").changed == 0


@pytest.mark.parametrize("reference", ["17", "18"])
def test_a_cpr_number_is_never_moved_or_replaced_and_never_shown(reference):
    put_in("borger;cpr", f"17;{make.cpr(7)}")
    other = make.cpr(8) if reference == "17" else make.cpr(7)
    errors = look("borger;cpr", f"{reference};{other}").errors
    assert [(error.row, error.column, error.value) for error in errors] == [(2, "cpr", "")]
    assert other[:6] not in str(errors[0])


def test_the_columns_chosen_are_kept_for_the_next_file():
    put_in("nummer;gruppe", "17;forsikret", mapping={"nummer": "citizen", "gruppe": "target_group"})
    assert look("Nummer;GRUPPE", "17;forsikret").unchanged == 1


def test_two_columns_for_one_field_must_be_settled_first():
    preview = look("borger;sag", "17;18")
    assert "Behold den ene" in preview.problems[0]
    assert look("borger;sag", "17;18", mapping={"sag": ""}).new == 1
    with pytest.raises(ImportRefused):
        put_in("borger;sag", "17;18")


def test_undo_takes_back_exactly_what_a_file_brought():
    anna = make.citizen(reference="17", name="Ane Gammel")
    make.facts(anna, target_group="ung", unemployment_started=date(2026, 1, 1), came_from="aktivitetsparat")
    put_in("borger;tidligere ledighed", "17;3", name="før.csv")
    before = everything()
    cpr = make.cpr(9)
    batch = put_in(
        "borger;navn;født;cpr;by;enhed;målgruppe;ledig siden;overgået fra;tidligere ledighed;brancher",
        f"17;Ane Ny;01.02.1980;{cpr};Nyby;Team Ny;forsikret;01.03.2026;;ukendt;C",
        "18;Bo;;;;;ung;;;;F",
    )
    assert everything() != before
    import_undo(user=None, batch=batch)
    assert everything() == before
    batch.refresh_from_db()
    assert (batch.state, batch.undone_at is None) == ("undone", False)
    assert Citizen.objects.get(reference="18").active is False


def test_undone_twice_is_refused():
    batch = put_in(HEADING, ANE)
    import_undo(user=None, batch=batch)
    with pytest.raises(UndoRefused):
        import_undo(user=None, batch=batch)


def test_a_file_that_was_undone_can_go_in_again():
    first = put_in(HEADING, ANE)
    before = everything()
    import_undo(user=None, batch=first)
    again = put_in(HEADING, ANE)
    assert again.created == 1
    assert everything() == before
    assert Citizen.objects.count() == 1


def test_undo_is_refused_while_a_later_file_builds_on_it_and_says_which():
    first = put_in(HEADING, ANE)
    later = put_in("borger;ledig siden", "17;01.04.2026", name="april.csv")
    with pytest.raises(UndoRefused, match=rf"{later.pk} \(april.csv\)"):
        import_undo(user=None, batch=first)
    import_undo(user=None, batch=later)
    assert believed("17")["unemployment_started"] == "2026-03-01"
    import_undo(user=None, batch=first)
    assert everything()["facts"] == []


def test_undo_is_refused_where_the_case_was_edited_by_hand_since():
    batch = put_in(HEADING, ANE, BO)
    ane = Citizen.objects.get(reference="17")
    fact_record(user=make.case_worker(), citizen=ane, name="unemployment_started", value=date(2026, 4, 1))
    with pytest.raises(UndoRefused, match="i hånden siden for 1 borger: 17"):
        import_undo(user=None, batch=batch)
    assert believed("18") != {}


@pytest.mark.parametrize("later", [make.contact, make.agreement])
def test_undo_is_refused_where_a_citizen_it_brought_has_got_a_talk_or_an_agreement(later):
    batch = put_in(HEADING, ANE)
    later(Citizen.objects.get())
    with pytest.raises(UndoRefused, match="17"):
        import_undo(user=None, batch=batch)


def test_undo_is_refused_where_a_name_was_changed_by_a_later_file():
    put_in("borger;navn", "17;Ane")
    second = put_in("borger;navn", "17;Ane B")
    third = put_in("borger;navn", "17;Ane C", name="tre.csv")
    with pytest.raises(UndoRefused, match=str(third.pk)):
        import_undo(user=None, batch=second)
    import_undo(user=None, batch=third)
    import_undo(user=None, batch=second)
    assert Citizen.objects.get().name == "Ane"


def test_a_file_that_touched_other_things_does_not_stand_in_the_way():
    first = put_in(HEADING, ANE)
    put_in(HEADING, BO)
    import_undo(user=None, batch=first)
    assert list(Citizen.objects.filter(active=True).values_list("reference", flat=True)) == ["18"]


def test_a_case_workers_file_may_not_touch_another_unit():
    worker = make.case_worker(unit=make.unit(name="Team Nord"))
    make.citizen(reference="17", unit=make.unit(name="Team Syd"))
    lines = ("borger;navn;enhed", "17;Ane;", "18;Bo;Team Syd", "19;Ib;team nord", "20;Ea;")
    preview = look(*lines, user=worker)
    assert [(error.row, error.column) for error in preview.errors] == [(2, "borger"), (3, "enhed")]
    assert look(*lines, user=make.leader()).error_count == 0


def test_nobody_puts_a_file_in_elsewhere():
    with pytest.raises(ValueError, match="authority"):
        put_in(HEADING, ANE, user=make.leader(make.authority_elsewhere()))


def test_the_same_id_in_another_municipality_is_another_person():
    elsewhere = make.citizen(make.authority_elsewhere(), reference="17", name="Fremmed")
    put_in(HEADING, ANE)
    elsewhere.refresh_from_db()
    assert (elsewhere.name, Citizen.objects.filter(reference="17").count()) == ("Fremmed", 2)


def test_everyone_a_file_changed_has_it_in_the_journal():
    leader = make.leader()
    put_in(HEADING, ANE)
    put_in(HEADING, ANE, BO, user=leader)
    events = Event.objects.filter(action="import", actor=leader)
    assert list(events.exclude(citizen=None).values_list("citizen__reference", flat=True)) == ["18"]


def test_what_goes_in_is_what_was_shown():
    preview = look(HEADING, ANE)
    put_in("borger;navn", "17;En anden")
    with pytest.raises(ImportRefused, match="siden du så dem"):
        put_in(HEADING, ANE, expected=preview.fingerprint)


def test_the_number_of_queries_does_not_grow_with_the_file():
    make.case_worker()

    def queries(people: int) -> int:
        lines = [f"{n};Borger {n};forsikret;01.03.2026;01.03.2026;0;" for n in range(people)]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            look(HEADING, *lines)
        return len(captured)

    assert queries(5) == queries(50)


def test_an_old_file_that_was_never_put_in_is_forgotten(monkeypatch):
    leader = make.leader()
    old = services.batch_upload(user=leader, file_name="gammel.csv", content=text(HEADING, ANE))
    assert text(ANE) not in bytes(old.content)
    assert services.batch_content(old) == text(HEADING, ANE)
    monkeypatch.setenv("FODFAESTE_TODAY", "2026-12-24")
    services.batch_upload(user=leader, file_name="ny.csv", content=text(HEADING, ANE))
    old.refresh_from_db()
    assert (old.state, old.content) == ("dropped", None)
