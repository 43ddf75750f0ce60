"""The web server: Granian in front of a WSGI application."""

import socket
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces, RuntimeModes
from granian.log import LogLevels

GRACE = 10  # seconds a request may go on after the order to stop
THREADS = 8  # requests that each process answers at once; see serve.crowd
DJANGO_THREADS = 4  # each has a connection to the database, and mostly waits for it
KEPT_FREE = 2


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
    """Serve the WSGI application `target` until SIGINT or SIGTERM.

    `logging` is a plan for `logging.config.dictConfig`. Accesses are not logged: the
    log must not tell who read what.
    """
    server = Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,  # HTTP/2 is spoken by what holds the certificate
        runtime_mode=RuntimeModes.mt,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
        log_dictconfig=logging,
    )
    server.serve()
