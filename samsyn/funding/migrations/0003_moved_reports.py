"""A report on a grant whose day is moved: the first day, and why."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0002_grantreport'),
    ]

    operations = [
        migrations.AddField(
            model_name='grantreport',
            name='first_due_on',
            field=models.DateField(blank=True, null=True, verbose_name='first due'),
        ),
        migrations.AddField(
            model_name='grantreport',
            name='moved_why',
            field=models.CharField(blank=True, help_text='The last time.', max_length=300, verbose_name='why the day was moved'),
        ),
    ]
