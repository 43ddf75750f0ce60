"""What readers see of the record on a story, and of what it said before."""

import base64
import re
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories import ArticleFactory, ImageFactory, PersonFactory
from tests.ledger.runs import publish_again, record_all
from tests.record.archives import wacz, warc

from masthead.articles.models import ArticlePage
from masthead.ledger import keys, places
from masthead.ledger.opening import own_origin
from masthead.outlet.models import OutletSettings
from masthead.record.keys import public_key
from masthead.record.policy import Policy
from masthead.record.proof import Proof
from masthead.record.verify import Verdict, verify_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]


@pytest.fixture
def story() -> ArticlePage:
    """Corrected once."""
    first = ArticleFactory(
        words="The ferry sank on Monday.",
        by=[PersonFactory()],
        lead_image=ImageFactory(size=(400, 300)),
    )
    note = "The ferry did not sink."
    body = [("text", "<p>The ferry arrived on Monday.</p>")]
    changed = publish_again(first, change="correction", change_note=note, body=body)
    record_all()
    return changed


@pytest.fixture
def policy(outlet_folder: object) -> Policy:
    log = public_key(own_origin(), keys.make())
    return Policy.parse(f"log {log}\nquorum none\n".encode())


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def test_a_story_says_what_the_record_has_of_it(client: Client, story: ArticlePage) -> None:
    page = text(client, str(story.url))
    assert "In the public record" in page
    assert "1 correction" in page
    assert "The ferry did not sink." in page
    assert f'href="{story.url}revisions/2/"' in page


def test_every_revision_stays(client: Client, story: ArticlePage) -> None:
    assert "sank" in text(client, f"{story.url}revisions/1/")
    page = text(client, f"{story.url}revisions/2/")
    assert "sank" not in page
    assert "arrived" in page


def test_the_list_says_what_kind_of_change_each_was_and_why(
    client: Client, story: ArticlePage
) -> None:
    page = text(client, f"{story.url}revisions/")
    assert "Correction: we were wrong" in page
    assert "The ferry did not sink." in page


def test_a_difference_is_told_in_words(client: Client, story: ArticlePage) -> None:
    page = text(client, f"{story.url}revisions/2/changes/")
    assert "<del>sank</del> <ins>arrived</ins>" in page


@pytest.mark.parametrize("number", [1, 2])
def test_the_page_of_a_revision_has_no_script_and_can_be_checked(
    client: Client, story: ArticlePage, policy: Policy, number: int
) -> None:
    place = f"{story.url}revisions/{number}/"
    page = text(client, place)
    assert "<script" not in page
    data = client.get(f"{place}article.json").content
    proof = Proof.parse(client.get(f"{place}article.tlog-proof").content)
    finding = verify_page(page.encode(), data, proof, policy)
    assert finding.verdict is Verdict.NOT_WITNESSED, finding


def test_a_withdrawn_story_keeps_its_list_and_none_of_its_text(
    client: Client, story: ArticlePage, policy: Policy
) -> None:
    url = str(story.url)
    data = client.get(f"{url}revisions/2/article.json").content
    story.unpublish()
    record_all()
    page = text(client, f"{url}revisions/")
    assert "Withdrawn" in page
    assert story.title not in page
    assert "arrived" not in text(client, f"{url}revisions/2/", 410)
    text(client, f"{url}revisions/2/article.json", 410)
    proofs = [
        Proof.parse(client.get(f"{url}revisions/{at}/article.tlog-proof").content) for at in (2, 3)
    ]
    html = b"<!doctype html><p>irrelevant</p>"
    assert verify_page(html, data, proofs[0], policy, proofs).verdict in {
        Verdict.WITHDRAWN,
        Verdict.CANNOT_TELL,
    }


def test_a_draft_has_no_revisions(client: Client) -> None:
    draft = ArticleFactory(live=False)
    text(client, f"/{draft.slug}/revisions/", 404)


def test_the_log_is_served_as_plain_files(client: Client, story: ArticlePage) -> None:
    found = client.get("/record/checkpoint")
    assert found["Content-Type"] == "text/plain; charset=utf-8"
    assert found["Cache-Control"] == "public, max-age=5"
    tile = client.get("/record/tile/0/000.p/2")
    assert tile["Content-Type"] == "application/octet-stream"
    assert "immutable" in tile["Cache-Control"]
    assert len(tile.content) == 64
    assert client.get("/record/tile/entries/000.p/2").status_code == 200
    assert client.get("/record/tile/0/../../record_key").status_code == 404
    policy = client.get("/record/policy").content
    assert Policy.parse(policy).logs


def test_the_record_explains_itself_and_lists_its_months(
    client: Client, story: ArticlePage
) -> None:
    page = text(client, "/record/")
    assert "nobody can change afterwards" in page
    assert "2 entries" in page
    month = f"/record/{story.last_published_at:%Y/%m}/"
    assert month in page
    assert story.title in text(client, month)
    text(client, "/record/1999/01/", 404)


