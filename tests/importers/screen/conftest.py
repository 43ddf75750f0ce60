"""An outlet whose uploads lie in a folder of the test."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from masthead.importers.screen.models import Move
from masthead.importers.screen.receive import receive
from tests.factories import UserFactory
from tests.importers.wordpress import wxr


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.FOLDER = tmp_path / "outlet"
    settings.FOLDER.mkdir()
    return Path(settings.FOLDER)


def uploaded(content: bytes = b"", name: str = "export.xml") -> SimpleUploadedFile:
    """An export with one story and one comment, or whatever else is sent."""
    story = wxr.wxr(wxr.item(1, "The quay was empty.", inside=wxr.comment(5, "So it was.")))
    return SimpleUploadedFile(name, content or story.encode())


@pytest.fixture
def move(outlet: None) -> Move:
    """An upload that waits for its trial run; it asks the old site for nothing."""
    return receive(UserFactory(), [uploaded()], None, asks=False)
