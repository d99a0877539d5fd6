"""The columns that stood open go, once what they held is locked."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0002_words_are_locked"),
    ]

    operations = [
        migrations.RemoveField("thread", "heading"),
        migrations.RemoveField("letter", "text"),
    ]
