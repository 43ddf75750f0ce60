"""A page against the record: what must be found out, and what may change freely."""

import unicodedata

import pytest
from tests.record.logs import policy_text
from tests.record.stories import BODY, Published

from masthead.record.article import serialise
from masthead.record.entry import EntryKind
from masthead.record.policy import Policy
from masthead.record.verify import Finding, Verdict


@pytest.fixture(scope="module")
def story() -> Published:
    return Published()


STORY = '<article data-record="body">'
SECOND = '<article class="story"><p>The ferry sank.</p></article>'
SHADOW = '<main><template shadowrootmode="open"><p>It sank.</p></template>'
BASE = '<base href="https://elsewhere.example/">'

#: What is done to the page: old text, new text, what the checker says.
ALTERED = {
    "one letter": ("three hours", "three Hours", "the text, at character 38: 'Hours late"),
    "a sentence more": (
        "</figure></article>",
        "</figure><p>It sank.</p></article>",
        "the text, at",
    ),
    "a sentence less": (" Café owners on the quay did not mind.", "", "the text, at"),
    "a picture in the text": ('"/media/quay.webp"', '"/media/fire.webp"', "the text, at"),
    "the lead picture": ("/media/lead.webp", "/media/fire.webp", "picture '/media/fire.webp'"),
    "its host": ("/media/lead.webp", "//x.example/media/lead.webp", "picture '//x.example/media"),
    "its other format": ("/media/lead.avif", "/media/fire.avif", "picture '/media/fire.avif'"),
    "no lead picture": (' data-record="picture"', "", "0 pictures over the story, not 1"),
    "where addresses lead": ("<title>", f"{BASE}<title>", "base element"),
    "a second body": ("<section", f"{SECOND}<section", "second story body"),
    "a second body, hidden": (
        "<section",
        f'<div style="display:none">{SECOND}</div><section',
        "there is a second story body",
    ),
    "a second marked body": ("<section", f"{STORY}{BODY}</article><section", "second story body"),
    "a body in the body": ("<p>The ferry", f"{SECOND}<p>The ferry", "second story body"),
    "the body hidden": (
        STORY,
        f"<div hidden>{STORY}",
        "the body is hidden or changed by <div>",
    ),
    "the body made invisible": (
        '<div class="story">',
        '<div class="story" style="display:none">',
        "the body is hidden or changed by <div>",
    ),
    "the body struck through": (STORY, f"<s>{STORY}", "hidden or changed by <s>"),
    "the body in a comment": (STORY, f"<!-- {STORY}", "where no browser shows it"),
    "the body in an attribute": (STORY, f"<p title='{STORY}", "where no browser shows it"),
    "the body in a shadow": ('<main id="main" tabindex="-1">', SHADOW, "shadow tree"),
    "the body in a link": (
        STORY,
        f'<a href="/x/">{STORY}',
        "the body is hidden or changed by <a>",
    ),
    "its letters struck through": (STORY, f"<p><s>{STORY}", "changes what a browser makes of it"),
    "the headline": ("<em>late", "<em>sunk", "the headline on the page"),
    "a second headline": ("<header>", "<header><h1>Ferry sunk</h1>", "second headline"),
    "a half hidden headline": ("Ferry <em>", "Ferry <em hidden>", "something in the headline"),
    "the standfirst": ("A storm kept", "A strike kept", "the standfirst on the page"),
    "a name in the byline": ("Alma Verne", "Alma Werne", "the byline on the page"),
    "no byline": (' data-record="byline"', "", "the byline on the page"),
    "a name more": (
        "<ul>",
        '<ul><li><span data-record="byline">by Ed Itor</span></li>',
        "the byline on the page",
    ),
    "the day": (">November 25, 2026<", ">November 24, 2026<", "the published on the page"),
    "the day, for machines": ("2026-11-25T11:00", "2026-11-24T11:00", "time in the page's 'publis"),
    "the hour of the change": ("T12:30:00+01:00", "T12:30:00+02:00", "time in the page's 'updated"),
    "the caption": ("The ferry in May", "The ferry today", "the caption on the page"),
    "no correction": (
        '<p data-record="correction">An earlier version named another island.</p>',
        "",
        "the correction on the page",
    ),
    "the encoding": ('charset="utf-8"', 'charset="shift_jis"', "read as 'shift_jis'"),
    "the encoding, in another way": (
        "<title>",
        '<meta http-equiv="content-type" content="text/html; charset=gbk"><title>',
        "read as 'gbk'",
    ),
    "the encoding, as browsers find it": (
        "<title>",
        '<meta http-equiv="content-type" content="text/html; charset = gbk"><title>',
        "read as 'gbk'",
    ),
    "the encoding that browsers take first": (
        "<title>",
        '<meta http-equiv="content-type" content="charset=gbk; charset=utf-8"><title>',
        "read as 'gbk'",
    ),
    "another address behind a space of Unicode": (
        "/media/lead.avif 640w",
        "/media/lead.avif\u2003x 640w",
        "is not the published one",
    ),
    "a moment that HTML does not know": (
        "2026-11-25T11:00:00+0000",
        "20261125T110000Z",
        "time in the page's 'publis",
    ),
    "which revision it is": (' 2">', ' 1">', "another revision"),
}


