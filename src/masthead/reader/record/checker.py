"""The page that checks copies by itself: one file that can be saved and used without a network."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from masthead.record.encoding import encode

if TYPE_CHECKING:
    from django.http import HttpRequest

FILE = Path(__file__).parents[2] / "static/masthead/record/checker.html"
CACHED = "public, max-age=3600"  # seconds


@require_safe
def checker(request: HttpRequest) -> HttpResponse:
    """Give the page with a policy that lets it run its own script and reach nobody."""
    page, policy = _page()
    headers = {"Content-Security-Policy": policy, "Cache-Control": CACHED}
    return HttpResponse(page, headers=headers)


@cache
def _page() -> tuple[str, str]:
    page = FILE.read_text(encoding="utf-8")
    script = page.partition("<script>")[2].partition("</script>")[0]
    allowed = encode(sha256(script.encode()).digest())
    policy = (
        f"default-src 'none'; script-src 'sha256-{allowed}'; style-src 'unsafe-inline';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
    return page, policy
