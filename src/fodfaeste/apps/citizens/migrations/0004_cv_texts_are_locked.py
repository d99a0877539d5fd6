"""CV texts that stand open are locked. Back again they are opened."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from fodfaeste.installation.own_words import words_locked, words_opened

#: What the lock was for when this was written.
PURPOSE = "citizens.cv"


def lock(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    model = apps.get_model("citizens", "CvText")
    for pk, text in model.objects.exclude(text="").values_list("pk", "text").iterator():
        # Emptied too: PostgreSQL keeps what a dropped column held until its row is written anew.
        model.objects.filter(pk=pk).update(text_encrypted=words_locked(text, PURPOSE), text="")


def open_again(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    model = apps.get_model("citizens", "CvText")
    for pk, locked in model.objects.values_list("pk", "text_encrypted").iterator():
        model.objects.filter(pk=pk).update(text=words_opened(locked, PURPOSE))


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0003_cv_texts_and_copies"),
    ]

    operations = [
        migrations.AddField("cvtext", "text_encrypted", models.BinaryField(default=b"")),
        # So that going back finds somewhere to write: the column comes back empty.
        migrations.AlterField("cvtext", "text", models.TextField(blank=True, default="")),
        migrations.RunPython(lock, open_again),
    ]
