"""Proof of work: what a campaign's machines must do for each comment, and a reader's once.

Asked for under siege only, and only of browsers with scripts; others wait instead. After Hashcash
(Back, 2002): a number is looked for that gives, with a salt of ours, a hash that begins with zeros.
"""

from __future__ import annotations

import hashlib
import secrets

from django.core import signing
from django.core.cache import caches
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SALT = "masthead.comments.proof"
AGE = 3600  # seconds in which a proof is good
BITS = 16  # about 65,000 hashes: a second or two on a telephone


@never_cache
@require_safe
def challenge(request: HttpRequest) -> JsonResponse:
    """What a browser has to work on; it stands for this moment and for nobody."""
    return JsonResponse({"salt": make(), "bits": BITS})


def make() -> str:
    """A salt, signed, good for one comment."""
    return signing.dumps(secrets.token_hex(8), salt=SALT)


def holds(proof: str) -> bool:
    """Whether ``proof``, "salt number", is work done on a salt of ours; each is taken once."""
    salt, _space, number = proof.partition(" ")
    digest = hashlib.sha256(f"{salt} {number}".encode()).digest()
    if int.from_bytes(digest) >> (len(digest) * 8 - BITS):
        return False
    try:
        signing.loads(salt, salt=SALT, max_age=AGE)
    except signing.BadSignature:
        return False
    name = hashlib.sha256(salt.encode()).hexdigest()
    return bool(caches["limits"].add(f"proof-{name}", 1, AGE))
