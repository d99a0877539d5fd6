"""Making Django ready for a command."""

import os


def django_setup() -> None:
    """Load settings and apps once; does nothing where they are loaded."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fodfaeste.web.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
