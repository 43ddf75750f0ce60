"""Who publishes this site: its name, look and policies, and the menus on every page."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

from masthead.core.batch import once
from masthead.core.bidi import NeutralTexts
from masthead.core.edition import FIRST, Place, here, within
from masthead.core.language import nearest
from masthead.core.tags import language_tag

from .contrast import check_accents
from .editions import Edition, rows
from .panels import OUTLET_PANELS

WAYS = ("/", "#", "https://", "http://", "mailto:", "tel:")

hex_colour = RegexValidator(
    r"^#[0-9a-fA-F]{6}$", _("A colour is written as # and six hexadecimal digits, like #a61b1b.")
)


@register_setting(icon="site", order=100)
class OutletSettings(NeutralTexts, ClusterableModel, BaseGenericSetting):
    """What the outlet says of itself; one row."""

    name = models.CharField(_("name"), max_length=120, default="Masthead")
    tagline = models.CharField(_("tagline"), max_length=255, blank=True)
    description = models.TextField(
        _("description"), blank=True, help_text=_("One or two sentences for search engines.")
    )
    language = models.CharField(
        _("language"),
        max_length=35,
        default="en",
        validators=[language_tag],
        help_text=_("As BCP 47 writes it: en, fa, pt-BR."),
    )
    logo = models.ForeignKey(
        "media.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    share_image = models.ForeignKey(
        "media.Image",
        verbose_name=_("share image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown by social networks for pages without a picture."),
    )
    accent = models.CharField(
        _("accent colour"), max_length=7, blank=True, validators=[hex_colour], help_text="#a61b1b"
    )
    accent_dark = models.CharField(
        _("accent colour on dark"),
        max_length=7,
        blank=True,
        validators=[hex_colour],
        help_text="#ff8f83",
    )
    founded = models.DateField(_("founded"), null=True, blank=True)
    email = models.EmailField(_("public e-mail address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    postal_address = models.TextField(_("postal address"), blank=True)
    imprint = models.TextField(
        _("small print"), blank=True, help_text=_("At the foot of every page.")
    )
    licence_url = models.URLField(
        _("address of the licence"),
        blank=True,
        help_text=_("Of your stories, where others may use them: of a Creative Commons licence."),
    )
    onion_location = models.URLField(
        _("onion address"), blank=True, help_text=_("Announced to readers who use Tor.")
    )
    comments = models.CharField(
        _("comments"),
        max_length=10,
        choices=[
            ("before", _("held until a moderator approves them")),
            ("after", _("shown at once, moderated after")),
            ("first", _("shown at once from the second approved comment on")),
            ("closed", _("closed")),
        ],
        default="before",
    )
    comments_close_after = models.PositiveIntegerField(
        _("close comments after this many days"), null=True, blank=True
    )

    NAMES = ("name",)
    panels = OUTLET_PANELS

    class Meta:
        verbose_name = _("outlet")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def load(cls, request_or_site: Any = None) -> OutletSettings:
        """Return the one row; read once for all pages of a batch.

        Within an edition it speaks that edition's language.
        """
        found: OutletSettings = once(
            "outlet", lambda: super(OutletSettings, cls).load(request_or_site)
        )
        number = here().number
        return found if number == FIRST else found.spoken(number)

    @classmethod
    def first_language(cls) -> str:
        """Return the language of the first edition, whichever is being made."""
        with within(Place()):
            return cls.load().language

    def spoken(self, number: int) -> OutletSettings:
        """Return the outlet as the edition of this number calls it."""
        edition = next((row for row in rows() if row.pk == number), None)
        if edition is None:  # it was taken away while the page was made
            return self
        found = copy(self)
        found.language = edition.language
        found.name = edition.name
        found.tagline, found.description = edition.tagline, edition.description
        return found

    def clean(self) -> None:
        """Refuse accents that cannot be read on the page (see contrast.check_accents)."""
        super().clean()
        check_accents(self.accent, self.accent_dark)

    def clean_fields(self, exclude: Any = None) -> None:
        """Check the fields; refuse a language that a further edition has."""
        super().clean_fields(exclude)
        if nearest(self.language, (row.language for row in rows())):
            message = _("The site in this language has an address of its own already.")
            raise ValidationError({"language": message})


class OutletLink(Orderable):
    """Another place where the outlet publishes (``sameAs``)."""

    outlet = ParentalKey(OutletSettings, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=60)
    url = models.URLField(_("address"))

    def __str__(self) -> str:
        return self.label


class PolicyPage(Orderable):
    """A page that states one of the policies which schema.org names for a news organisation."""

    outlet = ParentalKey(OutletSettings, on_delete=models.CASCADE, related_name="policies")
    kind = models.CharField(
        _("policy"),
        max_length=40,
        choices=[
            ("publishingPrinciples", _("publishing principles")),
            ("ethicsPolicy", _("ethics")),
            ("correctionsPolicy", _("corrections")),
            ("verificationFactCheckingPolicy", _("verification and fact checking")),
            ("unnamedSourcesPolicy", _("unnamed sources")),
            ("actionableFeedbackPolicy", _("feedback from readers")),
            ("missionCoveragePrioritiesPolicy", _("mission and priorities")),
            ("diversityPolicy", _("diversity")),
            ("ownershipFundingInfo", _("ownership and funding")),
            ("masthead", _("who works here")),
            ("noBylinesPolicy", _("stories without byline")),
        ],
    )
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.kind


class Menu(ClusterableModel):
    """A list of links; ``place`` says where on the page it stands, if anywhere."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name"), max_length=120, unique=True, allow_unicode=True)
    place = models.CharField(
        _("place"),
        max_length=10,
        blank=True,
        choices=[("header", _("under the name plate")), ("footer", _("at the foot"))],
    )
    edition = models.ForeignKey(
        Edition,
        verbose_name=_("site"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="menus",
        help_text=_("Empty: that in the outlet's own language."),
    )

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class MenuItem(NeutralTexts, Orderable):
    """One link of a menu; ``level`` indents it under the item above with a lower level."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="items")
    label = models.CharField(_("label"), max_length=255, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    url = models.CharField(_("or an address"), max_length=700, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), default=0)

    def __str__(self) -> str:
        return self.label or (self.page.title if self.page else self.url)

    def clean(self) -> None:
        """Refuse a link that leads nowhere, or that runs something."""
        super().clean()
        if not self.page and not self.url:
            raise ValidationError({"page": _("Choose a page, or write an address beside it.")})
        if self.url and not self.url.lower().startswith(WAYS):
            message = _("An address begins with / or https://, like /about/.")
            raise ValidationError({"url": message})
