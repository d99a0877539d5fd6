"""The app of plans made with a citizen, choices and the job log."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "fodfaeste.apps.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
