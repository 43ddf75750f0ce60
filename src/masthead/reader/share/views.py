"""The address of a story's card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from masthead.articles.models import ArticlePage
from masthead.core.edition import within
from masthead.outlet.models import OutletSettings

from .card import card_of, path_of
from .draw import draw

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

YEAR = 31_536_000  # seconds


@require_safe
def share(request: HttpRequest, uid: UUID, digest: str) -> HttpResponse:
    """Send the card; an address from before a change leads to the card as it is now."""
    stories = ArticlePage.objects.published().select_related("section")
    story = get_object_or_404(stories, uid=uid)
    with within(story.edition):
        outlet = OutletSettings.load(request)
    card = card_of(story, outlet)
    path = path_of(story, outlet)
    if path is None:
        message = "no font of ours has all letters of this headline"
        raise Http404(message)
    if digest != card.hash:
        return HttpResponseRedirect(path)
    name = f"share/{uid}-{digest}.png"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(draw(card)))
    with default_storage.open(name) as file:
        response = HttpResponse(file.read(), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response
