"""What an export that Masthead wrote says of stories, people, terms and pictures beyond WordPress.

Each function takes the values as they were read and does nothing where there are none.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from masthead.articles.models import ArticlePage, Byline, Correction
from masthead.articles.models.byline import Role
from masthead.core.language import is_language, standard
from masthead.importers.errors import Place
from masthead.media.models import Document, Image
from masthead.people.models import Person, PersonLink, PersonName

from ..map.body import body
from ..map.dom import HANDLERS
from ..map.own_blocks import rich
from ..map.own_story import time_of
from ..map.reader import Reader
from ..map.story import Story
from ..map.work import Work
from .body import Body
from .context import Import
from .fill import fill
from .pages import NewPage

_STORY = (
    "kicker", "kind", "no_byline_reason", "dateline", "lead_caption", "language", "breaking",
    "breaking_until", "comment_mode", "expire_at",
)  # fmt: skip
_PERSON = ("name", "job_title", "languages", "knows_about", "email")
_PAGE = (
    "seo_title", "search_description", "social_title", "social_description", "canonical_url",
    "noindex",
)  # fmt: skip
_IMAGE = (
    "title", "description", "alt_text", "caption", "credit", "licence", "licence_url",
    "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
)  # fmt: skip


def fill_page(page: Any, values: dict[str, Any], run: Import) -> None:
    """What every page has."""
    fill(page, values, _PAGE)
    page.social_image_id = run.images.get(_number(values.get("social_image")))


def fill_story(page: Any, story: Story, run: Import) -> None:
    """A story or standing page, before it is saved; WordPress's fields are filled already."""
    values = story.own
    if not values:
        return
    if not isinstance(page, ArticlePage):
        fill(page, values, ("language", "expire_at"))
        return
    fill(page, values, _STORY)
    if time_of(values.get("last_published_at")) == story.changed:  # not edited in WordPress
        fill(page, values, ("word_count",))
    page.backstory = values.get("backstory") or ""
    if lines := _bylines(page, values, run):
        page.bylines = lines


def once_published(story: Story) -> datetime | None:
    """When a story that is no longer public was: its address then says that it was taken away."""
    return time_of(story.own.get("first_published_at")) if story.state == "draft" else None


def keep_uids(pages: Sequence[NewPage], stories: Sequence[Story]) -> None:
    """A story that comes back is the same story, unless that one is here still."""
    wanted = {}
    for made, story in zip(pages, stories, strict=True):
        try:
            wanted[uuid.UUID(str(story.own.get("uid")))] = made.page
        except ValueError:
            continue
    for uid in ArticlePage.objects.filter(uid__in=wanted).values_list("uid", flat=True):
        del wanted[uid]
    for uid, page in wanted.items():
        page.uid = uid


def keep_corrections(pages: Sequence[NewPage], stories: Sequence[Story]) -> None:
    """What readers were told of mistakes, under stories that are saved."""
    made = []
    for new, story in zip(pages, stories, strict=True):
        for one in story.own.get("corrections") or []:
            note = Correction(article_id=new.page.pk)
            fill(note, one if isinstance(one, dict) else {}, ("time", "kind", "text"))
            if note.time and note.kind and note.text:
                made.append(note)
    Correction.objects.bulk_create(made)


def remember_relations(story: Story, run: Import) -> None:
    """Note which others a story or page names; they are tied together when all are there."""
    original, related = story.own.get("translation_of"), story.own.get("related") or []
    if story.kind == "page":
        run.originals[story.old_id] = _number(original)
        return
    if original or related:
        named = [one for one in related if isinstance(one, int)]
        run.relations[story.old_id] = (_number(original), named)
    if isinstance(standing := story.own.get("standing"), dict):
        run.standing[story.old_id] = standing


def _bylines(page: ArticlePage, values: dict[str, Any], run: Import) -> list[Byline]:
    """The byline with its roles, where those who wrote it are the ones WordPress names."""
    lines = [
        (run.people[login], role)
        for one in values.get("byline") or []
        if isinstance(one, dict)
        and (login := str(one.get("login"))) in run.people
        and (role := one.get("role")) in Role.values
    ]
    writers = [person for person, role in lines if role == Role.BY] or [
        person for person, _ in lines[:1]
    ]
    if writers != [line.person_id for line in page.bylines.all()]:
        return []
    return [
        Byline(person_id=person, role=role, sort_order=at)
        for at, (person, role) in enumerate(lines)
    ]


def fill_person(
    person: Person, values: dict[str, Any], run: Import
) -> list[PersonLink | PersonName]:
    """A profile; returns its links and names, which are saved after it."""
    fill(person, values, _PERSON)
    person.bio = read_rich(values.get("bio"), run)
    person.portrait_id = run.images.get(_number(values.get("portrait")))
    return [*links_of(PersonLink, values), *_names(values, run)]


def _names(values: dict[str, Any], run: Import) -> list[PersonName]:
    """What somebody is called in other languages, each of which is a real one and comes once."""
    made: dict[str, PersonName] = {}
    for one in values.get("names") or []:
        row = PersonName()
        fill(row, one if isinstance(one, dict) else {}, ("language", "name", "job_title"))
        row.bio = read_rich(one.get("bio"), run) if isinstance(one, dict) else ""
        if is_language(row.language):
            made.setdefault(standard(row.language), row)
    return list(made.values())


def links_of(model: Any, values: dict[str, Any]) -> list[Any]:
    """Rows of label and address."""
    made = []
    for at, one in enumerate(values.get("links") or []):
        link = model(sort_order=at)
        fill(link, one if isinstance(one, dict) else {}, ("label", "url"))
        if link.label and link.url:
            made.append(link)
    return made


def fill_term(page: Any, values: dict[str, Any], run: Import) -> None:
    """A section or topic."""
    fill_page(page, values, run)
    fill(page, values, ("description", "summary", "language", "slug"))


def topic_body(name: str, values: dict[str, Any], run: Import) -> list[dict[str, Any]]:
    """The background of a topic, as its row holds it."""
    work = _work(run)
    maker = Body(f"{run.known.site}/topic/{name}", run.picture, run.file, run.topic)
    return maker.raw(body(str(values.get("body") or ""), work)) if values.get("body") else []


def fill_picture(thing: Image | Document, values: dict[str, Any]) -> None:
    """A picture's own words, licence and the part of it that no cut may lose."""
    if not values:
        return
    fill(thing, values, _IMAGE if isinstance(thing, Image) else ("title",))
    thing.save()
    tags = [tag[:100] for tag in values.get("tags") or [] if isinstance(tag, str) and tag]
    if tags:
        thing.tags.set(tags)


def read_rich(html: object, run: Import) -> str:
    """Rich text, cleaned as texts are."""
    try:
        return rich(html or "", Reader(_work(run), HANDLERS))
    except (TypeError, ValueError):
        return ""


def _work(run: Import) -> Work:
    site = run.old.address
    place = Place(run.report.files[0] if run.report.files else "", 1)
    return Work(place, run.survey.lookup, run.report.note, site=site, link=site)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
