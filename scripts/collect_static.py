"""Collect styles, scripts, pictures and typefaces into the folder they are served from, named by hash.

The settings serve collected files only where there are some; the first collection comes before that.
"""

import os

import django
from django.conf import settings
from django.core.management import call_command

HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "fodfaeste.web.settings"
    settings.STORAGES["staticfiles"] = {"BACKEND": HASHED}
    django.setup()
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)


main()
