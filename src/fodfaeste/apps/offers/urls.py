"""Addresses of a citizen's agreements."""

from django.urls import path

from fodfaeste.apps.offers import views

app_name = "offers"

urlpatterns = [
    path("borgere/<slug:pid>/begynd/<slug:offer>/", views.begin, name="begin"),
    path("borgere/<slug:pid>/aftale/<int:agreement>/slut/", views.close, name="close"),
]
