"""The letters: "is this you?", "there are new comments" and "this was corrected"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masthead.addresses.paths import absolute, below
from masthead.articles.models import Correction
from masthead.comments.models import About, Comment, Follower
from masthead.comments.sheets import comment_url
from masthead.core.bidi import isolated
from masthead.outlet.models import OutletSettings

from .seal import unseal

QUESTIONS = {
    About.COMMENTS: gettext_lazy("Do you want to be told of new comments?"),
    About.CORRECTIONS: gettext_lazy("Do you want to be told of corrections?"),
}


def please_confirm(row: Follower, page: Any) -> EmailMessage:
    """Ask the owner of the address whether they want mail about this page."""
    name = "confirm" if row.about == About.COMMENTS else "confirm_corrections"
    return _letter(row, page, QUESTIONS[About(row.about)], name)


def news(row: Follower, page: Any, comments: Sequence[Comment]) -> EmailMessage:
    """Tell what was said since the last letter."""
    url = page.full_url
    told = [(comment, comment_url(url, comment)) for comment in comments]
    with page.spoken():
        subject = _("New comments on %(title)s") % {"title": isolated(page.title)}
    return _letter(row, page, subject, "news", told=told)


def corrections(row: Follower, page: Any, found: Sequence[Correction]) -> EmailMessage:
    """Tell what was wrong in a story, and what it says now."""
    with page.spoken():
        subject = _("Correction: %(title)s") % {"title": isolated(page.title)}
    before = below(page.full_url, "revisions/")
    return _letter(row, page, subject, "corrected", told=found, before=before)


def _letter(row: Follower, page: Any, subject: Any, name: str, **more: Any) -> EmailMessage:
    stop = absolute(reverse("notices_stop", args=[row.uid]))
    with page.spoken():
        outlet = OutletSettings.load()
        context = {
            "page": page,
            "url": page.full_url,
            "outlet": outlet,
            "manage": absolute(reverse("notices", args=[row.uid])),
            **more,
        }
        body = render_to_string(f"masthead/comments/mail/{name}.txt", context)
        return EmailMessage(
            # One line: what stands in a header must not begin another one.
            subject=" ".join(f"{isolated(outlet.name)}: {subject}".split()),
            body=body.strip() + "\n",
            to=[unseal(row.sealed)],
            headers={
                "Auto-Submitted": "auto-generated",
                # One click in the mail program ends it (RFC 8058).
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )
