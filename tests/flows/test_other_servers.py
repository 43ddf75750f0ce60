"""nginx and Caddy with the printed configuration answer as `masthead web` does, and without it."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from wsgiref.simple_server import make_server

import pytest
from tests.asking import Reply, fetch
from tests.flows.serving import answers, web
from tests.outlets import new_outlet
from tests.processes import PATIENCE, free_port, masthead, wait_for

from masthead.bake.tree import Baked, State, Tree
from masthead.core.rates import sender_address

if TYPE_CHECKING:
    from masthead.serve.answer import Environ, StartResponse

STORY = b"<!doctype html><title>Ferries</title>" + b"<p>The ferry sails again on Monday.</p>" * 50
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
CADDY = shutil.which("caddy")

BAKED = (
    "/",
    "/?utm_source=mail",
    "/news/ferries/",
    "/about",
    "/%DB%8C%D8%A7%D8%AF/",
    "/imported.html",
    "/feed/",
    "/feed/fa/",
    "/news/feed/atom/",
    "/feed/json/",
    "/feed.json",
    "/atom.xml",
    "/sitemap.xml",
    "/ticker.json",
    "/outlet.css",
    "/robots.txt",
)
STORED = (
    "/static/masthead/site.0123456789ab.css",
    "/static/masthead/site.css",
    "/media/images/pier.avif",
    "/media/original_images/chart.svg",
    "/media/original_images/page.html",
    "/media/talk.mp3",
)
PASSED_ON = (
    "/?p=12",
    "/old/?a=1",
    "/withdrawn/",
    "/news/ferries",
    "/NEWS//Ferries/",
    "/never-baked/",
    "/index.html",
    "/.generation",
    "/about~.html",
    "/static/none.css",
    "/media/documents/private.pdf",
    "/newsroom/",
)
ALIKE = (
    "content-type",
    "content-encoding",
    "content-disposition",
    "content-security-policy",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
    "x-frame-options",
    "cross-origin-opener-policy",
    "cache-control",
    "location",
)


@pytest.fixture(scope="module")
def outlet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = new_outlet(tmp_path_factory.mktemp("outlets") / "harbour")
    tree = Tree(folder / "baked")
    for path in BAKED:
        tree.put("/یاد/" if "%" in path else path, Baked(State.PAGE, STORY + path.encode()))
    tree.put("/old/", Baked(State.REDIRECT, b"/news/ferries/"))
    tree.put("/withdrawn/", Baked(State.GONE, STORY))
    for address in (*STORED, "/media/documents/private.pdf"):
        file = folder / address.removeprefix("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(address.encode() * 50)
    return folder


@contextmanager
def running(command: list[str], port: int, log: Path, **extra: str) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, env={**os.environ, **extra}
        )
    try:
        wait_for(lambda: answers(port) or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


FA = "fa.news.example"


def languages(port: int = 80) -> dict[str, str]:
    """Give Persian a host of its own, as a setting; nothing else notices it."""
    return {"MASTHEAD_LANGUAGE_SITES": json.dumps({"fa": f"http://{FA}:{port}"})}


@contextmanager
def nginx(outlet: Path, upstream: int, folder: Path) -> Iterator[int]:
    assert NGINX
    port = free_port()
    listen = f"127.0.0.1:{port}"
    printed = masthead(
        "--dir", outlet, "conf", "nginx", "--listen", listen,
        MASTHEAD_PORT=str(upstream), **languages(),
    )  # fmt: skip
    assert printed.returncode == 0, printed.stderr
    (folder / "site.conf").write_text(printed.stdout)
    modules = f"load_module {BROTLI};\n" if BROTLI.exists() else ""
    user = "user root;\n" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{modules}{user}daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{ }}\n"
        f"http {{ access_log off; include {folder}/site.conf; }}\n"
    )
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with running(command, port, folder / "nginx.log"):
        yield port


@contextmanager
def caddy(outlet: Path, upstream: int, folder: Path) -> Iterator[int]:
    assert CADDY
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    printed = masthead(
        "--dir", outlet, "conf", "caddy",
        MASTHEAD_PORT=str(upstream), MASTHEAD_SITE_URL=site, **languages(port),
    )  # fmt: skip
    assert printed.returncode == 0, printed.stderr
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + printed.stdout)
    command = [CADDY, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with running(command, port, folder / "caddy.log", **home):
        yield port


SERVERS = [
    pytest.param(
        nginx,
        marks=pytest.mark.skipif(
            NGINX is None, reason="nginx is not installed: apt-get install it"
        ),
        id="nginx",
    ),
    pytest.param(
        caddy,
        marks=pytest.mark.skipif(
            CADDY is None, reason="Caddy is not installed: apt-get install it"
        ),
        id="caddy",
    ),
]
Start = Callable[[Path, int, Path], AbstractContextManager[int]]


@pytest.mark.parametrize("server", SERVERS)
def test_a_language_has_a_host_of_its_own(server: Start, outlet: Path, tmp_path: Path) -> None:
    tree = Tree(outlet / "baked")
    for path in ("/fa/", "/fa/khabar/", "/fa/feed/", "/fa/ticker.json"):
        tree.put(path, Baked(State.PAGE, STORY + path.encode()))
    with web(outlet, **languages()) as own, server(outlet, own, tmp_path) as other:
        for port in (own, other):
            for path in ("/", "/khabar/", "/feed/", "/ticker.json"):
                reply = fetch(port, path, Host=FA)
                assert reply.body.endswith(f"/fa{path}".encode()), (port == own, path)
            assert fetch(port, "/").body.endswith(b"</p>/")
            for host in (FA, f"127.0.0.1:{port}"):
                for path in ("/fa/", "/fa/khabar/?a=1"):
                    reply = fetch(port, path, Host=host)
                    target = f"http://{FA}:80{path.removeprefix('/fa')}"
                    assert (reply.status, reply.headers["location"]) == (301, target), host
            assert fetch(port, "/record/", Host=FA).status == 301
            assert fetch(port, "/outlet.css", Host=FA).body.endswith(b"/outlet.css")
            assert fetch(port, "/static/masthead/site.css", Host=FA).status == 200
        with server(outlet, free_port(), tmp_path) as alone:
            assert fetch(alone, "/khabar/", Host=FA).status == 200


def seen(reply: Reply) -> dict[str, object]:
    """What a reader's browser goes by."""
    kept = {name: reply.headers[name] for name in ALIKE if name in reply.headers}
    body = reply.body
    if kept.get("content-encoding") == "gzip":
        body = gzip.decompress(body)  # Django pads what it compresses, each time otherwise
    return {"status": reply.status, "length": len(body), **kept}


