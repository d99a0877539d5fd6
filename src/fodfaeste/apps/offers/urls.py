"""Addresses of a citizen's agreements."""

from django.urls import path

from fodfaeste.apps.offers import law_views, views

app_name = "offers"

urlpatterns = [
    path("borgere/<slug:pid>/begynd/<slug:offer>/", views.begin, name="begin"),
    path("borgere/<slug:pid>/aftale/<int:agreement>/slut/", views.close, name="close"),
    path("lov/", law_views.law, name="law"),
    path("lov/<str:rule>/", law_views.law_rule, name="law_rule"),
]
