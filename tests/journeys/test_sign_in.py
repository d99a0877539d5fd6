"""Signing in on a phone by a real broker, beside a real server that is no demo; and out again, everywhere."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Visitors, shoot
from tests.journeys.checks import assert_accessible, assert_reflows
from tests.journeys.sites import FODFAESTE
from tests.openid.real_provider import SECRET, RealProvider, real_provider
from tests.servers import free_port, web_server

PROJECT = Path(__file__).parents[2]
STRANGER = "0101586999"  # born in 1858
PASSWORD = "blå gulerødder synger"

SIGNIN = """
[local]
second_factor = ["leader"]
[[broker]]
id = "kommune"
name = "Norddjurs Kommune"
doors = ["employee"]
issuer = "{issuer}"
client_id = "fodfaeste-kommune"
client_secret = "{secret}"
scopes = ["openid", "profile", "roles"]
claims = {{ roles = "groups", units = "teams" }}
role = [
  {{ value = "leder", authority = "norddjurs", role = "leader" }},
  {{ value = "udvalg", authority = "norddjurs", role = "committee" }},
]
[[broker]]
id = "mitid"
name = "MitID"
doors = ["citizen"]
authorities = ["norddjurs"]
issuer = "{issuer}"
client_id = "fodfaeste-mitid"
client_secret = "{secret}"
scopes = ["openid", "numbers"]
claims = {{ cpr = "cpr" }}
assurance = {{ claim = "acr", accepted = ["substantial"], request = "substantial" }}
"""

_FILL = f"""
from fodfaeste.web.setup import django_setup
django_setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from fodfaeste.apps.citizens.identity import cpr_store
from tests import make
make.leader(username="lone", name="Lone Lund", password={PASSWORD!r})
make.case_worker(name="Bo Dal"), make.case_worker(name="Eva Holm")
cpr_store(make.citizen_due(name="Anna Prøve"), make.cpr(1))
print(make.cpr(1))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, RealProvider]]:
    """A municipality's own server and its brokers, each knowing the other."""
    var = tmp_path_factory.mktemp("own")
    port, brokers = free_port(), ("kommune", "mitid")
    with real_provider(brokers, ours=f"http://127.0.0.1:{port}", tells_us=True) as provider:
        path = var / "signin.toml"
        path.write_text(SIGNIN.format(issuer=provider.issuer, secret=SECRET), encoding="utf-8")
        path.chmod(0o600)
        env = {**os.environ, "FODFAESTE_VAR": str(var), "FODFAESTE_DATABASE": ""}
        filled = subprocess.run(
            [sys.executable, "-c", _FILL], env=env, cwd=PROJECT, capture_output=True, text=True
        )
        assert filled.returncode == 0, filled.stderr
        provider.person("Ida", name="Ida Holm", groups=["leder", "udvalg"])
        provider.person("Anna", cpr=filled.stdout.split()[-1])
        provider.person("Fremmed", cpr=STRANGER)
        command = [*FODFAESTE, "serve", "--processes", "1", "--port", str(port)]
        with web_server(command, port, env=env) as address:
            yield address, provider


@pytest.fixture
def guests(chromium: Browser, installed: tuple[str, RealProvider]) -> Iterator[Visitors]:
    """Visitors of this server; they may leave it for the broker, and for nowhere else."""
    address, provider = installed
    made = Visitors(chromium, address)
    yield made
    outside = f"outside: {provider.issuer}/"
    assert [one for one in made.leave() if not one.startswith(outside)] == []


def checked(page: Page, name: str) -> None:
    assert_accessible(page)
    assert_reflows(page)
    shoot(page, f"sign-in-{name}")


def enter(page: Page, broker: str, person: str) -> None:
    page.get_by_role("link", name=f"Log ind med {broker}").click()
    page.get_by_role("link", name=person).click()


def test_an_employee_with_two_roles_comes_in_switches_and_is_out_everywhere(
    guests: Visitors, installed: tuple[str, RealProvider]
) -> None:
    _address, provider = installed
    page = guests.arrive(PHONE).page
    page.goto("/min-konto/")
    checked(page, "doors")
    enter(page, "Norddjurs Kommune", "Ida")
    checked(page, "choose")
    page.get_by_role("button", name="Leder, Norddjurs Kommune").click()
    expect(page.get_by_role("heading", name="Min konto")).to_be_visible()
    checked(page, "account")
    page.get_by_role("link", name="Skift rolle").click()
    page.get_by_role("button", name="Udvalgsmedlem, Norddjurs Kommune").click()
    expect(page.get_by_role("banner")).to_contain_text("Udvalgsmedlem")
    # Log out at the broker alone: it tells our server, behind the browser's back.
    page.goto(f"{provider.issuer}/session/end")
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_text("Du er logget ud.")).to_be_visible()
    page.goto("/log-ind/")
    expect(page.get_by_role("heading", name="Log ind", exact=True)).to_be_visible()
    # And the other way round: our button ends the broker's session too.
    enter(page, "Norddjurs Kommune", "Ida")
    page.get_by_role("button", name="Leder, Norddjurs Kommune").click()
    page.goto("/min-konto/")
    page.get_by_role("button", name="Log ud overalt").click()
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_role("heading", name="Log ind", exact=True)).to_be_visible()


