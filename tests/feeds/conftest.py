"""What a feed is read with: parsers that were not written here."""

from __future__ import annotations

from typing import Any

import feedparser
import pytest
from django.test import Client


class Reader:
    """Reads addresses of the outlet as feed readers do."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def feed(self, address: str) -> Any:
        """What feedparser makes of the feed; it has to find nothing to complain about."""
        response = self.client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        headers = {"content-type": response["Content-Type"]}
        parsed = feedparser.parse(
            response.content,
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
        assert not parsed.bozo, parsed.get("bozo_exception")
        assert parsed.version
        return parsed


@pytest.fixture
def reader(client: Client) -> Reader:
    return Reader(client)
