"""An outlet with one of everything that is easily lost on the way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from wagtail.models import Page, PageViewRestriction

from masthead.addresses.assign import move, redirect
from masthead.addresses.models import Address
from masthead.articles import tree
from masthead.articles.models import ArticlePage, Correction, RelatedArticle, SectionPage
from masthead.articles.models.byline import Role
from masthead.comments.models import Comment, Source, Status
from masthead.media.models import Document, Image
from masthead.outlet.models import OutletSettings
from masthead.translations.models import Confirmation, MachineText, Translation
from masthead.translations.words import passages
from tests import factories

THEN = datetime(2026, 3, 1, 9, 30, 15, 123456, tzinfo=UTC)
SOURCE = "https://example.org/kept?in=the&original"


def blocks(picture: Image, other: Image, document: Document, page: Page, topic: Page) -> list[Any]:
    """Every type of block, each with what WordPress has no place for."""
    shown = {"image": picture.pk, "alt": "", "caption": ""}
    told = {
        "image": other.pk,
        "alt": 'Two "ropes" -- & a <knot>',
        "caption": "<p>By <b>hand</b></p>",
    }
    values: list[tuple[str, Any]] = [
        ("text", f'<p data-block-key="a1">A <a linktype="page" id="{page.pk}">story</a>, a '
                 f'<a id="{document.pk}" linktype="document">file</a>, a <a href="tel:+4712345">'
                 'number</a>, <b>bold</b>, <i>thin</i> &amp; <code>x &lt; y</code>.</p>'
                 "<h3>Under it</h3><ul><li>One<ul><li>Deep</li></ul></li><li>Two</li></ul>"
                 "<ol><li>First</li></ol>"),
        ("quote", {"text": "<p>We will see.</p><p>Perhaps.</p>", "attribution": "Mayor, 2 March",
                   "source_url": "https://example.org/said?a=1&b=2"}),
        ("quote", {"text": "<p>Said by nobody.</p>", "attribution": "", "source_url": ""}),
        ("pull_quote", {"text": "Nothing --> but rope", "attribution": "Alma"}),
        ("image", shown | {"size": "wide", "link": "https://example.org/"}),
        ("image", told | {"size": "margin", "link": ""}),
        ("gallery", {"caption": "All of them", "images": [
            {"type": "item", "value": shown, "id": "a"},
            {"type": "item", "value": told, "id": "b"}]}),
        ("gallery", {"caption": "", "images": [{"type": "item", "value": told, "id": "c"}]}),
        ("table", {"columns": [{"type": "text", "heading": ""}], "caption": "One cell",
                   "rows": [{"values": ["<p>Only <b>this</b></p>"]}]}),
        ("table", {"columns": [{"type": "text", "heading": "Day"}, {"type": "text", "heading": ""}],
                   "caption": "", "rows": [{"values": ["<p>Mon</p>", ""]}]}),
        ("foreign", {"lang": "fa", "text": "<p>بندر باز شد.</p>"}),
        ("aside", {"heading": "In short", "text": "<p>Box.</p><ul><li>Item</li></ul>"}),
        ("timeline", {"heading": "", "events": [
            {"type": "item", "id": "d",
             "value": {"when": "1 May", "title": "Start", "text": "<p>So.</p>"}},
            {"type": "item", "id": "e", "value": {"when": "2 May", "title": "End", "text": ""}}]}),
        ("background", {"page": topic.pk}),
        ("document", {"document": document.pk, "title": "The minutes"}),
        ("code", {"language": "", "code": "if a < b:\n    print(']]>')\n"}),
        ("embed", {"url": "https://films.example/12?x=1&y=2", "title": "Film", "caption": "Seen"}),
        ("divider", None),
        ("html", '<dl><dt>Rope</dt><dd>A <abbr title="long">l.</abbr> thing</dd></dl>'),
    ]  # fmt: skip
    made = [{"type": kind, "value": value, "id": str(n)} for n, (kind, value) in enumerate(values)]
    said = {"text": "<p>خواهیم دید.</p>", "attribution": "شهردار", "source_url": ""}
    return [*made, {"type": "quote", "value": said, "id": "shared"}]


def quoted() -> list[dict[str, Any]]:
    """A text, and what the translation quotes as well: the source is kept here alone."""
    said = {"text": "<p>Nous verrons, peut-être.</p>", "attribution": "", "source_url": SOURCE}
    words = {"type": "text", "value": "<p>The ferry came in at seven.</p>", "id": "first"}
    return [words, {"type": "quote", "value": said, "id": "shared"}]


def fill() -> None:
    """Make the outlet in a database that has none."""
    tree.plant("The Awkward Post")
    _outlet()
    alma = factories.PersonFactory(
        name="Alma “A.” Verne", slug="alma", bio="<p>Writes <b>here</b>.</p>"
    )
    lene = factories.PersonFactory(name="Lene Varrow", slug="lene-v")
    for person in (alma, lene):
        move(person, f"/people/{person.slug}/")
    outer = factories.SectionFactory(title="News", slug="news")
    factories.SectionFactory(title="Sport", slug="sport", description="Balls\nand boats")
    inner = factories.SectionFactory(title="News of sport", slug="sport-news", parent=outer)
    topic = factories.TopicFactory(title="Ropes", slug="طناب", summary="On ropes.")
    kind = factories.TopicFactory(title="Marrowick", slug="marrowick", taxonomy="place")
    topic.body = [{"type": "text", "value": "<p>All of rope.</p>", "id": "t"}]
    topic.save_revision().publish()
    picture = factories.ImageFactory(size=(30, 20), title="quay-30x20.png", credit="Lene Varrow")
    other = factories.ImageFactory(size=(30, 20), title="quay.png", alt_text="", caption="Ropes")
    document = Document.objects.create(
        title="Minutes", file=ContentFile(b"%PDF-1.4", "minutes.pdf"), file_size=8
    )
    about = factories.StandardFactory(title="About", slug="about", body=[])
    factories.StandardFactory(title="Contact", slug="contact", parent=about, body=[])
    first = factories.ArticleFactory(
        title="First -- & foremost ]]>", slug="first", section=outer, by=[lene, (alma, Role.BY)],
        published_at=THEN, standfirst="Two\nlines", kicker="Exclusive", dateline="QUAY",
        about=[kind, topic], body=quoted(),
    )  # fmt: skip
    whole = factories.ArticleFactory(
        title="#Harbour: 100%", slug="طناب_ها", section=inner, also_in=[outer], lead_image=picture,
        by=[alma, (lene, Role.PHOTOGRAPHS)], about=[topic], translation_of=first, language="fa",
        published_at=THEN + timedelta(days=1), body=blocks(picture, other, document, first, topic),
        backstory="<p>We <i>asked</i>.</p>", seo_title="%%title%% of #ropes", noindex=True,
        search_description="Rope & more", social_image=other, comment_mode="after",
        kind="analysis", lead_caption="At the quay",
    )  # fmt: skip
    _translated(whole)
    RelatedArticle.objects.create(article=first, related=whole, sort_order=0)
    Correction.objects.create(article=first, time=THEN, kind="correction", text="It was Tuesday.")
    redirect("/old/first-of-all/", first)
    redirect("/?p=7", first)
    sections = ContentType.objects.get_for_model(SectionPage)
    Address.objects.create(path="/gone/", content_type=sections, object_id=999_999)
    Address.objects.create(path="/shop/", to="https://shop.example/")
    _discuss(first, alma)
    _unseen(outer)


def _translated(story: ArticlePage) -> None:
    """Confirmed once, behind its original again, and in part as a machine made it."""
    row = Translation.objects.get(page=story.pk)
    row.change, row.changed_at = "correction", THEN + timedelta(days=2)
    row.save()
    Confirmation.objects.create(translation=row, number=1, at=THEN + timedelta(days=1))
    headline, block = passages(story)[0], next(one for one in passages(story) if one.kind == "text")
    for passage in (headline, block):
        MachineText.objects.create(
            translation=row, place=passage.place, digest=passage.digest, checked_at=THEN
        )


def _outlet() -> None:
    outlet = OutletSettings.load()
    outlet.name, outlet.tagline, outlet.language = "The Awkward Post", "Odd & ends", "en-GB"
    outlet.accent, outlet.imprint = "#a61b1b", "Printed nowhere"
    outlet.save()


def _discuss(story: ArticlePage, alma: Any) -> None:
    """A thread whose numbers no date tells, with a stub in the middle."""
    late = factories.CommentFactory(page=story, created_at=THEN + timedelta(hours=5), text="Late")
    early = factories.CommentFactory(page=story, created_at=THEN + timedelta(hours=1), text="Early")
    factories.CommentFactory(
        page=story, parent=late, created_at=THEN + timedelta(hours=6), person=alma,
        source=Source.NEWSROOM, text="Indeed",
    )  # fmt: skip
    Comment.objects.filter(pk=early.pk).update(status=Status.WITHDRAWN, text="", html="")
    for status in (Status.PENDING, Status.SPAM, Status.REJECTED):
        factories.CommentFactory(page=story, status=status, text=f"This is {status}")


def _unseen(section: SectionPage) -> None:
    factories.ArticleFactory(title="A draft", slug="draft", live=False, section=section)
    taken = factories.ArticleFactory(title="Taken back", slug="taken-back", section=section)
    taken.unpublish()
    closed = factories.ArticleFactory(title="For some", slug="for-some", section=section)
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    due = factories.ArticleFactory(title="Tomorrow", slug="tomorrow", live=False, section=section)
    due.go_live_at = datetime.now(UTC) + timedelta(days=1)
    due.save_revision().publish()
