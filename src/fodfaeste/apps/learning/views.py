"""The catalogue of courses on screen."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fodfaeste.apps.accounts.access import role_required
from fodfaeste.apps.learning.access import READERS
from fodfaeste.apps.learning.courses_page import course_rows
from fodfaeste.apps.learning.forms import CourseSearchForm
from fodfaeste.apps.learning.selectors import courses_found
from fodfaeste.installation.clock import today

ROWS_A_PAGE = 50


@role_required(*READERS)
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """The courses one can be sent to, the next to start first, or those that a search finds."""
    form = CourseSearchForm(request.GET)
    form.full_clean()
    text = form.cleaned_data.get("q", "")
    found = courses_found(request.user, text, today(request.user.authority))
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("side"))
    context = {"form": form, "page": page, "rows": course_rows(list(page.object_list)), "text": text}
    return render(request, "learning/courses.html", context)
