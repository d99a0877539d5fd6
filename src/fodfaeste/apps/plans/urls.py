"""Addresses of plans, choices and job logs."""

from django.urls import URLPattern

app_name = "plans"

urlpatterns: list[URLPattern] = []
