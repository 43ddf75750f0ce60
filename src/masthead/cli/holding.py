"""Gathering what belongs together: a page, its article object, its proof, from disk or the web."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from masthead.core.fetch import FetchError, Guard, fetch
from masthead.record.policy import Policy
from masthead.record.verify.files import Evidence
from masthead.record.verify.finding import Finding, Verdict

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

POLICY, STAMPS = "record/policy", "record/timestamp"
_PAGES = {".html", ".htm", ""}
_MOST_LINKS = 4


def _look_up(host: str, port: int) -> list[IPv4Address | IPv6Address]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ip_address(str(sockaddr[0])) for *_, sockaddr in found]


#: What somebody typed at their own machine may be any machine that it reaches.
TYPED = Guard(allow=lambda _address: True, ports=None, resolve=_look_up)


class HoldingError(Exception):
    """Nothing can be checked; the text says why."""


@dataclass
class Holding:
    """Some evidence, and the policy that lay with it."""

    evidence: list[tuple[str, Evidence]] = field(default_factory=list)
    policy: bytes | None = None
    stamps: list[tuple[str, Evidence]] = field(default_factory=list)  # those of a mirror

    def findings(self, policy: Policy, trusted: Sequence[Certificate] = ()) -> dict[str, Finding]:
        """Return what can be said of each thing; of a mirror's stamps where some are trusted."""
        found: dict[str, Finding] = {}
        for name, evidence in [*self.evidence, *(self.stamps if trusted else ())]:
            said = evidence.findings(policy, trusted)
            found |= said if not name else {name: _worst(said)}
        return found


def from_files(paths: list[Path]) -> Holding:
    """Take some files for the pages, objects and proofs that they are."""
    return Holding([("", Evidence.read(paths))])


def from_folder(folder: Path) -> Holding:
    """Take every page of a mirror with the object and proof that it names."""
    held = Holding(policy=_read(folder / POLICY))
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in _PAGES or not path.is_file():
            continue
        data = path.read_bytes()
        links = _links(data)
        if not links:
            continue
        evidence = Evidence(pages={str(path): data})
        for link in links:
            found = _read(_inside(folder, path, link))
            if found is not None:
                evidence.add(link, found)
        held.evidence.append((str(path), evidence))
    for path in sorted((folder / STAMPS).glob("*.tsr")):
        held.stamps.append((str(path), Evidence.read([path, path.with_suffix("")])))
    if not held.evidence:
        raise HoldingError(f"{folder} has no page that is marked for a public record")
    return held


def from_web(address: str, guard: Guard = TYPED) -> Holding:
    """Ask for a page, its object, its proof and the site's policy. Raises HoldingError."""
    try:
        page = _ask(address, guard)
    except FetchError as error:
        raise HoldingError(f"{address}: {error}") from None
    evidence = Evidence(pages={address: page})
    for link in _links(page):
        try:
            evidence.add(link, _ask(_same_site(address, link), guard))
        except FetchError as error:
            evidence.failed[link] = Finding(Verdict.CANNOT_TELL, str(error))
    try:
        policy: bytes | None = _ask(urljoin(address, "/" + POLICY), guard)
    except FetchError:
        policy = None
    return Holding([(address, evidence)], policy)


def _links(page: bytes) -> list[str]:
    nodes = LexborHTMLParser(page).css('link[data-record="object"], link[data-record="proof"]')
    return [node.attributes.get("href") or "" for node in nodes[:_MOST_LINKS]]


def _same_site(address: str, link: str) -> str:
    """The whole address of a link. A page must not send its checker to the machines around it."""
    found = urljoin(address, link)
    if urlsplit(found).netloc != urlsplit(address).netloc:
        raise HoldingError(f"{address} names a proof at another host: {found}")
    return found


def _inside(folder: Path, page: Path, link: str) -> Path:
    """The file that a link of a page means, never outside of the folder."""
    path = urlsplit(link).path
    target = folder / path.lstrip("/") if path.startswith("/") else page.parent / path
    inside = target.resolve()
    return inside if inside.is_relative_to(folder.resolve()) else folder / ".nothing"


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _ask(address: str, guard: Guard) -> bytes:
    into = BytesIO()
    fetch(address, into, guard=guard)
    return into.getvalue()


def _worst(said: dict[str, Finding]) -> Finding:
    order = [
        Verdict.ALTERED,
        Verdict.UNKNOWN,
        Verdict.CANNOT_TELL,
        Verdict.WITHDRAWN,
        Verdict.SUPERSEDED,
    ]
    return min(
        said.values(), key=lambda one: order.index(one.verdict) if one.verdict in order else 9
    )
