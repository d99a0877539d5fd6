"""Address of the page about how it runs."""

from django.urls import path

from fodfaeste.apps.operation import views

app_name = "operation"

urlpatterns = [path("drift/", views.running, name="running")]
