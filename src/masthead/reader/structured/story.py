"""A story as schema.org describes journalism."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone

from masthead.addresses.paths import absolute
from masthead.articles.kinds import Kind
from masthead.articles.models.byline import Role
from masthead.comments.reading import shown_count
from masthead.core.html import visible_text

from .ids import Data, filled, one_or_all, outlet_id, site_id
from .person import person_brief
from .pictures import pictures

if TYPE_CHECKING:
    from datetime import datetime

    from masthead.articles.models import ArticlePage, Correction
    from masthead.outlet.models import OutletSettings

TYPES: dict[str, str | list[str]] = {
    Kind.REPORT: "ReportageNewsArticle",
    Kind.ANALYSIS: "AnalysisNewsArticle",
    Kind.OPINION: "OpinionNewsArticle",
    Kind.BACKGROUND: "BackgroundNewsArticle",
    Kind.REVIEW: "ReviewNewsArticle",
    Kind.INTERVIEW: "NewsArticle",
    Kind.LIVE: ["LiveBlogPosting", "NewsArticle"],
    Kind.SPONSORED: "AdvertiserContentArticle",
}


def story(
    page: ArticlePage, outlet: OutletSettings, translations: list[ArticlePage], summary: str
) -> Data:
    """Return the story; ``translations`` are its other versions, ``summary`` its description."""
    url = absolute(page.url or "")
    return filled(
        {
            "@type": TYPES[page.kind],
            "@id": f"{url}#story",
            "mainEntityOfPage": url,
            "url": url,
            "headline": page.title,
            "description": summary,
            "image": pictures(page, outlet),
            "datePublished": _iso(page.first_published_at),
            "dateModified": _iso(page.last_published_at),
            "inLanguage": page.language,
            "isAccessibleForFree": True,
            "license": outlet.licence_url,
            "isPartOf": {"@id": site_id()},
            "publisher": {"@id": outlet_id()},
            "articleSection": page.section.title if page.section else None,
            "keywords": [topic.title for topic in page.topics.all()],
            "wordCount": page.word_count or None,
            "timeRequired": f"PT{page.reading_minutes}M" if page.word_count else None,
            "commentCount": shown_count(page.pk) if page.pk else 0,
            "backstory": visible_text(page.backstory),
            # Only journalism has a dateline, and only live coverage begins.
            "dateline": page.dateline if page.kind != Kind.SPONSORED else None,
            "coverageStartTime": _iso(page.first_published_at) if page.kind == Kind.LIVE else None,
            "correction": [_correction(note) for note in page.notes],
            **_people(page),
            **_versions(page, translations),
        }
    )


def _correction(note: Correction) -> Data:
    """What was wrong or unclear, as readers are told."""
    return {
        "@type": "CorrectionComment",
        "text": note.text,
        "datePublished": _iso(note.time),
    }


def breadcrumbs(page: ArticlePage, way: Iterable[ArticlePage]) -> Data | None:
    """Return the way from the front page to the story; None for one without a section."""
    steps = [*way, page]
    if len(steps) == 1:
        return None
    items = [
        {
            "@type": "ListItem",
            "position": at,
            "name": step.title,
            "item": {"@id": absolute(step.url or "")},
        }
        for at, step in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _people(page: ArticlePage) -> Data:
    lines = list(page.bylines.all())
    in_role = {
        role: [person_brief(line.who) for line in lines if line.role == role] for role in Role
    }
    return {
        # A story without a byline is the outlet's own, as its noBylinesPolicy explains.
        "author": one_or_all(in_role[Role.BY]) or {"@id": outlet_id()},
        "translator": one_or_all(in_role[Role.TRANSLATED]),
        "contributor": one_or_all(in_role[Role.PHOTOGRAPHS] + in_role[Role.REPORTING]),
    }


def _versions(page: ArticlePage, translations: list[ArticlePage]) -> Data:
    named = {
        version.pk: {"@id": f"{absolute(version.url or '')}#story", "inLanguage": version.language}
        for version in translations
    }
    if page.translation_of_id:
        return {"translationOfWork": named.get(page.translation_of_id)}
    return {"workTranslation": list(named.values())}


def _iso(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
