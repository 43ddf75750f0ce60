"""The web server: uvicorn, with connections that answer ready pages themselves."""

import contextlib
import resource
import socket
from typing import Any

import uvicorn

from .connection import LOOK, Connection

GRACE = 10  # seconds a request may go on after the order to stop
THREADS = 8  # requests that each process answers at once, beside those for ready pages
DJANGO_THREADS = 4  # each has a connection to the database, and mostly waits for it
KEPT_FREE = 2
SETTINGS: dict[str, Any] = {
    "interface": "asgi3",
    "loop": "uvloop",
    "http": Connection,
    "ws": "none",
    "lifespan": "off",
    "proxy_headers": False,  # core.rates reads them, where the options say that there is a proxy
    "server_header": False,
    "access_log": False,
    "log_level": "error",
    "timeout_keep_alive": int(LOOK),
    "timeout_graceful_shutdown": GRACE,
    "timeout_worker_healthcheck": 60,
}


class PortTakenError(Exception):
    """Another program listens there; the text says so in one sentence."""


def check_port(host: str, port: int) -> None:
    """Raise PortTakenError when nothing new can listen at `host` and `port`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the server does: a port that is only waiting for old packets is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = error.strerror or str(error)
            message = (
                f"cannot listen on {host} port {port}: {reason.lower()}; "
                "stop the other program or choose another port with --port"
            )
            raise PortTakenError(message) from None


def run(target: str, host: str, port: int, workers: int, logging: dict[str, Any]) -> None:
    """Serve the application `target` (see serve.bridge) until SIGINT or SIGTERM.

    `logging` is a plan for `logging.config.dictConfig`. Accesses are not logged: the
    log must not tell who read what.
    """
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):  # macOS names no limit, and takes none
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a connection takes one
    uvicorn.run(target, host=host, port=port, workers=workers, log_config=logging, **SETTINGS)
