"""Addresses of what is learnt and what it is called."""

from django.urls import path

from fodfaeste.apps.learning import search_views

app_name = "learning"

urlpatterns = [
    path("kompetencer/soeg/", search_views.search, name="search"),
]