@pytest.mark.parametrize("what", ALTERED)
def test_a_changed_page_is_found_out(story: Published, what: str) -> None:
    old, new, reason = ALTERED[what]
    assert old in story.page
    finding = story.check(story.page.replace(old, new))
    assert finding.verdict == Verdict.ALTERED
    assert reason in str(finding)


def test_decomposed_letters_are_found_out(story: Published) -> None:
    finding = story.check(unicodedata.normalize("NFD", story.page))
    sentence = "the text is spelled with other code points than NFC, so its bytes differ"
    assert str(finding) == f"altered: {sentence}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<li>Finally.</li>", "<li>Finally.</li><li>I was on board.</li>"),
        ("2 Comments", "3 Comments"),
        ("Council meets at noon", "Council resigns"),
        ('<a href="/region/">Region</a>', '<a href="/">Front page</a><a href="/x/">More</a>'),
        ("/static/site.css", "/static/other-theme.css"),
        ('<div class="story">', '<div class="other theme"><div>'),
        ("<footer>", '<footer><article class="teaser">Most read</article>'),
        ("<title>Ferry late", "<title>Ferry late | The Harbour Post"),
        ('src="/media/lead.webp"', 'src="https://harbour.example/media/lead.webp"'),
        ("\n        ", "\n"),
    ],
)
def test_what_is_not_the_story_may_change_freely(story: Published, old: str, new: str) -> None:
    assert old in story.page
    assert story.check(story.page.replace(old, new)).verdict == Verdict.GENUINE


def test_the_answer_names_size_time_and_witnesses(story: Published) -> None:
    finding = story.check(story.page)
    time = "2026-11-25T12:00:00Z"
    assert str(finding) == f"genuine, as of size 3, cosigned at {time} by 3 of 3 witnesses"


def test_without_witnesses_the_answer_says_so() -> None:
    policy = Policy.parse(policy_text(quorum="none"))
    story = Published(witnesses=(), policy=policy)
    assert str(story.check(story.page)) == "genuine, signed by the outlet, not witnessed"


def test_below_the_quorum_nothing_is_claimed() -> None:
    story = Published(witnesses=("one.example/w",))
    finding = story.check(story.page)
    sentence = "cannot tell: the quorum is not reached: cosigned by 1 of 3 witnesses"
    assert str(finding) == sentence


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (EntryKind.UPDATE, "superseded: a later revision exists (entry 3)"),
        (EntryKind.WITHDRAW, "withdrawn (entry 3)"),
        (EntryKind.ERASE, "withdrawn (entry 3)"),
    ],
)
def test_a_later_entry_is_told(kind: EntryKind, sentence: str) -> None:
    story = Published()
    assert str(story.check(story.page, story.then(kind))) == sentence


def test_a_later_entry_of_another_log_changes_nothing() -> None:
    story, forged = Published(), Published()
    later = forged.then(EntryKind.WITHDRAW)
    forged.log.entries[-1] = b"{}"
    broken = forged.proof_of(later.entry, 0)
    assert story.check(story.page, broken).verdict == Verdict.GENUINE


def test_an_altered_page_of_a_superseded_story_is_altered(story: Published) -> None:
    later = Published().then(EntryKind.UPDATE)
    page = story.page.replace("three hours", "four hours")
    assert story.check(page, later).verdict == Verdict.ALTERED


def test_a_page_without_marks_cannot_be_told(story: Published) -> None:
    finding = story.check("<!doctype html><title>x</title><article>The ferry sank.</article>")
    assert str(finding).startswith("cannot tell: a story body that is marked for the record")


def test_a_page_cut_off_cannot_be_told(story: Published) -> None:
    finding = story.check(story.page[: story.page.index("did not mind")])
    assert str(finding) == "cannot tell: the end of the story body; the page is cut off"


def test_a_page_in_another_encoding_cannot_be_told(story: Published) -> None:
    finding = story.check(story.page.encode("latin-1"))
    assert str(finding).startswith("cannot tell: a page in UTF-8; this one is not at byte")


def test_another_object_is_altered_or_unknown(story: Published) -> None:
    def against(**changes: object) -> Finding:
        other = Published(values=story.values | changes)
        other.proof = story.proof
        return other.check(other.page)

    assert str(against(language="de")).startswith("altered: the article object is not the one")
    elsewhere = against(uri="urn:uuid:00000000-0000-4000-8000-000000000000")
    assert str(elsewhere) == "unknown: not in this record"
    assert elsewhere.reason == "the object is of another article than the proof"


def test_an_erased_story_can_no_longer_be_tested(story: Published) -> None:
    """Without the salt not even the right text is confirmed; the proof itself still holds."""
    erased = Published()
    erased.proof = erased.proof_of(erased.entry, 1, salt=None)
    assert str(erased.check(erased.page)).startswith("cannot tell: the salt")
    other = Published(values=story.values | {"language": "de"})
    other.proof = erased.proof
    assert str(other.check(other.page)) == str(erased.check(erased.page))


def test_the_object_is_written_in_one_way_only(story: Published) -> None:
    assert serialise(dict(reversed(story.values.items()))) == story.object
    decomposed = story.object.decode().replace("é", "e\u0301")
    other = Published()
    other.object = decomposed.encode()
    assert other.check(other.page).verdict == Verdict.CANNOT_TELL
