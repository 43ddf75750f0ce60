"""The form in which pictures come into the newsroom."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .validate import PictureRefused, check_picture

FROM_FILE = _("Left empty, it is taken from the file where it says so.")
HELP = {
    "title": _("To find it again in the newsroom. Readers do not see it."),
    "caption": FROM_FILE,
    "credit": FROM_FILE,
    "licence": FROM_FILE,
}
LINES = {"alt_text": 2, "caption": 3}


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
        for name, text in HELP.items():
            if name in self.fields:
                self.fields[name].help_text = text
        for name in LINES.keys() & self.fields.keys():
            self.fields[name].widget.attrs["rows"] = LINES[name]
