"""The form in which pictures come into the newsroom."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .validate import PictureRefused, check_picture


class PictureField(WagtailImageField):
    """Looks at the file before anything else opens it."""

    def to_python(self, data: Any) -> Any:
        """Return the file. Refuses what is no harmless picture, in one sentence."""
        if data:
            try:
                check_picture(data, data.name)
            except PictureRefused as reason:
                raise ValidationError(str(reason)) from None
        return super().to_python(data)


class PictureForm(BaseImageForm):
    """Wagtail's form with our look at the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            given = self.fields["file"]
            field = PictureField(required=given.required, label=given.label)
            field.widget = given.widget
            self.fields["file"] = field
