"""What is asked of every page a reader opens, whatever the test is about."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Locator,
    Request,
    Response,
    WebError,
)

from tests.processes import wait_for

# Chromium says this of each answer with an error status; `Watch.answered` looks at those itself.
STATUS_TOLD = "Failed to load resource: the server responded with a status of"


class Watch:
    """Notes what a page must not do: ask another host, break, or name what is not there."""

    def __init__(self, context: BrowserContext) -> None:
        self.faults: list[str] = []
        context.on("request", self.asked)
        context.on("response", self.answered)
        context.on("console", self.said)
        context.on("weberror", self.broke)

    def asked(self, request: Request) -> None:
        """No page asks another host for anything."""
        url = urlsplit(request.url)
        if url.scheme not in {"data", "blob"} and url.hostname != "localhost":
            self.faults.append(f"asked another host: {request.url}")

    def answered(self, response: Response) -> None:
        """A page may be missing; what it loads may not."""
        if response.status >= 400 and response.request.resource_type != "document":
            self.faults.append(f"{response.status} for {response.url}")

    def said(self, message: ConsoleMessage) -> None:
        """Errors in the console; a breach of the Content-Security-Policy is one."""
        if message.type == "error" and not message.text.startswith(STATUS_TOLD):
            self.faults.append(f"in the console: {message.text}")

    def broke(self, error: WebError) -> None:
        """A script that ended with an error."""
        self.faults.append(f"script: {error.error}")


def come_back_until(line: Locator, count: int = 1) -> None:
    """Open the page anew, as a reader does who waits for news, until ``line`` stands on it."""
    page = line.page

    def is_there() -> bool:
        if line.count() == count:
            return True
        page.reload()
        return line.count() == count

    wait_for(is_there)
