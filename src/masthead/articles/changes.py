"""What a change of a published story is, in the words of a desk."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.TextChoices):
    """Why readers get another text than yesterday."""

    MINOR = "minor", _("Minor: spelling, a link")
    UPDATE = "update", _("Update: new facts")
    CORRECTION = "correction", _("Correction: we were wrong")
    CLARIFICATION = "clarification", _("Clarification: we could be misunderstood")


#: Readers see a text of their own for these, under these names.
EXPLAINED = {Change.CORRECTION: _("Correction"), Change.CLARIFICATION: _("Clarification")}
