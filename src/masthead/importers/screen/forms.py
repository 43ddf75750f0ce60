"""What is uploaded, and what of it can be taken."""

from __future__ import annotations

import shutil
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

#: Bytes of one upload. Browsers and the servers before us give up beyond that.
LIMIT = 4 * 1024**3
_SPARE = 1024**3  # bytes that stay free on the disk


class ManyFiles(forms.ClearableFileInput):
    """A field in which several files can be chosen."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; `clean` returns a list."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Check each file as a single one."""
        if not data:
            raise ValidationError(self.error_messages["required"], code="required")
        return [super(ManyFilesField, self).clean(one, initial) for one in data]


class UploadForm(forms.Form):
    """The export, and the pictures that belong to it."""

    exports = ManyFilesField(
        label=_("Export files"),
        help_text=_(
            "What WordPress gives under Tools, Export, “All content”: one or several .xml files "
            "of one site, or the .zip in which they came."
        ),
        widget=ManyFiles(attrs={"accept": ".xml,.zip"}),
    )
    uploads = forms.FileField(
        label=_("Pictures (optional)"),
        help_text=_(
            "The old site's folder wp-content/uploads as a .zip. Without it the pictures are "
            "fetched from the old site, if you leave the box below ticked."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )
    asks = forms.BooleanField(
        label=_("Fetch missing pictures from the old site"),
        help_text=_("It learns of this server's address. Untick it if it must not."),
        required=False,
        initial=True,
    )

    def clean_exports(self) -> list[UploadedFile[Any]]:
        """Told before anything is stored: what cannot be an export at all."""
        found: list[UploadedFile[Any]] = self.cleaned_data["exports"]
        for file in found:
            start = file.read(4096)
            file.seek(0)
            if not start.startswith(b"PK") and b"<" not in start.replace(b"\0", b""):
                raise ValidationError(
                    _("%(name)s is not an export of WordPress. Choose the .xml file."),
                    params={"name": file.name},
                )
        return found

    def clean_uploads(self) -> UploadedFile[Any] | None:
        """Only packed folders."""
        file: UploadedFile[Any] | None = self.cleaned_data["uploads"]
        if file:
            start = file.read(2)
            file.seek(0)
            if start != b"PK":
                raise ValidationError(_("The pictures have to come as a .zip."))
        return file

    def clean(self) -> dict[str, Any]:
        """Together they have to fit."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        files = [*data.get("exports", ()), *([data["uploads"]] if data.get("uploads") else [])]
        size = sum(file.size or 0 for file in files)
        if size > LIMIT:
            raise ValidationError(
                _("Together they have %(size)s, more than %(limit)s. Use the command instead."),
                params={"size": filesizeformat(size), "limit": filesizeformat(LIMIT)},
            )
        if size + _SPARE > shutil.disk_usage(settings.FOLDER).free:
            raise ValidationError(_("The disk of this machine has no room for these files."))
        return data
