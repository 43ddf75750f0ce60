"""Uploaded pictures and their renditions, as files."""

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

RENDITIONS = "images/"  # a rendition's name has its filter in it and never changes content
YEAR = 31_536_000  # seconds
HOUR = 3_600


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file, or 304 when the reader has it; 404 when there is none."""
    try:
        response = serve(request, name, document_root=str(settings.MEDIA_ROOT))
    except SuspiciousFileOperation:  # a path that leads out of the folder
        raise Http404 from None
    age = YEAR if name.startswith(RENDITIONS) else HOUR
    response["Cache-Control"] = f"public, max-age={age}"
    # A drawing from the newsroom is a picture, not a page with scripts of its own.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