@pytest.mark.parametrize("server", SERVERS)
def test_another_server_answers_as_ours_does(server: Start, outlet: Path, tmp_path: Path) -> None:
    with web(outlet) as own, server(outlet, own, tmp_path) as other:
        differ = {}
        for address in (*BAKED, *STORED, *PASSED_ON):
            for accepted in ("", "gzip"):
                ours = seen(fetch(own, address, Accept_Encoding=accepted))
                theirs = seen(fetch(other, address, Accept_Encoding=accepted))
                if ours != theirs:
                    differ[address, accepted] = set(ours.items()) ^ set(theirs.items())
        assert differ == {}
        assert fetch(own, "/..%2fsecret_key").status == 400
        assert fetch(other, "/..%2fsecret_key").status in {400, 404}
        assert fetch(other, "/news/ferries/", "POST", Content_Length="0").status == (
            fetch(own, "/news/ferries/", "POST", Content_Length="0").status
        )
        assert fetch(other, "/media/talk.mp3", Range="bytes=1-5").body == b"media"
        assert fetch(other, "/news/ferries/", "HEAD").headers["content-length"]


@pytest.mark.parametrize("server", SERVERS)
def test_another_server_needs_nobody_for_what_is_baked(
    server: Start, outlet: Path, tmp_path: Path
) -> None:
    with server(outlet, free_port(), tmp_path) as port:
        for address in (*BAKED, *STORED):
            assert fetch(port, address).status == 200, address
        page = fetch(port, "/news/ferries/", Accept_Encoding="gzip")
        assert page.headers["content-encoding"] == "gzip"
        again = {"Accept_Encoding": "gzip", "If_None_Match": page.headers["etag"]}
        assert fetch(port, "/news/ferries/", **again).status == 304
        assert fetch(port, "/never-baked/").status == 502


@pytest.mark.parametrize("server", SERVERS)
def test_another_server_says_where_a_reader_comes_from(
    server: Start, outlet: Path, tmp_path: Path
) -> None:
    came = []

    def answer(environ: Environ, start_response: StartResponse) -> list[bytes]:
        came.append(environ)
        start_response("200 OK", [("Content-Length", "0")])
        return []

    with make_server("127.0.0.1", 0, answer) as own:
        threading.Thread(target=own.serve_forever).start()
        try:
            with server(outlet, own.server_port, tmp_path) as port:
                came.clear()
                fetch(port, "/never-baked/", X_Forwarded_For="192.0.2.1, 192.0.2.2")
        finally:
            own.shutdown()
    assert [sender_address(environ, behind_proxy=True) for environ in came] == ["127.0.0.1"]


@pytest.mark.skipif(NGINX is None or not BROTLI.exists(), reason="nginx has no brotli_static")
def test_nginx_sends_brotli_where_it_has_the_module(outlet: Path, tmp_path: Path) -> None:
    with nginx(outlet, free_port(), tmp_path) as port:
        reply = fetch(port, "/news/ferries/", Accept_Encoding="gzip, br")
        assert reply.headers["content-encoding"] == "br"
        assert reply.headers["vary"] == "Accept-Encoding"
