"""Which of the given files is a page, an article object or a proof, and which belong together."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from masthead.record.article import Article
from masthead.record.commitment import commit
from masthead.record.errors import RecordError
from masthead.record.policy import Policy
from masthead.record.proof import HEADER, Proof

from .check import verify_object, verify_page, verify_proof
from .finding import Finding, Verdict
from .page import Page

LARGEST_FILE = 64 * 1024 * 1024  # bytes


@dataclass
class Evidence:
    """Everything that was given, by kind; a file that cannot be read has its finding at once."""

    pages: dict[str, bytes] = field(default_factory=dict)
    objects: dict[str, bytes] = field(default_factory=dict)
    proofs: dict[str, Proof] = field(default_factory=dict)
    failed: dict[str, Finding] = field(default_factory=dict)

    @classmethod
    def read(cls, paths: Iterable[Path]) -> Evidence:
        """Read the files. What a file is shows in its first bytes, not in its name."""
        evidence = cls()
        for path in paths:
            try:
                evidence._add(str(path), _content(path))
            except (OSError, RecordError) as error:
                evidence.failed[str(path)] = Finding(Verdict.CANNOT_TELL, str(error))
        return evidence

    def findings(self, policy: Policy) -> dict[str, Finding]:
        """Return one finding for each page, else for each object, else for each proof."""
        found = dict(self.failed)
        for name, page in self.pages.items():
            found[name] = self._about_page(page, policy)
        for name, data in self.objects.items() if not self.pages else ():
            found[name] = self._about_object(data, policy)
        for name, proof in self.proofs.items() if not self.pages and not self.objects else ():
            found[name] = verify_proof(proof, policy, self.proofs.values())
        return found

    def _add(self, name: str, data: bytes) -> None:
        if data.startswith(HEADER.encode()):
            self.proofs[name] = Proof.parse(data)
        elif data.lstrip().startswith(b"{"):
            self.objects[name] = data
        else:
            self.pages[name] = data

    def _about_page(self, page: bytes, policy: Policy) -> Finding:
        try:
            revision = Page.parse(page).revision
        except RecordError:
            revision = ""  # the check itself says what is wrong, against the only object there is
        objects = [data for data in self.objects.values() if _revision(data) == revision]
        objects = objects or (list(self.objects.values()) if len(self.objects) == 1 else [])
        if not objects:
            return Finding(Verdict.CANNOT_TELL, "the article object of this page")
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
