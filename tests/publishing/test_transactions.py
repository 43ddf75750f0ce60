from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from tests.factories import ArticleFactory, SectionFactory
from wagtail.signals import page_published
from wagtail.test.utils.form_data import querydict_from_html

from masthead.articles.models import ArticlePage
from masthead.people.models import User
from masthead.publishing.transactions import TransactionMiddleware

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(outlet: Any) -> ArticlePage:
    story: ArticlePage = ArticleFactory(slug="bridge-closes", section=SectionFactory(), live=False)
    return story


@pytest.fixture
def editor_client() -> Client:
    editor = User.objects.create_superuser("editor", password="not kept")
    client = Client(raise_request_exception=False)
    client.force_login(editor)
    return client


@pytest.fixture
def failing_receiver() -> Iterator[None]:
    def fail(instance: Any, **_kwargs: Any) -> None:
        if instance.slug == "bridge-closes":
            message = "the record cannot be written"
            raise RuntimeError(message)

    page_published.connect(fail)
    yield
    page_published.disconnect(fail)


def press_publish(client: Client, article: ArticlePage) -> int:
    address = f"/newsroom/pages/{article.pk}/edit/"
    html = client.get(address).content.decode()
    form = querydict_from_html(html, form_id="page-edit-form")
    form["no_byline_reason"] = "Compiled from public notices"
    form["body-count"] = "0"  # the editor's script writes the fields of the body
    form["action-publish"] = "action-publish"
    return client.post(address, form).status_code


def test_publish_in_the_newsroom_makes_the_story_live(
    draft: ArticlePage, editor_client: Client
) -> None:
    assert press_publish(editor_client, draft) == 302
    draft.refresh_from_db()
    assert draft.live


@pytest.mark.usefixtures("failing_receiver")
def test_a_story_whose_record_cannot_be_written_is_not_live(
    draft: ArticlePage, editor_client: Client
) -> None:
    assert press_publish(editor_client, draft) == 500
    draft.refresh_from_db()
    assert not draft.live


def depth(_request: HttpRequest) -> HttpResponse:
    """How many transactions deep the view runs, without the one around each test."""
    return HttpResponse(str(len(connection.savepoint_ids)))


def run(method: str) -> HttpResponse | None:
    request = getattr(RequestFactory(), method)("/")
    middleware = TransactionMiddleware(depth)
    return middleware.process_view(request, depth, (), {})  # type: ignore[return-value]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_request_that_may_change_something_is_one_transaction(method: str) -> None:
    response = run(method)
    assert response is not None
    assert response.content == b"1"


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_reader_never_takes_the_write_lock(method: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert run(method) is None
    assert len(queries) == 0
