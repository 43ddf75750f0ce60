"""Stories that name their original already count as made from it as it is now."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def bind(apps: Any, schema_editor: Any) -> None:
    """Give each of them its row."""
    story = apps.get_model("articles", "ArticlePage")
    row = apps.get_model("translations", "Translation")
    made = story.objects.exclude(translation_of=None).select_related("translation_of")
    # Without what the version of this package needs later: read as values, not as pages.
    found = made.values_list(
        "pk", "translation_of__uid", "translation_of__live_revision", named=False
    )
    row.objects.bulk_create(
        (row(page_id=page, original=uid, source_id=source) for page, uid, source in found.iterator()),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("translations", "0001_initial")]
    operations = [migrations.RunPython(bind, migrations.RunPython.noop)]
