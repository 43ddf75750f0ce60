"""The story form: headline, standfirst and body first, the rest folded in the order a desk asks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

FOLDED = "collapsed"

ARTICLE_PANELS = (
    FieldPanel("title", heading=_("Headline")),
    FieldPanel("standfirst"),
    FieldPanel("body"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("kind"), FieldPanel("section")]),
            InlinePanel("bylines", label=_("name")),
            FieldPanel("no_byline_reason"),
        ],
        heading=_("Section and byline"),
    ),
    MultiFieldPanel(
        [FieldPanel("lead_image"), FieldPanel("lead_caption")], heading=_("Lead picture")
    ),
    MultiFieldPanel(
        [FieldPanel("breaking"), FieldPanel("breaking_until")],
        heading=_("Ticker"),
        classname=FOLDED,
    ),
    MultiFieldPanel(
        [
            FieldPanel("topics"),
            FieldPanel("other_sections"),
            FieldPanel("kicker"),
            FieldPanel("dateline"),
            InlinePanel("related_links", label=_("related story")),
        ],
        heading=_("Topics and related stories"),
        classname=FOLDED,
    ),
    MultiFieldPanel([FieldPanel("backstory")], heading=_("How it was reported"), classname=FOLDED),
    MultiFieldPanel(
        [FieldPanel("language"), FieldPanel("translation_of"), FieldPanel("comment_mode")],
        heading=_("Language and comments"),
        classname=FOLDED,
    ),
)

ARTICLE_PROMOTE_PANELS = (
    MultiFieldPanel(
        [
            FieldPanel("slug"),
            FieldPanel("seo_title"),
            FieldPanel("search_description"),
            FieldPanel("canonical_url"),
            FieldPanel("noindex"),
        ],
        heading=_("Search engines"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("social_title"),
            FieldPanel("social_description"),
            FieldPanel("social_image"),
        ],
        heading=_("Social networks"),
    ),
)
