"""Prøv: the policy with other values beside today's. Nothing is saved but the copy."""

from datetime import date

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.goals.forms import TrialForm, field_name
from fodfaeste.apps.goals.models import PackCopy
from fodfaeste.apps.goals.trials import Change, packs_of, trial_keep, trial_name
from fodfaeste.apps.journal.models import Event
from fodfaeste.core.dates import Period
from fodfaeste.formats.packs.edit import parameters
from tests.make import goals, people

pytestmark = pytest.mark.django_db

TRIALS = reverse("goals:trials")
SIX_MONTHS = "branchespor-forsikret-any-of-0-after"
OVER = "branchespor-forsikret-any-of-1-where-earlier-unemployment-months-over"
PATH = "branchespor.forsikret/any_of/0/after"


@pytest.fixture
def leader() -> User:
    return people.leader(name="Lone Leder")


@pytest.fixture
def client(leader: User) -> Client:
    client = Client()
    client.force_login(leader)
    return client


def filled(**changed: str) -> dict[str, str]:
    """The form as it stands when it is opened, with some values changed."""
    fields = TrialForm(goals.policy()).fields.items()
    return {name: "" if field.initial is None else str(field.initial) for name, field in fields} | changed


def three_months() -> dict[str, str]:
    return filled() | {SIX_MONTHS: "3"}


def kept(user: User, new: str = "P3M", **fields: str) -> PackCopy:
    change = Change("branchespor.forsikret", PATH, "P6M", new)
    return trial_keep(user=user, pack=goals.policy(), changes=[change], **fields)


def page_of(client: Client, copy: PackCopy, **query: str):
    answer = client.get(reverse("goals:trial", args=[copy.pk]), query)
    assert answer.status_code == 200
    return answer


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def row_counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_the_form_shows_every_value_as_the_policy_has_it(client: Client) -> None:
    form = client.get(TRIALS).context["form"]
    for parameter in parameters(goals.policy()):
        control = form[field_name(parameter)]
        is_period = parameter.operator == "after"
        number = Period.parse(parameter.value).months if is_period else int(parameter.value)
        assert control.initial == number
    assert form[SIX_MONTHS].initial == 6
    assert form[OVER].initial == 6


@pytest.mark.parametrize("role", ["case_worker", "committee", "citizen"])
def test_only_leaders_try(role: str, leader: User) -> None:
    copy = kept(leader)
    client = Client()
    client.force_login(people.user(role))
    assert client.get(TRIALS).status_code == 403
    assert client.post(TRIALS, three_months()).status_code == 403
    for name in ("goals:trial", "goals:trial_chart"):
        assert client.get(reverse(name, args=[copy.pk])).status_code == 403
    assert client.post(reverse("goals:trial_delete", args=[copy.pk])).status_code == 403
    assert PackCopy.objects.count() == 1


def test_a_trial_leads_to_its_outcome(client: Client) -> None:
    answer = client.post(TRIALS, three_months())
    copy = PackCopy.objects.get()
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("goals:trial", args=[copy.pk])
    assert trial_name(copy) == "3 måneder i stedet for 6 måneder"
    assert copy.changes == [{"entry": "branchespor.forsikret", "path": PATH, "old": "P6M", "new": "P3M"}]


def test_nothing_is_saved_but_the_copy(client: Client) -> None:
    people.citizen_due(months=4)
    before = row_counts()
    client.post(TRIALS, three_months())
    assert row_counts() == before | {"goals.PackCopy": 1}


def test_looking_at_the_outcome_saves_nothing_but_the_journal(client: Client, leader: User) -> None:
    people.citizen_due(months=4)
    copy = kept(leader)
    before = row_counts()
    page_of(client, copy)
    client.get(reverse("goals:trial_chart", args=[copy.pk]))
    assert row_counts() == before | {"journal.Event": before["journal.Event"] + 1}


def test_the_copy_is_the_policy_with_one_value_changed(leader: User) -> None:
    policy = goals.policy()
    before, tried = packs_of(kept(leader), policy)
    assert before is policy
    assert tried.files["pack.toml"] == policy.files["pack.toml"].replace(
        '{ from = "effort_started", after = "P6M" }', '{ from = "effort_started", after = "P3M" }', 1
    )


