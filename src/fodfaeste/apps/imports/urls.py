"""Addresses of the spreadsheet import."""

from django.urls import path

from fodfaeste.apps.imports import views

app_name = "imports"

urlpatterns = [
    path("indlaes/", views.imports, name="imports"),
    path("indlaes/<int:batch>/", views.batch, name="batch"),
]
