"""A citizen's offers under the law: counted, shown by paragraph, and never allowed or denied."""

from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.journal.models import Event
from tests import make
from tests.make.greenland import sermersooq

pytestmark = pytest.mark.django_db

PLACEMENT = "virksomhedspraktik"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def worker() -> Client:
    return client_of(make.case_worker())


def person(law_group: str = "lab.6.2", **facts: object) -> Citizen:
    """A job-ready person on cash benefit, whose group of the law is written down."""
    citizen = make.citizen_due()
    make.fact(citizen, "law_group", law_group)
    make.facts(citizen, **facts)
    return citizen


def offers_page(citizen: Citizen) -> str:
    return reverse("offers:offers", args=[citizen.public_id])


def offer_page(citizen: Citizen, offer: str = PLACEMENT) -> str:
    return reverse("offers:offer", args=[citizen.public_id, offer])


def text(client: Client, page: str, status: int = 200, **asked: str) -> str:
    answer = client.get(page, asked)
    assert answer.status_code == status
    return unescape(" ".join(answer.content.decode().split()))


def lines(client: Client, citizen: Citizen, offer: str = PLACEMENT, **asked: str) -> dict:
    """The conditions that concern the person, by rule."""
    parts = client.get(offer_page(citizen, offer), asked).context["parts"]
    return {line.condition.rule.id: line for _part, found in parts for line in found}


def states(client: Client, citizen: Citizen, day: str) -> dict[str, tuple[str, dict[str, int]]]:
    kinds = client.get(offers_page(citizen), {"den": day}).context["kinds"]
    return {line.offer.id: (line.state.text, line.counts) for kind in kinds for line in kind.lines}


def test_the_same_question_on_four_days_gets_the_laws_answer_of_each_day(worker: Client) -> None:
    citizen = person()
    days = ("2024-06-01", "2025-08-01", "2026-03-01", "2026-08-01")
    found = {day: states(worker, citizen, day) for day in days}
    rotation = [found[day]["jobrotation"][0] for day in days]
    assert rotation == ["gælder", "gælder", "afskaffet", "afskaffet"]
    resource = [found[day]["ressourceforloeb"][0] for day in days]
    assert resource == ["gælder", "gælder", "lukket for nye", "lukket for nye"]
    assert "arbejdspligt" not in found["2024-06-01"]
    assert found["2025-08-01"]["arbejdspligt"][0] == "gælder"
    counted = [{offer: counts for offer, (_state, counts) in found[day].items()} for day in days]
    assert all(counted[i] != counted[i + 1] for i in range(len(days) - 1))


def test_another_day_takes_the_facts_of_that_day_too(worker: Client) -> None:
    citizen = make.citizen_due()
    make.fact(citizen, "law_group", "lab.6.2", valid_to=date(2026, 3, 1))
    make.fact(citizen, "law_group", "lab.6.7", valid_from=date(2026, 3, 1))
    before = worker.get(offers_page(citizen), {"den": "2026-02-01"}).context["group"].value
    after = worker.get(offers_page(citizen), {"den": "2026-04-01"}).context["group"].value
    assert before.startswith("nr. 2:")
    assert after.startswith("nr. 7:")


def test_conditions_are_counted_and_nothing_is_allowed_or_denied(worker: Client) -> None:
    citizen = person()
    page = text(worker, offers_page(citizen))
    counted = worker.get(offers_page(citizen)).context["kinds"][0].lines[0].counts
    told = lines(worker, citizen)
    assert counted == {name: sum(one.standing == name for one in told.values()) for name in counted}
    assert f"{counted['unknown']} kan ikke afgøres" in page
    for word in ("må få", "har ret til tilbuddet", "afvist", "bevilget"):
        assert word not in page


def test_every_condition_stands_by_its_paragraph_with_certainty_and_the_day_it_was_read(
    worker: Client,
) -> None:
    citizen = person()
    page = text(worker, offer_page(citizen))
    for line in lines(worker, citizen).values():
        assert line.condition.reference in page
        assert line.certainty.text in page
    assert "LAB § 57, stk. 1" in page
    assert "slået op 22. november 2026" in page


def test_weeks_are_said_in_words(worker: Client) -> None:
    assert lines(worker, person())["virksomhedspraktik.varighed.trin-1"].values == ["4 uger"]


def test_what_speaks_of_other_groups_is_folded(worker: Client) -> None:
    citizen = person()
    answer = worker.get(offer_page(citizen))
    folded = {line.condition.rule.id for line in answer.context["others"]}
    assert "virksomhedspraktik.varighed.trin-2" in folded
    assert not folded & set(lines(worker, citizen))
    assert "regler, der gælder andre grupper" in answer.content.decode()


def test_a_rule_without_a_condition_that_can_be_computed_is_for_a_person_to_see(worker: Client) -> None:
    seen = [line for line in lines(worker, person()).values() if line.standing == "by_person"]
    assert seen
    assert {line.mark.text for line in seen} == {"gælder; et menneske skal se efter"}


def test_a_missing_fact_is_a_way_to_the_page_that_writes_it(worker: Client) -> None:
    citizen = make.citizen()
    make.fact(citizen, "law_group", "lab.6.1")
    page = text(worker, offer_page(citizen, "seks-ugers-uddannelse"))
    missing = worker.get(offer_page(citizen, "seks-ugers-uddannelse")).context["facts"]
    wanted = [fact for fact in missing if fact.is_missing and fact.may_be_written]
    assert wanted
    for fact in wanted:
        assert reverse("citizens:fact", args=[citizen.public_id, fact.name]) in page


