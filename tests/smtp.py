"""A mail server on this machine: it speaks enough SMTP (RFC 5321) to be sent to, and keeps all."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Letters:
    """What came in, raw, and to whom; ``refuse`` are recipients that nobody is at."""

    port: int = 0
    raw: list[tuple[list[str], bytes]] = field(default_factory=list)
    refuse: set[str] = field(default_factory=set)

    def parsed(self) -> list[EmailMessage]:
        """The letters as a mail program reads them."""
        return [message_from_bytes(data, policy=policy.default) for _to, data in self.raw]  # type: ignore[misc]


class Talk(socketserver.StreamRequestHandler):
    """One conversation; a subclass says where letters go."""

    letters: Letters

    def handle(self) -> None:
        """Answer line by line."""
        self.say("220 mail.test")
        to: list[str] = []
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"DATA":
                self.say("354 go on")
                self.letters.raw.append((to, self.letter()))
                to = []
            if verb == b"QUIT":
                self.say("221 bye")
                return
            self.say(self.taken(line, to) if verb == b"RCPT" else "250 mail.test")

    def taken(self, line: bytes, to: list[str]) -> str:
        """Take a recipient, or say that nobody is there."""
        address = line.decode().partition("<")[2].partition(">")[0]
        if address in self.letters.refuse:
            return "550 nobody is there"
        to.append(address)
        return "250 ok"

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def letter(self) -> bytes:
        """All lines up to the one with nothing but a dot."""
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)


class Server(socketserver.ThreadingTCPServer):
    """One thread for each conversation."""

    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def mail_server() -> Iterator[Letters]:
    """Run one for as long as the block takes."""
    letters = Letters()
    with Server(("127.0.0.1", 0), type("Talk", (Talk,), {"letters": letters})) as server:
        letters.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield letters
        finally:
            server.shutdown()
            thread.join()
