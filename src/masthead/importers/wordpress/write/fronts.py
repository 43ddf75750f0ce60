"""What stands on a front page by hand."""

from typing import Any

from masthead.articles.models import ArticlePage, FrontPage, FrontPick, FrontSection, Slot

from .context import Import
from .fill import fill
from .own_things import fill_page
from .paths import Claim, grant
from .revisions import refresh_revision


def fill_front(front: FrontPage, values: dict[str, Any], run: Import) -> None:
    """Bring a front page that nobody has arranged here to what the export says of it."""
    if not values or front.picks.exists() or front.rows.exists():
        return
    known = ("title", "first_published_at", "last_published_at")
    fill(front, values, [name for name in known if values.get(name)])
    fill_page(front, values, run)
    front.draft_title = front.title
    picks = [
        FrontPick(slot=one["slot"], article_id=story)
        for one in values.get("picks") or []
        if one.get("slot") in Slot.values and (story := run.known.id_of("post", one.get("story")))
    ]
    here = set(
        ArticlePage.objects.filter(pk__in=[one.article_id for one in picks]).values_list(
            "pk", flat=True
        )
    )
    front.picks = [one for one in picks if one.article_id in here]
    front.rows = [
        FrontSection(section_id=run.sections[slug])
        for slug in values.get("rows") or []
        if slug in run.sections
    ]
    front.save()
    refresh_revision(front)
    paths = [path for path in values.get("paths") or [] if isinstance(path, str)]
    grant([Claim(front, None, paths)], run.report)
