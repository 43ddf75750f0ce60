"""A plug-in that translates: small, and real."""

from __future__ import annotations

import re
from collections.abc import Sequence

asked: list[tuple[str, str]] = []


def shout(texts: Sequence[str], before: str, after: str) -> list[str]:
    """Upper case is the language that this one knows."""
    asked.append((before, after))
    return [re.sub(r"[^<>]+(?![^<]*>)", lambda found: found[0].upper(), text) for text in texts]


def forget(texts: Sequence[str], before: str, after: str) -> list[str]:
    """One text is lost on the way."""
    return list(texts)[1:]


def smuggle(texts: Sequence[str], before: str, after: str) -> list[str]:
    """Markup that was not there, one with its end missing."""
    return [f"{text.upper()}<img src=x onerror=alert(1) " for text in texts]


def fail(texts: Sequence[str], before: str, after: str) -> list[str]:
    """Out of order."""
    raise OSError("no answer")
