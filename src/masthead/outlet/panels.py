"""The form of the outlet: who it is first, what machines want to know last."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from .widgets import LanguageInput

FOLDED = "collapsed"

OUTLET_PANELS = (
    MultiFieldPanel(
        [
            FieldPanel("name", help_text=_("As it stands at the head of every page.")),
            FieldPanel("tagline"),
            FieldPanel("description"),
            FieldPanel(
                "language",
                widget=LanguageInput,
                help_text=_("In which most stories are written: en for English, fa for Persian."),
            ),
            FieldPanel("founded"),
        ],
        heading=_("Who you are"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("logo", help_text=_("In place of the name; a drawing (SVG) stays sharp.")),
            FieldPanel("share_image"),
            FieldRowPanel(
                [
                    FieldPanel("accent", help_text=_("Of kickers and links, like #a61b1b.")),
                    FieldPanel(
                        "accent_dark", help_text=_("At night, like #ff8f83. Lighter than by day.")
                    ),
                ],
            ),
        ],
        heading=_("Look"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("email"),
            FieldPanel("telephone"),
            FieldPanel("postal_address"),
            FieldPanel("imprint"),
            FieldPanel("licence_url"),
            FieldPanel("onion_location"),
            InlinePanel("links", heading=_("Elsewhere"), label=_("profile")),
        ],
        heading=_("How to reach you"),
        classname=FOLDED,
    ),
    MultiFieldPanel(
        [FieldPanel("comments"), FieldPanel("comments_close_after")],
        heading=_("Comments"),
        classname=FOLDED,
    ),
    MultiFieldPanel(
        [
            InlinePanel(
                "policies",
                label=_("policy"),
                help_text=_(
                    "Pages on which you say how you work. Search engines and readers judge a "
                    "newsroom by them."
                ),
            )
        ],
        heading=_("Policies"),
        classname=FOLDED,
    ),
)
