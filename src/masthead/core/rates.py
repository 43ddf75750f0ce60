"""How often something came out of one part of the net, counted without keeping any address.

What is counted stands under a keyed hash of the network's prefix. The key is random, is made anew
each day (UTC), and lies where the counts lie: in a cache, which has to be one that is kept in
memory. So nothing that is written anywhere can be led back to an address, and yesterday's counts
cannot be led back at all.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

DAY = 86_400  # seconds
PREFIX_V4, PREFIX_V6 = 24, 48  # bits: a neighbourhood, not a machine


def sender_address(meta: Mapping[str, Any], *, behind_proxy: bool) -> str:
    """The network address that a request came from, out of the WSGI variables.

    Behind a proxy it is the last one in X-Forwarded-For: the proxy added it itself, while all
    before it may have been made up by the sender.
    """
    forwarded = str(meta.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return forwarded if behind_proxy and forwarded else str(meta.get("REMOTE_ADDR", ""))


def prefix(address: str) -> str:
    """The /24 or /48 that ``address`` lies in; "" for what is no address, which share one count."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    bits = PREFIX_V4 if found.version == 4 else PREFIX_V6  # noqa: PLR2004 - the name of IPv4
    return f"{found.version}:{int(found) >> (found.max_prefixlen - bits):x}"


def count(cache: Any, *what: str, seconds: int) -> int:
    """Count ``what`` once more and return how often it came in this span of ``seconds``.

    ``cache`` is one of Django's. ``what`` is a purpose and what is told apart, such as a prefix.
    """
    name = _name(cache, what, seconds)
    cache.add(name, 0, seconds)
    return _one_more(cache, name, seconds)


def counted(cache: Any, *what: str, seconds: int) -> int:
    """How often ``what`` was counted in this span of ``seconds``."""
    return int(cache.get(_name(cache, what, seconds), 0))


def share(limit: int, processes: int) -> int:
    """The part of a limit that one of several web processes watches over by itself.

    Each counts in its own memory, so that nothing has to be written to where all could read it.
    """
    return max(2, -(-limit // processes))


def _one_more(cache: Any, name: str, seconds: int) -> int:
    try:
        return int(cache.incr(name))
    except ValueError:  # it ran out, or was thrown out for want of room, just now
        cache.set(name, 1, seconds)
        return 1


def _name(cache: Any, what: tuple[str, ...], seconds: int) -> str:
    now = int(time.time())
    today = now // DAY
    key = cache.get_or_set(f"day-{today}", secrets.token_bytes(32), DAY)
    span = repr((*what, seconds, now // seconds))
    return hmac.new(key, span.encode(), "sha256").hexdigest()
