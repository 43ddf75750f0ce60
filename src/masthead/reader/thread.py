"""A thread of comments as markup.

Written here and not in a template: a page has hundreds of comments, and Django's templates take
0.1 ms of processor for each, so that fifty cost more than all the rest of a story's page.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from masthead.comments.models import Edited
from masthead.outlet.language import digits

from .dates import moment, stamp

if TYPE_CHECKING:
    from masthead.comments.reading import Entry

# Filled with `%`, since `format_html` looks at each value four times; what is filled in is escaped
# where it is made.
COMMENT = """
<li class="%(kind)s" id="comment-%(id)s">
  <div class="entry">
    <a class="no num" href="#comment-%(id)s">%(number)s</a>
    %(said)s
  </div>
  %(replies)s
  %(more)s
</li>"""

SAID = """<header>
      <b>%(name)s</b>
      %(badge)s
      %(place)s
      //
      <time datetime="%(stamp)s">%(moment)s</time>
      %(edited)s
      %(call)s
    </header>
    <div class="said" dir="auto">%(html)s</div>"""

CALL = (
    """//
      <a class="reply" href="%(url)s?reply=%(id)s" rel="nofollow" """
    """aria-label="%(label)s">%(word)s</a>"""
)

REPORT = (
    """
      <a class="report" href="%(url)s%(id)s/report/" rel="nofollow" """
    """aria-label="%(label)s">%(word)s</a>"""
)

CHANGED = "<span>(%s)</span>"
BADGE = '<span class="badge">%s</span>'
SEEN, UNSEEN = "<span>%s</span>", '<span class="sr">%s</span>'


def thread(entries: Iterable[Entry], reply_url: str = "", report_url: str = "") -> SafeString:
    """Return the list of ``entries`` with their replies inside.

    ``reply_url`` is that of the page with the form; without one nobody can reply. ``report_url``
    is what the numbers of comments are put after, to report them.
    """
    return mark_safe(_Thread(reply_url, report_url).listed(entries))  # noqa: S308 - see COMMENT


class _Thread:
    """Draws comments, with the words they share looked up once."""

    def __init__(self, reply_url: str, report_url: str) -> None:
        self.reply_url = escape(reply_url)
        self.report_url = escape(report_url)
        removed = escape(gettext("This comment was removed."))
        self.removed = f'<p class="gone">{removed}</p>'
        self.author = BADGE % escape(gettext("Author"))
        self.newsroom = BADGE % escape(gettext("Newsroom"))
        self.in_reply_to = gettext("in reply to %(number)s")
        self.featured = BADGE % escape(gettext("Pointed out"))
        self.edited: dict[str, str] = {
            Edited.SENDER: CHANGED % escape(gettext("changed")),
            Edited.NEWSROOM: CHANGED % escape(gettext("changed by the newsroom")),
        }
        self.report = escape(gettext("Report this"))
        self.report_label = gettext("Report comment %(number)s by %(name)s")
        self.reply = escape(gettext("Reply"))
        self.call = gettext("Reply to comment %(number)s by %(name)s")

    def listed(self, entries: Iterable[Entry]) -> str:
        return f'<ol class="thread">{"".join(map(self.comment, entries))}</ol>'

    def comment(self, entry: Entry) -> str:
        number = digits(entry.comment.number)
        return COMMENT % {
            "kind": "comment featured" if entry.comment.featured else "comment",
            "id": entry.comment.number,
            "number": number,
            "said": self.removed if entry.is_stub else self.said(entry, number),
            "replies": self.listed(entry.replies) if entry.replies else "",
            "more": self.more(entry) if entry.more else "",
        }

    def more(self, entry: Entry) -> str:
        """The way to what does not stand here."""
        words = ngettext("%(number)s more reply", "%(number)s more replies", entry.more)
        told = words % {"number": digits(entry.more)}
        return format_html('<p class="more"><a href="{}">{}</a></p>', entry.more_url, told)

    def said(self, entry: Entry, number: str) -> str:
        comment = entry.comment
        return SAID % {
            "name": _name(comment.author_name, comment.author_url),
            "badge": self.badge(entry),
            "edited": self.edited.get(comment.edited, ""),
            "place": self.place(entry),
            "stamp": stamp(comment.created_at),
            "moment": moment(comment.created_at),
            "call": self.calls(entry, number),
            "html": comment.html,  # made by comments.text.render
        }

    def badge(self, entry: Entry) -> str:
        staff = self.newsroom if entry.comment.is_staff else ""
        who = self.author if entry.by_author else staff
        if not entry.comment.featured:
            return who
        return f"{who} {self.featured}" if who else self.featured

    def place(self, entry: Entry) -> str:
        """Words for those who cannot see indentation, and for all where it has come to its end."""
        if entry.in_reply_to is None:
            return ""
        words = self.in_reply_to % {"number": digits(entry.in_reply_to)}
        return (SEEN if entry.beside else UNSEEN) % escape(words)

    def calls(self, entry: Entry, number: str) -> str:
        """The ways to the form for a reply and to the one for a report."""
        named = {"number": number, "name": entry.comment.author_name}
        calls = []
        if self.reply_url:
            calls.append((CALL, self.reply_url, self.call, self.reply))
        if self.report_url and not entry.comment.is_staff:
            calls.append((REPORT, self.report_url, self.report_label, self.report))
        return "".join(
            form
            % {"url": url, "id": entry.comment.number, "label": escape(label % named), "word": word}
            for form, url, label, word in calls
        )


def _name(name: str, url: str) -> str:
    named = f"<bdi>{escape(name)}</bdi>"
    if not url:
        return named
    return f'<a href="{escape(url)}" rel="nofollow ugc noopener">{named}</a>'
