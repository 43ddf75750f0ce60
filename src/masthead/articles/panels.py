"""The forms of stories and pages: the words in one column, the rest at its side.

The side is in the order in which a desk asks, and folded where most stories need nothing.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TitleFieldPanel,
)

from masthead.core.language import RTL_LANGUAGES, RTL_SCRIPTS

from .forms import ArticleForm, PublicPageForm
from .widgets import HeadlineInput, PickList

FOLDED = "collapsed"


class WritingDesk(ObjectList):
    """The whole form; its first two children become the columns."""

    class BoundPanel(ObjectList.BoundPanel):
        template_name = "masthead/newsroom/writing_desk.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add what the script needs that turns fields to the story's direction."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["rtl_languages"] = " ".join(sorted(RTL_LANGUAGES))
            context["rtl_scripts"] = " ".join(sorted(RTL_SCRIPTS))
            return context


class AddressPanel(Panel):
    """Where readers find the page, or will."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "masthead/newsroom/address_panel.html"


class FollowersPanel(Panel):
    """How many readers will be told of a correction; nobody here learns who they are."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "masthead/newsroom/followers_panel.html"


class OriginalPanel(Panel):
    """The story from which this one is translated; a script puts it beside fields and blocks."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "masthead/newsroom/original_panel.html"

        def is_shown(self) -> bool:
            """For translations alone."""
            return bool(self.instance.pk and self.instance.translation_of_id)


