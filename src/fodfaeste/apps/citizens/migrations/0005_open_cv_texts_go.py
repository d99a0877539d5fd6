"""The column that stood open goes, once what it held is locked."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0004_cv_texts_are_locked"),
    ]

    operations = [
        migrations.RemoveField("cvtext", "text"),
    ]
