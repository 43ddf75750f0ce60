"""What every template of the reader's pages knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from masthead.core.edition import here
from masthead.core.language import direction
from masthead.core.sites import linked
from masthead.outlet.models import OutletSettings

if TYPE_CHECKING:
    from django.http import HttpRequest


def outlet(request: HttpRequest) -> dict[str, Any]:
    """Return the outlet and its language; a page in another language brings its own.

    Nothing is read from the database before a template asks: the newsroom never does.
    """
    return {
        "outlet": SimpleLazyObject(lambda: OutletSettings.load(request)),
        "language": SimpleLazyObject(lambda: OutletSettings.load(request).language),
        "direction": SimpleLazyObject(lambda: direction(OutletSettings.load(request).language)),
        "front_url": SimpleLazyObject(lambda: linked(here().home)),
        "site_url": settings.SITE_URL,
    }
