"""The database itself refuses to change or remove what the journal says."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from fodfaeste.apps.journal.triggers import drop_triggers, put_triggers


def forwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    put_triggers(schema_editor.connection)


def backwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    drop_triggers(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
