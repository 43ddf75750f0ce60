"""Nothing that people have tried leaves more on a page than an ordinary comment does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from lxml import etree
from lxml import html as lxml_html
from selectolax.lexbor import LexborHTMLParser as Html
from selectolax.lexbor import LexborNode
from tests.comments.attacks import WRITTEN, attacks
from tests.comments.conftest import Fields
from tests.factories import UserFactory

from masthead.articles.models import ArticlePage
from masthead.comments.forms import NAME_LENGTH
from masthead.comments.models import Comment
from masthead.comments.text import REL, TAGS, clean, render
from masthead.comments.thread import attach_all
from masthead.core.text import printable

ATTACKS = attacks()
OWN = {"Sec-Fetch-Site": "same-origin"}
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ATOM_CONTENT = "{http://www.w3.org/2005/Atom}content"
ADDRESS = re.compile(r"https?://", re.IGNORECASE)
# One comment with everything that a comment may have.
ORDINARY = (
    "One *two* **three** ~~four~~ `five`\nhttp://a.example/\n\n> said\n\n- a\n\n1. b\n\n```\nc\n```"
)


def _walk(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Elements as a browser finds them, and as it finds them who saved and loaded them again."""
    first = Html(html).body
    assert first is not None
    again = Html(first.inner_html or "").body
    assert again is not None
    for body in (first, again):
        for node in body.traverse(include_text=True):
            # Comments end in other places for other parsers.
            assert node.tag != "-comment"
            assert not node.tag.startswith(("!", "?"))
            if not node.tag.startswith("-") and node.tag != "body":
                yield node.tag, {name: value or "" for name, value in node.attributes.items()}
    # The older parser, which is what many feed readers have; it takes no control characters.
    older = lxml_html.fragment_fromstring(printable(html), create_parent="body")
    for element in older.iterdescendants():
        yield str(element.tag), dict(element.attrib)


def _assert_harmless(html: str) -> None:
    for tag, attributes in _walk(html):
        assert tag in TAGS
        if tag == "a":
            assert attributes.keys() <= {"href", "rel"}
            assert attributes.get("rel", REL) == REL
            assert ADDRESS.match(attributes.get("href", "http://"))
        else:
            assert not attributes


def test_the_collection_is_large_and_says_nothing_twice() -> None:
    written = WRITTEN.read_text("utf-8").splitlines()
    assert len(set(written)) == len(written) > 400
    assert len(ATTACKS) > 2000


@pytest.mark.parametrize("make", [render, clean], ids=["typed", "imported"])
def test_nothing_is_left_outside_the_tag_list(make: Any) -> None:
    for attack in ATTACKS:
        _assert_harmless(html := make(attack))
        assert not Html(html).css(f'a[href]:not([rel="{REL}"])')
    # Together as well: what one leaves open, another could use.
    _assert_harmless(make("\n".join(ATTACKS)))
    _assert_harmless(make("".join(reversed(ATTACKS))))


def _parts(content: bytes) -> set[tuple[str, str]]:
    """Each kind of element of a page with each attribute it has somewhere; scripts by their text.

    Addresses that are no plain ones stand for themselves.
    """
    found: set[tuple[str, str]] = set()
    for node in Html(content).root.traverse():  # type: ignore[union-attr]
        found.add((node.tag, ""))
        if node.tag == "script" and "json" in (node.attributes.get("type") or ""):
            json.loads(node.text())  # whole: nothing in it has ended it
        elif node.tag in {"script", "style"} and "src" not in node.attributes:
            found.add((node.tag, node.text()))
        found |= {(node.tag, _attribute(node, name)) for name in node.attributes}
    return found


def _attribute(node: LexborNode, name: str) -> str:
    value = node.attributes[name] or ""
    if name in {"href", "src", "action", "formaction", "srcset", "data", "poster"}:
        scheme = urlsplit(re.sub(r"[\x00-\x20]", "", value)).scheme
        return name if scheme in {"", "http", "https"} else f"{name}={value}"
    return name


