"""Ruby's parser refuses what the specifications of RSS and Atom do not allow."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime

import pytest
from django.test import Client
from tests.factories import ArticleFactory, CommentFactory, ImageFactory, PersonFactory

RUBY = shutil.which("ruby")
NO_RUBY = "ruby is not installed; on Debian: apt-get install ruby"
VALIDATE = 'require "rss"; puts RSS::Parser.parse(STDIN.read, validate: true).items.size'

pytestmark = [
    pytest.mark.usefixtures("outlet"),
    pytest.mark.skipif(
        RUBY is None, reason="ruby is not installed; on Debian: apt-get install ruby"
    ),
]


@pytest.mark.parametrize("name", ["feed/", "feed/atom/"])
def test_feeds_hold_before_a_validating_parser(client: Client, name: str) -> None:
    story = ArticleFactory(
        title="Bell\x07 & <ferry>",
        by=[PersonFactory(), PersonFactory()],
        lead_image=ImageFactory(credit="Ivo Lund"),
        published_at=datetime(2026, 3, 4, tzinfo=UTC),
    )
    CommentFactory(page=story)
    ArticleFactory(language="fa", title="پل بسته شد", slug="pol")

    assert validated(client, f"/{name}") == 2
    assert validated(client, f"{story.url}{name}") == 1
    assert validated(client, f"/comments/{name}") == 1


def validated(client: Client, address: str) -> int:
    """Number of entries that the parser found; it fails on the first error."""
    done = subprocess.run(
        [str(RUBY), "-e", VALIDATE],
        input=client.get(address).content,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
    return int(done.stdout)
