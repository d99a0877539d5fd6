"""Links: kept as hashes, opened with a second fact, good for once where they sign, and telling nothing."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fodfaeste.apps.accounts.models import User
from fodfaeste.apps.citizens.models import Contact
from fodfaeste.apps.goals.services import answers_refresh
from fodfaeste.apps.jobs.models import Job
from fodfaeste.apps.journal.models import Event
from fodfaeste.apps.links.entering import key_of_token
from fodfaeste.apps.links.letter_code import ALPHABET, code_new, code_read, code_written
from fodfaeste.apps.links.limits import limits
from fodfaeste.apps.links.models import Link, LinkOpening, LinkTry
from fodfaeste.apps.links.renewing import link_renew
from fodfaeste.apps.links.secrets_of_links import token_new
from fodfaeste.apps.links.services import link_letter, link_make, link_withdraw
from fodfaeste.apps.outbox.locking import locked_text
from fodfaeste.apps.outbox.models import Message, Reach
from fodfaeste.installation import clock
from tests import make
from tests.make import links, plans

pytestmark = pytest.mark.django_db


def token_page(link):
    return reverse("links:token", args=[link.token])


def opened_page(link):
    return reverse("links:opened", args=[link.public_id])


def enter(link, client=None, fact=None):
    """Open a link with the second fact."""
    client = client or Client()
    answer = client.post(token_page(link), {"fact": fact or links.born(link.citizen)})
    return client, answer


def expired(link):
    Link.objects.filter(pk=link.pk).update(expires_at=clock.now())
    return link


# What is kept ---------------------------------------------------------------------------------


def test_the_token_has_256_bits_and_stands_nowhere_in_the_database():
    link = links.link()
    assert len(token_new()) == 43
    kept = Link.objects.get(pk=link.pk)
    values = " ".join(str(getattr(kept, one.attname)) for one in Link._meta.concrete_fields)
    assert link.token not in values
    # A hash without the installation's key would let whoever has the database try tokens.
    assert hashlib.sha256(link.token.encode()).hexdigest() not in values
    assert kept.url == ""
    assert link.url.endswith(token_page(link))


def test_a_letters_code_finds_every_single_slip_and_every_swap():
    code = code_new()
    assert code_read(code_written(code).lower().replace("-", " ")) == code
    for at, own in enumerate(code):
        for other in set(ALPHABET) - {own}:
            assert code_read(code[:at] + other + code[at + 1 :]) == ""
    for at in range(len(code)):
        for to in range(at + 1, len(code)):
            swapped = list(code)
            swapped[at], swapped[to] = code[to], code[at]
            assert code_read("".join(swapped)) == ("" if code[at] != code[to] else code)


# Coming in ------------------------------------------------------------------------------------


def test_a_mails_scanner_changes_nothing():
    link = links.link_to_sign()
    before = Event.objects.count()
    for method in ("get", "head"):
        assert getattr(Client(), method)(token_page(link)).status_code == 200
    assert Event.objects.count() == before
    assert not LinkOpening.objects.exists()
    assert not LinkTry.objects.exists()
    assert not User.objects.filter(role="citizen").exists()
    assert Link.objects.get(pk=link.pk).used_at is None


def test_the_right_birth_date_opens_and_the_token_leaves_the_address():
    link = links.link()
    client, answer = enter(link)
    assert answer.status_code == 302
    assert answer.headers["Location"] == opened_page(link)
    assert client.get(opened_page(link)).status_code == 200
    assert Client().get(opened_page(link)).status_code == 403
    assert LinkOpening.objects.get().way == "link"


@pytest.mark.parametrize("form", ["%d/%m-%Y", "%d%m%y", "%d %m %Y"])
def test_a_birth_date_is_read_as_people_write_it(form):
    link = links.link()
    assert enter(link, fact=format(link.citizen.birth_date, form))[1].status_code == 302


def test_no_page_of_a_link_is_told_to_others_kept_or_found():
    link = links.link()
    client, _ = enter(link)
    for page in (token_page(link), opened_page(link), reverse("links:letter_code")):
        answer = client.get(page)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]


def test_a_form_of_ours_counts_as_ours_though_no_origin_is_told():
    link = links.link()
    client = Client(enforce_csrf_checks=True)
    client.get(token_page(link))
    data = {"fact": links.born(link.citizen), "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    hidden = {"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "cross-site"}
    assert client.post(token_page(link), data, **hidden).status_code == 403
    assert client.post(token_page(link), {"fact": data["fact"]}, HTTP_ORIGIN="null").status_code == 403
    hidden["HTTP_SEC_FETCH_SITE"] = "same-origin"
    assert client.post(token_page(link), data, **hidden).status_code == 302


def test_after_five_wrong_tries_the_right_fact_opens_no_more():
    link = links.link()
    for _ in range(limits().wrong_of_a_link):
        assert enter(link, fact="01.01.1901")[1].status_code in (422, 404)
    assert enter(link)[1].status_code == 404


def test_too_many_wrong_tries_from_a_place_wait_whatever_they_try():
    link = links.link()
    for _ in range(limits().wrong_from_an_address):
        Client().post(reverse("links:token", args=[token_new()]), {"fact": "1"})
    assert enter(link)[1].status_code == 429
    assert Client().post(reverse("links:token", args=[token_new()]), {"fact": "1"}).status_code == 429


# Telling nothing ------------------------------------------------------------------------------


def no_links():
    """What opens nothing, each for its own reason, as addresses of tokens."""
    unknown, withdrawn, locked, used = token_new(), links.link(), links.link(), links.link_to_sign()
    link_withdraw(user=withdrawn.made_by, link=withdrawn)
    Link.objects.filter(pk=locked.pk).update(wrong_tries=99)
    Link.objects.filter(pk=used.pk).update(used_at=clock.now())
    return [unknown, expired(links.link()).token, withdrawn.token, locked.token, used.token]


@pytest.mark.parametrize(
    ("route", "data"), [("token", None), ("token", {"fact": "01.01.1980"}), ("renew", {})]
)
def test_unknown_expired_withdrawn_locked_and_used_are_answered_alike(route, data):
    answers, counts = set(), set()
    for token in no_links():
        page = reverse(f"links:{route}", args=[token])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = Client().get(page) if data is None else Client().post(page, data)
        text = answer.content.decode().replace(token, "TOKEN")
        answers.add((answer.status_code, _without_form_token(text)))
        counts.add(len(queries))
    assert len(answers) == 1
    assert len(counts) == 1


def _without_form_token(text):
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)


def test_a_letters_code_is_answered_alike_whether_it_is_there_or_not():
    link = links.link()
    code = link_letter(user=link.made_by, link=link)
    answers = []
    for tried in (code, code_new()):
        with CaptureQueriesContext(connection) as queries:
            answer = Client().post(reverse("links:letter_code"), {"code": tried, "fact": "01.01.1901"})
        answers.append(
            (
                answer.status_code,
                len(queries),
                _without_form_token(answer.content.decode()).replace(tried, ""),
            )
        )
    assert answers[0] == answers[1]


# Renewing -------------------------------------------------------------------------------------


def test_an_expired_link_is_renewed_by_a_job_to_the_known_address_and_shown_nowhere():
    link = expired(links.link())
    reach(link.citizen)
    answer = Client().post(reverse("links:renew", args=[link.token]))
    assert "4711" not in answer.content.decode()
    assert "anna@" not in answer.content.decode()
    job = Job.objects.get(kind="links_renew")
    assert link.token not in str(job.arguments)
    new = link_renew(key=key_of_token(link.token))
    # The job may run twice, and a second wish at once sends no second mail.
    assert link_renew(key=key_of_token(link.token)) is None
    assert new.renews == link
    assert new.sent_by == "mail"
    assert enter(new)[1].status_code == 302
    assert Message.objects.get(citizen=link.citizen).receiver == "mail"


def reach(citizen):
    Reach.objects.create(
        authority=citizen.authority,
        citizen=citizen,
        mail_encrypted=locked_text("anna@example.test"),
        mail_checked_at=clock.now(),
        recorded_at=clock.now(),
    )


@pytest.mark.parametrize("end", ["withdrawn_at", "used_at"])
def test_a_link_taken_back_or_used_is_not_renewed(end):
    link = expired(links.link_to_sign())
    Link.objects.filter(pk=link.pk).update(**{end: clock.now()})
    assert link_renew(key=key_of_token(link.token)) is None


def test_a_thing_is_renewed_three_times_a_day_at_most():
    link = expired(links.link())
    for _ in range(limits().renewals_of_a_thing):
        link = expired(link_renew(key=key_of_token(link.token)))
    assert link_renew(key=key_of_token(link.token)) is None


def test_asking_from_one_place_again_and_again_waits():
    for _ in range(limits().renewals_from_an_address):
        assert Client().post(reverse("links:renew", args=[token_new()])).status_code == 200
    assert Client().post(reverse("links:renew", args=[token_new()])).status_code == 429


def test_without_mail_or_phone_the_new_link_is_a_letter_with_a_code():
    link = expired(links.link())
    Reach.objects.create(
        authority=link.authority, citizen=link.citizen, letters=True, recorded_at=clock.now()
    )
    new = link_renew(key=key_of_token(link.token))
    assert new.sent_by == "letter"
    assert Link.objects.get(pk=new.pk).letter_hash


# What is done by link -------------------------------------------------------------------------


def free_time(client, link):
    return client.get(opened_page(link)).context["offered"][0].times[0].isoformat()


def test_a_talk_is_booked_moved_and_called_off_by_the_citizen_and_journalled_as_by_link():
    link = links.link()
    client, _ = enter(link)
    assert client.post(opened_page(link), {"time": free_time(client, link)}).status_code == 200
    first = Contact.objects.get()
    assert client.post(opened_page(link), {"time": free_time(client, link)}).status_code == 200
    first.refresh_from_db()
    assert first.state == "cancelled"
    assert Contact.objects.filter(state="booked").count() == 1
    assert client.post(opened_page(link), {"cancel": "1"}).status_code == 200
    assert not Contact.objects.filter(state="booked").exists()
    written = Event.objects.filter(action="change", what__startswith="Samtale")
    assert {(one.via, one.actor_role) for one in written} == {("Personligt link", "citizen")}


def test_a_time_that_was_taken_meanwhile_is_refused_readably():
    link = links.link()
    client, _ = enter(link)
    time = free_time(client, link)
    other = links.person(case_worker=link.citizen.case_worker)
    make.contact(other, state="booked", starts_at=time)
    answer = client.post(opened_page(link), {"time": time})
    assert answer.status_code == 422
    assert "ikke ledig længere" in answer.content.decode()


def test_an_agreement_is_answered_once_and_a_second_post_gets_a_page_that_says_so():
    link = links.link_to_sign()
    client, _ = enter(link)
    refused = client.post(opened_page(link), {})
    assert refused.status_code == 422  # nothing chosen: not spent
    assert "Send svaret" in refused.content.decode()
    assert client.post(opened_page(link), {"answer": "yes"}).status_code == 200
    again = client.post(opened_page(link), {"answer": "no"})
    assert again.status_code == 409
    assert "Det er allerede gjort" in again.content.decode()
    agreement = link.citizen.agreements.get()
    assert (agreement.answer, agreement.answered_how, agreement.state) == ("yes", "link", "planned")
    assert enter(link)[1].status_code == 404
    assert client.get(opened_page(link)).status_code == 200  # who answered may still read it


def test_a_plan_is_agreed_by_link():
    person = links.person()
    plan = plans.plan_proposed(person, person.case_worker)
    link = links.link(person, "sign", "plans.plan", about_id=plan.pk)
    client, _ = enter(link)
    assert client.post(opened_page(link), {"version": str(plan.version)}).status_code == 200
    plan.refresh_from_db()
    assert (plan.state, plan.agreed_how) == ("agreed", "link")


def test_the_next_step_is_seen_and_nothing_can_be_written():
    due = make.citizen_due()
    answers_refresh(authority=due.authority, on=clock.today(due.authority))
    link = links.link(due, "see", "citizens.step")
    client, _ = enter(link)
    assert "Hvorfor?" in client.get(opened_page(link)).content.decode()
    assert client.post(opened_page(link), {"x": "1"}).status_code == 404


def test_a_citizen_who_never_signed_in_gets_a_user_who_cannot():
    link = links.link()
    enter(link)
    enter(link)
    user = User.objects.get(role="citizen")
    assert not user.has_usable_password()
    assert user.citizen == link.citizen


def test_a_link_taken_back_closes_what_is_open():
    link = links.link()
    client, _ = enter(link)
    link_withdraw(user=link.made_by, link=link)
    assert client.get(opened_page(link)).status_code == 403


def test_a_companys_link_acts_as_the_company():
    owner = make.company()
    link = link_make(
        authority=owner.authority,
        company=owner,
        purpose="see",
        about="x.y",
        about_id=1,
        by=make.case_worker(),
    )
    assert link.told_code
    answer = Client().post(token_page(link), {"fact": f"{link.told_code[:3]} {link.told_code[3:]}"})
    assert answer.status_code == 302
    assert User.objects.get(role="company").company == owner


def test_a_link_stops_on_its_day():
    link = links.link()
    assert link.expires_at - link.made_at == timedelta(days=limits().days["book"])
    assert Client().get(token_page(expired(link))).status_code == 404