class NamePanel(TitleFieldPanel):
    """A name or headline; the server makes the last part of the address, see ShortNameField."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_attrs(self) -> dict[str, Any]:
            """Return the words of an empty field; what makes addresses would need another."""
            return {"placeholder": self.get_placeholder()}


class ChangePanel(MultiFieldPanel):
    """What the editor changes of a story that readers have: asked only then."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            """Whether there is anything to ask."""
            return bool(self.instance.pk and self.instance.live)


def desk(
    words: list[Panel],
    side: list[Panel],
    form: type[PublicPageForm] = PublicPageForm,
) -> WritingDesk:
    """Return the form of a page type."""
    return WritingDesk(
        [
            ObjectList(words, classname="desk-words"),
            ObjectList([*side, *FINDING_PANELS], classname="desk-side"),
            PublishingPanel(),
            CommentPanel(),
        ],
        base_form_class=form,
    )


FINDING_PANELS = (
    MultiFieldPanel(
        [
            AddressPanel(),
            FieldPanel(
                "slug",
                heading=_("Last part of the address"),
                help_text=_("Empty: made of the headline. Fixed at the first publication."),
            ),
        ],
        heading=_("Address"),
        classname=FOLDED,
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "seo_title",
                heading=_("Title for search engines"),
                help_text=_("Empty: the headline."),
            ),
            FieldPanel(
                "search_description",
                heading=_("Description for search engines"),
                help_text=_("Empty: the standfirst."),
            ),
            FieldPanel("social_title", help_text=_("Empty: as for search engines.")),
            FieldPanel("social_description", help_text=_("Empty: as for search engines.")),
            FieldPanel("social_image", help_text=_("Empty: the lead picture.")),
            FieldPanel("canonical_url"),
            FieldPanel("noindex"),
        ],
        heading=_("Search and social networks"),
        classname=FOLDED,
    ),
)

ARTICLE_WORDS = [
    OriginalPanel(),
    NamePanel(
        "title",
        widget=HeadlineInput,
        heading=_("Headline"),
        placeholder=_("Headline"),
        help_text=_("What happened, in a few words."),
    ),
    FieldPanel(
        "standfirst", help_text=_("What happened and why it matters, in one or two sentences.")
    ),
    FieldPanel("body", heading=_("Story")),
]

ARTICLE_SIDE = [
    ChangePanel(
        [
            FieldPanel("change", widget=forms.Select),
            FieldPanel("change_note"),
            FollowersPanel(),
        ],
        heading=_("What you are changing"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("section", widget=forms.Select),
            FieldPanel("kind"),
            InlinePanel(
                "bylines",
                heading=_("Byline"),
                label=_("name"),
                panels=[FieldPanel("person"), FieldPanel("role")],
            ),
            FieldPanel("no_byline_reason"),
        ],
        heading=_("Section and byline"),
    ),
    MultiFieldPanel(
        [FieldPanel("lead_image", heading=_("Picture")), FieldPanel("lead_caption")],
        heading=_("Lead picture"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("breaking"),
            FieldPanel("breaking_until", help_text=_("Empty: until you untick it.")),
        ],
        heading=_("Ticker"),
        classname=FOLDED,
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "topics",
                widget=PickList,
                help_text=_("They stand under the story, and each of them lists it."),
            ),
            FieldPanel(
                "other_sections",
                widget=PickList,
                help_text=_("Sections that show the story as well."),
            ),
            InlinePanel("related_links", heading=_("Read next"), label=_("story")),
        ],
        heading=_("Topics and related stories"),
        classname=FOLDED,
    ),
    MultiFieldPanel(
        [
            FieldPanel("kicker"),
            FieldPanel("dateline", help_text=_("Where it was written, for example Port Avel.")),
            FieldPanel(
                "language",
                help_text=_("In which it is written: en for English, fa for Persian."),
            ),
            FieldPanel("translation_of", help_text=_("The story from which this was translated.")),
        ],
        heading=_("Kicker, place and language"),
        classname=FOLDED,
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "backstory",
                help_text=_("How you know: who was asked, what was seen, what is missing."),
            )
        ],
        heading=_("How it was reported"),
        classname=FOLDED,
    ),
    MultiFieldPanel([FieldPanel("comment_mode")], heading=_("Comments"), classname=FOLDED),
]

ARTICLE_FORM = desk(ARTICLE_WORDS, ARTICLE_SIDE, ArticleForm)

LANGUAGE_SIDE = MultiFieldPanel(
    [
        FieldPanel("language", help_text=_("Empty: the outlet's language.")),
        FieldPanel("translation_of", help_text=_("The same page in the language it was written.")),
    ],
    heading=_("Language"),
)

STANDARD_FORM = desk(
    [
        NamePanel(
            "title",
            widget=HeadlineInput,
            heading=_("Title"),
            placeholder=_("Title"),
            help_text=_("As readers see it."),
        ),
        FieldPanel("body", heading=_("Text")),
    ],
    [LANGUAGE_SIDE],
)

TOPIC_FORM = desk(
    [
        NamePanel(
            "title",
            widget=HeadlineInput,
            heading=_("Name of the topic"),
            placeholder=_("Topic"),
            help_text=_("As readers see it."),
        ),
        FieldPanel("summary", help_text=_("One or two sentences, shown above its stories.")),
        FieldPanel(
            "body",
            heading=_("Background"),
            help_text=_(
                "Written once, shown in every story that carries it, always as it is here."
            ),
        ),
    ],
    [LANGUAGE_SIDE],
)

SECTION_FORM = desk(
    [
        NamePanel(
            "title",
            widget=HeadlineInput,
            heading=_("Name of the section"),
            placeholder=_("Section"),
            help_text=_("As readers see it."),
        ),
        FieldPanel("description", help_text=_("One sentence, shown under the name.")),
    ],
    [LANGUAGE_SIDE],
)

FRONT_FORM = desk(
    [
        InlinePanel(
            "picks",
            heading=_("Stories placed by hand"),
            label=_("placed story"),
            panels=[FieldRowPanel([FieldPanel("slot"), FieldPanel("article")])],
            help_text=_(
                "They stay until somebody takes them away. Places without one are filled with the "
                "newest stories."
            ),
        ),
        InlinePanel(
            "rows",
            heading=_("Rows of sections"),
            label=_("section row"),
            help_text=_("Without rows, every section has one."),
        ),
    ],
    [],
)
