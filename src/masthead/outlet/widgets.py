"""Fields of forms that Wagtail has nothing for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class LanguageInput(forms.TextInput):
    """A language code, with suggestions by name; any other code can be typed."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the field with its list of suggestions."""
        known = [info for info in LANG_INFO.values() if "name_local" in info]
        return render_to_string(
            "masthead/newsroom/language_input.html",
            {
                "field": super().render(name, value, {**(attrs or {}), "list": f"{name}-names"}),
                "list": f"{name}-names",
                "languages": sorted(known, key=lambda info: info["name"]),
            },
        )
