"""Write the 21 counties and 290 municipalities that the rules know."""

from django.db import migrations

from samsyn.basics.swedish import sort_key
from samsyn.directory.rules.places import COUNTIES, MUNICIPALITIES


def write_places(apps, schema_editor):
    County = apps.get_model("directory", "County")
    Municipality = apps.get_model("directory", "Municipality")
    County.objects.bulk_create(
        County(
            code=county.code,
            name=county.name,
            full_name=county.full_name,
            nuts3=county.nuts3,
            sort_key=sort_key(county.name),
        )
        for county in COUNTIES
    )
    Municipality.objects.bulk_create(
        Municipality(
            code=place.code,
            name=place.name,
            county_id=place.county_code,
            sort_key=sort_key(place.name),
        )
        for place in MUNICIPALITIES
    )


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [migrations.RunPython(write_places, migrations.RunPython.noop)]
