"""A story that is in a newer export in another form."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from masthead.importers.models import ImportedThing

from . import links

if TYPE_CHECKING:
    from .stories import Made


def change(page: Any, made: "Made", row: ImportedThing, fill: Callable[[Any], Any]) -> None:
    """Bring the page to what the export says now, in a new revision."""
    story = made.story
    slug = page.slug
    fill(page)
    page.slug = slug  # its place in the tree; readers know its address only
    paths = links.paths_in(made.raw)
    pages = links.pages_at(paths)
    page.body = json.dumps(links.linked(made.raw, pages))
    page.go_live_at = story.published if story.state == "scheduled" else None
    revision = page.save_revision(log_action=False)
    row.revision_id = revision.pk
    row.digest = made.digest
    row.links_wait = any(path not in pages for path in paths)
    row.save()
    if story.state == "live":
        page.first_published_at = page.first_published_at or story.published
        revision.publish(log_action=False, skip_permission_checks=True)
        model = type(page)
        model.objects.filter(pk=page.pk).update(last_published_at=story.changed)
    elif page.live:
        page.unpublish(log_action=False)
    elif story.state == "scheduled":
        revision.approved_go_live_at = story.published
        revision.save()
