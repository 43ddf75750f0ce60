"""What is large may be sent by those who signed in; a session that somebody made up is none."""

from __future__ import annotations

import http.client
import re
from pathlib import Path
from urllib.parse import urlencode

from tests.asking import Reply, fetch
from tests.flows.serving import web
from tests.outlets import new_outlet
from tests.processes import masthead

from masthead.serve.bridge import LARGEST_OF_READERS

MUCH = LARGEST_OF_READERS + 1
IMPORTS = "/newsroom/wordpress/"


def sign_in(port: int, email: str, password: str) -> str:
    """Sign in as a browser does; the cookies of the session."""
    form = fetch(port, "/newsroom/login/")
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', form.body)
    assert token
    body = urlencode(
        {"csrfmiddlewaretoken": token[1].decode(), "username": email, "password": password}
    )
    cookie = form.headers["set-cookie"].partition(";")[0]
    reply = send(port, "/newsroom/login/", body.encode(), cookie, "x-www-form-urlencoded")
    session = re.search("sessionid=[^;]+", reply.headers["set-cookie"])
    assert session, reply.status
    return session[0]


def send(port: int, path: str, body: bytes, cookie: str, kind: str) -> Reply:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookie, "Content-Type": f"application/{kind}"}
    try:
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        # Of two cookies that are set the session's is the last.
        sent = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, sent, response.read())
    finally:
        connection.close()


def test_only_who_signed_in_sends_more_than_readers(tmp_path: Path) -> None:
    outlet = new_outlet(tmp_path / "harbour")
    added = masthead("--dir", outlet, "user", "add", "e@news.example", "--role", "administrator")
    password = added.stdout.split()[-1]
    with web(outlet) as port:
        session = sign_in(port, "e@news.example", password)
        for cookie in ("", "sessionid=made-up", session[:-1], f"a={session}"):
            refused = fetch(port, IMPORTS, "POST", Cookie=cookie, Content_Length=str(MUCH))
            assert refused.status == 413, cookie
        taken = send(port, IMPORTS, b"x" * MUCH, f"a=b; {session}", "octet-stream")
        assert taken.status == 403  # Django has it, and misses the form's token
        assert b"CSRF" in taken.body
