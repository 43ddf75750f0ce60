"""Pages, and what they show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.record.held import STORY, Case, page, story, whole

CHARSET = '<meta charset="utf-8">'
TITLE = "<title>"
EQUIV = '<meta http-equiv="content-type" content="text/html; {}"><title>'
TIME = "2026-11-25T11:00:00+0000"

PAGES: dict[str, Callable[[], Case]] = {
    "nothing": whole,
    # The page.
    "comments": lambda: page("<li>Finally.</li>", "<li>Finally.</li><li>I was on board.</li>"),
    "the ticker": lambda: page("Council meets at noon", "Other news"),
    "the whole address of a picture": lambda: page(
        'src="/media/lead.webp"', 'src="https://harbour.example/media/lead.webp"'
    ),
    "one letter": lambda: page("three hours", "ten hours"),
    "a letter beyond the first plane": lambda: page("three hours", "\U0001f6a2 hours"),
    "decomposed letters": lambda: page("Café", "Cafe\u0301"),
    "the headline": lambda: page("Ferry <em>late</em>", "Ferry sinks"),
    "a name": lambda: page("Alma Verne", "Alma Verde"),
    "no byline": lambda: page(' data-record="byline"', ""),
    "the day": lambda: page(">November 25, 2026<", ">November 24, 2026<"),
    "a time that is another": lambda: page(TIME, "2026-11-24T11:00:00+0000"),
    "a time in another zone": lambda: page(TIME, "2026-11-25 12:30:00.000+01:30"),
    "a time without a zone": lambda: page(TIME, "2026-11-25T11:00:00"),
    "a time as mails write it": lambda: page(TIME, "Wed, 25 Nov 2026 11:00:00 GMT"),
    "a time without hyphens": lambda: page(TIME, "20261125T110000Z"),
    "a day that does not exist": lambda: page(TIME, "2026-11-31T11:00:00Z"),
    "a month that does not exist": lambda: page(TIME, "2026-13-25T11:00:00Z"),
    "no time for machines": lambda: page(f'datetime="{TIME}"', ""),
    "the picture over the story": lambda: page("/media/lead.webp", "/media/other.webp"),
    "its host": lambda: page("/media/lead.webp", "//elsewhere.example/media/lead.webp"),
    "its other size": lambda: page("/media/lead.avif 640w", "/media/lead.avif 640w, /x.avif 2x"),
    "an address with a space of Unicode": lambda: page(
        "/media/lead.avif 640w", "/media/lead.avif\u2003x 640w"
    ),
    "no picture": lambda: page(' data-record="picture"', ""),
    "the correction": lambda: page("named another island", "named no island"),
    "which revision": lambda: page(' 2">', ' 1">'),
    "no revision": lambda: page('<meta name="record"', '<meta name="other"'),
    "two revisions": lambda: page(TITLE, '<meta name="record" content="x"><title>'),
    "hidden by an attribute": lambda: page(
        '<div class="story">', '<div class="story" style="display:none">'
    ),
    "struck through": lambda: page(STORY, f"<s>{STORY}"),
    "in a link": lambda: page(STORY, f'<a href="/x/">{STORY}'),
    "its letters struck through": lambda: page(STORY, f"<p><s>{STORY}"),
    "half a headline": lambda: page("Ferry <em>", "Ferry <em hidden>"),
    "a second headline": lambda: page("<footer>", "<h1>Other news</h1><footer>"),
    "a second body": lambda: page("<aside><article", "<div><article"),
    "a second marked body": lambda: page("<footer>", f"{STORY}x</article><footer>"),
    "a body in the body": lambda: page("<p>The ferry", "<article>x</article><p>The ferry"),
    "a body that is no article": lambda: page("<footer>", '<p data-record="body">x</p><footer>'),
    "in a comment": lambda: page(STORY, f"<!-- {STORY}"),
    "in a shadow": lambda: page("<title>", '<template shadowrootmode="open"></template><title>'),
    "a base": lambda: page("</head>", '<base href="https://elsewhere.example/"></head>'),
    "no mark": lambda: page(STORY, "<article>"),
    "cut off": lambda: page(story().page.partition("did not mind")[2], ""),
    "another encoding of the bytes": lambda: replace(whole(), page=story().page.encode("latin-1")),
    # How the page asks to be read.
    "utf8": lambda: page(CHARSET, '<meta charset=" UTF8 ">'),
    "no encoding": lambda: page(CHARSET, ""),
    "another encoding": lambda: page(CHARSET, '<meta charset="shift_jis">'),
    "an encoding without a name": lambda: page(CHARSET, "<meta charset>"),
    "utf-8 as a header": lambda: page(TITLE, EQUIV.format("charset=UTF-8")),
    "another encoding as a header": lambda: page(TITLE, EQUIV.format("charset=gbk")),
    "another encoding after a space": lambda: page(TITLE, EQUIV.format("charset = gbk")),
    "another encoding in front of utf-8": lambda: page(
        TITLE, EQUIV.format("charset=gbk; charset=utf-8")
    ),
    "a header that names no encoding": lambda: page(TITLE, EQUIV.format("level=1")),
}
