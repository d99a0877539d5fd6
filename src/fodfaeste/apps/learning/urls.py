"""Addresses of what is learnt and what it is called."""

from django.urls import path

from fodfaeste.apps.learning import near_views, search_views, views

app_name = "learning"

urlpatterns = [
    path("kurser/", views.courses, name="courses"),
    path("kompetencer/soeg/", search_views.search, name="search"),
    path("borgere/<slug:pid>/fag/", near_views.near, name="near"),
    path("borgere/<slug:pid>/fag/mangler/", near_views.occupation, name="occupation"),
    path("min-side/fag/", near_views.near, name="my_near"),
    path("min-side/fag/mangler/", near_views.occupation, name="my_occupation"),
]
