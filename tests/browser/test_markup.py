"""Every kind of page is valid HTML, as the W3C's own checker judges."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from .conftest import OutletOf
from .sites import KINDS

CHECKER = Path(__file__).parents[2] / ".tools/vnu.jar"
JAVA = shutil.which("java")
#: Pages beside the kinds that all browser tests look at: forms, the record, what stands under it.
FURTHER = {
    "record": "/record/",
    "record-check": "/record/check/",
    "record-checker": "/record/checker.html",
    "revision": "/harbour/last-crane/revisions/1/",
}
#: Pages that a discussion leads to, by the shape of their links.
LINKED = {"reply": r"/comment/\d+/\?reply=[^\"]+", "report": r"/comment/\d+/\d+/report/"}


def fetch(url: str) -> bytes:
    """What the server sends as the page, also where it is "not found"."""
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.read()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.read()


@pytest.mark.skipif(not CHECKER.exists(), reason="the HTML checker is not there; say: make tools")
@pytest.mark.skipif(JAVA is None, reason="Java is not installed, and the HTML checker needs it")
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_html_checker_finds_no_error(
    outlet_of: OutletOf, tmp_path: Path, direction: str
) -> None:
    site = outlet_of(direction)
    pages = {kind: site.address(kind) for kind in KINDS} | {
        name: site.url + path for name, path in FURTHER.items()
    }
    discussion = fetch(pages["discussion"]).decode()
    for name, link in LINKED.items():
        found = re.search(rf'href="({link})"', discussion)
        assert found, f"the discussion has no link to its {name}"
        pages[name] = site.url + html.unescape(found[1])
    for name, address in pages.items():
        (tmp_path / f"{name}.html").write_bytes(fetch(address))

    files = [f"{name}.html" for name in pages]
    command = [str(JAVA), "-jar", str(CHECKER), "--format", "json", "--errors-only", *files]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    messages = json.loads(done.stderr)["messages"]
    assert not [
        f"{Path(one['url']).name}:{one.get('lastLine')}: {one['message']}: {one.get('extract')}"
        for one in messages
    ]
    assert done.returncode == 0
