"""An authority for time stamps on this machine: OpenSSL answers, as many authorities let it."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

NAME = "Harbour Time"
OPENSSL = shutil.which("openssl")
_CONFIG = """
[ tsa ]
default_tsa = this
[ this ]
serial = {folder}/serial
signer_cert = {folder}/signer.pem
signer_key = {folder}/signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""
_ROOT = ("basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign")
_SIGNER = "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n"


class Authority:
    """Signs whatever it is asked for; `instead` is answered in place of that."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.instead: tuple[int, str, bytes] | None = None
        self.asked: list[bytes] = []
        self.port = 0
        for name in ("root", "signer"):
            self._run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.key")
        extensions = [word for one in _ROOT for word in ("-addext", one)]
        self._run(
            *("req", "-x509", "-new", "-key", "root.key", "-subj", "/CN=Harbour Root"),
            *("-days", "3650", "-out", "root.pem", *extensions),
        )
        self._run("req", "-new", "-key", "signer.key", "-subj", f"/CN={NAME}", "-out", "csr")
        (folder / "extensions").write_text(_SIGNER)
        self._run(
            *("x509", "-req", "-in", "csr", "-CA", "root.pem", "-CAkey", "root.key"),
            *("-CAcreateserial", "-days", "3650", "-extfile", "extensions", "-out", "signer.pem"),
        )
        (folder / "serial").write_text("01\n")
        (folder / "config").write_text(_CONFIG.format(folder=folder))

    @property
    def url(self) -> str:
        return f"http://time.example:{self.port}/tsr"

    @property
    def root(self) -> bytes:
        return (self.folder / "root.pem").read_bytes()

    def answer(self, query: bytes) -> bytes:
        (self.folder / "query").write_bytes(query)
        self._run("ts", "-reply", "-config", "config", "-queryfile", "query", "-out", "reply")
        return (self.folder / "reply").read_bytes()

    def verifies(self, token: bytes, text: str) -> bool:
        """Whether OpenSSL itself takes the stamp for one of `text`."""
        (self.folder / "token").write_bytes(token)
        (self.folder / "text").write_text(text)
        done = subprocess.run(
            f"{OPENSSL} ts -verify -in token -data text -CAfile root.pem".split(),
            cwd=self.folder,
            capture_output=True,
            check=False,
        )
        return done.returncode == 0

    def _run(self, *words: str) -> None:
        assert OPENSSL
        subprocess.run([OPENSSL, *words], cwd=self.folder, check=True, capture_output=True)


@contextmanager
def served(authority: Authority) -> Iterator[Authority]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            authority.asked.append(query)
            status, kind, data = authority.instead or (
                200,
                "application/timestamp-reply",
                authority.answer(query),
            )
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            if status == 302:
                self.send_header("Location", authority.url)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    authority.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield authority
    server.shutdown()
    server.server_close()
