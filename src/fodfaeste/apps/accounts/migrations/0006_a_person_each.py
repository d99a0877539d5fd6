"""Each user that was there becomes the one position of a person."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def person_each(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    person, user = apps.get_model("accounts", "Person"), apps.get_model("accounts", "User")
    for one in user.objects.filter(person__isnull=True).iterator():
        one.person = person.objects.create(name=one.name)
        one.save(update_fields=["person"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_persons"),
    ]

    operations = [
        migrations.RunPython(person_each, migrations.RunPython.noop),
    ]
