"""How long it takes to work, and what offers do, on screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from fodfaeste.apps.accounts.access import ALL_ROLES, role_required
from fodfaeste.apps.citizens.wording import offer_title
from fodfaeste.apps.effects.access import time_figure_for, time_figures_for
from fodfaeste.apps.effects.effect_page import answered
from fodfaeste.apps.effects.evidence_page import found_of
from fodfaeste.apps.effects.selectors import Reckoned, reckoned_for
from fodfaeste.apps.effects.time_page import figure_chart, figure_of, groups_of, title_of
from fodfaeste.bridge.law import policy_here
from fodfaeste.core.policy import Pack
from fodfaeste.installation.clock import today


@require_safe
@role_required(*ALL_ROLES)
def effects(request: HttpRequest) -> HttpResponse:
    """How long it takes to work, by group or offer; and what each offer does, which is another thing."""
    reckoned, pack = reckoned_for(request.user), _pack(request)
    offer = _among(request.GET.get("tilbud", ""), set(reckoned.offers))
    figures = time_figures_for(request.user)
    groups = groups_of(reckoned, offer, figures)
    group = _among(request.GET.get("gruppe", ""), groups)
    context = {
        "reckoned": reckoned,
        "pack": pack,
        "offer": offer,
        "offers": [(one, _name(one, pack)) for one in reckoned.offers],
        "offer_name": _name(offer, pack),
        "group": group,
        "groups": sorted(((one, title_of(one, offer, pack)) for one in groups), key=lambda one: one[1]),
        "group_name": title_of(group, offer, pack),
        "figures": [figure_of(one, reckoned, offer, pack) for one in figures],
        "answers": [answered(one, pack) for one in reckoned.answers(offer)],
        "all_answers": [] if offer else _all_answers(reckoned, pack),
        "found": found_of(offer, pack) if offer else None,
    }
    return render(request, "effects/effects.html", context)


@require_safe
@role_required(*ALL_ROLES)
def chart(request: HttpRequest, figure: str) -> HttpResponse:
    """The curve of a figure as a picture, for everyone and for the group asked for."""
    indicator, reckoned = time_figure_for(request.user, figure)
    pack = _pack(request)
    offer = _among(request.GET.get("tilbud", ""), set(reckoned.offers))
    group = _among(request.GET.get("gruppe", ""), groups_of(reckoned, offer, [indicator]))
    drawing = figure_chart(indicator, reckoned, offer, group, _name(offer, pack), pack)
    return HttpResponse(drawing, content_type="image/svg+xml")


def _pack(request: HttpRequest) -> Pack:
    authority = request.user.authority
    return policy_here(authority, today(authority))


def _among(asked: str, known: set[str]) -> str:
    """What was asked for; nothing where it is not known."""
    return asked if asked in known else ""


def _name(offer: str, pack: Pack) -> str:
    return capfirst(offer_title(offer, pack)) if offer else ""


def _all_answers(reckoned: Reckoned, pack: Pack) -> list[tuple[str, str, list[object]]]:
    """Each offer with its answers in short."""
    return [
        (offer, _name(offer, pack), [answered(one, pack) for one in reckoned.answers(offer)])
        for offer in reckoned.offers
    ]
