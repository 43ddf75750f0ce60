"""Entries and proofs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.record.held import Case, proof, signed, story, whole, with_later

from masthead.record.encoding import encode
from masthead.record.entry import EntryKind

PROOFS: dict[str, Callable[[], Case]] = {
    # Entry and proof.
    "no proof": lambda: replace(whole(), proof=b""),
    "no salt": lambda: signed(extra=b'{"entry":%s}%.0s'),
    "half a salt": lambda: signed(extra=b'{"entry":%s,"salt":"AAAA"}%.0s'),
    "a salt that is no text": lambda: signed(extra=b'{"entry":%s,"salt":1}%.0s'),
    "something more in the extra data": lambda: signed(extra=b'{"entry":%s,"more":1,"salt":"%s"}'),
    "an extra line that is no entry": lambda: signed(extra=b'{"entry":1}'),
    "an extra line that is not canonical": lambda: signed(extra=b'{"entry": %s,"salt":"%s"}'),
    "an extra line that is too long": lambda: signed(extra=b"[" + b" " * 5000 + b"]"),
    "an unknown kind": lambda: signed(kind="delete"),
    "another version of the format": lambda: signed(v=2),
    "a field more": lambda: signed(more=1),
    "a field less": lambda: signed(prev=""),
    "capitals in the identifier": lambda: signed(id=str(story().entry.article).upper()),
    "revision nought": lambda: signed(rev=0),
    "a revision that is true": lambda: signed(rev=True),
    "an entry before the first": lambda: signed(prev=-1),
    "a day of an entry that does not exist": lambda: signed(time="2026-02-30T11:30:00Z"),
    "half a commitment": lambda: signed(commit="AAAA"),
    "a commitment that is padded": lambda: signed(commit=f"{story().entry.commit}="),
    "an index with a zero": lambda: proof("index 1", "index 01"),
    "an index beyond the tree": lambda: proof("index 1", "index 9"),
    "the index of another entry": lambda: proof("index 1", "index 0"),
    "no index": lambda: proof("index 1\n", ""),
    "no extra line": lambda: proof("extra ", "other "),
    "another header": lambda: proof("tlog-proof@v1", "tlog-proof@v1.1"),
    "a note that is not UTF-8": lambda: replace(
        whole(), proof=whole().proof.replace(b"\n\nh", b"\n\n\xff")
    ),
    "a checkpoint beside it, damaged": lambda: replace(
        whole(), others=(str(story().log.note()).replace("\n", "\r\n", 1).encode(),)
    ),
    "nothing but an object": lambda: replace(whole(), page=b"", proof=b""),
    "an object and its proof": lambda: replace(whole(), page=b""),
    "a proof alone": lambda: replace(whole(), page=b"", data=b""),
    "no checkpoint": lambda: replace(
        whole(), proof=str(story().proof).partition("\n\n")[0].encode()
    ),
    "line ends of Windows": lambda: proof("\n", "\r\n"),
    "a hash less": lambda: proof(f"{encode(story().proof.path[0])}\n", ""),
    "a hash more": lambda: proof("index 1\n", f"index 1\n{encode(bytes(32))}\n"),
    "another hash": lambda: proof(encode(story().proof.path[0]), encode(bytes(32))),
    "a short hash": lambda: proof("index 1\n", f"index 1\n{encode(bytes(31))}\n"),
    "64 hashes": lambda: proof("index 1\n", "index 1\n" + f"{encode(bytes(32))}\n" * 64),
    "a proof that is too long": lambda: replace(whole(), proof=whole().proof + b"x" * 1_100_000),
    "a later entry": lambda: with_later(EntryKind.UPDATE),
    "a withdrawal": lambda: with_later(EntryKind.WITHDRAW),
    "a withdrawal that is forged": lambda: replace(
        whole(), others=(with_later(EntryKind.WITHDRAW).others[0].replace(b"index 3", b"index 2"),)
    ),
}
