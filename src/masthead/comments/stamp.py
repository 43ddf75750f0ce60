"""When a form was shown, signed and carried by the form itself."""

from __future__ import annotations

import time

from django.core import signing

SALT = "masthead.comments.stamp"
OLDEST = 30 * 86_400  # seconds: somebody may leave a page open for weeks


def make() -> str:
    """A stamp of this moment."""
    return signing.dumps(int(time.time()), salt=SALT)


def seconds_since(stamp: str) -> float | None:
    """Seconds since the stamp was made; None if it was not made here, or long ago."""
    try:
        made = signing.loads(stamp, salt=SALT, max_age=OLDEST)
    except signing.BadSignature:
        return None
    return max(0.0, time.time() - made)
