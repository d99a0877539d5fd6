import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_a_person_each"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="positions",
                to="accounts.person",
            ),
        ),
    ]
