"""The app that keeps what someone is writing until it is sent."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "fodfaeste.apps.drafts"
    label = "drafts"
    default_auto_field = "django.db.models.BigAutoField"
