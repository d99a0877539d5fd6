"""Addresses of what is tried over time."""

from django.urls import path

from fodfaeste.apps.scenarios import views

app_name = "scenarios"

urlpatterns = [
    path("proev/over-tid/", views.scenarios, name="scenarios"),
    path("proev/over-tid/sammenlign/", views.compare, name="compare"),
    path("proev/over-tid/<int:scenario>/", views.scenario, name="scenario"),
    path("proev/over-tid/<int:scenario>/fremdrift/", views.progress, name="progress"),
    path("proev/over-tid/<int:scenario>/<str:measure>.svg", views.chart, name="chart"),
    path("proev/over-tid/<int:scenario>/filer/<str:file>", views.file, name="file"),
    path("proev/over-tid/<int:scenario>/regn-igen/", views.again, name="again"),
    path("proev/over-tid/<int:scenario>/slet/", views.delete, name="delete"),
]
