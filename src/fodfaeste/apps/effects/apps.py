from django.apps import AppConfig


class EffectsConfig(AppConfig):
    name = "fodfaeste.apps.effects"
    label = "effects"
    default_auto_field = "django.db.models.BigAutoField"
