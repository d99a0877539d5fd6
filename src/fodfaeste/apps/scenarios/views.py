"""Prøv over tid: a leader tries a policy on everybody, month by month, and keeps what it says."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.accounts.models import Role, User
from fodfaeste.apps.goals.selectors import policy_in_force
from fodfaeste.apps.journal.services import journal_write
from fodfaeste.apps.scenarios import scenario_page
from fodfaeste.apps.scenarios.access import own_scenario_for, scenario_for
from fodfaeste.apps.scenarios.forms import ScenarioForm
from fodfaeste.apps.scenarios.models import SavedScenario
from fodfaeste.apps.scenarios.reckoning import ALL_RUNS
from fodfaeste.apps.scenarios.selectors import scenarios_of, standing_of, unfinished_job
from fodfaeste.apps.scenarios.services import Tried, scenario_ask_again, scenario_forget, scenario_make
from fodfaeste.core.errors import FodfaesteError
from fodfaeste.design.danish import in_danish
from fodfaeste.installation.clock import today

ROWS_A_PAGE = 50
MOST_COMPARED = 3
#: The files of an answer, as a committee gets them.
FILES = {
    "report.html": ("text/html", gettext_lazy("Rapport på dansk")),
    "report.en.html": ("text/html", gettext_lazy("Rapport på engelsk")),
    "months.csv": ("text/csv", gettext_lazy("Tal for hver måned")),
    "groups.csv": ("text/csv", gettext_lazy("Tal for hver målgruppe")),
    "indicators.csv": ("text/csv", gettext_lazy("Politikkens egne tal")),
    "scenario.json": ("application/json", gettext_lazy("Det, der er prøvet")),
    "summary.json": ("application/json", gettext_lazy("Svaret samlet, til maskiner")),
}


@role_required(Role.LEADER)
@require_http_methods(["GET", "HEAD", "POST"])
def scenarios(request: HttpRequest) -> HttpResponse:
    """The form, and the scenarios kept so far."""
    authority, on = request.user.authority, today(request.user.authority)
    policy = policy_in_force(authority, on)
    form = ScenarioForm(standing_of(authority, policy, on), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            saved = scenario_make(user=request.user, tried=tried_of(form), on=on)
        except FodfaesteError as refused:
            form.add_error(None, in_danish(refused))
        else:
            return redirect("scenarios:scenario", scenario=saved.pk)
    page = Paginator(scenarios_of(authority), ROWS_A_PAGE).get_page(request.GET.get("side"))
    context = {"policy": policy, "form": form, "page": page}
    return render(request, "scenarios/scenarios.html", context, status=422 if form.errors else 200)


def tried_of(form: ScenarioForm) -> Tried:
    """What a leader wants to try, from what was typed."""
    home, other = form.standing.policy, form.other_policy()
    scenario = scenario_page.named(form.scenario(ALL_RUNS), home, other)
    return Tried(scenario, home, other, form.cleaned_data["inhabitants"])


@role_required(Role.LEADER)
@require_GET
def scenario(request: HttpRequest, scenario: int) -> HttpResponse:
    """What a scenario says, and what it rests on."""
    saved = scenario_for(request.user, scenario)
    _journal(request.user, "see", f"Prøv over tid: så scenarie {saved.pk}")
    context = {
        "tried": scenario_page.tried_rows(saved),
        "answer": scenario_page.answer_of(saved),
        "rests_on": scenario_page.rests_on(saved),
        "is_of_another_policy": scenario_page.policy_is_another(
            saved, policy_in_force(saved.authority, today(saved.authority))
        ),
        "again_because": scenario_page.again_because(saved),
        "files": [(name, title) for name, (_kind, title) in FILES.items()],
        "may_delete": saved.author_id == request.user.pk,
        **_standing(saved),
    }
    return render(request, "scenarios/scenario.html", context)


def _standing(saved: SavedScenario) -> dict[str, object]:
    """How far the runs are; asked again every other second while they go on."""
    job = None if saved.finished_at else unfinished_job(saved)
    return {"saved": saved, "has_failed": job is not None and job.state == "failed"}


@role_required(Role.LEADER)
@require_GET
def progress(request: HttpRequest, scenario: int) -> HttpResponse:
    """How far the runs are; when all are done, the page is to be fetched anew."""
    saved = scenario_for(request.user, scenario)
    response = render(request, "scenarios/progress.html", _standing(saved))
    if saved.finished_at:
        response.headers["HX-Refresh"] = "true"
    return response


@role_required(Role.LEADER)
@require_GET
def chart(request: HttpRequest, scenario: int, measure: str) -> HttpResponse:
    """A figure's difference month by month, as a picture."""
    drawn = scenario_page.curve_drawn(scenario_for(request.user, scenario), measure)
    if drawn is None:
        raise Http404(_("Der er ikke noget tal med det navn."))
    return HttpResponse(drawn, content_type="image/svg+xml")


@role_required(Role.LEADER)
@require_GET
def file(request: HttpRequest, scenario: int, file: str) -> HttpResponse:
    """One file of the answer, or all of them together, to take to the committee."""
    saved = scenario_for(request.user, scenario)
    found = scenario_page.file_of(saved, file)
    if found is None:
        raise Http404(_("Filen findes ikke, eller svaret er ikke færdigt."))
    _journal(request.user, "export", f"Prøv over tid: hentede {file} af scenarie {saved.pk}")
    kind = f"{FILES[file][0]}; charset=utf-8" if file in FILES else "application/zip"
    response = HttpResponse(found, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="scenarie-{saved.pk}-{file}"'
    return response


@role_required(Role.LEADER)
@require_POST
def again(request: HttpRequest, scenario: int) -> HttpResponse:
    """Reckon the scenario once more on its frozen inputs."""
    saved = scenario_for(request.user, scenario)
    scenario_ask_again(user=request.user, saved=saved)
    return redirect("scenarios:scenario", scenario=saved.pk)


@role_required(Role.LEADER)
@require_POST
def delete(request: HttpRequest, scenario: int) -> HttpResponse:
    """Delete one's own scenario, and the frozen people with the last of them."""
    scenario_forget(user=request.user, saved=own_scenario_for(request.user, scenario))
    return redirect("scenarios:scenarios")


@role_required(Role.LEADER)
@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Two or three scenarios beside each other."""
    asked = [int(text) for text in request.GET.getlist("scenarie") if text.isdecimal()][:MOST_COMPARED]
    found = {saved.pk: saved for saved in scenarios_of(request.user.authority).filter(pk__in=asked)}
    some = [found[pk] for pk in dict.fromkeys(asked) if pk in found]
    for saved in some:
        _journal(request.user, "see", f"Prøv over tid: sammenlignede scenarie {saved.pk}")
    context = {"some": some, **(scenario_page.side_by_side(some) if len(some) > 1 else {})}
    return render(request, "scenarios/compare.html", context)


def _journal(user: User, action: str, what: str) -> None:
    journal_write(actor=user, authority=user.authority, action=action, what=what)
