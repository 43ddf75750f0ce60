"""Outlets that run for the browser tests: the real command, in processes of their own."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from tests.processes import PATIENCE, environment, free_port, wait_for

#: The kinds of page readers see, with an address in the demo that shows each. The story under
#: "article" has every block.
KINDS = {
    "front": "/",
    "section": "/news/",
    "topic": "/topic/tides/",
    "article": "/harbour/redrawing-the-sound/",
    "persian-article": "/fa/دانش/بازگشت-علف-دریایی/",
    "discussion": "/harbour/last-crane/",
    "author": "/author/ines-hallward/",
    "archive": "/archive/",
    "month": "",  # the demo tells of the last three months, whenever they are
    "search": "/search/?q=harbour",
    "standard": "/about/",
    "ticker": "/ticker/",
    "missing": "/no-such-page/",
}
STATUS = {"missing": 404}  # of all others 200


@dataclass
class RunningSite:
    """An outlet that answers on ``url``; ``password`` is that of its first account."""

    url: str
    folder: Path
    process: subprocess.Popen[str]
    password: str = ""
    _month: str = field(default="", repr=False)

    def address(self, kind: str) -> str:
        """The address of a page of this kind; see KINDS."""
        path = KINDS[kind]
        if kind == "month":
            path = self._month = self._month or self._newest_month()
        return self.url + quote(path, safe="/?=")

    def run(self, code: str) -> str:
        """Run Python in the outlet, as its operator could; return what it prints."""
        return run_in(self.folder, code)

    def stop(self) -> int:
        """Stop as a service manager would; return the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=PATIENCE)

    def _newest_month(self) -> str:
        with urllib.request.urlopen(self.address("archive")) as answer:
            return re.findall(r'href="(/\d{4}/\d\d/)"', answer.read().decode())[0]


def run_in(folder: Path, code: str) -> str:
    """Run Python in the outlet in ``folder``; return what it prints."""
    program = f"import django; django.setup()\n{code}"
    told = environment(MASTHEAD_DIR=str(folder), DJANGO_SETTINGS_MODULE="masthead.config.settings")
    done = subprocess.run(
        [sys.executable, "-c", program], env=told, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def start(folder: Path, *options: str) -> RunningSite:
    """Start ``masthead serve`` on ``folder`` and wait until it is ready."""
    port = free_port()
    path = folder.parent / f"{folder.name}.log"
    command = [sys.executable, "-m", "masthead", "serve", str(folder), "--port", str(port)]
    with path.open("w") as log:
        process = subprocess.Popen(
            [*command, *options], stdout=log, stderr=subprocess.STDOUT, text=True, env=environment()
        )
    site = RunningSite(f"http://localhost:{port}", folder, process)
    wait_for(lambda: _is_ready(site) or process.poll() is not None)
    assert process.poll() is None, f"the site did not start:\n{path.read_text()}"
    told = re.search(r"password\s+(\S+)", path.read_text())
    site.password = told[1] if told else ""
    return site


def _is_ready(site: RunningSite) -> bool:
    try:
        urllib.request.urlopen(f"{site.url}/readyz", timeout=5).close()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
    return True