def _typed(attack: str) -> Fields:
    """Everything a form takes, each of it an attack; the address is never a whole one."""
    return {"text": attack, "name": attack, "email": f"{attack} x", "url": attack}


def _plant(page: ArticlePage, texts: list[str], status: str = "approved") -> list[Comment]:
    """Rows as a careless import could make them: names and websites as they were."""
    rows = [
        Comment(
            page=page, status=status, author_name=text[:120], author_url=text[:500], text=text,
            html=render(text), email_hash="0" * 64, held_because=text[:200],
        )
        for text in texts
    ]  # fmt: skip
    attach_all(rows)
    return rows


def test_every_attack_sent_through_the_form_is_stored_as_text(
    client: Client, story: ArticlePage, typed: Fields
) -> None:
    written = WRITTEN.read_text("utf-8").splitlines()[::3]
    for attack in written:
        name = " ".join(attack[:NAME_LENGTH].split())
        client.post(f"/comment/{story.pk}/", typed | {"text": attack, "name": name}, headers=OWN)
    stored = Comment.objects.values_list("html", flat=True)
    assert len(stored) > len(written) * 0.9  # the others had marks that come back
    for html in stored:
        _assert_harmless(html)


def test_a_form_that_comes_back_and_a_preview_show_every_field_as_text(
    client: Client, story: ArticlePage, typed: Fields
) -> None:
    def send(data: Fields, **headers: str) -> set[tuple[str, str]]:
        answer = client.post(f"/comment/{story.pk}/", typed | data, headers=headers or OWN)
        assert answer.status_code in {200, 422}
        return _parts(answer.content)

    foreign = {"Accept": "*/*"}
    wrong = {"text": "\u202ex", "name": "\u202ex", "email": "x", "url": "http://x"}
    plain = {"text": ORDINARY, "name": "Jo", "email": "jo@a.example", "url": "http://a.example"}
    refused = send(wrong) | send(plain | {"email": "x"})
    preview = send(plain, **foreign)
    for attack in WRITTEN.read_text("utf-8").splitlines()[::9]:
        assert send(_typed(attack)) <= refused
        assert send(plain | {"text": attack}, **foreign) <= preview


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("story", "approved"),
        ("/newsroom/comments/?state=approved", "approved"),
        ("/newsroom/comments/", "pending"),
        ("one", "pending"),
        ("/newsroom/", "pending"),
    ],
)
def test_a_page_with_all_of_them_has_nothing_that_one_without_lacks(
    client: Client, story: ArticlePage, address: str, status: str
) -> None:
    moderator = UserFactory()
    moderator.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "moderate_comment"])
    )
    client.force_login(moderator)
    ordinary = _plant(story, [ORDINARY] * 40, status)

    def seen() -> set[tuple[str, str]]:
        place = {
            "story": story.url,
            "one": f"/newsroom/comments/{Comment.objects.latest('pk').pk}/",
        }
        answer = client.get(place.get(address, address))
        assert answer.status_code == 200
        return _parts(answer.content)

    before = seen()
    Comment.objects.filter(pk__in=[row.pk for row in ordinary]).delete()
    # A page shows a hundred threads or thirty rows: everything stands in one of them.
    _plant(story, ["\n\n".join(WRITTEN.read_text("utf-8").splitlines())] * 2, status)
    _plant(story, WRITTEN.read_text("utf-8").splitlines()[::5], status)
    assert seen() <= before


def test_feeds_and_the_json_of_a_thread_carry_only_what_the_pages_show(
    client: Client, story: ArticlePage
) -> None:
    _plant(story, WRITTEN.read_text("utf-8").splitlines()[::9])
    carried = [one["html"] for one in client.get(f"{story.url}comments.json").json()["comments"]]
    feed = client.get("/comments/feed/json").json()
    carried += [item["content_html"] for item in feed["items"]]
    for form, content in (("", CONTENT), ("atom", ATOM_CONTENT)):
        answer = etree.fromstring(client.get(f"/comments/feed/{form}").content)
        carried += [str(node.text) for node in answer.iter(content)]
    assert len(carried) > 100
    for html in carried:
        _assert_harmless(html)
