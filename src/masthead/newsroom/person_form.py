"""The form of a person."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from masthead.addresses.short_names import ShortNameField, free_name
from masthead.people.models import Person


class PersonForm(WagtailAdminModelForm):
    """A person, whose address is made of the name unless somebody writes another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            field = self.fields["slug"]
            self.fields["slug"] = ShortNameField(
                label=field.label, help_text=field.help_text, disabled=bool(self.instance.pk)
            )

    def clean_slug(self) -> str:
        """Return a free last part of the address: two people may have the same name."""
        slug: str = self.cleaned_data["slug"]
        if self.instance.pk:
            return slug
        name: str = self.cleaned_data.get("name", "")
        return free_name(slug or name, lambda slug: not Person.objects.filter(slug=slug).exists())
