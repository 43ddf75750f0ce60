"""From an editor's click to the log."""

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.rich_text import RichText

from masthead.ledger import work
from masthead.ledger.models import RecordContent, RecordEntry
from masthead.ledger.proofs import proof_of
from masthead.outlet.editions import Edition
from masthead.people.models import PersonName
from masthead.record.article import Article
from masthead.record.policy import Policy
from masthead.record.verify import Verdict, verify_page
from tests.factories import (
    ArticleFactory,
    ImageFactory,
    PersonFactory,
    SectionFactory,
    TopicFactory,
)
from tests.ledger.runs import log, publish_again, record_all, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]


def test_a_published_story_is_in_the_log() -> None:
    story = ArticleFactory()
    record_all()
    assert [(entry.kind, entry.article) for entry in log()] == [("publish", story.uid)]


def test_each_thing_that_happens_to_a_story_has_its_entry() -> None:
    story = publish_again(ArticleFactory(), title="Ferry is late")
    story = publish_again(story, change="correction", change_note="It was the other ferry.")
    story.unpublish()
    record_all()
    kinds = [(entry.kind, entry.revision, entry.previous) for entry in log()]
    assert kinds == [
        ("publish", 1, None),
        ("update", 2, 0),
        ("correct", 3, 1),
        ("withdraw", 4, 2),
    ]


def test_a_story_that_comes_back_is_published_anew() -> None:
    story = ArticleFactory()
    story.unpublish()
    publish_again(story)
    record_all()
    assert [entry.kind for entry in log()] == ["publish", "withdraw", "publish"]


def test_a_live_page_is_what_the_record_holds(client: Client, policy: Policy) -> None:
    story = ArticleFactory(
        section=SectionFactory(),
        by=[PersonFactory(), PersonFactory()],
        lead_image=ImageFactory(size=(400, 300)),
        dateline="Port Avel",
        words="Café owners on the quay did not mind.",
    )
    story = publish_again(story, change="correction", change_note="It was the other ferry.")
    record_all()
    html = client.get(story.url).content
    entry = RecordEntry.objects.get(article=story.uid, revision=2)
    finding = verify_page(html, bytes(entry.content.data), proof_of(entry), policy)
    assert finding.verdict is Verdict.NOT_WITNESSED, finding
    changed = html.replace(b"owners", b"0wners")
    finding = verify_page(changed, bytes(entry.content.data), proof_of(entry), policy)
    assert finding.verdict is Verdict.ALTERED


def test_a_page_is_not_shown_as_recorded_before_it_is(client: Client) -> None:
    story = ArticleFactory()
    assert b'name="record"' not in client.get(story.url).content
    record_all()
    assert b'name="record"' in client.get(story.url).content


def test_no_story_goes_live_without_its_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr("masthead.ledger.append.publication", fail)
    with pytest.raises(RuntimeError):
        ArticleFactory()
    assert rows() == []


def test_a_story_that_cannot_be_recorded_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("masthead.record.article.LARGEST", 4000)
    long = ArticleFactory(words="word " * 2000)
    short = ArticleFactory()
    record_all()
    assert [entry.article for entry in log()] == [short.uid]
    assert "bytes" in RecordEntry.objects.get(article=long.uid).trouble
    assert RecordContent.objects.count() == 1


def test_another_name_in_the_byline_is_another_entry(client: Client, policy: Policy) -> None:
    person = PersonFactory(name="Alma Verne")
    story = ArticleFactory(by=[person])
    other = ArticleFactory(by=[PersonFactory()])
    record_all()
    person.name = "Alma Verne-Amin"
    person.save()
    person.bio = "<p>Writes about ferries.</p>"
    person.save()
    record_all()
    assert [entry.article for entry in log()] == [story.uid, other.uid, story.uid]
    entry = RecordEntry.objects.get(article=story.uid, revision=2)
    html = client.get(story.url).content
    assert b"Alma Verne-Amin" in html
    finding = verify_page(html, bytes(entry.content.data), proof_of(entry), policy)
    assert finding.verdict is Verdict.NOT_WITNESSED, finding