def test_a_copy_of_an_earlier_policy_is_held_against_that_policy(leader: User) -> None:
    copy = kept(leader)
    copy.base_hash = "0" * 64
    before, tried = packs_of(copy, goals.policy())
    assert before.hash == goals.policy().hash
    assert tried.hash != before.hash


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (SIX_MONTHS, "0", "Skriv et helt tal fra 1 til 60 måneder"),
        (SIX_MONTHS, "500", "Skriv et helt tal fra 1 til 60 måneder"),
        (SIX_MONTHS, "999999", "Skriv et helt tal fra 1 til 60 måneder"),
        (SIX_MONTHS, "-3", "Skriv et helt tal fra 1 til 60 måneder"),
        (SIX_MONTHS, "tre", "Skriv et helt tal, for eksempel 3."),
        (SIX_MONTHS, "3,5", "Skriv et helt tal, for eksempel 3."),
        (SIX_MONTHS, "", "Skriv et tal. I politikken står der 6."),
        (OVER, "0", "Skriv et helt tal fra 1 til 60."),
        (OVER, "500", "Skriv et helt tal fra 1 til 60."),
        (OVER, "mange", "Skriv et helt tal, for eksempel 3."),
    ],
)
def test_a_value_that_cannot_be_tried_is_told_at_its_field(
    client: Client, name: str, value: str, message: str
) -> None:
    answer = client.post(TRIALS, filled() | {name: value})
    assert answer.status_code == 422
    assert message in answer.context["form"].errors[name][0]
    assert message in text(answer)
    assert not PackCopy.objects.exists()


def test_a_unit_that_is_none_is_told_at_its_field(client: Client) -> None:
    answer = client.post(TRIALS, filled() | {f"{SIX_MONTHS}-unit": "Y"})
    assert f"{SIX_MONTHS}-unit" in answer.context["form"].errors


def test_a_form_with_nothing_changed_is_told_so(client: Client) -> None:
    answer = client.post(TRIALS, filled())
    assert answer.status_code == 422
    assert "Du har ikke ændret noget" in text(answer)


def test_what_was_typed_stands_when_something_is_wrong(client: Client) -> None:
    page = text(client.post(TRIALS, filled(name="Kortere vej") | {SIX_MONTHS: "tre"}))
    assert 'value="tre"' in page
    assert 'value="Kortere vej"' in page


def test_days_and_weeks_can_be_tried_too(client: Client) -> None:
    client.post(TRIALS, filled() | {SIX_MONTHS: "2", f"{SIX_MONTHS}-unit": "W"})
    assert PackCopy.objects.get().changes[0]["new"] == "P14D"


def test_at_once_can_be_tried_as_no_days(client: Client) -> None:
    client.post(TRIALS, filled() | {SIX_MONTHS: "0", f"{SIX_MONTHS}-unit": "D"})
    assert trial_name(PackCopy.objects.get()) == "straks i stedet for 6 måneder"


def test_the_outcome_is_told_in_a_sentence_first(client: Client, leader: User) -> None:
    for months in (1, 4, 4, 5, 7):
        people.citizen_due(months=months)
    page = text(page_of(client, kept(leader)))
    assert "Med 3 måneder i stedet for 6 måneder har 3 flere borgere ret i dag." in page
    assert "I løbet af 12 måneder får 4 borgere ret tidligere." in page
    assert "Den regner ingen nye med, og den ændrer intet." in page


def test_fewer_and_later_are_told_too(client: Client, leader: User) -> None:
    people.citizen_due(months=7)
    page = text(page_of(client, kept(leader, "P9M")))
    assert "har 1 borger færre ret i dag." in page
    assert "1 borger får ret senere." in page


def test_the_months_stand_beside_each_other(client: Client, leader: User) -> None:
    people.citizen_due(months=4)  # began 23 July 2026
    tables = page_of(client, kept(leader)).context["months"]
    assert [table.caption for table in tables] == ["Alle grupper", "Forsikrede ledige"]
    for table in tables:
        rows = {row.day: (row.today, row.tried, row.difference) for row in table.rows}
        assert rows[date(2026, 11, 23)] == (0, 1, "+1")
        assert rows[date(2026, 12, 31)] == (0, 1, "+1")
        assert rows[date(2027, 1, 31)] == (1, 1, "0")
        assert max(rows) == date(2027, 11, 30)


