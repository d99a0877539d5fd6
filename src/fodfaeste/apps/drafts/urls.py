"""Addresses that keep and throw away what someone is writing."""

from django.urls import path

from fodfaeste.apps.drafts import views

app_name = "drafts"

urlpatterns = [
    path("kladde/", views.keep, name="keep"),
    path("kladde/slet/", views.discard, name="discard"),
]
