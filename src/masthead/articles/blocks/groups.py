"""Headings under which the editor offers the blocks, in this order of use."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORDS = _("Words")
PICTURES = _("Pictures")
BESIDE = _("Beside the story")
ELSEWHERE = _("From elsewhere")
