"""One published story: its page, its object, its place in the log."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.record.logs import WITNESSES, Log, policy_text

from masthead.record.article import STANDARD, correction, rendition, serialise
from masthead.record.commitment import commit
from masthead.record.entry import Entry, EntryKind
from masthead.record.policy import Policy
from masthead.record.proof import Proof
from masthead.record.tree import inclusion_path
from masthead.record.verify import Finding, verify_page

UID = UUID("6f1c4f0e-3f0b-4c6e-9a57-0a4e7f2f9b11")
SALT = bytes(range(32))
PUBLISHED = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
UPDATED = datetime(2026, 11, 25, 11, 30, tzinfo=UTC)
SITE = "https://harbour.example"
PICTURE = b"the bytes of a picture"
BODY = (
    "<p>The ferry to the islands was three hours late. Café owners on the quay did not mind.</p>"
    '<figure><img src="/media/quay.webp" srcset="/media/quay.webp 480w, /media/quay-2.webp 960w"'
    ' alt="The quay"></figure>'
)

PAGE = """<!DOCTYPE html>
<html lang="en" dir="ltr">
  <head>
    <meta charset="utf-8">
    <meta name="record" content="{revision}">
    <title>Ferry late</title>
    <link rel="alternate" type="application/json" data-record="object" href="object.json">
    <link rel="stylesheet" href="/static/site.css">
  </head>
  <body class="inner">
    <nav><a href="/region/">Region</a></nav>
    <aside class="ticker"><p>Council meets at noon</p></aside>
    <main id="main" tabindex="-1">
      <div class="story">
        <header>
          <h1 data-record="headline">Ferry <em>late</em></h1>
          <p data-record="standfirst">A storm kept it in port.</p>
          <ul>
            <li>
              <span data-record="byline">by <a href="/author/alma/"><bdi>Alma Verne</bdi></a></span>
            </li>
            <li><span data-record="byline">photographs <bdi>Noor Amin</bdi></span></li>
          </ul>
          <p>
            <time data-record="published"
                  datetime="2026-11-25T11:00:00+0000">November 25, 2026</time>
            <time data-record="updated" datetime="2026-11-25T12:30:00+01:00">12:30</time>
          </p>
        </header>
        <figure>
          <picture data-record="picture">
            <source srcset="/media/lead.avif 640w" type="image/avif">
            <img src="/media/lead.webp" alt="A ferry">
          </picture>
          <figcaption data-record="caption">The ferry in May</figcaption>
        </figure>
        <p data-record="correction">An earlier version named another island.</p>
        <article data-record="body">{body}</article>
        <aside><article class="teaser"><h3>Another story</h3></article></aside>
        <section id="comments"><h2>2 Comments</h2><ol><li>Finally.</li></ol></section>
      </div>
    </main>
    <footer>The Harbour Post</footer>
  </body>
</html>
"""


def ninjs() -> dict[str, Any]:
    """The object of the second revision of a corrected story."""
    return {
        "standard": STANDARD,
        "uri": UID.urn,
        "type": "text",
        "version": "2",
        "firstCreated": "2026-11-25T11:00:00Z",
        "versionCreated": "2026-11-25T11:30:00Z",
        "pubStatus": "usable",
        "language": "en",
        "headlines": [{"role": "main", "value": "Ferry late"}],
        "by": "by Alma Verne, photographs Noor Amin",
        "descriptions": [
            {"role": "standfirst", "value": "A storm kept it in port."},
            {"role": "published", "value": "November 25, 2026"},
            {"role": "updated", "value": "12:30"},
            {"role": "caption", "value": "The ferry in May"},
        ],
        "people": [{"name": "Alma Verne", "rel": "author"}],
        "organisations": [{"name": "The Harbour Post", "rel": "publisher", "uri": f"{SITE}/"}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": BODY}],
        "associations": [
            _picture("lead", "lead.avif", "lead.webp"),
            _picture("illustration", "quay.webp", "quay-2.webp"),
            correction(UID.urn, 1, UPDATED, "An earlier version named another island."),
        ],
    }


def _picture(rel: str, *names: str) -> dict[str, Any]:
    files = [rendition(f"{SITE}/media/{name}", "image/webp", PICTURE) for name in names]
    return {
        "name": rel,
        "rel": rel,
        "uri": files[0]["href"],
        "type": "picture",
        "renditions": files,
    }


@dataclass
class Published:
    """A story in a log, and everything that a reader can hold of it."""

    values: dict[str, Any] = field(default_factory=ninjs)
    log: Log = field(default_factory=Log)
    witnesses: tuple[str, ...] = WITNESSES
    policy: Policy = field(default_factory=lambda: Policy.parse(policy_text()))

    def __post_init__(self) -> None:
        self.object = serialise(self.values)
        self.entry = Entry(EntryKind.CORRECT, UID, 2, 0, UPDATED, commit(SALT, self.object))
        self.log.grow([b"{}", self.entry.serialise(), b"{}"])
        self.proof = self.proof_of(self.entry, 1, SALT)
        body = self.values["bodies"][0]["value"]
        self.page = PAGE.format(revision=f"{UID.urn} 2", body=body)

    def proof_of(self, entry: Entry, index: int, salt: bytes | None = None) -> Proof:
        size = len(self.log.entries)
        path = inclusion_path(index, size, self.log.reader)
        return Proof(index, tuple(path), self.log.note(self.witnesses), entry, salt)

    def then(self, kind: EntryKind) -> Proof:
        """Another entry for the story, and its proof."""
        entry = replace(self.entry, kind=kind, revision=3, previous=1)
        self.log.grow([entry.serialise()])
        return self.proof_of(entry, len(self.log.entries) - 1)

    def check(self, page: str | bytes, *later: Proof) -> Finding:
        html = page.encode() if isinstance(page, str) else page
        return verify_page(html, self.object, self.proof, self.policy, later)
