from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0002_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='articlepage',
            index=models.Index(condition=models.Q(('breaking', True)), fields=['breaking_until'], name='breaking_stories'),
        ),
    ]
