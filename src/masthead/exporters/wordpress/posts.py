"""Stories as posts and standing pages as pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from masthead.articles.models import ArticlePage, FrontPick, StandardPage
from masthead.articles.models.byline import Role
from masthead.exporters import states
from masthead.exporters.around import Around
from masthead.exporters.batches import Progress, told
from masthead.exporters.says.pages import standard_values, story_values
from masthead.exporters.says.standing import PREFETCHED

from .blocks import corrections, markup
from .comments import comments_of
from .comments import written as comment_written
from .items import Item
from .seo import seo_meta
from .write import Body, Export
from .xml import meta, nicename, ours, term_use

_STATUS = {
    states.LIVE: "publish",
    states.SCHEDULED: "future",
    states.REVIEW: "pending",
    states.DRAFT: "draft",
    states.RESTRICTED: "private",
}
#: Values that stand elsewhere in the item, or mean nothing outside of this database.
_ELSEWHERE = frozenset({"id", "body", "title", "social_image", "lead_image", "live", "parent"})
_RELATIONS = ("bylines", "topics", "other_sections", "related_links", "corrections", *PREFETCHED)
#: Smaller than other batches: stories come with their comments.
_STORIES = 100


def posts(export: Export, progress: Progress) -> Iterator[str]:
    """Every story, whatever its state."""
    sticky = set(FrontPick.objects.values_list("article_id", flat=True))
    rows = ArticlePage.objects.prefetch_related(*_RELATIONS)
    for some in told("stories", rows, progress, _STORIES):
        state, said = states.states(some), comments_of(page.pk for page in some)
        stories = [states.as_it_stands(page) for page in some]
        raws = [[list(story.body.raw_data), story.backstory] for story in stories]
        around = Around(stories, raws)
        for story in stories:
            comments = "".join(comment_written(one, export) for one in said.get(story.pk, ()))
            item = _item(story, "post", state[story.pk], around, export)
            values = _story_values(story, around, export)
            if state[story.pk] == states.RESTRICTED:
                del values["first_published_at"]  # an address that nobody may know of
            excerpt = {"excerpt": story.standfirst, "sticky": story.pk in sticky}
            excerpt |= {"comments_open": story.comment_mode != "closed"}
            excerpt |= {"creator": _creator(story, export)}
            excerpt |= {"content": item["content"] + corrections(story)}
            inside = _terms(story, export) + _story_meta(story, export) + ours(values)
            yield Item(**item | excerpt).written(
                inside + _paths_meta(values) + seo_meta(story, export) + comments
            )


def pages(export: Export, progress: Progress) -> Iterator[str]:
    """Every standing page, with its place among its siblings."""
    for some in told("pages", StandardPage.objects.all(), progress):
        state, said = states.states(some), comments_of(page.pk for page in some)
        drafts = [states.as_it_stands(page) for page in some]
        around = Around(drafts, [list(page.body.raw_data) for page in drafts])
        for page in drafts:
            values = standard_values(page, around, export.file)
            order = {"parent": values["parent"] or 0, "order": int(page.path[-page.steplen :], 36)}
            item = _item(page, "page", state[page.pk], around, export)
            carried = {name: value for name, value in values.items() if name not in _ELSEWHERE}
            comments = "".join(comment_written(one, export) for one in said.get(page.pk, ()))
            yield Item(**item | order).written(
                ours(carried) + _paths_meta(values) + seo_meta(page, export) + comments
            )


def _item(page: Any, kind: str, state: str, around: Around, export: Export) -> dict[str, Any]:
    path = around.path(page)
    at = _at(page, state)
    return {
        "number": page.pk,
        "type": kind,
        "status": _STATUS[state],
        "title": page.title,
        "slug": nicename(page.slug),
        "link": export.address(path) if path else f"{settings.SITE_URL}/?p={page.pk}",
        "at": at,
        "changed": max(at, page.last_published_at or page.latest_revision_created_at or at),
        "content": markup(around.body(page), Body(export, around)),
    }


def _at(page: Any, state: str) -> datetime:
    """When readers saw it first, or will; for drafts when somebody wrote in it last."""
    if state == states.SCHEDULED and page.go_live_at:
        scheduled: datetime = page.go_live_at
        return scheduled
    return page.first_published_at or page.latest_revision_created_at or timezone.now()


def _creator(story: ArticlePage, export: Export) -> str:
    lines = list(story.bylines.all())
    first = next((line for line in lines if line.role == Role.BY), lines[0] if lines else None)
    return export.logins.get(first.person_id, "") if first else ""


def _terms(story: ArticlePage, export: Export) -> str:
    """Section first, topics, and where several wrote it all of them, as Co-Authors Plus does."""
    ids = [story.section_id, *(section.pk for section in story.other_sections.all())]
    uses = [
        term_use("category", *export.sections[pk])
        for pk in dict.fromkeys(ids)
        if pk in export.sections
    ]
    uses += [
        term_use(*export.topics[topic.pk])
        for topic in story.topics.all()
        if topic.pk in export.topics
    ]
    writers = [line.person_id for line in story.authors if line.person_id in export.logins]
    if len(writers) > 1:
        logins = [export.logins[pk] for pk in writers]
        uses += [term_use("author", f"cap-{nicename(login)}", login) for login in logins]
    return "".join(uses)


def _story_values(story: ArticlePage, around: Around, export: Export) -> dict[str, Any]:
    """What WordPress has no place for; people and sections by their names in this export."""
    values = story_values(story, around, export.file)
    carried = {name: value for name, value in values.items() if name not in _ELSEWHERE}
    if carried["standing"]:  # people are accounts here, and those stay
        for one in (*carried["standing"]["confirmed"], *carried["standing"]["machine"]):
            del one["person"]
    carried["backstory"] = export.rich(story.backstory, around)
    carried["byline"] = [
        {"login": export.logins[line.person_id], "role": line.role}
        for line in story.bylines.all()
        if line.person_id in export.logins
    ]
    sections = [story.section_id, *values["other_sections"]]
    carried["sections"] = [export.sections[pk][0] for pk in sections if pk in export.sections]
    for name in ("section", "other_sections", "topics"):
        carried.pop(name)
    return carried


def _story_meta(story: ArticlePage, export: Export) -> str:
    lead = export.ids.image(story.lead_image_id)
    main = str(story.section_id or "")
    return meta("_thumbnail_id", str(lead) if lead else "") + meta(
        "_yoast_wpseo_primary_category", main
    )


def _paths_meta(values: dict[str, Any]) -> str:
    """Former slugs, which WordPress leads to the post; only the last part of a path fits there."""
    slugs = [path.rstrip("/").rpartition("/")[2] for path in values["paths"] if "?" not in path]
    fresh = [slug for slug in dict.fromkeys(slugs) if slug and slug != values["slug"]]
    return "".join(meta("_wp_old_slug", nicename(slug)) for slug in fresh)
