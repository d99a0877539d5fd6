"""Addresses of the questions whether a company may see a CV."""

from django.urls import path

from fodfaeste.apps.introductions import own_views, views

app_name = "introductions"

urlpatterns = [
    path("aabninger/<slug:opening>/spurgte/", views.asked, name="asked"),
    path("aabninger/<slug:opening>/spoerg/<slug:pid>/", views.ask, name="ask"),
    path("borgere/<slug:pid>/deling/", views.introductions, name="introductions"),
    path("borgere/<slug:pid>/deling/<slug:introduction>/", views.introduction, name="introduction"),
    path("min-side/deling/", own_views.my_introductions, name="my_introductions"),
    path("min-side/deling/<slug:introduction>/", own_views.my_introduction, name="my_introduction"),
]
