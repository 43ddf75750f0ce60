"""Who signed, and whose signatures count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.record.held import (
    KEY,
    WITNESS,
    Case,
    checkpoint,
    cosigned,
    note,
    other_key,
    policy,
    tree,
)
from tests.record.logs import NOON, ORIGIN, WITNESSES, policy_text, private_key

from masthead.record.encoding import encode
from masthead.record.keys import LATEST
from masthead.record.note import Line, cosign

LOG_LINE = f"log {KEY}"
GROUP = f"group all-of-them 2 {' '.join(WITNESSES)}"
ADDITION = "group one 1 {}\nquorum"

TRUST: dict[str, Callable[[], Case]] = {
    # The note, and who signed it.
    "no last line feed": lambda: note(lambda text: text[:-1]),
    "no signatures": lambda: note(lambda text: text.partition("\n\n")[0] + "\n\n"),
    "no empty line": lambda: note(lambda text: text.replace("\n\n", "\n")),
    "a control character": lambda: note(lambda text: text.replace(ORIGIN, f"{ORIGIN}\t", 1)),
    "a line that is no signature": lambda: note(lambda text: f"{text}- somebody AAAA\n"),
    "a name with a space of Unicode": lambda: note(
        lambda text: f"{text}\u2014 some\u00a0body AAAAAAAA\n"
    ),
    "a signature of nothing": lambda: note(lambda text: f"{text}\u2014 somebody AAAAAA==\n"),
    "a signature that is not canonical": lambda: note(
        lambda text: f"{text}\u2014 somebody AAAAAAB=\n"
    ),
    "a signature of somebody": lambda: note(lambda text: f"{text}\u2014 somebody AAAAAAAA\n"),
    "101 signatures": lambda: note(lambda text: text + "\u2014 somebody AAAAAAAA\n" * 97),
    "a note that is too long": lambda: note(lambda text: "x" * 1_000_000 + text),
    "a forged signature": lambda: cosigned(Line(ORIGIN, KEY.id, bytes(64))),
    "a forged cosignature": lambda: cosigned(
        Line(WITNESS.name, WITNESS.id, (1).to_bytes(8, "big") + bytes(64))
    ),
    "a signature that is cut off": lambda: cosigned(Line(ORIGIN, KEY.id, bytes(63))),
    "a cosignature without a time": lambda: cosigned(Line(WITNESS.name, WITNESS.id, bytes(64))),
    "a cosignature at no time": lambda: cosigned(
        *(cosign(str(tree()), name, private_key(name), LATEST + 1) for name in WITNESSES)
    ),
    "a cosignature at the last time": lambda: cosigned(
        *(cosign(str(tree()), name, private_key(name), LATEST) for name in WITNESSES)
    ),
    "one witness twice": lambda: cosigned(
        *[cosign(str(tree()), WITNESSES[0], private_key(WITNESSES[0]), NOON)] * 2
    ),
    "no quorum reached": cosigned,
    "no quorum wanted": lambda: replace(cosigned(), policy=policy_text("none")),
    "an unknown log": lambda: policy(LOG_LINE, f"log {other_key(ORIGIN)}"),
    "another log of a known key": lambda: checkpoint(
        f"other.example/log\n3\n{encode(tree().root)}\n"
    ),
    "a checkpoint of two lines": lambda: checkpoint(f"{ORIGIN}\n3\n"),
    "a checkpoint with an empty line": lambda: checkpoint(
        f"{ORIGIN}\n3\n{encode(tree().root)}\n\nmore\n"
    ),
    "a checkpoint with a line more": lambda: checkpoint(f"{tree()}more\n"),
    "a size with a zero": lambda: checkpoint(f"{ORIGIN}\n03\n{encode(tree().root)}\n"),
    "a root that is too short": lambda: checkpoint(f"{ORIGIN}\n3\n{encode(bytes(31))}\n"),
    "a root of nothing": lambda: checkpoint(f"{ORIGIN}\n0\n{encode(tree().root)}\n"),
    # The policy.
    "a comment in the policy": lambda: policy("quorum", "# for us\n\n \tquorum"),
    "a comment behind a line": lambda: policy("quorum all-of-them", "quorum all-of-them # for us"),
    "line ends of Windows in the policy": lambda: policy("\n", "\r\n"),
    "a policy without a quorum": lambda: policy("quorum all-of-them\n", ""),
    "a policy without a log": lambda: policy(f"{LOG_LINE}\n", ""),
    "a policy that is too long": lambda: policy("quorum", "#" * 1_000_000 + "\nquorum"),
    "two quorums": lambda: policy("quorum", "quorum none\nquorum"),
    "an unknown quorum": lambda: policy("quorum all-of-them", "quorum some"),
    "a word that means nothing": lambda: policy("quorum", "mirror x\nquorum"),
    "a word too many": lambda: policy("quorum all-of-them", "quorum all-of-them now"),
    "a group of any": lambda: policy(GROUP, GROUP.replace(" 2 ", " any ")),
    "a group of all": lambda: policy(GROUP, GROUP.replace(" 2 ", " all ")),
    "more than there are": lambda: policy(GROUP, GROUP.replace(" 2 ", " 4 ")),
    "none of them": lambda: policy(GROUP, GROUP.replace(" 2 ", " 0 ")),
    "a threshold that is no number": lambda: policy(GROUP, GROUP.replace(" 2 ", " two ")),
    "an unknown member": lambda: policy(GROUP, f"{GROUP} four.example/w"),
    "a member twice": lambda: policy(GROUP, f"{GROUP} {WITNESSES[0]}"),
    "a member of two groups": lambda: policy("quorum", ADDITION.format(WITNESSES[0])),
    "a group in itself": lambda: policy(GROUP, f"{GROUP} all-of-them"),
    "two of one name": lambda: policy("quorum", f"group {WITNESSES[0]} 1 all-of-them\nquorum"),
    "a witness called none": lambda: policy(f"witness {WITNESSES[2]} ", "witness none "),
    "one witness under two names": lambda: policy(
        f"witness {WITNESSES[1]} ", f"witness {WITNESSES[1]} {WITNESS} \nwitness next "
    ),
    "one log twice": lambda: policy(LOG_LINE, f"{LOG_LINE}\n{LOG_LINE}"),
    "a witness as a log": lambda: policy(LOG_LINE, f"log {WITNESS}"),
    "a log as a witness": lambda: policy(str(WITNESS), str(KEY)),
    "a key without its id": lambda: policy(str(KEY), str(KEY).replace(KEY.id.hex(), "00000000")),
    "half a key": lambda: policy(
        str(KEY), "+".join([KEY.name, KEY.id.hex(), encode(bytes([1]) + bytes(31))])
    ),
    "a key of an unknown type": lambda: policy(
        str(KEY), "+".join([KEY.name, KEY.id.hex(), encode(bytes([9]) + bytes(32))])
    ),
    "a key that is none": lambda: policy(str(KEY), "somebody"),
}
