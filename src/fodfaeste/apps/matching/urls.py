"""Addresses of a citizen's openings, of an opening's people, of the night's sharing and of the formula."""

from django.urls import path

from fodfaeste.apps.matching import views

app_name = "matching"

urlpatterns = [
    path("min-side/job/", views.my_openings, name="my_openings"),
    path("min-side/job/<slug:opening>/", views.my_opening, name="my_opening"),
    path("borgere/<slug:pid>/job/", views.openings, name="openings"),
    path("borgere/<slug:pid>/job/<slug:opening>/", views.pair, name="pair"),
    path("aabninger/<slug:opening>/borgere/", views.people, name="people"),
    path("fordeling/", views.sharing, name="sharing"),
    path("saadan-finder-vi-job/", views.formula, name="formula"),
]
