"""Trust policies (C2SP tlog-policy): whose signatures make a checkpoint valid.

One line each: `log <vkey> [<url>]`, `witness <name> <vkey> [<url>]`,
`group <name> all|any|<k> <member>...`, and exactly one `quorum <name>` or `quorum none`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .checkpoint import Checkpoint
from .encoding import number
from .errors import MalformedError, UnprovenError
from .keys import Key, KeyKind
from .note import Note, Signature

NONE = "none"
LARGEST_POLICY = 1_000_000  # bytes
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")
_SPACE = re.compile(r"[ \t]+")
_LOG_KINDS = {KeyKind.ED25519, KeyKind.MLDSA_COSIGNATURE}
_WITNESS_KINDS = {KeyKind.COSIGNATURE, KeyKind.MLDSA_COSIGNATURE}


@dataclass(frozen=True)
class Party:
    """A log or a witness: its key, and where it answers ("" where the policy does not say)."""

    key: Key
    url: str = ""


@dataclass(frozen=True)
class Group:
    """Members of which `threshold` have to have witnessed a checkpoint."""

    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True)
class Opened:
    """A checkpoint whose signatures hold, and the witnesses that cosigned it, by policy name."""

    checkpoint: Checkpoint
    witnesses: dict[str, Signature]

    @property
    def cosigned_at(self) -> int | None:
        """When the last of the witnesses cosigned, in POSIX seconds."""
        times = [found.time for found in self.witnesses.values() if found.time]
        return max(times, default=None)


@dataclass
class Policy:
    """Which logs are known, which witnesses, and how many of those it takes."""

    logs: list[Party] = field(default_factory=list)
    witnesses: dict[str, Party] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str = ""

    @classmethod
    def parse(cls, data: bytes) -> Policy:
        """Read a policy file. Raises MalformedError with the number of the line."""
        policy = cls()
        if len(data) > LARGEST_POLICY or _FORBIDDEN.search(data):
            raise MalformedError("the policy is too long or holds a control character")
        # Bytes above 0x7F are opaque, so a name is never compared as letters.
        for at, line in enumerate(data.decode("utf-8", "surrogateescape").split("\n"), start=1):
            items = _SPACE.split(line.strip(" \t"))
            if items == [""] or items[0].startswith("#"):
                continue
            try:
                policy._read(items[0], items[1:])
            except MalformedError as error:
                raise MalformedError(f"line {at} of the policy: {error}") from None
        if not policy.quorum:
            raise MalformedError("the policy has no quorum line")
        return policy

    def open(self, note: Note) -> Opened:
        """Return the checkpoint in `note`, signed by a known log and cosigned by the quorum.

        Raises UnprovenError where the log's own signature or the quorum is missing, or a signature
        by a known key is not valid; MalformedError where the text is no checkpoint.
        """
        opened = self.open_unwitnessed(note)
        if not self.reached(opened.witnesses):
            have, of = len(opened.witnesses), len(self.witnesses)
            raise UnprovenError(f"the quorum is not reached: cosigned by {have} of {of} witnesses")
        return opened

    def open_unwitnessed(self, note: Note) -> Opened:
        """Do what `open` does, but leave the question of the quorum to the caller."""
        signed = note.verify(party.key for party in self.logs)
        checkpoint = Checkpoint.parse(note.text)
        if checkpoint.origin not in {found.key.name for found in signed}:
            raise UnprovenError(
                f"log {signed[0].key.name!r} signed for another: {checkpoint.origin!r}"
            )
        return Opened(checkpoint, self._cosignatures(note))

    def reached(self, witnesses: Iterable[str]) -> bool:
        """Whether these witnesses, by their names in the policy, are the quorum."""
        return self.quorum == NONE or self._has_witnessed(self.quorum, set(witnesses))

    def _cosignatures(self, note: Note) -> dict[str, Signature]:
        names = {party.key: name for name, party in self.witnesses.items()}
        identities = {(key.name, key.id) for key in names}
        if not any((line.name, line.id) in identities for line in note.lines):
            return {}
        return {names[found.key]: found for found in note.verify(names)}

    def _has_witnessed(self, name: str, witnesses: set[str]) -> bool:
        group = self.groups.get(name)
        if group is None:
            return name in witnesses
        found = sum(self._has_witnessed(member, witnesses) for member in group.members)
        return found >= group.threshold

    def _read(self, word: str, items: list[str]) -> None:
        if word == "log" and len(items) in {1, 2}:
            key = _key(items[0], _LOG_KINDS, [party.key for party in self.logs])
            self.logs.append(Party(key, *items[1:]))
        elif word == "witness" and len(items) in {2, 3}:
            others = [party.key for party in self.witnesses.values()]
            party = Party(_key(items[1], _WITNESS_KINDS, others), *items[2:])
            self.witnesses[self._new(items[0])] = party
        elif word == "group" and len(items) > 2:  # noqa: PLR2004 - name, threshold, a member
            group = self._group(items[1], items[2:])
            self.groups[self._new(items[0])] = group
        elif word == "quorum" and len(items) == 1:
            if self.quorum:
                raise MalformedError("a second quorum")
            self.quorum = items[0] if items[0] == NONE else self._known(items[0])
        else:
            raise MalformedError(f"{word!r} with {len(items)} words after it means nothing here")

    def _group(self, threshold: str, members: list[str]) -> Group:
        if len(set(members)) < len(members):
            raise MalformedError("a member is named twice")
        every = {"all": len(members), "any": 1}
        count = every[threshold] if threshold in every else number(threshold, "the threshold")
        if not 1 <= count <= len(members):
            raise MalformedError(f"{count} of {len(members)} members cannot be asked for")
        # A witness counts once: nothing may stand in two groups (C2SP, "Defining a witness group").
        used = {member for group in self.groups.values() for member in group.members}
        if twice := used.intersection(members):
            raise MalformedError(f"{min(twice)!r} is already a member of another group")
        return Group(count, tuple(self._known(member) for member in members))

    def _new(self, name: str) -> str:
        if name == NONE or name in self.witnesses or name in self.groups:
            raise MalformedError(f"the name {name!r} is taken")
        return name

    def _known(self, name: str) -> str:
        if name not in self.witnesses and name not in self.groups:
            raise MalformedError(f"{name!r} is not defined above")
        return name


def _key(text: str, kinds: set[KeyKind], others: list[Key]) -> Key:
    key = Key.parse(text)
    if key.kind not in kinds:
        raise MalformedError(f"key {key.name!r} is of type {key.kind.name}, which has another use")
    if any(key.public == other.public for other in others):
        raise MalformedError(f"key {key.name!r} is there twice")
    return key
