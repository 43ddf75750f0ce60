"""Stories, sections, topics and standing pages."""

from __future__ import annotations

from typing import Any

from masthead.articles.models import ArticlePage, SectionPage, StandardPage, TopicPage
from masthead.articles.models.base import StandingPage
from masthead.exporters.around import Around

from .common import File, body_values, moment, page_values
from .standing import standing_values

STORY_FIELDS = (
    "kicker",
    "standfirst",
    "kind",
    "no_byline_reason",
    "dateline",
    "lead_caption",
    "language",
    "breaking",
    "comment_mode",
    "word_count",
)


def story_values(story: ArticlePage, around: Around, file: File) -> dict[str, Any]:
    """A story; other pages, people and pictures by id."""
    return {
        **page_values(story, around),
        "uid": str(story.uid),
        **{name: getattr(story, name) for name in STORY_FIELDS},
        "section": story.section_id,
        "other_sections": [page.pk for page in story.other_sections.all()],
        "topics": [page.pk for page in story.topics.all()],
        "byline": [{"person": line.person_id, "role": line.role} for line in story.bylines.all()],
        "lead_image": story.lead_image_id,
        "backstory": around.rich(story.backstory, file),
        "translation_of": story.translation_of_id,
        "standing": standing_values(story),
        "related": [line.related_id for line in story.related_links.all()],
        "breaking_until": moment(story.breaking_until),
        "corrections": [
            {"time": moment(note.time), "kind": note.kind, "text": note.text}
            for note in story.corrections.all()
        ],
        "body": body_values(around.body(story), around, file),
    }


def section_values(section: SectionPage, around: Around) -> dict[str, Any]:
    """A section; `parent` is the section it is part of."""
    return {
        **page_values(section, around),
        **_of_a_language(section),
        "edition": around.edition(section),
        "parent": _parent(section),
        "description": section.description,
    }


def topic_values(topic: TopicPage, around: Around, file: File) -> dict[str, Any]:
    """A topic, with its background where it has one."""
    return {
        **page_values(topic, around),
        "summary": topic.summary,
        "taxonomy": topic.taxonomy,
        **_of_a_language(topic),
        "body": body_values(list(topic.body.raw_data), around, file),
    }


def standard_values(page: StandardPage, around: Around, file: File) -> dict[str, Any]:
    """A standing page; `parent` is the page it stands under."""
    return {
        **page_values(page, around),
        **_of_a_language(page),
        "edition": around.edition(page),
        "parent": _parent(page),
        "body": body_values(list(page.body.raw_data), around, file),
    }


def _of_a_language(page: StandingPage) -> dict[str, Any]:
    return {"language": page.language, "translation_of": page.translation_of_id}


def _parent(page: Any) -> int | None:
    """The page above, where that is of the same kind."""
    above = page.get_parent()
    return above.pk if above and above.content_type_id == page.content_type_id else None
