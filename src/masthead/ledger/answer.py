"""What the record says of something that somebody holds."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from uuid import UUID

from masthead.record.errors import RecordError
from masthead.record.policy import Policy
from masthead.record.proof import HEADER, Proof
from masthead.record.verify import (
    Finding,
    Verdict,
    archive,
    verify_object,
    verify_page,
    verify_proof,
)
from masthead.record.verify.page import Page

from . import quote
from .models import RecordEntry, RecordHead
from .policies import policy
from .proofs import NotYetError, proof_of

_URN = "urn:uuid:"
_UNKNOWN = Finding(Verdict.UNKNOWN)


@dataclass(frozen=True)
class Said:
    """A finding, and the entry that it is about where one is known."""

    finding: Finding
    entry: RecordEntry | None = None
    address: str = ""  # of the copy, where several came together


def about_text(text: str) -> list[Said]:
    """Say which revisions have this passage; one "unknown" where none has."""
    trust = _policy()
    found = quote.find(text) if trust else []
    return [_about_entry(entry, trust) for entry in found if trust] or [Said(_UNKNOWN)]


def about_file(data: bytes) -> list[Said]:
    """Say of a file, or of each thing in a web archive, whether it is ours, unchanged."""
    if not data.startswith(archive.MAGIC):
        return [about_bytes(data)]
    try:
        found = archive.archived(data)
    except RecordError as error:
        return [Said(Finding(Verdict.CANNOT_TELL, str(error)))]
    return [replace(about_bytes(one), address=address) for address, one in found.items()]


def about_bytes(data: bytes) -> Said:
    """Say whether a page, an article object or a proof is ours, unchanged."""
    trust = _policy()
    if trust is None:
        return Said(_UNKNOWN)
    try:
        if data.startswith(HEADER.encode()):
            return _about_proof(data, trust)
        if data.lstrip().startswith(b"{"):
            return _about_object(data, trust)
        return _about_page(data, trust)
    except RecordError as error:
        return Said(Finding(Verdict.CANNOT_TELL, str(error)))


def _about_page(data: bytes, trust: Policy) -> Said:
    entry = _entry(Page.parse(data).revision)
    if entry is None:
        return Said(_UNKNOWN)
    proofs = _proofs(entry)
    content = getattr(entry, "content", None)
    if not proofs or content is None:
        return _about_entry(entry, trust)
    return Said(verify_page(data, bytes(content.data), proofs[0], trust, proofs), entry)


def _about_object(data: bytes, trust: Policy) -> Said:
    entry = _entry(_claim(data))
    proofs = _proofs(entry) if entry else []
    if entry is None or not proofs:
        return Said(_UNKNOWN)
    return Said(verify_object(data, proofs[0], trust, proofs), entry)


def _about_proof(data: bytes, trust: Policy) -> Said:
    proof = Proof.parse(data)
    claimed = proof.entry
    entry = _entry(f"{claimed.article.urn} {claimed.revision}")
    later = _proofs(entry) if entry else []
    return Said(verify_proof(proof, trust, later), entry)


def _about_entry(entry: RecordEntry, trust: Policy) -> Said:
    proofs = _proofs(entry)
    return Said(verify_proof(proofs[0], trust, proofs) if proofs else _UNKNOWN, entry)


def _proofs(entry: RecordEntry) -> list[Proof]:
    """The entry's own proof, and that of the newest entry for the same story."""
    newest = RecordEntry.objects.filter(article=entry.article, place__isnull=False)
    try:
        return [proof_of(entry), proof_of(newest.latest("place"))]
    except NotYetError:
        return []


def _entry(revision: str) -> RecordEntry | None:
    uri, _, number = revision.partition(" ")
    try:
        article = UUID(uri.removeprefix(_URN))
        wanted = int(number)
    except ValueError:
        return None
    found = RecordEntry.objects.filter(article=article, revision=wanted, place__isnull=False)
    return found.select_related("content").first()


def _claim(data: bytes) -> str:
    try:
        values = json.loads(data)
        return f"{values['uri']} {values['version']}"
    except (ValueError, RecursionError, LookupError, TypeError):
        return ""


def _policy() -> Policy | None:
    head = RecordHead.objects.first()
    return policy(head) if head and head.size else None
