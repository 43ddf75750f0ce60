"""What is asked before a translation begins."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masthead.core.tags import language_tag
from masthead.outlet.widgets import LanguageInput
from masthead.people.models import Person


class StartForm(forms.Form):
    """Into which language, and by whom."""

    language = forms.CharField(
        label=_("Language"),
        max_length=35,
        validators=[language_tag],
        widget=LanguageInput,
        help_text=_("In which it will be written: en for English, fa for Persian."),
    )
    translator = forms.ModelChoiceField(
        label=_("Who translates"),
        queryset=Person.objects.none(),
        required=False,
        help_text=_("Stands in the byline. Nobody, where a name would put somebody in danger."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["translator"]
        field.queryset = Person.objects.filter(merged_into=None).order_by("name")
        field.initial = getattr(user, "person", None)
