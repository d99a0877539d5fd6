"""Refusals as problems (RFC 9457), in Danish or English: what is wrong, where, and what to do next.

Problem              any refusal with a status, a kind and words
└── FieldProblem     one that names the fields that are wrong
"""

from collections.abc import Iterable, Sequence
from http import HTTPStatus

from django.forms import BaseForm
from django.http import HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CONTENT_TYPE = "application/problem+json"

#: The kinds of problems, each with its status and title. The kind is a part of the problem's address.
KINDS: dict[str, tuple[int, str | Promise]] = {
    "malformed": (400, gettext_lazy("Forespørgslen kan ikke læses")),
    "purpose": (400, gettext_lazy("Formålet mangler")),
    "token": (401, gettext_lazy("Adgangen kendes ikke")),
    "scope": (403, gettext_lazy("Adgangen gælder ikke det her")),
    "role": (403, gettext_lazy("Systemets rolle har ikke adgang")),
    "unit": (403, gettext_lazy("Borgeren hører til en anden enhed")),
    "not-found": (404, gettext_lazy("Findes ikke")),
    "method": (405, gettext_lazy("Det kan man ikke gøre her")),
    "not-acceptable": (406, gettext_lazy("Svaret findes ikke i den form")),
    "key-used": (409, gettext_lazy("Nøglen er brugt til noget andet")),
    "conflict": (409, gettext_lazy("Det passer ikke med det, der står")),
    "changed": (412, gettext_lazy("Nogen har ændret det i mellemtiden")),
    "too-large": (413, gettext_lazy("Forespørgslen er for stor")),
    "media-type": (415, gettext_lazy("Indholdets form kendes ikke")),
    "fields": (422, gettext_lazy("Noget er ikke rigtigt udfyldt")),
    "version": (428, gettext_lazy("Sig hvilken udgave du retter")),
    "too-many": (429, gettext_lazy("For mange kald")),
    "broken": (500, gettext_lazy("Der skete en fejl hos os")),
}


class Problem(Exception):
    """A refusal that is told to the caller."""

    def __init__(self, kind: str, detail: str = "", headers: dict[str, str] | None = None) -> None:
        self.kind, self.detail, self.headers = kind, detail, headers or {}
        super().__init__(kind)

    def fields(self) -> Sequence[tuple[str, str]]:
        """The fields that are wrong, each with its reason."""
        return ()


class FieldProblem(Problem):
    """Fields that are wrong, each with its reason in words."""

    def __init__(self, wrong: Iterable[tuple[str, str]]) -> None:
        self.wrong = list(wrong)
        super().__init__("fields", _("Ret felterne, og send igen."))

    def fields(self) -> Sequence[tuple[str, str]]:
        """The fields that are wrong."""
        return self.wrong


def form_problem(form: BaseForm, names: dict[str, str] | None = None) -> FieldProblem:
    """What a form of the screens found wrong, under the names of the API."""
    called = names or {}
    return FieldProblem(
        (called.get(field, "" if field == "__all__" else field), str(error))
        for field, errors in form.errors.items()
        for error in errors
    )


def problem_answer(problem: Problem) -> HttpResponse:
    """A problem as it is sent."""
    status, title = KINDS[problem.kind]
    content: dict[str, object] = {
        "type": f"/api/#{problem.kind}",
        "title": str(title),
        "status": status,
        "detail": problem.detail or HTTPStatus(status).phrase,
    }
    if wrong := problem.fields():
        content["errors"] = [{"field": field, "reason": reason} for field, reason in wrong]
    response = JsonResponse(content, status=status, content_type=CONTENT_TYPE)
    for name, value in problem.headers.items():
        response.headers[name] = value
    return response
