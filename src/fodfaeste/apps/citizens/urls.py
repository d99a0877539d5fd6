"""Addresses of the case worker's day, of a citizen's case, and of the citizen's own page."""

from django.urls import path

from fodfaeste.apps.citizens import day_views, views

app_name = "citizens"

urlpatterns = [
    path("min-dag/", day_views.my_day, name="my_day"),
    path("min-side/", day_views.my_page, name="my_page"),
    path("borgere/<slug:pid>/", views.citizen, name="citizen"),
    path("borgere/<slug:pid>/hvorfor/<slug:offer>/", views.why, name="why"),
    path("borgere/<slug:pid>/samtale/", views.talk, name="talk"),
    path("borgere/<slug:pid>/samtale/<int:talk>/", views.talk_mark, name="talk_mark"),
    path("borgere/<slug:pid>/oplysning/<slug:fact>/", views.fact, name="fact"),
    path("borgere/<slug:pid>/adgang/", views.reason, name="reason"),
]
