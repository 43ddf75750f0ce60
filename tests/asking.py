"""Asking a WSGI application, and a server, as a reader's program does."""

from __future__ import annotations

import http.client
import io
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(application: Any, address: str, method: str = "GET", **headers: str) -> Reply:
    """Ask for an address as it stands in a request line; header names with underscores."""
    path, _mark, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "wsgi.input": io.BytesIO(),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    said: list[Any] = []
    body = application(environ, lambda status, sent: said.append((status, sent)))
    content = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    status, sent = said[0]
    names = [name for name, _value in sent]
    assert len(names) == len(set(names)), "a header was sent twice"
    return Reply(int(status.split()[0]), {name.lower(): value for name, value in sent}, content)


def fetch(port: int, address: str, method: str = "GET", **headers: str) -> Reply:
    """Ask a server on this machine; the address is sent as it is, wrong or not."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.putrequest(
            method, address, skip_host="Host" in headers, skip_accept_encoding=True
        )
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        sent = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, sent, response.read())
    finally:
        connection.close()
