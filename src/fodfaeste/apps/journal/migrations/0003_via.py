"""How something was done, where it was not on a screen. The guard is put back, for SQLite rebuilds the table."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from fodfaeste.apps.journal.triggers import put_triggers


def guard(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    put_triggers(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_only_added_to"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="via",
            field=models.CharField(
                blank=True, help_text="how, where it was not on a screen after signing in", max_length=80
            ),
        ),
        migrations.RunPython(guard, guard),
    ]
