from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "fodfaeste.apps.learning"
    label = "learning"
    default_auto_field = "django.db.models.BigAutoField"
