"""The story."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from masthead.articles import queries_story
from masthead.articles.blocks import StoryBody
from masthead.articles.changes import Change
from masthead.articles.kinds import Kind
from masthead.articles.panels import ARTICLE_FORM
from masthead.articles.querysets import ArticleQuerySet, read_around
from masthead.core.language import direction

from .base import PublicPage
from .byline import Byline, Role

WORDS_A_MINUTE = 230  # silent reading of non-fiction: Brysbaert 2019, 238 words for English


class ArticlePage(PublicPage):
    """A story: what readers came for."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kicker = models.CharField(
        _("kicker"), max_length=80, blank=True, help_text=_("Empty: the section's name.")
    )
    standfirst = models.TextField(_("standfirst"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.REPORT)
    section = models.ForeignKey(
        "articles.SectionPage",
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    other_sections = ParentalManyToManyField(
        "articles.SectionPage", blank=True, related_name="also_articles"
    )
    topics = ParentalManyToManyField("articles.TopicPage", blank=True, related_name="articles")
    no_byline_reason = models.CharField(
        _("reason for no byline"),
        max_length=255,
        blank=True,
        help_text=_("Shown to readers in place of a name."),
    )
    dateline = models.CharField(_("dateline"), max_length=120, blank=True)
    lead_image = models.ForeignKey(
        "media.Image",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_caption = models.TextField(
        _("caption"), blank=True, help_text=_("Empty: the picture's own.")
    )
    body = StreamField(StoryBody(), blank=True)
    backstory = RichTextField(
        _("how this was reported"), blank=True, features=["bold", "italic", "link"]
    )
    language = models.CharField(
        _("language"), max_length=35, default="en", help_text=_("As BCP 47 writes it: en, fa, ckb.")
    )
    translation_of = models.ForeignKey(
        "self",
        verbose_name=_("translation of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translations_made",
    )
    breaking = models.BooleanField(_("show in the ticker"), default=False)
    breaking_until = models.DateTimeField(_("until"), null=True, blank=True)
    comment_mode = models.CharField(
        _("comments"),
        max_length=10,
        blank=True,
        choices=[
            ("", _("as everywhere")),
            ("before", _("held until a moderator approves them")),
            ("after", _("shown at once, moderated after")),
            ("first", _("shown at once from the second approved comment on")),
            ("closed", _("closed")),
        ],
    )
    word_count = models.PositiveIntegerField(default=0, editable=False)
    change = models.CharField(_("what is changed"), max_length=20, choices=Change, blank=True)
    change_note = models.TextField(
        _("what readers are told"),
        blank=True,
        help_text=_("What was wrong or unclear, and what is right. It stays with the story."),
    )

    objects = PageManager.from_queryset(ArticleQuerySet)()

    edit_handler = ARTICLE_FORM
    search_fields = (
        *PublicPage.search_fields,
        index.SearchField("standfirst", boost=2),
        index.SearchField("body"),
        index.RelatedFields(
            "bylines",
            [
                index.RelatedFields(
                    "person",
                    [
                        index.SearchField("name"),
                        index.RelatedFields("names", [index.SearchField("name")]),
                    ],
                )
            ],
        ),
        index.FilterField("kind"),
        index.FilterField("language"),
        index.FilterField("section_id"),
    )
    parent_page_types = ("articles.StoriesFolder",)
    subpage_types = ()
    template = "masthead/article_page.html"
    # A copy is another story.
    exclude_fields_in_copy: ClassVar[list[str]] = ["uid", "translation_of"]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = (
            # The ticker asks on every page, and few of the stories are breaking.
            models.Index(
                fields=("breaking_until",),
                condition=models.Q(breaking=True),
                name="breaking_stories",
            ),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the number of words counted anew."""
        words = self.body.stream_block.get_searchable_content(self.body) if self.body else []
        self.word_count = len(" ".join(map(str, words)).split())
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the story's template shows around the story."""
        if not getattr(request, "is_preview", False):  # a preview shows what is not yet saved
            read_around(self)
        translations = queries_story.translations(self)
        return super().get_context(request, *args, **kwargs) | {
            "related": queries_story.related(self, translations),
            "translations": translations,
            "way": queries_story.way_to(self.section),
        }

    @property
    def reading_minutes(self) -> int:
        """Minutes that reading takes, at least one."""
        return max(1, round(self.word_count / WORDS_A_MINUTE))

    @property
    def direction(self) -> str:
        """Either "rtl" or "ltr", by the story's language."""
        return direction(self.language)

    @property
    def authors(self) -> list[Byline]:
        """Bylines of those who wrote the story, in order."""
        return [line for line in self.bylines.all() if line.role == Role.BY]

    @cached_property
    def notes(self) -> list[Any]:
        """The corrections and clarifications that readers are told, the oldest first."""
        return list(self.corrections.all()) if self.pk else []

    @property
    def was_updated(self) -> bool:
        """Whether readers should be told of a change after publication."""
        first, last = self.first_published_at, self.last_published_at
        return bool(first and last and (last - first).total_seconds() >= 60)  # noqa: PLR2004 - a minute

    def suggested_path(self) -> str:
        """The path by the outlet's pattern (setting ``address_pattern``), made once."""
        day = timezone.localtime(self.first_published_at or timezone.now())
        path: str = settings.MASTHEAD_ADDRESS_PATTERN.format(
            section=self.section.slug if self.section else "",
            slug=self.slug,
            year=day.strftime("%Y"),
            month=day.strftime("%m"),
            day=day.strftime("%d"),
        )
        return self.edition.path(path)


class RelatedArticle(Orderable):
    """A story to read after this one, chosen by an editor."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_links")
    related = models.ForeignKey(
        ArticlePage, verbose_name=_("story"), on_delete=models.CASCADE, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.related)
