"""Every kind of page is valid HTML, as the W3C's own checker judges."""

from __future__ import annotations

import json
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
    kinds = [*KINDS, "reply"]
    for kind in KINDS:
        (tmp_path / f"{kind}.html").write_bytes(fetch(site.address(kind)))
    page = (tmp_path / "discussion.html").read_text()
    form = page.partition('href="/comment/')[2].partition('"')[0].replace("&amp;", "&")
    (tmp_path / "reply.html").write_bytes(fetch(f"{site.url}/comment/{form}"))

    files = [f"{kind}.html" for kind in kinds]
    command = [str(JAVA), "-jar", str(CHECKER), "--format", "json", "--errors-only", *files]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    messages = json.loads(done.stderr)["messages"]
    assert not [
        f"{Path(one['url']).name}:{one['lastLine']}: {one['message']}: {one.get('extract')}"
        for one in messages
    ]
    assert done.returncode == 0