def test_a_citizen_comes_to_min_side_and_a_stranger_is_told_what_to_do(guests: Visitors) -> None:
    page = guests.arrive(PHONE, java_script_enabled=False).page
    page.goto("/log-ind/")
    enter(page, "MitID", "Anna")
    expect(page.get_by_role("banner")).to_contain_text("Anna Prøve")
    page.get_by_role("button", name="Log ud").click()
    page.get_by_role("button", name="Log ud").click()
    enter(page, "MitID", "Fremmed")
    expect(page.get_by_role("heading", name="Vi finder ingen sag på dig")).to_be_visible()
    assert STRANGER not in page.content()
    shoot(page, "sign-in-stranger")
    page.get_by_role("link", name="Log ud hos MitID").click()
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_role("heading", name="Log ind", exact=True)).to_be_visible()


def test_a_local_leader_sets_the_second_factor_up_and_puts_a_stand_in_in(guests: Visitors) -> None:
    page = guests.arrive(PHONE).page
    page.goto("/vikarer/")
    page.get_by_label("Brugernavn").fill("lone")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()
    checked(page, "second-factor")
    maker = pyotp.TOTP(page.locator("code").inner_text().replace(" ", ""))
    page.get_by_label("Kode").fill("000000")
    page.get_by_role("button", name="Slå til").click()
    expect(page.get_by_text("Koden passer ikke").first).to_be_visible()
    page.get_by_label("Kode").fill(maker.now())
    page.get_by_role("button", name="Slå til").click()
    page.get_by_role("button", name="Jeg har gemt koderne").click()
    expect(page.get_by_role("heading", name="Vikarer", exact=True)).to_be_visible()
    page.get_by_role("button", name="Sæt vikaren ind").click()
    shoot(page, "sign-in-stand-in-error")
    page.get_by_label("Hvem er fraværende").select_option(label="Bo Dal, Team Nord")
    page.get_by_label("Hvem er vikar").select_option(label="Eva Holm, Team Nord")
    page.get_by_label("Sidste dag").fill("30.11.2026")
    page.get_by_label("Hvorfor").fill("Ferie")
    page.get_by_role("button", name="Sæt vikaren ind").click()
    expect(page.get_by_role("row", name="Eva Holm")).to_contain_text("I gang")
    checked(page, "stand-in")
    link = _invites_kim(page)
    _comes_in_by(link, guests)
    page.get_by_role("link", name="Medarbejdere").first.click()
    expect(page.get_by_role("row", name="Kim Ny")).to_contain_text("åben")


def _invites_kim(page: Page) -> str:
    page.goto("/medarbejdere/")
    page.get_by_role("button", name="Lav konto og link").click()
    checked(page, "colleagues-error")
    page.get_by_label("Navn", exact=True).fill("Kim Ny")
    page.get_by_label("Brugernavn").fill("kim")
    page.get_by_label("Rolle", exact=True).select_option(label="Sagsbehandler")
    page.get_by_label("Team").first.select_option(label="Team Nord")
    page.get_by_role("button", name="Lav konto og link").click()
    expect(page.get_by_role("heading", name="Kim Ny")).to_be_visible()
    page.get_by_text("Giv en rolle mere").click()
    checked(page, "colleague")
    return page.locator("code").inner_text()


def _comes_in_by(link: str, guests: Visitors) -> None:
    """Somebody new, at a desk, with nothing but the link; afterwards it opens nothing more."""
    page = guests.arrive(DESKTOP).page
    page.goto(link)
    checked(page, "welcome")
    page.get_by_label("Ny adgangskode", exact=True).fill(PASSWORD)
    page.get_by_label("Ny adgangskode igen").fill(PASSWORD)
    page.get_by_role("button", name="Gem adgangskoden").click()
    page.get_by_label("Brugernavn").fill("kim")
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()
    expect(page.get_by_role("banner")).to_contain_text("Kim Ny")
    page.goto(link)
    expect(page.get_by_role("heading", name="Linket gælder ikke mere")).to_be_visible()
