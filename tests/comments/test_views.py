"""The form as a browser sees it: no cookie, no script."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from selectolax.lexbor import LexborHTMLParser as Html
from tests.comments.conftest import Fields
from tests.factories import ArticleFactory, CommentFactory, StandardFactory

from masthead.articles.models import ArticlePage
from masthead.comments import origin
from masthead.comments.models import Comment, Status
from masthead.comments.moderate import Decision, approve, reject, withdraw
from masthead.outlet.models import OutletSettings
from masthead.publishing.transactions import TransactionMiddleware

OWN = {"Sec-Fetch-Site": "same-origin"}


def _post(client: Client, page: Any, data: Fields, **headers: str) -> HttpResponse:
    response: HttpResponse = client.post(f"/comment/{page.pk}/", data, headers=headers or OWN)
    return response


def _refused(response: HttpResponse, field: str) -> str:
    """The message beside a field of the form that came back; the field refers to it."""
    assert response.status_code == 422
    assert not Comment.objects.exists()
    page = Html(response.content)
    control = page.css_first(f'[name="{field}"]')
    assert control.attributes["aria-invalid"] == "true"
    described_by = control.attributes["aria-describedby"]
    return page.css_first(f"#{described_by}").text(strip=True)


def _back(response: HttpResponse, field: str) -> str:
    """What stands in a field of the form that came back."""
    control = Html(response.content).css_first(f'[name="{field}"]')
    text = control.text() if control.tag == "textarea" else control.attributes.get("value")
    return text or ""


def test_a_comment_is_held_and_its_sender_is_told_so(
    client: Client, story: ArticlePage, typed: Fields
) -> None:
    response = _post(client, story, typed)
    comment = Comment.objects.get()
    assert response.status_code == 303
    assert response["Location"] == f"/comment/sent/{comment.uid}/"
    assert comment.status == Status.PENDING
    told = client.get(response["Location"]).content.decode()
    assert "held" in told
    assert f'href="{story.url}' in told


def test_no_cookie_is_set_or_needed(client: Client, story: ArticlePage, typed: Fields) -> None:
    responses = [
        client.get(f"/comment/{story.pk}/"),
        _post(client, story, typed),
        _post(client, story, typed | {"name": ""}),
        client.get(f"/comment/sent/{Comment.objects.get().uid}/"),
    ]
    assert not any(response.cookies for response in responses)
    assert all("no-store" in response["Cache-Control"] for response in responses)


def test_where_moderation_comes_after_the_sender_is_led_to_the_comment(
    client: Client, story: ArticlePage, typed: Fields, outlet: OutletSettings
) -> None:
    outlet.comments = "after"
    outlet.save()
    told = client.get(_post(client, story, typed)["Location"]).content.decode()
    assert "Your comment is published" in told
    assert f'href="{story.url}?comment=1#comment-1"' in told


def test_a_story_can_have_a_mode_of_its_own(
    client: Client, story: ArticlePage, typed: Fields
) -> None:
    ArticlePage.objects.filter(pk=story.pk).update(comment_mode="after")
    _post(client, story, typed)
    assert Comment.objects.get().status == Status.APPROVED


def test_a_double_click_sends_one_comment(
    client: Client, story: ArticlePage, typed: Fields
) -> None:
    first, second = _post(client, story, typed), _post(client, story, typed)
    assert first["Location"] == second["Location"]
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("name", ["", " ", "\u200b\u3000", "\u3164"])
def test_a_missing_name_comes_back(
    client: Client, story: ArticlePage, typed: Fields, name: str
) -> None:
    response = _post(client, story, typed | {"name": name})
    assert "Give a name" in _refused(response, "name")
    assert _back(response, "text").strip() == typed["text"]
    assert _back(response, "email") == typed["email"]


@pytest.mark.parametrize(
    "email",
    [
        "mara@",
        "mara",
        "a b@c.example",
        "a@b.example\r\nBcc: all@c.example",
        "@",
        "a@b..c",
        "%d%(x)s",
    ],
)
def test_an_impossible_address_comes_back(
    client: Client, story: ArticlePage, typed: Fields, email: str
) -> None:
    assert "not a whole e-mail address" in _refused(
        _post(client, story, typed | {"email": email}), "email"
    )


def test_a_text_far_too_long_comes_back_whole(
    client: Client, story: ArticlePage, typed: Fields
) -> None:
    text = "ب" * 100_000
    response = _post(client, story, typed | {"text": text})
    assert "100,000 characters; a comment has at most 10,000" in _refused(response, "text")
    assert _back(response, "text").strip() == text


@pytest.mark.parametrize("text", ["", "  \r\n\t", "\u00a0\u2003\u3000", "\u200b\ufeff\u2060\u200d"])
def test_a_text_of_which_nothing_is_seen_comes_back(
    client: Client, story: ArticlePage, typed: Fields, text: str
) -> None:
    assert "Write something" in _refused(_post(client, story, typed | {"text": text}), "text")


@pytest.mark.parametrize("field", ["text", "name"])
def test_marks_that_turn_the_direction_are_taken_out_and_said(
    client: Client, story: ArticlePage, typed: Fields, field: str
) -> None:
    response = _post(client, story, typed | {field: "Good\u202egnidaer\u202c"})
    assert "turn round the direction" in _refused(response, field)
    assert _back(response, field).strip() == "Goodgnidaer\u202c"


@pytest.mark.parametrize("field", ["text", "name"])
def test_nul_and_broken_characters_come_back(
    client: Client, story: ArticlePage, typed: Fields, field: str
) -> None:
    response = _post(client, story, typed | {field: "a\x00b"})
    assert "arrived broken" in _refused(response, field)


def test_bytes_that_are_no_utf_8_come_back(
    client: Client, story: ArticlePage, typed: Fields
) -> None:
    body = b"text=caf%E9&name=Jo&email=jo%40reader.example"
    response = client.post(
        f"/comment/{story.pk}/",
        body,
        content_type="application/x-www-form-urlencoded",
        headers=OWN,
    )
    assert "arrived broken" in _refused(response, "text")


@pytest.mark.parametrize("name", ["Jo\r\nBcc: all@c.example", "Jo\nHarper", "Jo\u2028Harper"])
def test_a_name_on_two_lines_comes_back(
    client: Client, story: ArticlePage, typed: Fields, name: str
) -> None:
    assert "one line" in _refused(_post(client, story, typed | {"name": name}), "name")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example/",
        "http://",
        "a b",
        "x",
        "%d%(x)s",
    ],
)
def test_a_website_that_is_none_comes_back(
    client: Client, story: ArticlePage, typed: Fields, url: str
) -> None:
    assert "not a web address" in _refused(_post(client, story, typed | {"url": url}), "url")


def test_a_website_typed_without_its_beginning_is_understood(
    client: Client, story: ArticlePage, typed: Fields
) -> None:
    _post(client, story, typed | {"url": "reader.example/me"})
    assert Comment.objects.get().author_url == "https://reader.example/me"


def test_a_body_of_a_megabyte_is_refused_unread(
    client: Client, story: ArticlePage, typed: Fields
) -> None:
    response = _post(client, story, typed | {"text": "x" * 1_000_000})
    assert response.status_code == 413
    assert not Comment.objects.exists()


def test_a_slow_sender_holds_no_write_lock(rf: RequestFactory) -> None:
    middleware = TransactionMiddleware(lambda _request: HttpResponse())
    view, args, kwargs = resolve("/comment/1/")
    # None: the view is left to Django and opens its own transaction once all has arrived.
    assert middleware.process_view(rf.post("/comment/1/"), view, args, kwargs) is None


def test_very_long_words_are_taken(client: Client, story: ArticlePage, typed: Fields) -> None:
    _post(client, story, typed | {"text": "w" * 9_000})
    assert "w" * 9_000 in Comment.objects.get().html


@pytest.mark.parametrize("number", ["99", "0", "-1", "1e3", "٢", "x" * 50, "9" * 30])
def test_an_answer_to_nothing_is_said_and_sent_as_a_new_comment(
    client: Client, story: ArticlePage, typed: Fields, number: str
) -> None:
    response = _post(client, story, typed | {"parent": number})
    assert response.status_code == 422
    assert "is not there" in response.content.decode()
    assert _back(response, "parent") == ""
    assert not Comment.objects.exists()


def test_only_a_shown_comment_of_this_story_can_be_answered(
    client: Client, story: ArticlePage, typed: Fields
) -> None:
    elsewhere = ArticleFactory()
    CommentFactory(page=elsewhere)
    CommentFactory(page=elsewhere)
    shown = CommentFactory(page=story)
    removed = CommentFactory(page=story)
    reject(removed, Decision())
    assert removed.number == 2
    assert _post(client, story, typed | {"parent": "2"}).status_code == 422
    assert client.get(f"/comment/{story.pk}/?reply=2").status_code == 404
    _post(client, story, typed | {"parent": "1"})
    assert Comment.objects.get(author_name="Jo Harper").parent == shown


def test_the_form_for_an_answer_stands_alone_for_readers_without_scripts(
    client: Client, story: ArticlePage
) -> None:
    CommentFactory(page=story, author_name="Lena B.", text="I looked it up.")
    page = client.get(f"/comment/{story.pk}/?reply=1")
    text = page.content.decode()
    assert "I looked it up." in text
    assert _back(page, "parent") == "1"
    assert "Your email address will not be published." in text
    assert page["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_closed_thread_takes_nothing(
    client: Client, story: ArticlePage, typed: Fields, method: str
) -> None:
    ArticlePage.objects.filter(pk=story.pk).update(comment_mode="closed")
    assert getattr(client, method)(f"/comment/{story.pk}/", typed).status_code == 403
    assert not Comment.objects.exists()


def test_a_thread_closes_after_the_outlets_days(
    client: Client, typed: Fields, outlet: OutletSettings
) -> None:
    outlet.comments_close_after = 30
    outlet.save()
    old = ArticleFactory(published_at=timezone.now() - timezone.timedelta(days=31))
    young = ArticleFactory(published_at=timezone.now() - timezone.timedelta(days=29))
    assert _post(client, old, typed).status_code == 403
    assert _post(client, young, typed).status_code == 303


def test_only_stories_that_readers_see_take_comments(
    client: Client, outlet: OutletSettings, typed: Fields
) -> None:
    assert _post(client, ArticleFactory(live=False), typed).status_code == 404
    assert _post(client, StandardFactory(), typed).status_code == 403
    for number in ("999999", "9" * 30):
        assert client.post(f"/comment/{number}/", typed).status_code == 404
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "null"},
        {"Origin": "http://localhost"},
        {"Origin": "http://testserver.evil.example"},
        {"Accept": "*/*"},
    ],
)
def test_what_a_foreign_page_sends_has_to_be_confirmed(
    client: Client, story: ArticlePage, typed: Fields, headers: dict[str, str]
) -> None:
    preview = _post(client, story, typed, **headers)
    assert preview.status_code == 200
    assert not Comment.objects.exists()
    form = Html(preview.content).css_first("form[method=post]")
    again = {
        field.attributes["name"]: field.attributes.get("value") or ""
        for field in form.css("input[type=hidden]")
    }
    assert _post(client, story, again, **headers).status_code == 303
    assert Comment.objects.get().text == typed["text"]


@pytest.mark.parametrize(
    "own", ["http://testserver", "https://testserver", "http://localhost:8000", "HTTP://TESTSERVER"]
)
def test_an_origin_among_our_hosts_needs_no_preview(
    client: Client, story: ArticlePage, typed: Fields, own: str
) -> None:
    assert _post(client, story, typed, Origin=own).status_code == 303


def test_a_mirror_and_an_onion_address_are_ours_and_a_pattern_is_not(
    client: Client, story: ArticlePage, typed: Fields, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "abcdef.onion", ".news.example"]
    assert _post(client, story, typed, Origin="http://abcdef.onion").status_code == 303
    assert (
        _post(client, story, typed | {"name": "B"}, Origin="http://.news.example").status_code
        == 200
    )


def _token(page: Any, typed: Fields) -> str:
    words = [typed[name] for name in ("text", "name", "email", "url")]
    return origin.make_token(page.pk, None, *words)


def test_a_token_confirms_only_what_was_previewed(
    client: Client, story: ArticlePage, typed: Fields
) -> None:
    token = _token(story, typed)
    foreign = {"Sec-Fetch-Site": "cross-site"}
    changed = typed | {"token": token, "text": "Something else."}
    assert _post(client, story, changed, **foreign).status_code == 200
    assert _post(client, ArticleFactory(), typed | {"token": token}, **foreign).status_code == 200
    assert not Comment.objects.exists()


def test_a_replayed_token_sends_nothing_twice(
    client: Client, story: ArticlePage, typed: Fields
) -> None:
    confirmed = typed | {"token": _token(story, typed)}
    foreign = {"Sec-Fetch-Site": "cross-site"}
    first = _post(client, story, confirmed, **foreign)
    assert _post(client, story, confirmed, **foreign)["Location"] == first["Location"]
    assert Comment.objects.count() == 1


def test_an_expired_or_altered_token_confirms_nothing(
    client: Client, story: ArticlePage, typed: Fields, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = _token(story, typed)
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert _post(client, story, typed | {"token": token + "x"}, **foreign).status_code == 200
    later = time.time() + origin.TOKEN_AGE + 5
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert _post(client, story, typed | {"token": token}, **foreign).status_code == 200
    assert not Comment.objects.exists()


def test_a_form_sent_at_once_or_with_a_forged_stamp_is_held_and_one_of_a_baked_page_is_not(
    client: Client, story: ArticlePage, typed: Fields, outlet: OutletSettings
) -> None:
    outlet.comments = "after"
    outlet.save()
    now = signing.dumps(int(time.time()), salt="masthead.comments.stamp")
    for place, stamp in enumerate([now, "", "x", typed["stamp"] + "x"]):
        _post(client, story, typed | {"stamp": stamp, "name": f"Jo {place}", "text": f"{place}."})
    assert list(Comment.objects.values_list("held_because", flat=True)) == [
        "fast",
        "",
        "stamp",
        "stamp",
    ]


def test_spam_is_told_the_same_as_any_other(
    client: Client, story: ArticlePage, typed: Fields
) -> None:
    told = client.get(_post(client, story, typed | {"subject": "offer"})["Location"])
    assert Comment.objects.get().status == Status.SPAM
    assert "held" in told.content.decode()


def test_the_sender_reads_what_became_of_the_comment(
    client: Client, story: ArticlePage, typed: Fields
) -> None:
    address = _post(client, story, typed)["Location"]
    comment = Comment.objects.get()
    approve(comment, Decision())
    assert f"{story.url}?comment=1#comment-1" in client.get(address).content.decode()
    reject(comment, Decision(reason="Claims without evidence"))
    assert "Claims without evidence" in client.get(address).content.decode()
    withdraw(comment, Decision())
    assert typed["text"] not in client.get(address).content.decode()


def test_the_form_of_a_story_answers_in_its_language(
    client: Client, outlet: OutletSettings, typed: Fields
) -> None:
    story = ArticleFactory(title="چمنزار برمی‌گردد", language="fa")
    typed["name"] = "ن" * 61
    response = _post(client, story, typed)
    assert _refused(response, "name") == "نام حداکثر ۶۰ نویسه است."
    assert Html(response.content).css_first("html").attributes["dir"] == "rtl"
    typed["name"] = "نگار"
    told = client.get(_post(client, story, typed)["Location"]).content.decode()
    assert "دیدگاه شما در انتظار بررسی است" in told


def test_taking_a_comment_in_asks_the_database_little(
    client: Client,
    story: ArticlePage,
    typed: Fields,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    _post(client, story, typed)
    with django_assert_max_num_queries(6):  # beginning and end of the transaction included
        assert _post(client, story, typed | {"text": "And another word."}).status_code == 303