def test_a_month_counts_only_what_stands_in_the_log(story: ArticlePage) -> None:
    [(month, count)] = places.months()
    assert (month.month, count) == (story.last_published_at.month, 2)
    ArticleFactory()
    assert places.months() == [(month, 2)]
    record_all()
    assert places.months() == [(month, 3)]


def test_what_was_wrong_is_listed_with_its_text(client: Client, story: ArticlePage) -> None:
    for path in ("/record/corrections/", "/record/corrections/feed/atom/"):
        page = text(client, path)
        assert "The ferry did not sink." in page
        assert story.title in page


def test_a_withdrawn_story_is_listed_without_its_headline(
    client: Client, story: ArticlePage
) -> None:
    story.unpublish()
    record_all()
    page = text(client, "/record/corrections/")
    assert "A story that was taken away" in page
    assert story.title not in page


def asked(client: Client, **question: object) -> str:
    response = client.post("/record/check/", question)
    assert response.status_code == 200
    return response.content.decode()


def test_a_quotation_finds_the_revisions_that_have_it(client: Client, story: ArticlePage) -> None:
    page = asked(client, text=" “The ferry  arrived on\nMonday.” ")
    assert "genuine, signed by the outlet" in page
    assert story.title in page
    page = asked(client, text="The ferry sank on Monday.")
    assert "superseded: a later revision exists (entry 1)" in page


def test_a_changed_word_is_not_found(client: Client, story: ArticlePage) -> None:
    assert "Not in our record" in asked(client, text="The ferry arrived on Tuesday.")
    assert "Not in our record" in asked(client, text="the ferry ARRIVED on Monday.")


def test_a_quotation_of_a_withdrawn_story_is_found_and_its_text_not_shown(
    client: Client, story: ArticlePage
) -> None:
    story.unpublish()
    record_all()
    page = asked(client, text="The ferry arrived on Monday.")
    assert "withdrawn (entry 2)" in page
    assert story.title not in page


def test_a_saved_page_an_object_and_a_proof_are_checked(client: Client, story: ArticlePage) -> None:
    place = f"{story.url}revisions/2/"
    things = [
        client.get(path).content
        for path in (str(story.url), f"{place}article.json", f"{place}article.tlog-proof")
    ]
    for data in things:
        page = asked(client, file=SimpleUploadedFile("thing", data))
        assert "genuine, signed by the outlet" in page
    altered = SimpleUploadedFile("page.html", things[0].replace(b"arrived", b"burned"))
    assert "altered: the text" in asked(client, file=altered)


def test_each_page_of_a_web_archive_is_checked(client: Client, story: ArticlePage) -> None:
    saved = client.get(str(story.url)).content
    answers = {
        "https://mirror.example/one/": saved,
        "https://mirror.example/two/": saved.replace(b"arrived", b"burned"),
    }
    archive = SimpleUploadedFile("two.wacz", wacz({"archive/data.warc.gz": warc(answers)}))
    page = asked(client, file=archive)
    assert "genuine, signed by the outlet" in page
    assert "altered: the text" in page
    assert page.index("mirror.example/one/") < page.index("mirror.example/two/")


def test_what_is_asked_badly_gets_one_sentence(client: Client, story: ArticlePage) -> None:
    assert "whole sentence" in asked(client, text="ferry")
    assert "cannot tell" in asked(client, address="http://127.0.0.1/secret")
    assert "cannot tell" in asked(client, file=SimpleUploadedFile("a.html", b"<p>Hello</p>"))
    damaged = asked(client, file=SimpleUploadedFile("a.wacz", b"PK\x03\x04..."))
    assert "cannot tell: a whole archive; this one is damaged" in damaged


def test_nobody_can_ask_without_end(client: Client, story: ArticlePage) -> None:
    answers = {client.post("/record/check/", {"text": "ferry"}).status_code for _ in range(70)}
    assert answers == {200, 429}


def test_search_engines_are_told_what_was_corrected(client: Client, story: ArticlePage) -> None:
    page = text(client, str(story.url))
    assert '"@type": "CorrectionComment"' in page or '"@type":"CorrectionComment"' in page


@pytest.mark.parametrize(("language", "way"), [("en", "ltr"), ("fa", "rtl"), ("de", "ltr")])
def test_the_page_that_checks_offline_opens_in_the_outlets_language(
    client: Client, language: str, way: str
) -> None:
    OutletSettings.objects.update(language=language)
    found = client.get("/record/checker.html")
    page = found.content.decode()
    shown = "en" if language == "de" else language
    assert f'<html lang="{shown}" dir="{way}">' in page
    script = page.rpartition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in found["Content-Security-Policy"]
    assert "default-src 'none'" in found["Content-Security-Policy"]


def test_who_asks_is_led_to_the_page_that_checks_offline_in_each_language(client: Client) -> None:
    page = text(client, "/record/check/")
    links = re.findall(r'href="/record/checker.html([^"]*)"', page)
    assert links == ["", "#ar", "#fa", "#fr"]
