"""Every address. Paths are Danish, names are English."""

from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from fodfaeste.web import health, views

APPS = (
    "demo",
    "accounts",
    "citizens",
    "plans",
    "introductions",
    "partners",
    "questions",
    "letters",
    "drafts",
    "offers",
    "scenarios",
    "goals",
    "effects",
    "companies",
    "learning",
    "matching",
    "imports",
    "journal",
    "systems",
    "outbox",
    "links",
    "operation",
)

urlpatterns = [
    path("sprog/", require_POST(set_language), name="set_language"),
    path("om/", views.about, name="about"),
    path("sundhed/", health.health, name="health"),
    path("sundhed/klar/", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("api/", include("fodfaeste.api.urls")),
    *(path("", include(f"fodfaeste.apps.{app}.urls")) for app in APPS),
]

handler400 = "fodfaeste.web.errors.unclear"
handler403 = "fodfaeste.web.errors.refused"
handler404 = "fodfaeste.web.errors.not_found"
handler500 = "fodfaeste.web.errors.broken"
