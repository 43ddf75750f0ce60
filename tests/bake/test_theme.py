"""After an upgrade, or with other settings, it is known which pages are of the time before."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from tests.bake.drain import drain
from tests.factories import ArticleFactory, SectionFactory

from masthead.bake import theme, work
from masthead.bake.models import BakeRequest, Priority

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]


@pytest.fixture(autouse=True)
def baked(outlet: Any) -> None:
    theme.look(work.tree())
    ArticleFactory(slug="ferry", section=SectionFactory(slug="news"))
    drain()


def upgrade(monkeypatch: pytest.MonkeyPatch) -> bool:
    """Go on with another theme; whether the whole site was asked for."""
    monkeypatch.setattr(theme, "current", lambda: "another")
    return theme.look(work.tree())


def test_another_theme_bakes_everything_anew_behind_all_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert theme.older(work.tree()) == 0
    assert upgrade(monkeypatch)
    assert set(BakeRequest.objects.values_list("spread", "priority")) == {
        ("site:", Priority.WHOLE_SITE)
    }
    assert theme.older(work.tree()) == len(list(work.tree().paths()))
    drain()
    assert theme.older(work.tree()) == 0


def test_a_page_that_came_out_the_same_is_confirmed_and_not_rewritten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = work.tree().file("/news/ferry/")
    before = file.stat()
    upgrade(monkeypatch)
    drain()
    after = file.stat()
    assert after.st_ino == before.st_ino
    assert after.st_mtime > before.st_mtime


def test_it_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert upgrade(monkeypatch)
    assert not upgrade(monkeypatch)


def test_a_new_outlet_has_nothing_to_bake_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "BAKED_ROOT", tmp_path / "empty")
    assert not upgrade(monkeypatch)


def test_other_settings_that_pages_show_are_another_theme() -> None:
    theme.current.cache_clear()
    before, kept = theme.current(), settings.SITE_URL
    theme.current.cache_clear()
    settings.SITE_URL = "https://elsewhere.example"
    try:
        assert theme.current() != before
    finally:
        settings.SITE_URL = kept
        theme.current.cache_clear()
