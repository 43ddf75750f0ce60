"""What a reader can hold of a story, changed in one place while everything else holds.

What breaks a rule of the article object or of the entry is signed as an outlet would sign it that
has the key and does not keep the rules, so that nothing else is there to find.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from tests.record.logs import NOON, ORIGIN, WITNESSES, Log, policy_text, private_key
from tests.record.stories import SALT, Published

from masthead.record import canonical
from masthead.record.checkpoint import Checkpoint
from masthead.record.commitment import commit
from masthead.record.encoding import encode, url_encode
from masthead.record.entry import EntryKind
from masthead.record.keys import Key, KeyKind, public_key
from masthead.record.note import Line, Note, cosign, sign
from masthead.record.tree import inclusion_path

STORY = '<article data-record="body">'
EXTRA = b'{"entry":%s,"salt":"%s"}'
KEY = public_key(ORIGIN, private_key(ORIGIN))
WITNESS = public_key(WITNESSES[0], private_key(WITNESSES[0]), KeyKind.COSIGNATURE)


@dataclass(frozen=True)
class Case:
    """The files that somebody holds, and whose signatures they trust."""

    page: bytes
    data: bytes
    proof: bytes
    policy: bytes = field(default_factory=policy_text)
    others: tuple[bytes, ...] = ()

    @property
    def files(self) -> dict[str, bytes]:
        """By their names; what is empty is not there."""
        named = {"page.html": self.page, "object.json": self.data, "proof": self.proof}
        named |= {f"other-{at}": data for at, data in enumerate(self.others)}
        return {name: data for name, data in named.items() if data}


@cache
def story() -> Published:
    return Published()


def whole() -> Case:
    return Case(story().page.encode(), story().object, str(story().proof).encode())


def page(old: str, new: str) -> Case:
    assert old in story().page
    return replace(whole(), page=story().page.replace(old, new).encode())


def proof(old: str, new: str) -> Case:
    text = str(story().proof)
    assert old in text
    return replace(whole(), proof=text.replace(old, new).encode())


def policy(old: str, new: str) -> Case:
    text = policy_text().decode()
    assert old in text
    return replace(whole(), policy=text.replace(old, new).encode())


def signed(
    data: bytes | None = None, entry: bytes | None = None, extra: bytes = EXTRA, **fields: Any
) -> Case:
    """What is signed by an outlet that keeps no rules."""
    data = story().object if data is None else data
    if entry is None:
        told = story().entry.fields() | {"commit": commit(SALT, data)} | fields
        entry = canonical.write({name: value for name, value in told.items() if value != ""})
    log = Log()
    log.grow([b"{}", entry, b"{}"])
    path = map(encode, inclusion_path(1, 3, log.reader))
    told_besides = extra % (entry, url_encode(SALT).encode()) if b"%s" in extra else extra
    lines = ["c2sp.org/tlog-proof@v1", f"extra {encode(told_besides)}", "index 1", *path, ""]
    return replace(whole(), data=data, proof="\n".join([*lines, str(log.note())]).encode())


def values(**changes: Any) -> Case:
    """An article object with other fields; None takes one away."""
    told = story().values | changes
    return signed(canonical.write({key: one for key, one in told.items() if one is not None}))


def picture(**changes: Any) -> Case:
    """An article object whose first file of its first picture is told otherwise."""
    told = json.loads(story().object)
    told["associations"][0]["renditions"][0] |= changes
    return signed(canonical.write(told))


def association(**changes: Any) -> Case:
    told = json.loads(story().object)
    told["associations"][0] |= changes
    return signed(canonical.write(told))


def note(change: Callable[[str], str]) -> Case:
    """Another checkpoint under the proof."""
    text = str(story().proof)
    before = str(story().log.note())
    assert text.endswith(before)
    return replace(whole(), proof=(text.removesuffix(before) + change(before)).encode())


def checkpoint(text: str, *lines: Line) -> Case:
    """A checkpoint of any text that the log and its witnesses signed."""
    signers = [cosign(text, name, private_key(name), NOON) for name in WITNESSES]
    return note(
        lambda _: str(Note(text, (sign(text, ORIGIN, private_key(ORIGIN)), *signers, *lines)))
    )


def cosigned(*lines: Line) -> Case:
    text = str(story().log.checkpoint)
    return note(lambda _: str(Note(text, (sign(text, ORIGIN, private_key(ORIGIN)), *lines))))


def tree() -> Checkpoint:
    return story().log.checkpoint


def other_key(name: str) -> Key:
    return public_key(name, private_key("somebody else"))


def with_later(kind: EntryKind) -> Case:
    told = Published()
    later = told.then(kind)
    return Case(
        told.page.encode(), told.object, str(told.proof).encode(), others=(str(later).encode(),)
    )


def dateless() -> list[dict[str, Any]]:
    return [item for item in story().values["descriptions"] if item["role"] != "published"]


def main_body(value: str, *more: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"role": "main", "contentType": "text/html", "value": value}, *more]
