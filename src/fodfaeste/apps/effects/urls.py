"""Addresses of time to work and the effect of offers."""

from django.urls import path

from fodfaeste.apps.effects import views

app_name = "effects"

urlpatterns = [
    path("virkning/", views.effects, name="effects"),
    path("virkning/<str:figure>/diagram.svg", views.chart, name="chart"),
]
