"""What the demo's readers say, and what runs through its ticker."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from masthead.comments.models import Comment, ModerationEntry, Status
from masthead.comments.text import render
from masthead.comments.thread import attach_all
from masthead.demo.desk import Desk
from masthead.demo.files import FOLDER, table
from masthead.ticker.models import TickerItem


def discuss(desk: Desk) -> None:
    """Put readers' comments under the stories."""
    for path in sorted((FOLDER / "comments").glob("*.toml")):
        story = desk.find("story", path.stem)
        told = table(f"comments/{path.name}")["comment"]
        written: list[Comment] = []
        for about in told:
            written.append(_comment(desk, story, about, written))
        attach_all(written)
        for comment, about in zip(written, told, strict=True):
            if comment.status != Status.PENDING:
                _log(comment, about)


def _comment(desk: Desk, story: Any, about: dict[str, Any], above: list[Comment]) -> Comment:
    text = about["text"].strip()
    return Comment(
        page=story,
        parent=above[about["to"] - 1] if "to" in about else None,
        status=about.get("status", Status.APPROVED),
        held_because=about.get("held_because", ""),
        author_name=about["name"],
        author_url=about.get("url", ""),
        person=desk.find("person", about["person"]) if "person" in about else None,
        text=text,
        html=render(text),
        created_at=story.first_published_at + timedelta(hours=about["hours"]),
    )


def _log(comment: Comment, about: dict[str, Any]) -> None:
    ModerationEntry.objects.create(
        comment=comment,
        before=Status.PENDING,
        after=comment.status,
        reason=about.get("reason", ""),
        at=comment.created_at + timedelta(minutes=6),
    )


def fill_ticker(desk: Desk) -> None:
    """Write the ticker's items."""
    for place, about in enumerate(table("outlet.toml")["ticker"], start=1):
        hours = about.get("expires_in_hours")
        item = TickerItem.objects.create(
            text=about["text"],
            page=desk.find("story", about["story"]),
            pinned=about.get("pinned", False),
            live=about.get("live", False),
            starts_at=desk.now - timedelta(minutes=about["minutes_ago"]),
            expires_at=desk.now + timedelta(hours=hours) if hours else None,
        )
        desk.keep("ticker", str(place), item)
