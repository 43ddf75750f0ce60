"""`/metrics`: how baking and serving go, in the words of Prometheus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from masthead.bake import queue, totals
from masthead.bake.models import Purge
from masthead.serve import counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

# https://prometheus.io/docs/instrumenting/exposition_formats/
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Tell a monitor; nothing here says who reads what."""
    response = HttpResponse("\n".join([*lines(), ""]), content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-store"
    return response


def lines() -> Iterator[str]:
    """The lines of the answer."""
    state, done = queue.waiting(), totals.current()
    yield from _named("bake_queue_pages", "gauge", "Pages that wait to be baked.")
    yield from (
        f'masthead_bake_queue_pages{{priority="{name}"}} {count}'
        for name, count in state.counts.items()
    )
    hits, misses = counts.total(settings.FOLDER / counts.FOLDER)
    purges = Purge.objects.count()
    values = (
        ("page_hits_total", "counter", "Requests answered from baked pages.", hits),
        ("page_misses_total", "counter", "Requests for pages that were not baked.", misses),
        ("bake_queue_age_seconds", "gauge", "Wait of the oldest page wanted at once.", state.age),
        ("bake_failing_pages", "gauge", "Pages whose last try failed.", state.failing),
        ("cache_purges_waiting", "gauge", "Changes the cache in front is not told yet.", purges),
        ("bake_pages_total", "counter", "Requests for pages that were done.", done.baked),
        ("bake_failures_total", "counter", "Tries that failed.", done.failed),
    )
    for name, kind, words, value in values:
        yield from _named(name, kind, words)
        yield f"masthead_{name} {value}"
    name = "publish_to_visible_seconds"
    yield from _named(name, "histogram", "From a change to the file that readers get.")
    yield f'masthead_{name}_bucket{{le="1"}} {done.visible_within_second}'
    yield f'masthead_{name}_bucket{{le="+Inf"}} {done.visible}'
    yield f"masthead_{name}_sum {done.visible_seconds}"
    yield f"masthead_{name}_count {done.visible}"


def _named(name: str, kind: str, words: str) -> Iterator[str]:
    yield f"# HELP masthead_{name} {words}"
    yield f"# TYPE masthead_{name} {kind}"
