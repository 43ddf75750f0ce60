"""What was imported becomes files for readers, without anybody asking for each page."""

from pathlib import Path

import pytest
from tests.bake.drain import drain, wanted
from tests.importers.wordpress import wxr
from tests.importers.wordpress.runs import run

from masthead.articles.models import ArticlePage
from masthead.bake import work
from masthead.bake.models import BakeRequest, Priority

pytestmark = pytest.mark.usefixtures("outlet")


def test_an_import_is_baked_as_a_whole_behind_all_else(tmp_path: Path) -> None:
    BakeRequest.objects.all().delete()
    run(wxr.write(tmp_path, wxr.item(1, "<p>Body</p>")))
    assert set(BakeRequest.objects.values_list("priority", flat=True)) == {Priority.WHOLE_SITE}
    assert wanted() == []
    drain()
    story = ArticlePage.objects.get()
    for path in ("/", story.public_path, "/feed/"):
        assert path
        assert story.title in work.tree().file(path).read_text()


def test_a_trial_asks_for_nothing(tmp_path: Path) -> None:
    BakeRequest.objects.all().delete()
    run(wxr.write(tmp_path, wxr.item(1, "<p>Body</p>")), dry_run=True)
    assert not BakeRequest.objects.exists()
