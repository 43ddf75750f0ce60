from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bake', '0005_part'),
    ]

    operations = [
        migrations.AlterField(
            model_name='bakerequest',
            name='part',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name='bakerequest',
            name='spread',
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
