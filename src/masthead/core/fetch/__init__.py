"""Asking other machines for something, without being used against ourselves.

Whatever goes out to the net because of an address that somebody else wrote (in an export, a
comment, a mention) goes through `fetch`.
"""

from .errors import (
    AnsweredError,
    BadAddressError,
    BrokenAnswerError,
    FetchError,
    ForbiddenError,
    TooLargeError,
    TooSlowError,
    UnreachableError,
)
from .fetch import Fetched, Limits, Sent, fetch
from .guard import Guard
from .public import is_public

__all__ = [
    "AnsweredError",
    "BadAddressError",
    "BrokenAnswerError",
    "FetchError",
    "Fetched",
    "ForbiddenError",
    "Guard",
    "Limits",
    "Sent",
    "TooLargeError",
    "TooSlowError",
    "UnreachableError",
    "fetch",
    "is_public",
]
