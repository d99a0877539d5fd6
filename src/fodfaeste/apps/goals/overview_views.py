"""Three ways across a policy: what serves the world's goals, what is not settled, how each goal stands."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fodfaeste.apps.accounts.access import ALL_ROLES, role_required
from fodfaeste.apps.goals import followup_page, questions_page
from fodfaeste.apps.goals.access import policy_for
from fodfaeste.apps.goals.figures_page import values_of
from fodfaeste.apps.goals.sdg_page import served_goals
from fodfaeste.apps.goals.standing import standing_today
from fodfaeste.apps.offers.law_access import law_for
from fodfaeste.apps.offers.law_page import rule_line
from fodfaeste.installation.clock import today

ROWS_A_PAGE = 50


@role_required(*ALL_ROLES)
@require_GET
def sdg(request: HttpRequest) -> HttpResponse:
    """Which lines and figures of the policy serve which of the world's goals, and how they stand."""
    pack, on = policy_for(request.user), today(request.user.authority)
    standing = standing_today(request.user, pack, [rule.id for rule in pack.rules(on)], pack.indicators)
    context = {"pack": pack, "goals": list(served_goals(pack, on, standing))}
    return render(request, "goals/sdg.html", context)


@role_required(*ALL_ROLES)
@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    """What the text and the law leave open, what is only proposed, and what nobody has verified."""
    pack, on = policy_for(request.user), today(request.user.authority)
    law = law_for(request.user)
    asked = questions_page.questions_asked(pack, on)
    rules = Paginator(questions_page.rules_unverified(law, on), ROWS_A_PAGE)
    page = rules.get_page(request.GET.get("side"))
    context = {
        "pack": pack,
        "law": law,
        "asked": asked,
        "open_count": sum(1 for one in asked if one.question.state == questions_page.OPEN),
        "proposals": questions_page.proposals(pack),
        "groups": questions_page.groups_unverified(pack, on),
        "page": page,
        "lines": [rule_line(law, rule) for rule in page],
    }
    return render(request, "goals/questions.html", context)


@role_required(*ALL_ROLES)
@require_GET
def followup(request: HttpRequest) -> HttpResponse:
    """Every goal of the policy with its figures: now, the target and its own past, or plainly none."""
    pack, on = policy_for(request.user), today(request.user.authority)
    page = Paginator(followup_page.goals_of(pack, on), ROWS_A_PAGE).get_page(request.GET.get("side"))
    goals = list(page)
    asked = {id_ for goal in goals for id_ in goal.indicators}
    months = values_of(request.user.authority, [one for one in pack.indicators if one.id in asked])
    context = {"pack": pack, "page": page, "goals": followup_page.followed(goals, pack, months)}
    return render(request, "goals/followup.html", context)
