"""Beginning a translation: a draft with the original's blocks, pictures and people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from masthead.articles.models import (
    ArticlePage,
    Byline,
    RelatedArticle,
    SectionPage,
    TopicPage,
)
from masthead.articles.models.byline import Role
from masthead.articles.tree import stories_folder
from masthead.articles.versions import version_in

from . import follow, quotations

if TYPE_CHECKING:
    from masthead.people.models import Person, User

Standing = TypeVar("Standing", SectionPage, TopicPage)

# What is as true of the translation as of the original. Its address, its dates and what is said to
# search engines are its own.
COPIED = (
    "title",
    "standfirst",
    "kicker",
    "kind",
    "no_byline_reason",
    "dateline",
    "lead_image",
    "lead_caption",
    "backstory",
    "comment_mode",
    "social_image",
    "noindex",
)


class NotBegunError(Exception):
    """A translation cannot be begun; the text is a sentence for the editor."""


@transaction.atomic
def start(
    story: ArticlePage, language: str, user: User, translator: Person | None = None
) -> ArticlePage:
    """Make the draft of ``story`` in ``language``; a translation is made from its own original.

    Raises NotBegunError where that language is taken.
    """
    root = story.translation_of_id or story.pk
    original = ArticlePage.objects.select_for_update(of=("self",)).get(pk=root)
    there = version_in(original, language)
    if there:
        message = _("This story is there in that language already: “%(title)s”.")
        raise NotBegunError(message % {"title": there.get_admin_display_title()})
    revision = follow.current(original)
    source: Any = revision.as_object() if revision else original
    page = ArticlePage(
        **{name: getattr(source, name) for name in COPIED},
        language=language,
        translation_of=original,
        slug=_free_slug(f"{source.slug[:200]}-{slugify(language)}"),
        owner=user,
        live=False,
    )
    # The blocks keep their ids: so each can be held against the one it was made from.
    blocks = list(source.body.get_prep_value())
    page.body = quotations.without_sources(blocks, quotations.by_id(blocks))
    page.bylines = _bylines(source, translator)
    page.section = _there(source.section, language) if source.section else None
    page.topics = [_there(topic, language) for topic in source.topics.all()]
    page.other_sections = [_there(place, language) for place in source.other_sections.all()]
    page.related_links = _related(source, language)
    stories_folder().add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create")
    follow.bind(page)
    return page


def _there(page: Standing, language: str) -> Standing:
    """Return a section or topic as readers of ``language`` know it; itself where it is the same."""
    root = page.translation_of_id or page.pk
    family = type(page)._default_manager.filter(Q(pk=root) | Q(translation_of=root))  # noqa: SLF001 - Django's name for it
    return family.live().filter(language=language).first() or page


def _free_slug(wanted: str) -> str:
    free, number, folder = wanted, 1, stories_folder()
    while not Page._slug_is_available(free, folder):  # noqa: SLF001 - its only name
        number += 1
        free = f"{wanted}-{number}"
    return free


def _bylines(source: ArticlePage, translator: Person | None) -> list[Byline]:
    """Those who made the original, then who translates it."""
    kept = [line for line in source.bylines.all() if line.role != Role.TRANSLATED]
    lines = [Byline(person=line.person, role=line.role) for line in kept]
    if translator:
        lines.append(Byline(person=translator, role=Role.TRANSLATED))
    for at, line in enumerate(lines):
        line.sort_order = at
    return lines


def _related(source: ArticlePage, language: str) -> list[RelatedArticle]:
    """The stories to read next, as far as they can be read in ``language``."""
    lines = source.related_links.select_related("related").all()
    roots = [line.related.translation_of_id or line.related_id for line in lines]
    family = ArticlePage.objects.filter(language=language)
    found = dict(family.filter(translation_of__in=roots).values_list("translation_of", "pk"))
    found |= {pk: pk for pk in family.filter(pk__in=roots).values_list("pk", flat=True)}
    return [
        RelatedArticle(related_id=found[root], sort_order=at)
        for at, root in enumerate(roots)
        if root in found
    ]