def test_a_leader_sees_what_is_missing_and_no_way_to_write_it() -> None:
    citizen = make.citizen()
    make.fact(citizen, "law_group", "lab.6.1")
    page = text(client_of(make.leader()), offer_page(citizen, "seks-ugers-uddannelse"))
    assert "mangler" in page
    assert "/oplysning/" not in page


def test_the_policys_line_stands_beside_the_laws_and_the_law_binds(worker: Client) -> None:
    citizen = person()
    told = lines(worker, citizen)["virksomhedspraktik.adgang"]
    assert [meeting.entry.id for meeting in told.policy] == ["sigte.virksomhedsrettet-tilbud"]
    page = text(worker, offer_page(citizen))
    assert reverse("goals:item", args=["sigte.virksomhedsrettet-tilbud"]) in page
    assert "Loven binder." in page


def test_what_the_policy_puts_first_and_its_own_offers_stand_on_the_page(worker: Client) -> None:
    page = worker.get(offers_page(person())).context
    assert {entry.kind for entry in page["priorities"]} == {"priority"}
    assert [offer.id for offer in page["policy"].offers] == ["branchespor"]
    named = {line.offer.id for kind in page["kinds"] for line in kind.lines if line.policy}
    assert {"virksomhedspraktik", "loentilskud"} <= named


def test_the_ratio_is_unknown_without_a_workplace_and_answered_with_one(worker: Client) -> None:
    citizen, unit = person(), make.production_unit()
    make.staff(unit, ordinary=20, supported=1)
    without = lines(worker, citizen)["virksomhedspraktik.forholdstal.loft"]
    beside = lines(worker, citizen, arbejdssted=unit.p_number)["virksomhedspraktik.forholdstal.loft"]
    assert (without.standing, beside.standing) == ("unknown", "met")
    assert "højst 4 med støtte hos arbejdsgiveren" in beside.values


def test_a_place_that_the_citizen_found_is_said_on_the_page(worker: Client) -> None:
    right = "virksomhedspraktik.ret.selvfundet"
    citizen = person()
    told = [lines(worker, citizen, selv_fundet=said)[right].standing for said in ("", "ja", "nej")]
    assert told == ["unknown", "met", "not_met"]


def test_an_offer_whose_rules_all_speak_of_other_groups_says_so(worker: Client) -> None:
    page = text(worker, offers_page(person()))
    row = page[page.index("Skånejob") :]
    assert "Reglerne taler om andre grupper." in row[: row.index("</tr>")]


def test_a_workplace_of_another_municipality_is_not_known_here(worker: Client) -> None:
    unit = make.production_unit(company=make.company(make.authority_elsewhere()))
    page = text(worker, offer_page(person()), status=422, arbejdssted=unit.p_number)
    assert "kender intet arbejdssted" in page


def test_no_such_offer_is_not_found(worker: Client) -> None:
    assert worker.get(offer_page(person(), "findes-ikke")).status_code == 404


def test_every_offer_of_the_law_has_a_page(worker: Client) -> None:
    citizen = person()
    for kind in worker.get(offers_page(citizen)).context["kinds"]:
        for line in kind.lines:
            assert worker.get(offer_page(citizen, line.offer.id)).status_code == 200


def test_each_look_is_journalled_with_what_was_looked_at(worker: Client) -> None:
    citizen = person()
    worker.get(offers_page(citizen))
    worker.get(offer_page(citizen))
    told = Event.objects.filter(citizen=citizen, action="see").order_by("pk").values_list("what", flat=True)
    assert list(told) == ["Tilbud og lov", f"Tilbud og lov: {PLACEMENT}"]


def test_a_case_worker_of_another_unit_says_why_first() -> None:
    other = client_of(make.case_worker(make.unit(name="Team Syd")))
    citizen = person()
    answer = other.get(offers_page(citizen))
    assert answer.headers["Location"].startswith(reverse("citizens:reason", args=[citizen.public_id]))


def test_under_greenlandic_law_no_danish_act_is_mentioned() -> None:
    place = sermersooq()
    citizen = make.citizen(place)
    make.fact(citizen, "gl_match_group", "2")
    client = client_of(make.leader(place))
    page = text(client, offers_page(citizen))
    assert "nr. 2:" in page
    for kind in client.get(offers_page(citizen)).context["kinds"]:
        for line in kind.lines:
            told = text(client, offer_page(citizen, line.offer.id))
            assert "LAB §" not in told
    assert client.get(offer_page(citizen)).status_code == 404


def test_the_citizen_reads_the_same_in_plain_words() -> None:
    citizen = person()
    client = client_of(make.citizen_user(citizen))
    page = text(client, reverse("offers:my_offers"))
    assert "Passer på dig:" in page
    assert "Det er ikke et ja eller et nej." in page
    told = text(client, reverse("offers:my_offer", args=[PLACEMENT]))
    assert "Det passer på dig" in told
    assert "LAB § 57, stk. 1" in told


def test_the_way_here_stands_on_the_citizens_page_and_on_the_own_page(worker: Client) -> None:
    citizen = person()
    page = text(worker, reverse("citizens:citizen", args=[citizen.public_id]))
    assert offers_page(citizen) in page
    own = text(client_of(make.citizen_user(citizen)), reverse("citizens:my_page"))
    assert reverse("offers:my_offers") in own


def test_the_pages_take_few_questions_to_the_database(worker: Client, django_assert_num_queries) -> None:
    citizen = person()
    worker.get(offers_page(citizen))
    # session, user with authority, citizen, journal; people, facts, the law's facts, talks; policy's answers
    with django_assert_num_queries(9):
        worker.get(offers_page(citizen))
    with django_assert_num_queries(8):
        worker.get(offer_page(citizen))
