"""The policy tried over time."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from fodfaeste.api.asked import number_of
from fodfaeste.api.forms import Body, Listed, posted
from fodfaeste.api.operation import operation
from fodfaeste.api.paging import Paging, page_of_rows
from fodfaeste.api.problems import FieldProblem, form_problem
from fodfaeste.api.trials import Values, values_typed
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.scenarios import scenario_page
from fodfaeste.apps.scenarios.access import own_scenario_for, scenario_for
from fodfaeste.apps.scenarios.forms import ScenarioForm, seats_name
from fodfaeste.apps.scenarios.kept_answer import unpacked_page
from fodfaeste.apps.scenarios.models import SavedScenario
from fodfaeste.apps.scenarios.selectors import scenarios_of, standing_of
from fodfaeste.apps.scenarios.services import scenario_ask_again, scenario_forget, scenario_make
from fodfaeste.apps.scenarios.views import FILES, tried_of
from fodfaeste.apps.systems.ids import outside_id
from fodfaeste.apps.systems.scopes import TRIALS
from fodfaeste.installation.clock import today

router = Router(tags=["Trying over time"])
File = Literal[
    "report.html",
    "report.en.html",
    "months.csv",
    "groups.csv",
    "indicators.csv",
    "scenario.json",
    "summary.json",
]


class ScenarioLine(Schema):
    """A scenario that is kept, and how far its runs are."""

    id: str
    name: str
    author: str
    created_at: datetime
    finished_at: datetime | None
    runs_done: int
    runs_all: int
    again: str
    hash: str


def _line(saved: SavedScenario) -> ScenarioLine:
    plain = ("name", "created_at", "finished_at", "runs_done", "runs_all", "again", "hash")
    return ScenarioLine(
        id=outside_id("scenario", saved.pk),
        author=saved.author.name,
        **{name: getattr(saved, name) for name in plain},
    )


@operation(
    router, "GET", "/scenarios", scope=TRIALS, screens=("scenarios:scenarios",), answer=Listed[ScenarioLine]
)
def scenarios_list(request: HttpRequest, paging: Query[Paging]) -> Any:
    """The scenarios that are kept, the newest first. Two of them are compared by reading both."""
    shown, following = page_of_rows(request, scenarios_of(request.user.authority), paging)
    return Listed[ScenarioLine](items=[_line(one) for one in shown], next=following)


class ScenarioBody(Body):
    """What is tried: values by path, places by offer, a new right, or another municipality's policy."""

    name: str = Field("", max_length=120)
    months: Literal[12, 36, 60, 120] = 60
    inhabitants: int = Field(ge=1, le=10_000_000)
    values: Values = {}
    seats: Annotated[dict[str, int], Field(max_length=50)] = {}
    right_offer: str = Field("", max_length=60)
    right_group: str = Field("", max_length=60)
    right_after: int | None = Field(None, ge=0, le=60)
    right_seats: int | None = Field(None, ge=0, le=100_000)
    displaced: bool = False
    against: str = Field("", max_length=60)
    against_seats: int | None = Field(None, ge=0, le=100_000)


@operation(
    router,
    "POST",
    "/scenarios",
    scope=TRIALS,
    screens=("scenarios:scenarios",),
    answer=ScenarioLine,
    status=201,
)
def scenario_create(request: HttpRequest, body: ScenarioBody) -> Any:
    """Try a policy over time. A first answer stands at once; the rest of the runs go on as a job."""
    authority, on = request.user.authority, today(request.user.authority)
    standing = standing_of(authority, policy_in_force(authority, on), on)
    if unknown := [offer for offer in body.seats if offer not in standing.seats]:
        raise FieldProblem((f"seats.{offer[:60]}", _("Politikken har ikke det tilbud.")) for offer in unknown)
    values = body.model_dump(exclude={"values", "seats"}) | values_typed(ScenarioForm(standing), body.values)
    values |= {seats_name(offer): str(number) for offer, number in {**standing.seats, **body.seats}.items()}
    form = ScenarioForm(standing, posted(values))
    if not form.is_valid():
        raise form_problem(form)
    saved = scenario_make(user=request.user, tried=tried_of(form), on=on)
    return _line(scenario_for(request.user, saved.pk))


class ScenarioTold(Schema):
    """What a scenario says so far."""

    scenario: ScenarioLine
    sentences: list[str]
    sections: dict[str, Any]
    curves: dict[str, Any]


@operation(
    router,
    "GET",
    "/scenarios/{scenario}",
    scope=TRIALS,
    screens=("scenarios:scenario", "scenarios:progress", "scenarios:compare"),
    answer=ScenarioTold,
)
def scenario_read(request: HttpRequest, scenario: str) -> Any:
    """What a scenario says, in sentences, tables and curves, and how far its runs are."""
    saved = scenario_for(request.user, number_of("scenario", scenario))
    _journal(request, "see", f"Prøv over tid: så scenarie {saved.pk}")
    page = unpacked_page(saved.page)
    told = page.get("en" if get_language() == "en" else "da", {})
    return ScenarioTold(
        scenario=_line(saved),
        sentences=[str(words) for _about, words in told.get("sentences", [])],
        sections=told.get("sections", {}),
        curves=page.get("curves", {}),
    )


class FileTold(Schema):
    """A file of an answer."""

    name: str
    content_type: str
    content: str


@operation(
    router,
    "GET",
    "/scenarios/{scenario}/files/{file}",
    scope=TRIALS,
    screens=("scenarios:file",),
    answer=FileTold,
)
def scenario_file(request: HttpRequest, scenario: str, file: File) -> Any:
    """One file of a whole answer, as a committee gets it."""
    saved = scenario_for(request.user, number_of("scenario", scenario))
    found = scenario_page.file_of(saved, file)
    if found is None:
        raise Http404(_("Filen findes ikke, eller svaret er ikke færdigt."))
    _journal(request, "export", f"Prøv over tid: hentede {file} af scenarie {saved.pk}")
    text = found.decode() if isinstance(found, bytes) else found
    return FileTold(name=file, content_type=FILES[file][0], content=text)


@operation(
    router,
    "POST",
    "/scenarios/{scenario}/again",
    scope=TRIALS,
    screens=("scenarios:again",),
    answer=ScenarioLine,
    status=202,
)
def scenario_repeat(request: HttpRequest, scenario: str) -> Any:
    """Reckon a scenario once more on its frozen inputs, as a job."""
    saved = scenario_for(request.user, number_of("scenario", scenario))
    scenario_ask_again(user=request.user, saved=saved)
    return _line(scenario_for(request.user, saved.pk))


@operation(
    router,
    "DELETE",
    "/scenarios/{scenario}",
    scope=TRIALS,
    screens=("scenarios:delete",),
    answer=None,
    status=204,
)
def scenario_delete(request: HttpRequest, scenario: str) -> Any:
    """Delete a scenario that the system made itself."""
    scenario_forget(user=request.user, saved=own_scenario_for(request.user, number_of("scenario", scenario)))


def _journal(request: HttpRequest, action: str, what: str) -> None:
    journal_write(actor=request.user, authority=request.user.authority, action=action, what=what)
