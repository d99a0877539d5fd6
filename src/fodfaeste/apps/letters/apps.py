"""The app of messages between a citizen and the municipality."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "fodfaeste.apps.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
