from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "fodfaeste.apps.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fodfaeste.apps.accounts import sessions  # noqa: F401 - it listens to signing in and out
