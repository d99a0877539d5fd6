"""Address of the log review."""

from django.urls import path

from fodfaeste.apps.journal import views

app_name = "journal"

urlpatterns = [path("logbog/", views.review, name="review")]
