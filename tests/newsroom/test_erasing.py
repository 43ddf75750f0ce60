"""Two people erase; one asks."""

from tests.factories import ArticleFactory
from tests.newsroom.conftest import SignIn

from masthead.articles.models import ArticlePage


def test_an_editor_asks_and_an_administrator_erases(sign_in: SignIn) -> None:
    story = ArticleFactory(title="A name too many")
    address = f"/newsroom/erase/{story.pk}/"
    editor, administrator = sign_in("editor"), sign_in("administrator")
    assert "erase" in editor.get(f"/newsroom/pages/{story.pk}/edit/").content.decode()
    assert editor.post(address, {"reason": ""}).status_code == 200
    assert editor.post(address, {"reason": "A name."}).status_code == 302
    assert "waits for another person" in editor.get(address).content.decode()
    assert editor.post(address, {"erase": "1"}).status_code in {302, 403}
    assert ArticlePage.objects.filter(pk=story.pk).exists()
    assert "A name too many" in administrator.get("/newsroom/").content.decode()
    assert administrator.post(address, {"erase": "1"}).status_code == 302
    assert not ArticlePage.objects.filter(pk=story.pk).exists()


def test_a_wish_can_be_refused(sign_in: SignIn) -> None:
    story = ArticleFactory()
    address = f"/newsroom/erase/{story.pk}/"
    sign_in("editor").post(address, {"reason": "A name."})
    sign_in("administrator").post(address, {"refuse": "1"})
    assert ArticlePage.objects.filter(pk=story.pk, live=True).exists()


def test_a_reporter_cannot_ask(sign_in: SignIn) -> None:
    story = ArticleFactory()
    response = sign_in("reporter").post(f"/newsroom/erase/{story.pk}/", {"reason": "A name."})
    assert response.status_code in {302, 403}
    assert "erasure" not in response.headers.get("location", "")
