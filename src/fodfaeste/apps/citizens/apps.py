from django.apps import AppConfig


class CitizensConfig(AppConfig):
    name = "fodfaeste.apps.citizens"
    label = "citizens"
    default_auto_field = "django.db.models.BigAutoField"
