"""Out as a WordPress export and in again: the same site."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from PIL import Image as Picture
from pytest_django import Settings

from masthead.addresses.paths import encoded
from masthead.articles.models import ArticlePage, FrontPage, TopicPage
from masthead.comments.models import Comment
from masthead.demo.load import load
from masthead.exporters import states
from masthead.exporters.wordpress.run import write
from masthead.media.models import Image
from masthead.outlet.editions import Edition
from masthead.people.models import PersonName
from masthead.translations.models import Translation
from masthead.translations.words import passages
from tests.exporters import awkward, languages
from tests.exporters.sites import differences, shift_ids, site
from tests.importers.wordpress.conftest import theme_data
from tests.importers.wordpress.runs import everything, run

__all__ = ["theme_data"]
pytestmark = pytest.mark.django_db
Site = dict[str, list[str]]
on_sqlite = pytest.mark.skipif(
    bool(os.environ.get("TEST_DATABASE_URL")),
    reason="reads thousands of pages; the smaller sites come back on PostgreSQL as well",
)


def there_and_back(
    fill: Callable[[], object], folder: Path, settings: Settings
) -> tuple[Site, Site]:
    """A site that `fill` made, and what became of it: exported, removed, imported again."""
    export = folder / "export.xml"
    uploads = settings.MEDIA_ROOT
    with transaction.atomic():
        fill()
        before = site()
        with export.open("w", encoding="utf-8") as out:
            write(out, f"{settings.SITE_URL}/media/", lambda *_: None)
        transaction.set_rollback(True)
    cache.clear()
    settings.MEDIA_ROOT = folder / "media-again"
    shift_ids()
    run(export, uploads=uploads)
    return before, site()


def shrink_pictures() -> None:
    """Make the demo's pictures tiny: making all their sizes takes a minute, and shows no more."""
    for image in Image.objects.all():
        if not image.is_svg():
            with Picture.open(image.file.path) as picture:
                small = picture.resize((24, 16))
            small.save(image.file.path)
            Image.objects.filter(pk=image.pk).update(width=24, height=16)


@on_sqlite
def test_the_demo_outlet_comes_back_as_it_was(tmp_path: Path, settings: Settings) -> None:
    now = datetime.now(UTC)

    def fill() -> None:
        load(now)
        shrink_pictures()

    before, after = there_and_back(fill, tmp_path, settings)

    assert len(before) > 150
    assert differences(before, after) == []


def test_what_is_easily_lost_comes_back_as_it_was(tmp_path: Path, settings: Settings) -> None:
    before, after = there_and_back(awkward.fill, tmp_path, settings)

    assert before["/old/first-of-all/"] == ["301 /news/first/"]
    assert before["/gone/"][0].startswith("410")
    translation = "".join(after[encoded("/sport-news/طناب_ها/")])
    assert "Said by nobody." in translation
    assert "Nous verrons, peut-être." in translation
    assert f'href="{escape(awkward.SOURCE)}"' in translation
    assert before["/shop/"] == ["301 https://shop.example/"]
    assert differences(before, after) == []


def test_an_outlet_in_several_languages_comes_back_as_it_was(
    tmp_path: Path, settings: Settings
) -> None:
    before, after = there_and_back(languages.fill, tmp_path, settings)

    assert before["/farsi/"] == ["301 /fa/"]
    assert before["/pus/"][0].startswith("410")
    assert '<html lang="fa" dir="rtl">' in before["/fa/news/"]
    assert differences(before, after) == []
    names = [(one.language, one.prefix, one.sort_order) for one in Edition.objects.all()]
    assert names == [("fa", "fa", 1), ("ps", "pus", 3)]
    persian = FrontPage.objects.get(language="fa")
    assert [one.title for one in persian.get_descendants().order_by("path")] == [
        "خبر", "ورزش", "درباره", "تماس"
    ]  # fmt: skip
    assert [row.section.title for row in persian.rows.all()] == ["ورزش", "خبر"]
    topic = TopicPage.objects.get(language="fa")
    assert topic.translation_of.title == "Sea"
    assert topic.get_latest_revision_as_object().translation_of_id == topic.translation_of_id
    called = PersonName.objects.values_list("language", "name", "job_title", "bio")
    assert list(called) == [
        ("fa", "مریم ]]>", "", "<p>از <b>طناب</b>ها می‌نویسد.</p>"), ("fr", "", "Rédactrice", "")
    ]  # fmt: skip
    rows = everything()
    report = run(tmp_path / "export.xml", uploads=settings.MEDIA_ROOT)
    assert not any(counts["made"] + counts["changed"] for counts in report.counts.values())
    assert everything() == rows


def test_what_readers_do_not_see_comes_back_in_its_state(
    tmp_path: Path, settings: Settings
) -> None:
    there_and_back(awkward.fill, tmp_path, settings)

    state = states.states(ArticlePage.objects.all())
    found = {page.title: state[page.pk] for page in ArticlePage.objects.all()}
    assert found == {
        "First -- & foremost ]]>": "live",
        "#Harbour: 100%": "live",
        "A draft": "draft",
        "Taken back": "draft",
        "For some": "draft",
        "Tomorrow": "scheduled",
    }
    comments = Comment.objects.order_by("path").values_list("status", "number", "text")
    assert list(comments) == [
        ("withdrawn", 2, ""),
        ("approved", 1, "Late"),
        ("approved", 3, "Indeed"),
        ("pending", None, "This is pending"),
        ("spam", None, "This is spam"),
        ("rejected", None, "This is rejected"),
    ]


def test_a_translation_stands_to_its_original_as_before(tmp_path: Path, settings: Settings) -> None:
    there_and_back(awkward.fill, tmp_path, settings)

    row = Translation.objects.get()
    assert row.page.translation_of is not None
    assert row.original == row.page.translation_of.uid
    assert (row.change, row.changed_at) == ("correction", awkward.THEN + timedelta(days=2))
    assert [(one.number, one.at) for one in row.confirmations.all()] == [
        (1, awkward.THEN + timedelta(days=1))
    ]
    now = {passage.place: passage.digest for passage in passages(row.page)}
    made = {one.place: one.digest for one in row.machine_texts.all()}
    assert len(made) == 2
    assert made.items() <= now.items()


def test_a_second_import_of_the_same_export_changes_nothing(
    tmp_path: Path, settings: Settings
) -> None:
    uploads = settings.MEDIA_ROOT
    there_and_back(awkward.fill, tmp_path, settings)
    rows = everything()

    report = run(tmp_path / "export.xml", uploads=uploads)

    assert not any(counts["made"] + counts["changed"] for counts in report.counts.values())
    assert everything() == rows


@on_sqlite
def test_wordpress_s_theme_data_comes_back_as_it_was(
    theme_data: Path, tmp_path: Path, settings: Settings
) -> None:
    before, after = there_and_back(lambda: run(theme_data), tmp_path, settings)

    assert differences(before, after) == []
