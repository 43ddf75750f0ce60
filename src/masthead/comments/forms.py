"""The form under a story, and what is wrong with what was typed into it."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Page

from masthead.core.bidi import plain_name
from masthead.core.text import nfc, printable
from masthead.outlet.language import digits

from . import stamp
from .checks import Sent
from .models import Comment
from .text import OVERRIDES, is_blank

TEXT_LENGTH = 10_000  # characters, about six pages of a book
NAME_LENGTH = 60
URL_LENGTH = 500  # what Comment.author_url holds
LINE_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
SCHEME = re.compile(r"[a-z][a-z0-9+-]*:", re.IGNORECASE)
# What stands where a browser or a server could not read what was sent.
BROKEN = re.compile("\ufffd")

TURNING = _(
    "It had invisible marks in it that turn round the direction of writing. They are taken out "
    "now: read it once more, then send it again."
)
ILLEGIBLE = _("Some characters arrived broken. Look through it, then send it again.")


class _Typed(forms.CharField):
    """What somebody typed; NUL, which no keyboard has, counts as illegible."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\x00", "\ufffd")


class CommentForm(forms.Form):
    """A comment under ``page``. Nothing it holds depends on a cookie or a script."""

    text = _Typed(
        label=_("Comment"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={"required": _("Write something before you send it.")},
    )
    name = _Typed(
        label=_("Name"),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": _("Give a name; it need not be your real one.")},
    )
    email = _Typed(
        label=_("Email"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={"required": _("Give an e-mail address. It is not published.")},
    )
    url = _Typed(
        label=_("Website"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "url", "inputmode": "url", "dir": "ltr"}),
    )
    notify = forms.BooleanField(label=_("Tell me of new comments by mail"), required=False)
    parent = _Typed(required=False, widget=forms.HiddenInput)
    stamp = _Typed(required=False, widget=forms.HiddenInput)
    token = _Typed(required=False, widget=forms.HiddenInput)
    proof = _Typed(required=False, widget=forms.HiddenInput)
    # People do not see this one; see checks.trap.
    subject = _Typed(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(
        self,
        page: Page,
        *args: Any,
        reply_to: int | None = None,
        baked: bool = False,
        **kwargs: Any,
    ) -> None:
        """``reply_to`` is the number of the comment that is answered.

        ``baked`` is the form in a page that is the same for all readers: it has no stamp.
        """
        kwargs.setdefault("auto_id", "respond-%s")
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            shown = "" if baked else stamp.make()
            self.initial = {"stamp": shown, "parent": reply_to or "", **self.initial}
        self.page = page
        if not settings.EMAIL_HOST:
            del self.fields["notify"]

    def clean_text(self) -> str:
        """Legible, not empty, not endless."""
        text = nfc(self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n"))
        self._refuse(BROKEN, "text", ILLEGIBLE)
        self._refuse(OVERRIDES, "text", TURNING)
        if is_blank(text):
            raise ValidationError(self.fields["text"].error_messages["required"])
        if len(text) > TEXT_LENGTH:
            raise ValidationError(
                ngettext(
                    "This has %(count)s character; a comment has at most %(limit)s.",
                    "This has %(count)s characters; a comment has at most %(limit)s.",
                    len(text),
                )
                % {
                    "count": digits(number_format(len(text), force_grouping=True)),
                    "limit": digits(number_format(TEXT_LENGTH, force_grouping=True)),
                }
            )
        return printable(text).strip()

    def clean_name(self) -> str:
        """One line, with something to see on it."""
        name = self.cleaned_data["name"]
        self._refuse(BROKEN, "name", ILLEGIBLE)
        self._refuse(OVERRIDES, "name", TURNING)
        if LINE_BREAK.search(name):
            raise ValidationError(_("A name stands on one line."))
        name = plain_name(printable(nfc(name)))
        if is_blank(name):
            raise ValidationError(self.fields["name"].error_messages["required"])
        if len(name) > NAME_LENGTH:
            raise ValidationError(
                _("A name has at most %(limit)s characters.") % {"limit": digits(NAME_LENGTH)}
            )
        return name

    def clean_email(self) -> str:
        """An address that could exist; whether it does is not asked."""
        email: str = self.cleaned_data["email"]
        message = _("“%(value)s” is not a whole e-mail address.") % {"value": email[:80]}
        _check(EmailValidator(), email, message)
        return email

    def clean_url(self) -> str:
        """A web address or nothing; "example.org" is taken as one."""
        url: str = self.cleaned_data["url"]
        if url and not SCHEME.match(url):
            url = "https://" + url.removeprefix("//")
        if url:
            message = _("“%(value)s” is not a web address.") % {"value": url[:80]}
            if len(url) > URL_LENGTH:
                raise ValidationError(message)
            _check(URLValidator(["http", "https"]), url, message)
        return url

    def clean_parent(self) -> Comment | None:
        """The shown comment of this page that has this number."""
        number = self.cleaned_data["parent"]
        if not number:
            return None
        found = find_parent(self.page, number)
        if not found:
            self._put("parent", "")
            raise ValidationError(
                _("The comment you wanted to answer is not there. Yours is sent as a new one now.")
            )
        return found

    def sent(self) -> Sent:
        """What the checks look at; call it on a valid form."""
        data = self.cleaned_data
        return Sent(
            name=data["name"],
            url=data["url"],
            text=data["text"],
            trap=data["subject"],
            stamped=bool(data["stamp"]),
            seconds=stamp.seconds_since(data["stamp"]),
        )

    def confirm_with(self, token: str) -> None:
        """Let the form, shown again, carry the token that confirms it."""
        self._put("token", token)

    def _refuse(self, pattern: re.Pattern[str], name: str, message: Any) -> None:
        """Take out what matches, so that the form comes back without it, and say so."""
        if pattern.search(self.cleaned_data[name]):
            self._put(name, pattern.sub("", self.cleaned_data[name]))
            raise ValidationError(message)

    def _put(self, name: str, value: str) -> None:
        """Make the form come back with ``value`` in a field."""
        changed: Any = copy(self.data)
        changed[name] = value
        self.data = changed


def _check(validator: Callable[[str], None], value: str, message: str) -> None:
    """Refuse with ``message``, which holds what was typed; a validator would fill it in again."""
    try:
        validator(value)
    except ValidationError:
        raise ValidationError(message) from None


def find_parent(page: Page, number: str) -> Comment | None:
    """The shown comment with this number under ``page``; None where there is no such one."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):  # noqa: PLR2004 - fits the column
        return None
    return Comment.objects.shown().filter(page_id=page.pk, number=int(number)).first()


class EditForm(CommentForm):
    """The text of a comment, changed by whoever sent it."""

    def __init__(self, comment: Comment, *args: Any) -> None:
        super().__init__(comment.page, *args, initial={"text": comment.text})
        for name in set(self.fields) - {"text"}:
            del self.fields[name]


class ReportForm(forms.Form):
    """Why a reader thinks that a comment should not stand there."""

    reason = _Typed(
        label=_("What is wrong with it?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "maxlength": 500}),
    )
