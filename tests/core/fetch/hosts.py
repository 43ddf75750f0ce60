"""Hosts on this machine that answer as hosts on the net do, at their best and at their worst."""

import datetime as dt
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from masthead.core.fetch import Guard

#: Says what a host does once it has read the request.
Answer = Callable[[socket.socket], None]
#: What the tests may ask: this machine, at any port, under any name.
HERE = Guard(
    allow=lambda address: address.is_loopback,
    ports=None,
    resolve=lambda *_: [ip_address("127.0.0.1")],
)


def named(**hosts: str) -> Callable[[str, int], list[IPv4Address | IPv6Address]]:
    """DNS as it stands in a test: addresses, parted by spaces, by the first part of a name."""
    return lambda host, _: [
        ip_address(one) for one in hosts.get(host.partition(".")[0], "127.0.0.1").split()
    ]


class Host:
    """A listening socket; each path has an answer, and `asked` holds all requests."""

    def __init__(self, answers: dict[str, Answer], tls: ssl.SSLContext | None) -> None:
        self.answers = answers
        self.tls = tls
        self.asked: list[str] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str = "/", name: str = "pictures.example") -> str:
        return f"http{'s' if self.tls else ''}://{name}:{self.port}{path}"

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self.listening.accept()
                threading.Thread(target=self._answer, args=(caller,), daemon=True).start()

    def _answer(self, caller: socket.socket) -> None:
        with suppress(OSError), closing(caller):
            talk = self.tls.wrap_socket(caller, server_side=True) if self.tls else caller
            with closing(talk):
                request = b""
                while b"\r\n\r\n" not in request:
                    request += talk.recv(4096) or b"\r\n\r\n"
                    if request[:1] == b"\x16":  # TLS, where none is spoken
                        talk.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                        return
                self.asked.append(request.decode())
                path = request.split(b" ")[1].decode()
                self.answers.get(path, reply(b"", status="404 Not Found"))(talk)


@contextmanager
def host(
    answers: dict[str, Answer] | None = None, tls: ssl.SSLContext | None = None
) -> Iterator[Host]:
    """A host that runs inside of the block."""
    running = Host(answers or {}, tls)
    try:
        yield running
    finally:
        running.listening.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for callers
        running.listening.close()


def reply(body: bytes, status: str = "200 OK", **headers: str) -> Answer:
    """An honest answer; names of headers with low lines for hyphens."""
    lines = {"Content-Length": str(len(body))} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return sending(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body)


def sending(data: bytes) -> Answer:
    """These bytes, as they are."""
    return lambda caller: caller.sendall(data)


def redirect(to: str) -> Answer:
    return reply(b"", status="301 Moved Permanently", Location=to)


def certificate(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate for `name`, signed by itself: its file, and what a server needs."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "host.crt", folder / "host.key"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return public, context
