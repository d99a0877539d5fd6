"""The policy on screen: who may see what of it, and how each line says it stands."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.naming import sort_key
from fodfaeste.apps.journal.models import Event
from tests.make import goals, people

pytestmark = pytest.mark.django_db

ITEM = "branchespor.forsikret"
PEOPLE = reverse("goals:item_people", args=[ITEM])


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(client: Client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def leader() -> Client:
    return client_of(people.leader())


@pytest.mark.parametrize("role", ["case_worker", "leader", "committee", "citizen"])
@pytest.mark.parametrize("page", [reverse("goals:policy"), reverse("goals:item", args=[ITEM])])
def test_every_signed_in_person_reads_the_policy(role: str, page: str) -> None:
    assert client_of(people.user(role)).get(page).status_code == 200


@pytest.mark.parametrize("page", [reverse("goals:policy"), reverse("goals:item", args=[ITEM]), PEOPLE])
def test_who_is_not_signed_in_comes_to_the_sign_in_page(page: str) -> None:
    answer = Client().get(page)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/log-ind/")


@pytest.mark.parametrize(
    ("role", "status"), [("case_worker", 200), ("leader", 200), ("committee", 403), ("citizen", 403)]
)
def test_only_those_who_work_with_citizens_see_whom_a_rule_speaks_of(role: str, status: int) -> None:
    assert client_of(people.user(role)).get(PEOPLE).status_code == status


def test_the_policy_says_what_it_is_and_what_is_not_known_of_it(leader: Client) -> None:
    page = text(leader, reverse("goals:policy"))
    assert "Arbejdsmarkedsstrategi for Norddjurs Kommune 2020-2021" in page
    assert "21. januar 2020 af Kommunalbestyrelsen" in page
    assert "<dt>Adresse på nettet</dt><dd>ukendt</dd>" in page
    assert "Politikken gælder videre, til den afløses." in page


def test_every_line_in_force_stands_in_the_tree(leader: Client) -> None:
    page = text(leader, reverse("goals:policy"))
    for entry in goals.policy().entries:
        assert f'href="{reverse("goals:item", args=[entry.id])}"' in page


def test_every_line_has_a_page_of_its_own(leader: Client) -> None:
    for entry in goals.policy().entries:
        page = text(leader, reverse("goals:item", args=[entry.id]))
        assert entry.source.section in page


def test_a_rule_says_how_many_should_begin_today(leader: Client) -> None:
    for _ in range(2):
        goals.answer(people.citizen())
    assert "kører: 2 skal begynde i dag" in text(leader, reverse("goals:item", args=[ITEM]))


def test_fewer_than_five_are_not_counted_out_to_the_committee() -> None:
    for _ in range(4):
        goals.answer(people.citizen())
    page = text(client_of(people.committee_member()), reverse("goals:item", args=[ITEM]))
    assert "kører: antallet vises ikke (under 5 eller til at regne ud)" in page
    assert "kører: 4" not in page


def test_a_small_number_cannot_be_worked_out_from_the_others() -> None:
    for rule, count in ((ITEM, 3), ("branchespor.ung", 6), ("branchespor.aktivitetsparat", 9)):
        for _ in range(count):
            goals.answer(people.citizen(), rule=rule)
    page = text(client_of(people.committee_member()), reverse("goals:policy"))
    # The sum, 18, can be read from the figures: of two small groups one more is held back than must be.
    assert "kører: 9" in page
    assert "kører: 3" not in page
    assert "kører: 6" not in page


def test_five_are_counted_out_to_the_committee() -> None:
    for _ in range(5):
        goals.answer(people.citizen())
    page = text(client_of(people.committee_member()), reverse("goals:policy"))
    assert "kører: 5 skal begynde i dag" in page


def test_a_case_worker_counts_the_own_unit_only() -> None:
    goals.answer(people.citizen())
    goals.answer(people.citizen(unit=people.unit(name="Team Syd")))
    page = text(client_of(people.case_worker()), reverse("goals:item", args=[ITEM]))
    assert "kører: 1 i din enhed skal begynde i dag" in page


def test_lines_that_nothing_follows_say_so(leader: Client) -> None:
    assert "intet mål endnu" in text(leader, reverse("goals:item", args=["maal.unge"]))
    assert "ikke fulgt i systemet endnu" in text(leader, reverse("goals:item", args=["dialog.opsoegende"]))


def test_a_line_with_a_figure_shows_its_newest_value_as_not_decided(leader: Client) -> None:
    goals.figure(date(2026, 10, 1), value=51.24)
    page = text(leader, reverse("goals:item", args=["tidlig.forebyg-lange-forloeb"]))
    assert "Andel, hvis branchespor er begyndt: 51,2 % (oktober 2026)" in page
    assert "ikke besluttet" in page


def test_a_goal_of_the_world_says_which_lines_serve_it(leader: Client) -> None:
    serving = [entry for entry in goals.policy().entries if "sdg.17" in entry.sdg]
    page = text(leader, reverse("goals:item", args=["sdg.17"]))
    assert all(f'href="{reverse("goals:item", args=[entry.id])}"' in page for entry in serving)
    assert f"{len(serving)} linjer peger hertil" in page


def test_the_kind_asked_for_is_found_with_the_lines_it_stands_under(leader: Client) -> None:
    page = leader.get(reverse("goals:policy"), {"slags": "rule"})
    lines = [line for section in page.context["sections"] for line in section.lines]
    found = [line.entry.id for line in walk(lines) if line.found]
    assert found == [rule.id for rule in goals.policy().rules(date(2026, 11, 23))]
    assert "branchespor.princip" in [line.entry.id for line in walk(lines)]


def walk(lines):
    for line in lines:
        yield line
        yield from walk(line.under)


def test_a_search_that_finds_nothing_says_so(leader: Client) -> None:
    page = leader.get(reverse("goals:policy"), {"q": "zeppelin"}).content.decode()
    assert "Ingen linjer passer" in page


def test_a_group_whose_place_in_the_law_is_not_checked_is_marked(leader: Client) -> None:
    page = text(leader, reverse("goals:policy"))
    row = page[page.index("Integrationsloven § 16") :]
    assert "ikke efterprøvet" in row[: row.index("</tr>")]


def test_questions_stand_with_the_reading_used(leader: Client) -> None:
    page = text(leader, reverse("goals:item", args=[ITEM]))
    question = next(one for one in goals.policy().questions if ITEM in one.about)
    assert question.reading.da in page


def test_no_line_of_that_name_is_not_found(leader: Client) -> None:
    assert leader.get(reverse("goals:item", args=["findes.ikke"])).status_code == 404
    assert leader.get(reverse("goals:item_people", args=["findes.ikke"])).status_code == 404


def test_a_line_that_is_no_rule_lists_nobody(leader: Client) -> None:
    assert leader.get(reverse("goals:item_people", args=["maal.unge"])).status_code == 404


def test_the_longest_wait_stands_first_and_then_the_name(leader: Client) -> None:
    for name, day in (
        ("Åkjær", date(2026, 10, 1)),
        ("Aben", date(2026, 11, 1)),
        ("Ørsted", date(2026, 10, 1)),
    ):
        goals.answer(people.citizen(name=name, sort_key=sort_key(name)), due_on=day)
    page = leader.get(PEOPLE)
    assert [answer.citizen.name for answer in page.context["page"]] == ["Ørsted", "Åkjær", "Aben"]


def test_who_has_begun_or_is_not_due_is_not_listed(leader: Client) -> None:
    waiting, begun, later, gone = (people.citizen() for _ in range(4))
    for person in (waiting, begun):
        goals.answer(person)
    people.agreement(begun)
    goals.answer(later, state="not_due")
    goals.answer(gone, until=date(2026, 11, 10))
    assert [answer.citizen for answer in leader.get(PEOPLE).context["page"]] == [waiting]


def test_the_people_of_other_units_and_municipalities_are_not_listed() -> None:
    own = people.citizen()
    goals.answer(own)
    goals.answer(people.citizen(unit=people.unit(name="Team Syd")))
    elsewhere = people.authority("haderslev", name="Haderslev Kommune", code="510", policy="norddjurs")
    goals.answer(people.citizen(elsewhere))
    page = client_of(people.case_worker()).get(PEOPLE)
    assert [answer.citizen for answer in page.context["page"]] == [own]


def test_each_person_shown_is_written_in_the_journal_and_no_other() -> None:
    shown = [people.citizen() for _ in range(50)]
    for person in shown:
        goals.answer(person)
    goals.answer(people.citizen(), due_on=date(2026, 11, 20))
    user = people.leader()
    client_of(user).get(PEOPLE)
    events = Event.objects.filter(action="list", actor=user)
    assert {event.citizen_id for event in events} == {person.pk for person in shown}
    assert all(ITEM in event.what for event in events)


def test_nobody_waiting_is_said_in_words(leader: Client) -> None:
    assert "Ingen venter på at begynde" in text(leader, PEOPLE)


def test_the_policy_takes_few_questions_to_the_database(leader: Client, django_assert_num_queries) -> None:
    for month in range(1, 11):
        goals.figure(date(2026, month, 1))
    goals.answer(people.citizen())
    leader.get(reverse("goals:policy"))
    with django_assert_num_queries(4):  # session, user with authority, figures, people
        leader.get(reverse("goals:policy"))


def test_the_list_of_people_takes_as_many_questions_for_fifty_as_for_one(
    leader: Client, django_assert_num_queries
) -> None:
    for _ in range(50):
        goals.answer(people.citizen())
    with django_assert_num_queries(7):  # session, user with authority, count, rows, and the journal's three
        leader.get(PEOPLE)
