"""Addresses of what is learnt and what it is called."""

from django.urls import path

from fodfaeste.apps.learning import search_views, views

app_name = "learning"

urlpatterns = [
    path("kurser/", views.courses, name="courses"),
    path("kompetencer/soeg/", search_views.search, name="search"),
]
