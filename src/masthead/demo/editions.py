"""The demo in its further languages: Persian and Arabic."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from masthead.articles.editions import front_of
from masthead.articles.models import FrontPick, SectionPage, TopicPage
from masthead.articles.tree import topics_folder
from masthead.demo.desk import Desk
from masthead.demo.files import table
from masthead.demo.write import stand
from masthead.outlet.editions import Edition
from masthead.ticker.models import TickerItem

FIELDS = ("language", "prefix", "name", "tagline", "description")


def found_editions(desk: Desk) -> None:
    """Make the editions with their sections and topics; stories come later."""
    for place, about in enumerate(_editions(), start=1):
        if Edition.objects.filter(language=about["language"]).exists():
            continue  # the outlet's own; it has a front page already
        edition = Edition.objects.create(
            sort_order=place, **{field: about[field] for field in FIELDS}
        )
        desk.keep("edition", about["language"], edition)
    for about in _editions():
        front = front_of(Edition.objects.get(language=about["language"]))
        for kind, model, parent in (
            ("section", SectionPage, front),
            ("topic", TopicPage, topics_folder()),
        ):
            for row in about.get(f"{kind}s", ()):
                fields = {name: value for name, value in row.items() if name != "name"}
                fields["translation_of"] = desk.find(kind, row["translation_of"])
                page = model(language=about["language"], **fields)
                stand(desk, kind, row["name"], page, parent)


def furnish_editions(desk: Desk) -> None:
    """Place a story at the top of each front page, and one in each ticker."""
    for about in _editions():
        front = front_of(Edition.objects.get(language=about["language"]))
        if front is None:
            continue
        for story in desk.find_all("story", about["lead"]):
            front.picks.add(FrontPick(slot="lead", article=story))
        front.save_revision().publish()
        for line in about["ticker"]:
            item = TickerItem.objects.create(
                text=line["text"],
                page=desk.find("story", line["story"]),
                language=about["language"],
                starts_at=desk.now - timedelta(hours=1),
            )
            desk.keep("ticker", about["language"], item)


def _editions() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table("editions.toml")["editions"]
    return found
