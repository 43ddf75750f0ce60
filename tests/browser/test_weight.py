"""A story is light: it can be read over a slow line before its fonts and pictures have come."""

from __future__ import annotations

import re
import urllib.request

import brotli

from .sites import RunningSite

LIMIT = 45_000  # bytes, compressed; HTML and style sheets together


def test_a_story_and_its_style_sheets_are_light(site: RunningSite) -> None:
    with urllib.request.urlopen(site.address("article")) as answer:
        story = answer.read()
    sheets = re.findall(rb'<link rel="stylesheet" href="([^"]+)"', story)
    assert sheets
    weight = len(brotli.compress(story))
    for path in sheets:
        with urllib.request.urlopen(site.url + path.decode()) as answer:
            weight += len(brotli.compress(answer.read()))
    assert weight < LIMIT


def test_style_sheets_and_scripts_come_compressed_and_are_kept(site: RunningSite) -> None:
    with urllib.request.urlopen(site.address("article")) as answer:
        story = answer.read().decode()
    files = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', story)
    assert len(files) >= 3
    for path in files:
        asked = urllib.request.Request(site.url + path, headers={"Accept-Encoding": "br"})
        with urllib.request.urlopen(asked) as answer:
            assert answer.headers["Content-Encoding"] == "br"
            assert "immutable" in answer.headers["Cache-Control"]
