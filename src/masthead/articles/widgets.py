"""Fields of the story form that Wagtail has nothing for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class PickList(forms.CheckboxSelectMultiple):
    """Boxes to tick in a list that scrolls, with a field that narrows it."""

    class Media:
        js = ("masthead/newsroom/pick.js",)

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """Return the list under its field."""
        boxes = super().render(name, value, attrs, renderer)
        return render_to_string("masthead/newsroom/pick_list.html", {"boxes": boxes})