def test_another_name_in_one_language_leaves_what_was_recorded_and_other_languages_alone(
    client: Client, policy: Policy
) -> None:
    person = PersonFactory(name="Alma Verne")
    english = ArticleFactory(by=[person])
    persian = ArticleFactory(by=[person], language="fa")
    name = PersonName.objects.create(person=person, language="fa", name="آلما ورن")
    record_all()
    first = RecordEntry.objects.get(article=persian.uid)
    before, recorded = client.get(persian.url).content, bytes(first.content.data)
    name.name = "آلما امین"
    name.save()
    assert RecordEntry.objects.filter(article=english.uid).count() == 1
    record_all()
    assert [entry.article for entry in log()] == [english.uid, persian.uid, persian.uid]
    first.refresh_from_db()
    assert bytes(first.content.data) == recorded
    assert "آلما ورن" in recorded.decode()
    second = RecordEntry.objects.get(article=persian.uid, revision=2)
    now = client.get(persian.url).content
    assert "آلما امین" in now.decode()
    for html, entry in ((before, first), (now, second)):
        finding = verify_page(html, bytes(entry.content.data), proof_of(entry), policy)
        assert finding.verdict is Verdict.NOT_WITNESSED, finding


def test_a_page_at_a_host_of_its_own_is_what_the_record_holds(
    client: Client, policy: Policy, settings: Settings
) -> None:
    settings.LANGUAGE_SITES = {"/fa/": "http://127.0.0.1"}
    Edition.objects.create(language="fa", name="پست بندر", prefix="fa")
    other = ArticleFactory(slug="ferry")
    sea = TopicFactory(title="دریا", slug="sea", language="fa")
    body = [
        ("text", RichText(f'<p><a linktype="page" id="{other.pk}">Ferry</a></p>')),
        ("text", RichText(f'<p><a linktype="page" id="{sea.pk}">دریا</a></p>')),
    ]
    story = ArticleFactory(
        language="fa", slug="kashti", lead_image=ImageFactory(size=(400, 300)), body=body
    )
    record_all()
    entry = RecordEntry.objects.get(article=story.uid)
    html = client.get("/kashti/", headers={"host": "127.0.0.1"}).content
    recorded = Article.parse(bytes(entry.content.data)).body
    assert f'href="{settings.SITE_URL}/ferry/"' in recorded
    assert 'href="/topic/sea/"' in recorded
    finding = verify_page(html, bytes(entry.content.data), proof_of(entry), policy)
    assert finding.verdict is Verdict.NOT_WITNESSED, finding


def test_another_caption_or_background_is_another_entry_and_the_same_is_none(
    client: Client, policy: Policy
) -> None:
    image = ImageFactory(size=(400, 300), caption="The quay")
    topic = TopicFactory(summary="What a ferry is.")
    body = [("background", {"page": topic})]
    story = ArticleFactory(lead_image=image, body=body)
    record_all()
    image.title = "Another name in the archive"
    image.save()
    record_all()
    assert len(log()) == 1
    image.caption = "The quay in May"
    image.save()
    record_all()
    topic.summary = "What a ferry was."
    topic.save_revision().publish()
    record_all()
    assert len(log()) == 3
    assert b"What a ferry was." in client.get(story.url).content


def test_many_that_come_at_once_share_a_checkpoint() -> None:
    stories = [ArticleFactory() for _ in range(5)]
    RecordEntry.objects.update(many=True)
    work.step(2)
    assert log() == []
    alone = ArticleFactory()
    work.step()
    assert alone.uid in {entry.article for entry in log()}
    record_all()
    assert {entry.article for entry in log()} == {alone.uid, *(story.uid for story in stories)}


def test_a_story_that_is_published_once_more_is_not_corrected_once_more() -> None:
    note = "It was the other ferry."
    story = publish_again(ArticleFactory(), change="correction", change_note=note)
    story = publish_again(story, title="Ferry is late")
    record_all()
    assert [entry.kind for entry in log()] == ["publish", "correct", "update"]
    assert [found.text for found in story.notes] == [note]
