"""The newsroom makes and removes languages."""

from __future__ import annotations

from typing import Any

import pytest
from tests.factories import ArticleFactory, SectionFactory

from masthead.articles import editions as planting
from masthead.articles.models import ArticlePage
from masthead.outlet.editions import Edition

from .conftest import SignIn, write

pytestmark = pytest.mark.django_db

LIST = "/newsroom/languages/"
PERSIAN = {"language": "FA", "prefix": "", "name": "پست بندر", "sort_order": "0"}


@pytest.fixture
def persian(newsroom: None) -> Edition:
    """The outlet in Persian, below /fa/."""
    return Edition.objects.create(language="fa", name="پست بندر", prefix="fa")


def fields(**changed: str) -> dict[str, str]:
    """A filled form."""
    return {"tagline": "", "description": "", **PERSIAN, **changed}


def test_an_editor_adds_a_language(sign_in: SignIn) -> None:
    editor = sign_in("editor")
    answer = editor.post(f"{LIST}add/", fields(), follow=True)
    assert answer.status_code == 200
    made = Edition.objects.get()
    assert (made.language, made.prefix) == ("fa", "fa")
    assert "پست بندر" in editor.get(LIST).content.decode()
    front = planting.front_of(made)
    assert front is not None
    assert front.permissions_for_user(editor.user).can_publish()  # type: ignore[attr-defined]


def test_a_code_that_is_none_is_refused_in_a_sentence(sign_in: SignIn) -> None:
    answer = sign_in("editor").post(f"{LIST}add/", fields(language="x-ours"))
    assert "is no language code" in answer.content.decode()
    assert not Edition.objects.exists()


def test_what_addresses_are_made_of_is_fixed(sign_in: SignIn, persian: Edition) -> None:
    answer = sign_in("editor").post(
        f"{LIST}edit/{persian.pk}/", fields(language="ar", prefix="ar", name="پست نو"), follow=True
    )
    assert answer.status_code == 200
    persian.refresh_from_db()
    assert (persian.language, persian.prefix, persian.name) == ("fa", "fa", "پست نو")


def test_a_language_with_stories_stays_and_the_newsroom_says_why(
    sign_in: SignIn, persian: Edition
) -> None:
    ArticleFactory(language="fa", live=False)
    administrator = sign_in("administrator")
    answer = administrator.post(f"{LIST}delete/{persian.pk}/", follow=True)
    assert "1 story is written in this language" in answer.content.decode()
    assert Edition.objects.filter(pk=persian.pk).exists()


def test_a_language_without_stories_goes(sign_in: SignIn, persian: Edition) -> None:
    sign_in("administrator").post(f"{LIST}delete/{persian.pk}/", follow=True)
    assert not Edition.objects.exists()


def test_a_story_goes_into_a_section_of_its_language(sign_in: SignIn, persian: Edition) -> None:
    foreign = SectionFactory(title="Harbour")
    own = SectionFactory(title="بندر", parent=planting.front_of(persian))
    editor = sign_in("editor")
    there: dict[str, Any] = {"language": "fa", "no_byline_reason": "بدون نام"}
    refused = write(editor, foreign, "publish", **there)
    assert "is a section in another language" in refused.content.decode()
    write(editor, own, "publish", **there)
    assert ArticlePage.objects.get(live=True).public_path.startswith("/fa/")
