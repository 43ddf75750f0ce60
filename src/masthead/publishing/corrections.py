"""What an editor wrote of a change becomes what readers are told of it."""

from __future__ import annotations

from masthead.articles.changes import EXPLAINED
from masthead.articles.models import ArticlePage, Correction
from masthead.comments.notices.wish import corrected


def explain(page: ArticlePage) -> None:
    """Put the text of a correction or clarification to the story that is being published."""
    if page.change in EXPLAINED and page.change_note:
        # Published twice, by schedule and by hand, it is told once.
        _, is_new = Correction.objects.get_or_create(
            article=page,
            kind=page.change,
            text=page.change_note,
            defaults={"time": page.last_published_at},
        )
        if is_new:
            corrected(page)
