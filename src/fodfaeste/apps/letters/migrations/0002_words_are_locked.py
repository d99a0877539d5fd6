"""Headings and letters that stand open are locked. Back again they are opened."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from fodfaeste.installation.own_words import words_locked, words_opened

#: Table, column and what its lock is for, as they were called here.
COLUMNS = (("Thread", "heading", "letters.heading"), ("Letter", "text", "letters.text"))


def lock(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table, column, purpose in COLUMNS:
        model = apps.get_model("letters", table)
        for pk, text in model.objects.values_list("pk", column).iterator():
            # Emptied too: PostgreSQL keeps what a dropped column held until its row is written anew.
            locked = {f"{column}_encrypted": words_locked(text, purpose), column: ""}
            model.objects.filter(pk=pk).update(**locked)


def open_again(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table, column, purpose in COLUMNS:
        model = apps.get_model("letters", table)
        for pk, locked in model.objects.values_list("pk", f"{column}_encrypted").iterator():
            model.objects.filter(pk=pk).update(**{column: words_opened(locked, purpose)})


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0001_letters"),
    ]

    operations = [
        migrations.AddField(
            "thread", "heading_encrypted", models.BinaryField(default=b""), preserve_default=False
        ),
        migrations.AddField(
            "letter", "text_encrypted", models.BinaryField(default=b""), preserve_default=False
        ),
        # So that going back finds somewhere to write: the columns come back empty.
        migrations.AlterField("thread", "heading", models.CharField(max_length=120, default="")),
        migrations.AlterField("letter", "text", models.TextField(default="")),
        migrations.RunPython(lock, open_again),
    ]
