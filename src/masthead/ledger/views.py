"""The log itself, as files: what any other server hands out as well from the same folder."""

from __future__ import annotations

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from masthead.ledger import files, stamps
from masthead.ledger.models import RecordHead
from masthead.ledger.policies import policy_text
from masthead.record import timestamp
from masthead.record.errors import MalformedError
from masthead.record.tiles import Tile

FOR_SECONDS = "public, max-age=5"
FOR_GOOD = "public, max-age=31536000, immutable"
TEXT = "text/plain; charset=utf-8"


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest checkpoint. Raises Http404 before the first."""
    return _file(request, files.CHECKPOINT, TEXT, FOR_SECONDS)


@require_safe
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """A tile or bundle. Raises Http404 for what the log has not."""
    try:
        name = Tile.parse(f"tile/{path}").path
    except MalformedError as error:
        raise Http404(str(error)) from None
    return _file(request, name, "application/octet-stream", FOR_GOOD)


@require_safe
def stamped(request: HttpRequest, size: int) -> HttpResponse:
    """A checkpoint over which there is a time stamp. Raises Http404."""
    return _file(request, f"{stamps.FOLDER}/{size}", TEXT, FOR_GOOD)


@require_safe
def stamp(request: HttpRequest, size: int) -> HttpResponse:
    """The time stamp over it, as the authority sent it. Raises Http404."""
    return _file(request, f"{stamps.FOLDER}/{size}.tsr", timestamp.REPLY_TYPE, FOR_GOOD)


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """Whom to trust: the file that a checker wants. Raises Http404 before the first entry."""
    head = RecordHead.objects.first()
    if head is None:
        raise Http404("nothing is recorded yet")
    return HttpResponse(
        policy_text(head), content_type=TEXT, headers={"Cache-Control": FOR_SECONDS}
    )


def _file(request: HttpRequest, name: str, kind: str, lifetime: str) -> HttpResponse:
    data = files.fetch(name)
    if data is None:
        raise Http404(f"the record has no {name}")
    etag = f'"{sha256(data).hexdigest()}"'
    # Other sites' checkers run in a browser: all of this is public anyway.
    headers = {"Cache-Control": lifetime, "ETag": etag, "Access-Control-Allow-Origin": "*"}
    response = HttpResponse(data, content_type=kind, headers=headers)
    answer = get_conditional_response(request, etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response
