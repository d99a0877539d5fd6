"""The policy and its figures on screen."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fodfaeste.apps.accounts.access import ALL_ROLES, role_required
from fodfaeste.apps.accounts.models import Role
from fodfaeste.apps.citizens.access import has_citizens
from fodfaeste.apps.goals import figures_page, policy_page
from fodfaeste.apps.goals.access import entry_for, indicator_for, policy_for, rule_with_people_for
from fodfaeste.apps.goals.due_people import people_to_begin
from fodfaeste.apps.goals.kinds import FORM_NAMES, HOW_KINDS_RUN, KIND_NAMES, SWOT_NAMES
from fodfaeste.apps.goals.law_lines import law_on_line
from fodfaeste.apps.goals.standing import standing_today
from fodfaeste.apps.goals.text_figures import target_in_words, text_figures
from fodfaeste.apps.journal.services import journal_write, journal_write_list
from fodfaeste.bridge.law import law_here
from fodfaeste.core.policy import Pack
from fodfaeste.engines.rules.wording import conditions_in_words
from fodfaeste.installation.clock import today

ROWS_A_PAGE = 50


@role_required(*ALL_ROLES)
@require_GET
def policy(request: HttpRequest) -> HttpResponse:
    """The whole policy as a tree, each line with how it stands today."""
    pack, on = policy_for(request.user), today(request.user.authority)
    search = policy_page.Search(kind=request.GET.get("slags", ""), text=request.GET.get("q", "").strip())
    standing = standing_today(request.user, pack, [rule.id for rule in pack.rules(on)], pack.indicators)
    context = {
        "pack": pack,
        "is_over": on > pack.period_to,
        "search": search,
        "filters": policy_page.kind_filters(pack, on, search),
        "sections": policy_page.tree(pack, on, standing, search),
        "tables": policy_page.track_tables(pack, on, standing),
        "global_goals": policy_page.global_goals(pack, on, standing),
        "questions": pack.questions,
        "titles": {entry.id: entry.title for entry in pack.entries},
        "law_names": policy_page.law_names(pack, on),
        "sees_people": has_citizens(request.user),
    }
    return render(request, "goals/policy.html", context)


@role_required(*ALL_ROLES)
@require_GET
def item(request: HttpRequest, item: str) -> HttpResponse:
    """One line of the policy: what it says, where it stands, how it runs, and what hangs together with it."""
    pack, entry = entry_for(request.user, item)
    on = today(request.user.authority)
    wanted = [one for one in pack.indicators if one.id in entry.indicators]
    rules = [entry.id] if entry.kind == "rule" else []
    standing = standing_today(request.user, pack, rules, wanted)
    context = {
        "pack": pack,
        "entry": entry,
        "is_over": on > pack.period_to,
        "kind": KIND_NAMES[entry.kind],
        "form": FORM_NAMES[entry.form],
        "swot": SWOT_NAMES[entry.swot] if entry.swot else "",
        "target": target_in_words(entry.target, pack) if entry.target else "",
        "text_figures": text_figures(entry, pack),
        "how_it_runs": HOW_KINDS_RUN[entry.kind],
        "states": policy_page.states_of(entry, pack, on, standing),
        "ways": conditions_in_words(entry) if entry.clauses else [],
        "above": policy_page.ancestors(entry, pack, on),
        "relations": policy_page.relations(entry, pack, on),
        "figures": list(standing.figures.values()),
        "questions": policy_page.questions_about(entry, pack.questions),
        "law": law_on_line(entry, pack, law_here(request.user.authority, on), on),
        "lists_people": entry.kind == "rule" and has_citizens(request.user),
    }
    return render(request, "goals/item.html", context)


@role_required(Role.CASE_WORKER, Role.LEADER)
@require_GET
def item_people(request: HttpRequest, item: str) -> HttpResponse:
    """The people who should begin today by one rule, the longest wait first."""
    pack, entry = rule_with_people_for(request.user, item)
    people = people_to_begin(request.user, entry.id)
    page = Paginator(people, ROWS_A_PAGE).get_page(request.GET.get("side"))
    journal_write_list(
        actor=request.user,
        authority=request.user.authority,
        action="list",
        what=f"Skal begynde efter {entry.id}",
        citizens=[answer.citizen_id for answer in page],
    )
    context = {
        "pack": pack,
        "entry": entry,
        "page": page,
        "own_unit_only": request.user.role == Role.CASE_WORKER,
        "ways": conditions_in_words(entry),
    }
    return render(request, "goals/item_people.html", context)


@role_required(*ALL_ROLES)
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """The municipality's figures with newest value, change and definition."""
    pack = policy_for(request.user)
    values = figures_page.values_of(request.user.authority, pack.indicators)
    shown = [figures_page.figure_of(one, values, pack) for one in pack.indicators]
    return render(request, "goals/figures.html", {"pack": pack, "figures": shown})


@role_required(*ALL_ROLES)
@require_GET
def figure(request: HttpRequest, indicator: str) -> HttpResponse:
    """One figure month by month, as a chart and as the same numbers in a table."""
    pack, definition = indicator_for(request.user, indicator)
    group = _group(request, pack)
    stored = figures_page.values_of(request.user.authority, [definition], group)
    rows = figures_page.comparable(stored, definition, pack)
    context = {
        "pack": pack,
        "figure": figures_page.figure_of(definition, stored, pack),
        "group": group,
        "groups": pack.groups,
        "group_name": figures_page.group_name(pack, group),
        "rows": figures_page.month_rows(definition, rows, today(request.user.authority)),
        "shows_numerator": any(row.numerator is not None for row in rows),
        "left_out": len(stored) - len(rows),
        "beside": "" if group else figures_page.beside_in_words(request.user.authority, definition),
    }
    return render(request, "goals/figure.html", context)


def _group(request: HttpRequest, pack: Pack) -> str:
    """The group asked for; everyone where it is none of the policy's."""
    asked = request.GET.get("gruppe", "")
    return asked if asked in {group.id for group in pack.groups} else ""


@role_required(*ALL_ROLES)
@require_GET
def figure_chart(request: HttpRequest, indicator: str) -> HttpResponse:
    """The chart of a figure as a picture. Months that are held back or without a value are gaps."""
    pack, definition = indicator_for(request.user, indicator)
    group = _group(request, pack)
    stored = figures_page.values_of(request.user.authority, [definition], group)
    rows = figures_page.comparable(stored, definition, pack)
    drawing = figures_page.figure_chart(definition, rows, figures_page.group_name(pack, group))
    return HttpResponse(drawing, content_type="image/svg+xml")


@role_required(*ALL_ROLES)
@require_GET
def figure_csv(request: HttpRequest, indicator: str) -> HttpResponse:
    """The numbers of a figure, for everyone and for each group, as a file for a spreadsheet."""
    pack, definition = indicator_for(request.user, indicator)
    rows = figures_page.comparable(
        figures_page.all_values_of(request.user.authority, definition), definition, pack
    )
    names = {group.id: figures_page.group_name(pack, group.id) for group in pack.groups}
    text = figures_page.figure_csv(definition, rows, names)
    journal_write(
        actor=request.user,
        authority=request.user.authority,
        action="export",
        what=f"Tallet {definition.id} som CSV",
    )
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{definition.id}.csv"'
    return response
