"""Signing in, with an end to guessing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from masthead.comments.rates import prefix_of
from masthead.core import rates

SPAN = 900  # seconds
# Counted for account and network together: a stranger elsewhere cannot lock anybody out.
LIMIT_ACCOUNT = 8
LIMIT_NETWORK = 40


class SignInForm(LoginForm):
    """Wagtail's form. Too many wrong passwords from one part of the net, and it asks no more."""

    def clean(self) -> Any:
        """Check the password unless too many were wrong; count the wrong ones."""
        account = str(self.cleaned_data.get("username", "")).strip().casefold()
        prefix = prefix_of(self.request)
        tried = (
            (("sign in", prefix), LIMIT_NETWORK),
            (("sign in", prefix, account), LIMIT_ACCOUNT),
        )
        store = caches["limits"]
        for what, limit in tried:
            allowed = rates.share(limit, settings.WEB_PROCESSES)
            if rates.counted(store, *what, seconds=SPAN) >= allowed:
                raise ValidationError(
                    _(
                        "Too many wrong passwords came from your network. "
                        "Wait a quarter of an hour, then try again."
                    )
                )
        try:
            return super().clean()
        except ValidationError:
            for what, _limit in tried:
                rates.count(store, *what, seconds=SPAN)
            raise
