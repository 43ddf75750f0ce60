"""The sorts of journalism."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of journalism a story is, as schema.org and readers tell them apart."""

    REPORT = "report", _("Report")
    ANALYSIS = "analysis", _("Analysis")
    OPINION = "opinion", _("Opinion")
    BACKGROUND = "background", _("Background")
    REVIEW = "review", _("Review")
    INTERVIEW = "interview", _("Interview")
    LIVE = "live", _("Live")
    SPONSORED = "sponsored", _("Sponsored")
