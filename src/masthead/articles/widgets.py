"""Fields of the story form that Wagtail has nothing for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.admin.widgets import AdminAutoHeightTextInput

from masthead.core.text import collapse


class HeadlineInput(AdminAutoHeightTextInput):
    """A headline is one line, however many it takes on the screen."""

    class Media:
        js = ("masthead/newsroom/pick.js",)

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"rows": 1, "data-one-line": ""} | (attrs or {}))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was written, line ends as spaces."""
        value = super().value_from_datadict(data, files, name)
        return collapse(value) if isinstance(value, str) else value


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