def test_who_gets_another_day_stands_with_both_days(client: Client, leader: User) -> None:
    person = people.citizen_due(months=4)
    people.citizen_due(months=30)  # had the right long ago by either
    page = page_of(client, kept(leader))
    listed = page.context["page"].object_list
    assert [(p.pk, p.day_today, p.day_tried) for p in listed] == [
        (person.pk, date(2027, 1, 23), date(2026, 10, 23))
    ]
    assert "23. januar 2027" in text(page)
    counts = [item["count"] for item in page.context["moved"].filters]
    assert counts == [1, 1, 0, 0, 1]


def test_the_list_goes_by_day_and_then_name(client: Client, leader: User) -> None:
    late = people.citizen_due(months=1)
    named = [people.citizen_due(months=4, name=name, sort_key=name) for name in ("b", "c", "a")]
    listed = page_of(client, kept(leader)).context["page"].object_list
    assert [person.pk for person in listed] == [named[2].pk, named[0].pk, named[1].pk, late.pk]


def test_only_those_shown_are_written_in_the_journal(client: Client, leader: User) -> None:
    for _ in range(51):
        people.citizen_due(months=4)
    page = page_of(client, kept(leader))
    events = Event.objects.filter(action="list", actor=leader)
    assert {event.citizen_id for event in events} == {person.pk for person in page.context["page"]}
    assert events.count() == 50


def test_nobody_of_another_municipality_is_counted(client: Client, leader: User) -> None:
    elsewhere = people.authority("haderslev", name="Haderslev Kommune", code="510", policy="norddjurs")
    people.citizen_due(months=4, authority=elsewhere)
    assert Citizen.objects.count() == 1
    page = page_of(client, kept(leader))
    assert "har lige så mange borgere ret i dag" in text(page)
    assert page.context["page"].paginator.count == 0


def test_a_trial_with_nobody_known_is_told_in_words(client: Client, leader: User) -> None:
    page = text(page_of(client, kept(leader)))
    assert "har lige så mange borgere ret i dag" in page
    assert "Ingen får en anden dag." in page


def test_the_chart_is_a_picture(client: Client, leader: User) -> None:
    people.citizen_due(months=4)
    answer = client.get(reverse("goals:trial_chart", args=[kept(leader).pk]))
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert b"<title" in answer.content


def test_what_was_changed_stands_with_its_line(client: Client, leader: User) -> None:
    row = page_of(client, kept(leader)).context["changes"][0]
    assert (row.entry, row.old, row.new) == ("branchespor.forsikret", "6 måneder", "3 måneder")


def test_kept_copies_of_the_own_municipality_are_listed(client: Client, leader: User) -> None:
    kept(leader, name="Vores forslag")
    elsewhere = people.authority("haderslev", name="Haderslev Kommune", code="510", policy="norddjurs")
    other = kept(people.leader(elsewhere), name="Deres forslag")
    page = text(client.get(TRIALS))
    assert "Vores forslag" in page
    assert "Lone Leder" in page
    assert "Deres forslag" not in page
    assert client.get(reverse("goals:trial", args=[other.pk])).status_code == 404


def test_a_leader_deletes_only_the_own_copies(client: Client, leader: User) -> None:
    own, other = kept(leader), kept(people.leader())
    assert client.post(reverse("goals:trial_delete", args=[other.pk])).status_code == 403
    assert client.get(reverse("goals:trial_delete", args=[own.pk])).status_code == 405
    assert client.post(reverse("goals:trial_delete", args=[own.pk])).status_code == 302
    assert list(PackCopy.objects.all()) == [other]


def test_the_outcome_takes_as_many_questions_for_many_as_for_one(
    client: Client, leader: User, django_assert_max_num_queries
) -> None:
    for _ in range(40):
        people.citizen_due(months=4)
    copy = kept(leader)
    with django_assert_max_num_queries(14):
        page_of(client, copy)
