"""Whom to trust: the record's own keys, and the witnesses that the outlet chose.

An outlet names its witnesses in the file ``record.policy`` in its folder, in the lines of a
tlog-policy without ``log``: ``witness``, ``group`` and ``quorum``.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from masthead.record.errors import MalformedError
from masthead.record.policy import Policy

from .models import RecordHead

FILE_NAME = "record.policy"
_NO_WITNESSES = "quorum none\n"


class WrongPolicyError(Exception):
    """The file with the witnesses cannot be used; the text says where and why."""


def policy_text(head: RecordHead) -> str:
    """Return the policy that readers are given. Raises WrongPolicyError."""
    logs = [head.key, *([head.recovery] if head.recovery else []), *head.older_keys.split()]
    lines = [f"log {key} {settings.SITE_URL}/record" for key in logs]
    text = "\n".join(lines) + "\n" + witnesses_text()
    parse(text)
    return text


def policy(head: RecordHead) -> Policy:
    """Return it read. Raises WrongPolicyError."""
    return parse(policy_text(head))


def witnesses_text() -> str:
    """Return the lines of the outlet's own file; without one nobody has to witness."""
    path = Path(settings.RECORD_KEYS) / FILE_NAME
    if not path.exists():
        return _NO_WITNESSES
    text = path.read_text(encoding="utf-8", errors="replace")
    return text if text.endswith("\n") else text + "\n"


def parse(text: str) -> Policy:
    """Read a policy. Raises WrongPolicyError."""
    try:
        return Policy.parse(text.encode())
    except MalformedError as error:
        raise WrongPolicyError(f"{FILE_NAME} in {settings.RECORD_KEYS}: {error}") from None
