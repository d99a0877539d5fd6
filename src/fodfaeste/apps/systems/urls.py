"""Addresses of the systems that are let in."""

from django.urls import path

from fodfaeste.apps.systems import views

app_name = "systems"

urlpatterns = [
    path("systemer/", views.systems, name="systems"),
    path("systemer/<slug:system>/", views.system, name="system"),
    path("systemer/<slug:system>/luk-ude/", views.system_end, name="system_end"),
    path("systemer/<slug:system>/adgang/<slug:token>/traek-tilbage/", views.token_end, name="token_end"),
]
