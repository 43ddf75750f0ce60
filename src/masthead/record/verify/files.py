"""Which file is a page, an article object, a proof, a checkpoint or a time stamp, and of what.

A web archive is taken for the files in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from masthead.record import timestamp
from masthead.record.article import Article
from masthead.record.commitment import commit
from masthead.record.errors import MalformedError, RecordError
from masthead.record.note import Note
from masthead.record.policy import Policy
from masthead.record.proof import HEADER, Proof

from . import archive
from .check import verify_object, verify_page, verify_proof
from .finding import Finding, Verdict
from .page import Page
from .stamp import verify_checkpoint, verify_stamp

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_SIGNATURES = "\n\n\u2014 ".encode()
LARGEST_FILE = 64 * 1024 * 1024  # bytes


@dataclass
class Evidence:
    """Everything that was given, by kind; a file that cannot be read has its finding at once."""

    pages: dict[str, bytes] = field(default_factory=dict)
    objects: dict[str, bytes] = field(default_factory=dict)
    proofs: dict[str, Proof] = field(default_factory=dict)
    checkpoints: dict[str, Note] = field(default_factory=dict)
    stamps: dict[str, bytes] = field(default_factory=dict)
    failed: dict[str, Finding] = field(default_factory=dict)

    @classmethod
    def read(cls, paths: Iterable[Path]) -> Evidence:
        """Read the files. What a file is shows in its first bytes, not in its name."""
        evidence = cls()
        for path in paths:
            try:
                evidence.add(str(path), _content(path))
            except OSError as error:
                evidence.failed[str(path)] = Finding(Verdict.CANNOT_TELL, str(error))
        return evidence

    def findings(
        self, policy: Policy, authorities: Sequence[Certificate] = ()
    ) -> dict[str, Finding]:
        """Return one finding for each page, else for each object, else for each proof.

        Besides there is one for each time stamp, by the `authorities` that are trusted to stamp.
        """
        found = dict(self.failed)
        for name, page in self.pages.items():
            found[name] = self._about_page(page, policy)
        for name, data in self.objects.items() if not self.pages else ():
            found[name] = self._about_object(data, policy)
        for name, proof in self.proofs.items() if not self.pages and not self.objects else ():
            found[name] = verify_proof(proof, policy, self.proofs.values())
        notes = [*self.checkpoints.values(), *(proof.checkpoint for proof in self.proofs.values())]
        for name, data in self.stamps.items():
            found[name] = verify_stamp(data, notes, policy, authorities)
        for name, note in self.checkpoints.items() if not found else ():
            found[name] = verify_checkpoint(note, policy)
        return found

    def add(self, name: str, data: bytes) -> None:
        """Take a file for what it is; a broken proof or archive has its finding at once."""
        try:
            self._take(name, data)
        except RecordError as error:
            self.failed[name] = Finding(Verdict.CANNOT_TELL, str(error))

    def _take(self, name: str, data: bytes) -> None:
        if data.startswith(archive.MAGIC):
            for address, content in archive.archived(data).items():
                self.add(f"{name}: {address}", content)
        elif data.startswith(HEADER.encode()):
            self.proofs[name] = Proof.parse(data)
        elif data.startswith(timestamp.MAGIC):
            self.stamps[name] = data
        elif _SIGNATURES in data and not data.lstrip().startswith(b"<"):
            self.checkpoints[name] = Note.parse(data)
        elif data.lstrip().startswith(b"{"):
            self.objects[name] = data
        else:
            self.pages[name] = data

    def _about_page(self, page: bytes, policy: Policy) -> Finding:
        missing = "the article object of this page"
        try:
            revision = Page.parse(page).revision
        except RecordError as error:
            revision = ""  # the check itself says what is wrong, against the only object there is
            missing = str(error) if isinstance(error, MalformedError) else missing
        objects = [data for data in self.objects.values() if _revision(data) == revision]
        if not objects and len(self.objects) == len(self.pages) == 1:
            objects = list(self.objects.values())
        if not objects:
            return Finding(Verdict.CANNOT_TELL, missing)
        proof = self._proof_of(objects[0])
        if proof is None:
            return Finding(Verdict.CANNOT_TELL, "the proof of this page's article object")
        return verify_page(page, objects[0], proof, policy, self.proofs.values())

    def _about_object(self, data: bytes, policy: Policy) -> Finding:
        proof = self._proof_of(data)
        if proof is None:
            return Finding(Verdict.CANNOT_TELL, "the proof of this article object")
        return verify_object(data, proof, policy, self.proofs.values())

    def _proof_of(self, data: bytes) -> Proof | None:
        """The proof whose commitment fits, else one that claims to be of this very revision."""
        proofs = list(self.proofs.values())
        fitting = [p for p in proofs if p.salt and commit(p.salt, data) == p.entry.commit]
        revision = _revision(data)
        claiming = [p for p in proofs if f"{p.entry.article.urn} {p.entry.revision}" == revision]
        return next(iter([*fitting, *claiming, *(proofs if len(proofs) == 1 else [])]), None)


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise OSError(f"{path} is larger than {LARGEST_FILE} bytes")
    return data


def _revision(data: bytes) -> str:
    """What an object says that it is, whether or not the rest of it can be read."""
    try:
        article = Article.parse(data)
    except RecordError:
        return _claimed(data)
    return f"{article.uri} {article.version}"


def _claimed(data: bytes) -> str:
    try:
        values = json.loads(data)
        return f"{values['uri']} {values['version']}"
    except (ValueError, RecursionError, LookupError, TypeError):
        return ""
