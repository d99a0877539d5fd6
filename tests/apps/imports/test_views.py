"""Indlæs in the browser: look, put in, take back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fodfaeste.apps.citizens.models import Citizen
from fodfaeste.apps.imports.models import Batch
from fodfaeste.apps.journal.models import Event
from tests import make

pytestmark = pytest.mark.django_db

FILE = "borger;navn;målgruppe\n17;Ane Prøve;forsikret\n18;Bo Prøve;ung\n"
LIST = "/indlaes/"


@pytest.fixture
def leader():
    return make.leader()


@pytest.fixture
def browser(client, leader):
    client.force_login(leader)
    return client


def upload(client, content: str = FILE, name: str = "borgere.csv"):
    return client.post(LIST, {"file": SimpleUploadedFile(name, content.encode())})


def uploaded(client, content: str = FILE) -> str:
    """The address of a file that waits."""
    return upload(client, content).headers["Location"]


def press(client, page: str, action: str, **more):
    """Press a button of the page as it stands, its hidden fields sent along."""
    preview = client.get(page).context.get("preview")
    hidden = {"fingerprint": preview.fingerprint} if preview else {}
    return client.post(page, {"action": action, **hidden, **more})


def test_a_file_is_looked_at_put_in_and_taken_back(browser):
    page = uploaded(browser)
    shown = browser.get(page).content.decode()
    assert "Indlæs filen" in shown
    assert not Citizen.objects.exists()

    assert press(browser, page, "apply").headers["Location"] == page
    done = browser.get(page).content.decode()
    assert "2 nye, 0 ændrede, 0 uændrede" in done
    assert Citizen.objects.filter(active=True).count() == 2

    assert press(browser, page, "undo").headers["Location"] == page
    assert "fortrudt" in browser.get(page).content.decode()
    assert not Citizen.objects.filter(active=True).exists()


def test_wrong_cells_are_listed_and_nothing_can_be_put_in(browser):
    page = uploaded(browser, "borger;ledig siden\n17;i går\n")
    shown = browser.get(page).content.decode()
    assert "i går" in shown
    assert "Det er ikke en dato" in shown
    assert "Indlæs filen" not in shown
    refused = press(browser, page, "apply")
    assert refused.status_code == 422
    assert not Citizen.objects.exists()


def test_columns_are_chosen_when_the_headings_say_too_little(browser):
    page = uploaded(browser, "nummer;hvem\n17;Ane\n")
    assert "Vælg kolonner først" in browser.get(page).content.decode()
    press(browser, page, "map", column0="citizen", column1="name")
    assert browser.get(page).context["preview"].new == 1
    assert press(browser, page, "map", column0="hovsa").status_code == 422


def test_a_file_can_be_dropped(browser):
    page = uploaded(browser)
    assert press(browser, page, "drop").headers["Location"] == LIST
    assert Batch.objects.get().content is None
    assert press(browser, page, "apply").status_code == 422
    assert "borgere.csv" not in browser.get(LIST).context["page"].object_list.values_list(
        "file_name", flat=True
    )


def test_what_was_not_shown_is_not_put_in(browser):
    page = uploaded(browser)
    refused = browser.post(page, {"action": "apply", "fingerprint": "et andet"})
    assert refused.status_code == 422
    assert "siden du så dem" in refused.content.decode()


def test_a_button_that_does_not_exist_does_nothing(browser):
    assert press(browser, uploaded(browser), "hovsa").status_code == 422


@pytest.mark.parametrize(
    ("name", "content"), [("borgere.pdf", FILE), ("borgere.xlsx", FILE), ("b.csv", "a;;c\n1;2;3")]
)
def test_a_file_that_cannot_be_read_is_refused_at_once(browser, name, content):
    refused = upload(browser, content, name)
    assert refused.status_code == 422
    assert not Batch.objects.exists()


def test_no_file_is_an_error_that_says_so(browser):
    assert "Vælg en fil" in browser.post(LIST).content.decode()


def test_a_row_that_does_not_fit_is_told_on_the_page(browser):
    page = uploaded(browser, "borger;navn\n17;Ane\n18\n")
    assert "række 3" in browser.get(page).content.decode()


def test_the_people_whose_changes_are_shown_were_seen(browser, leader):
    make.citizen(reference="17")
    browser.get(uploaded(browser))
    assert Event.objects.filter(actor=leader, action="list", citizen__reference="17").exists()


@pytest.mark.parametrize("make_user", [make.committee_member, make.citizen_user])
def test_other_roles_do_not_come_in(client, make_user):
    client.force_login(make_user())
    assert client.get(LIST).status_code == 403


def test_a_case_worker_sees_the_own_files_only(client, browser, leader):
    page = uploaded(browser)
    client.force_login(make.case_worker())
    assert client.get(page).status_code == 404
    assert "Ingen filer" in client.get(LIST).content.decode()
    assert client.get(uploaded(client)).status_code == 200


def test_another_municipality_sees_nothing(client, browser):
    page = uploaded(browser)
    client.force_login(make.leader(make.authority_elsewhere()))
    assert client.get(page).status_code == 404


def test_the_list_takes_the_same_queries_for_many_files_as_for_few(browser, django_assert_max_num_queries):
    for number in range(12):
        upload(browser, name=f"fil{number}.csv")
    with django_assert_max_num_queries(8):
        assert browser.get(reverse("imports:imports")).status_code == 200
