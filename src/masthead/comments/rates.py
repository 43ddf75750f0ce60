"""How many comments come out of one part of the net; see core.rates for what is kept of it."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from masthead.core import rates

# Tor's exits and whole mobile networks share a prefix: so many there may be without a word, and
# what comes beyond is held, not refused.
SPAN = 600  # seconds
LIMIT = 10


def is_crowded(request: HttpRequest, purpose: str = "comment", limit: int = LIMIT) -> bool:
    """Count a request, and say whether more came from its prefix than go by unwatched."""
    seen = rates.count(caches["limits"], purpose, prefix_of(request), seconds=SPAN)
    return seen > rates.share(limit, settings.WEB_PROCESSES)


def prefix_of(request: HttpRequest) -> str:
    """The part of the net that a request comes from; never to be stored or logged."""
    address = rates.sender_address(request.META, behind_proxy=settings.BEHIND_PROXY)
    return rates.prefix(address)
