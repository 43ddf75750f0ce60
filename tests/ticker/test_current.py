from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories import ArticleFactory

from masthead.articles.models import Kind
from masthead.ticker.current import SHOWN, current_lines
from masthead.ticker.models import State, TickerItem

pytestmark = pytest.mark.usefixtures("outlet")

HOUR = timedelta(hours=1)


def item(text: str, **fields: object) -> TickerItem:
    return TickerItem.objects.create(text=text, **fields)


def texts() -> list[str]:
    return [line.text for line in current_lines()]


def test_pinned_items_come_first_then_the_newest_of_either_kind() -> None:
    now = timezone.now()
    item("Ferry runs again", starts_at=now - 3 * HOUR)
    item("Polls are open until eight", starts_at=now - 9 * HOUR, pinned=True)
    ArticleFactory(title="Council resigns", breaking=True, published_at=now - 2 * HOUR)
    item("Bridge closed", starts_at=now - HOUR)

    assert texts() == [
        "Polls are open until eight",
        "Bridge closed",
        "Council resigns",
        "Ferry runs again",
    ]


def test_an_item_is_seen_from_its_beginning_and_gone_at_its_end() -> None:
    now = timezone.now()
    item("Not yet", starts_at=now + HOUR)
    item("No longer", starts_at=now - 2 * HOUR, expires_at=now - HOUR)
    item("Now", starts_at=now - HOUR, expires_at=now + HOUR)

    assert texts() == ["Now"]


def test_a_breaking_story_leaves_when_its_time_is_over() -> None:
    now = timezone.now()
    ArticleFactory(title="Over", breaking=True, breaking_until=now - HOUR)
    ArticleFactory(title="Running", breaking=True, breaking_until=now + HOUR)
    ArticleFactory(title="Not breaking", breaking=False)
    ArticleFactory(title="A draft", breaking=True, live=False)

    assert texts() == ["Running"]


def test_a_story_that_an_item_leads_to_is_not_named_twice() -> None:
    story = ArticleFactory(title="Council resigns", breaking=True)
    item("The whole council is gone", page=story)

    assert texts() == ["The whole council is gone"]


def test_a_withdrawn_story_takes_the_items_that_lead_to_it_along() -> None:
    story = ArticleFactory(title="Council resigns")
    about = item("The whole council is gone", page=story)
    story.unpublish()

    assert texts() == []
    about.refresh_from_db()
    assert about.state == State.WAITING


def test_lines_lead_to_the_public_address_of_a_page_or_to_another_site() -> None:
    story = ArticleFactory(title="خبر", slug="خبر", language="fa")
    item("A story of ours", page=story)
    item("A statement elsewhere", url="https://ministry.example/statement")
    item("Leads nowhere")

    urls = {line.text: line.url for line in current_lines()}
    assert urls == {
        "A story of ours": story.url,
        "A statement elsewhere": "https://ministry.example/statement",
        "Leads nowhere": "",
    }
    assert story.url.isascii()


def test_each_line_has_its_own_language_and_direction() -> None:
    item("Persian item", language="fa")
    item("In the outlet's language")
    ArticleFactory(title="سرخط", slug="sarkhat", language="ar", breaking=True)

    found = {line.text: (line.language, line.direction) for line in current_lines()}
    assert found == {
        "Persian item": ("fa", "rtl"),
        "In the outlet's language": ("en", "ltr"),
        "سرخط": ("ar", "rtl"),
    }


def test_live_items_and_live_stories_are_marked() -> None:
    item("Count goes on", live=True)
    ArticleFactory(title="Minute by minute", kind=Kind.LIVE, breaking=True)
    ArticleFactory(title="Report", breaking=True)

    live = {line.text: line.live for line in current_lines()}
    assert live == {"Count goes on": True, "Minute by minute": True, "Report": False}


def test_the_work_does_not_grow_with_the_number_of_lines() -> None:
    item("One", page=ArticleFactory())
    ArticleFactory(title="Two", breaking=True)
    current_lines()  # content types are read once for the life of the process
    with CaptureQueriesContext(connection) as few:
        current_lines()
    for number in range(SHOWN):
        story = ArticleFactory(title=f"Story {number}", breaking=True)
        item(f"Item {number}", page=story)
    with CaptureQueriesContext(connection) as many:
        lines = current_lines()

    assert len(lines) == SHOWN
    assert len(many) == len(few)


def test_an_item_cannot_lead_to_a_page_and_an_address() -> None:
    story = ArticleFactory()
    both = TickerItem(text="Two ways", page=story, url="https://news.example/")
    with pytest.raises(ValidationError, match="not both"):
        both.full_clean()


def test_an_item_cannot_end_before_it_begins() -> None:
    backwards = TickerItem(text="Backwards", expires_at=timezone.now() - HOUR)
    with pytest.raises(ValidationError, match="before the item begins"):
        backwards.full_clean()


def test_an_item_of_only_spaces_is_refused() -> None:
    with pytest.raises(ValidationError, match="only spaces"):
        TickerItem(text="\t  \n").full_clean()
