"""The app that asks a citizen before a company sees anything of the citizen's CV."""

from django.apps import AppConfig


class IntroductionsConfig(AppConfig):
    name = "fodfaeste.apps.introductions"
    label = "introductions"
    default_auto_field = "django.db.models.BigAutoField"
