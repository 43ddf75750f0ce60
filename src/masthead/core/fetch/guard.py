"""From a host's name to the addresses that may be asked."""

import queue
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from .errors import BadAddressError, ForbiddenError, TooSlowError, UnreachableError
from .public import is_public
from .target import Target

Address = IPv4Address | IPv6Address

#: Names that mean nothing on the internet (RFC 2606, 6761, 6762, 7686, 8375, 9476, and the one
#: that ICANN set aside for private use): asking for them would only tell others what we look for.
_NOWHERE = frozenset(
    {"alt", "arpa", "example", "internal", "invalid", "lan", "local", "localhost", "onion", "test"}
)


def ask_dns(host: str, port: int) -> list[Address]:
    """All addresses of `host`, as this machine looks them up. Raises OSError, UnicodeError."""
    if host.rstrip(".").rpartition(".")[2] in _NOWHERE:
        return []
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(str(sockaddr[0])) for *_, sockaddr in found))


@dataclass(frozen=True)
class Guard:
    """What may be asked. Tests, which ask this machine, bring their own."""

    allow: Callable[[Address], bool] = is_public
    ports: frozenset[int] | None = frozenset({80, 443})  # None: all
    resolve: Callable[[str, int], list[Address]] = ask_dns

    def addresses(self, target: Target, seconds: float) -> list[Address]:
        """Where to connect to, looked up once.

        If one of a name's addresses is not allowed none is asked: a name that means a public
        and a private machine is no accident. Raises BadAddressError, ForbiddenError,
        UnreachableError, TooSlowError.
        """
        if self.ports is not None and target.port not in self.ports:
            ports = " and ".join(map(str, sorted(self.ports)))
            raise BadAddressError(
                f"{target.host} is to be asked at port {target.port}; only {ports} are."
            )
        found = self._look_up(target, seconds)
        if not found:
            raise UnreachableError(f"{target.host} has no address.")
        if not all(map(self.allow, found)):
            raise ForbiddenError(f"{target.host} leads into a network that is not public.")
        return found

    def _look_up(self, target: Target, seconds: float) -> list[Address]:
        try:
            return [ip_address(target.host)]
        except ValueError:
            pass
        return self._ask(target, seconds)

    def _ask(self, target: Target, seconds: float) -> list[Address]:
        """Ask in a thread of its own: the C library's lookup cannot be told when to stop."""
        answers: queue.SimpleQueue[list[Address] | None] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self.resolve(target.host, target.port))
            except (OSError, UnicodeError):
                answers.put(None)

        threading.Thread(target=ask, daemon=True).start()
        try:
            found = answers.get(timeout=max(seconds, 0))
        except queue.Empty:
            raise TooSlowError(f"The address of {target.host} could not be looked up.") from None
        if found is None:
            raise UnreachableError(f"{target.host} has no address.")
        return found
