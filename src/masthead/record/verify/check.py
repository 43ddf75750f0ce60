"""From evidence to an answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from masthead.record.article import Article
from masthead.record.commitment import commit
from masthead.record.errors import AlteredError, MalformedError, UnprovenError

from .finding import Finding, Verdict
from .page import Page

if TYPE_CHECKING:
    from masthead.record.policy import Opened, Policy
    from masthead.record.proof import Proof

#: A "global date and time" of HTML, which every browser reads in the same way.
_GLOBAL_TIME = re.compile(
    r"[1-9]\d{3}-\d\d-\d\d[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?"
    r"(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)",
    re.ASCII,
)


def verify_page(
    html: bytes, article_object: bytes, proof: Proof, policy: Policy, later: Iterable[Proof] = ()
) -> Finding:
    """Say whether the page shows what the record holds under this object and proof.

    `later` are other proofs for the same article that the caller knows of.
    """
    finding = verify_object(article_object, proof, policy, later)
    if finding.verdict in {Verdict.ALTERED, Verdict.UNKNOWN, Verdict.CANNOT_TELL}:
        return finding
    try:
        compare(Page.parse(html), Article.parse(article_object))
    except AlteredError as error:
        return _failed(Verdict.ALTERED, error, proof)
    except MalformedError as error:
        return _failed(Verdict.CANNOT_TELL, error, proof)
    return finding


def verify_object(
    article_object: bytes, proof: Proof, policy: Policy, later: Iterable[Proof] = ()
) -> Finding:
    """Say whether the record holds this article object."""
    finding = verify_proof(proof, policy, later)
    if finding.verdict in {Verdict.UNKNOWN, Verdict.CANNOT_TELL}:
        return finding
    try:
        _check_commitment(article_object, proof)
    except AlteredError as error:
        return _failed(Verdict.ALTERED, error, proof)
    except UnprovenError as error:
        return _failed(Verdict.UNKNOWN, error, proof)
    except MalformedError as error:
        return _failed(Verdict.CANNOT_TELL, error, proof)
    return finding


def verify_proof(proof: Proof, policy: Policy, later: Iterable[Proof] = ()) -> Finding:
    """Say what the record holds of the entry in `proof`, whatever its content was."""
    try:
        opened = proof.check(policy)
    except UnprovenError as error:
        return _failed(Verdict.UNKNOWN, error, proof)
    except MalformedError as error:
        return _failed(Verdict.CANNOT_TELL, error, proof)
    if not policy.reached(opened.witnesses):
        have, of = len(opened.witnesses), len(policy.witnesses)
        reason = f"the quorum is not reached: cosigned by {have} of {of} witnesses"
        return Finding(Verdict.CANNOT_TELL, reason, proof.index, opened.checkpoint.size)
    newest = max([proof, *_valid(later, proof, policy)], key=lambda found: found.index)
    if newest.entry.kind.takes_away:
        return _answer(Verdict.WITHDRAWN, newest, opened, policy)
    if newest is not proof:
        return _answer(Verdict.SUPERSEDED, newest, opened, policy)
    verdict = Verdict.GENUINE if opened.witnesses else Verdict.NOT_WITNESSED
    return _answer(verdict, proof, opened, policy)


def compare(page: Page, article: Article) -> None:
    """Check that the page shows this article object; raises AlteredError with what differs."""
    if page.revision != f"{article.uri} {article.version}":
        raise AlteredError(f"the page says that it shows {page.revision[:80]!r}, another revision")
    _compare_bodies(page.body, article.body)
    for role in sorted(page.shown.keys() | article.shown.keys()):
        if page.shown.get(role) != article.shown.get(role):
            raise AlteredError(f"the {role} on the page is not the published one")
    created = {"published": article.first_created, "updated": article.version_created}
    for role, time in created.items():
        if any(not _is_moment(text, time) for text in page.times.get(role, [])):
            raise AlteredError(f"the time in the page's {role!r} is not the published one")
    _compare_pictures(page, article)


def _compare_bodies(found: str, published: str | None) -> None:
    if published is None:
        raise AlteredError("the page shows a text where the record says that there is none")
    if found == published:
        return
    if unicodedata.normalize("NFC", found) == published:
        raise AlteredError(
            "the text is spelled with other code points than NFC, so its bytes differ"
        )
    at = next(
        (at for at, (a, b) in enumerate(zip(found, published, strict=False)) if a != b),
        min(len(found), len(published)),
    )
    raise AlteredError(f"the text, at character {at}: {found[at : at + 40]!r}")


def _compare_pictures(page: Page, article: Article) -> None:
    if len(page.leads) != len(article.leads):
        raise AlteredError(f"{len(page.leads)} pictures over the story, not {len(article.leads)}")
    pairs = [*zip(page.leads, article.leads, strict=True), (page.addresses, article.pictures)]
    for addresses, files in pairs:
        for address in addresses:
            if not any(file.is_at(address) for file in files):
                raise AlteredError(f"the picture {address[:120]!r} is not the published one")


def _check_commitment(article_object: bytes, proof: Proof) -> None:
    entry = proof.entry
    if proof.salt is None:
        raise MalformedError("the salt, without which the content cannot be compared")
    if commit(proof.salt, article_object) != entry.commit:
        if Article.parse(article_object).uri != entry.article.urn:
            raise UnprovenError("the object is of another article than the proof")
        raise AlteredError("the article object is not the one that the entry stands for")
    article = Article.parse(article_object)
    told = (article.uri, article.version, article.version_created)
    if told != (entry.article.urn, entry.revision, entry.time):
        raise MalformedError("the entry and its own article object contradict each other")


def _valid(later: Iterable[Proof], proof: Proof, policy: Policy) -> list[Proof]:
    """Those of `later` that are newer entries of the same article in the same record."""
    origin = proof.check(policy).checkpoint.origin
    valid = []
    for other in later:
        if other.entry.article != proof.entry.article or other.index <= proof.index:
            continue
        try:
            same = other.check(policy).checkpoint.origin == origin
        except (MalformedError, UnprovenError):
            continue  # somebody else's claim about a later revision changes nothing
        if same:
            valid.append(other)
    return valid


def _is_moment(text: str, time: datetime) -> bool:
    if not _GLOBAL_TIME.fullmatch(text):
        return False
    try:
        return datetime.fromisoformat(text) == time
    except ValueError:
        return False


def _failed(verdict: Verdict, error: Exception, proof: Proof) -> Finding:
    return Finding(verdict, str(error), proof.index)


def _answer(verdict: Verdict, about: Proof, opened: Opened, policy: Policy) -> Finding:
    return Finding(
        verdict,
        entry=about.index,
        size=opened.checkpoint.size,
        cosigned_at=opened.cosigned_at,
        cosigned_by=len(opened.witnesses),
        witnesses=len(policy.witnesses),
    )
