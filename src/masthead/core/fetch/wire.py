"""A connection to one checked address, on which time and bytes are counted."""

import http.client
import io
import socket
import ssl
import time
from functools import cache
from ipaddress import IPv4Address, IPv6Address
from typing import Any

from .errors import TooLargeError, TooSlowError, UnreachableError
from .target import Target


class Meter:
    """What a whole fetch may still take: seconds, and bytes of the part that is being read."""

    def __init__(self, host: str, seconds: float, seconds_per_read: float) -> None:
        self.host = host
        self.seconds = seconds
        self.per_read = seconds_per_read
        self.end = time.monotonic() + seconds
        self.bytes = 0

    def wait(self) -> float:
        """How long the next step may take. Raises TooSlowError when no time is left."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TooSlowError(f"{self.host} took longer than {self.seconds:g} seconds.")
        return min(left, self.per_read)

    def take(self, number: int) -> None:
        """Count bytes that came. Raises TooLargeError when they are too many."""
        self.bytes -= number
        if self.bytes < 0:
            raise TooLargeError(f"{self.host} sends more than is taken.")


class Wire:
    """What http.client needs of a socket, metered."""

    def __init__(self, connected: socket.socket, meter: Meter) -> None:
        self.socket = connected
        self.meter = meter

    def sendall(self, data: bytes) -> None:
        """Send the request."""
        self.socket.settimeout(self.meter.wait())
        self.socket.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        """What comes back."""
        return io.BufferedReader(_Reader(self.socket, self.meter))

    def close(self) -> None:
        """Nothing: http.client closes before the body is read; see `hang_up`."""


class _Reader(io.RawIOBase):
    """Every read looks at the clock: a host that sends a byte now and then does not hold us."""

    def __init__(self, connected: socket.socket, meter: Meter) -> None:
        super().__init__()
        self.socket = connected
        self.meter = meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.socket.settimeout(self.meter.wait())
        number = self.socket.recv_into(buffer)
        self.meter.take(number)
        return number


class PinnedConnection(http.client.HTTPConnection):
    """HTTP to an address that was checked, under the name that was asked for."""

    def __init__(
        self, target: Target, addresses: list[IPv4Address | IPv6Address], meter: Meter
    ) -> None:
        super().__init__(target.host, target.port)
        self.target = target
        self.addresses = addresses
        self.meter = meter
        self.plain: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the first address that answers. Raises UnreachableError, TooSlowError."""
        plain = self._reach()
        try:
            if self.target.scheme == "https":
                plain.settimeout(self.meter.wait())
                plain = tls().wrap_socket(plain, server_hostname=self.target.host)
        except ssl.SSLCertVerificationError as error:
            plain.close()
            reason = error.verify_message.rstrip(".")
            raise UnreachableError(
                f"{self.target.host} cannot prove that it is itself: {reason}."
            ) from None
        except BaseException:
            plain.close()
            raise
        self.plain = plain
        self.sock: Any = Wire(plain, self.meter)

    def hang_up(self) -> None:
        """Close the connection, if there is one."""
        self.close()
        if self.plain:
            self.plain.close()

    def _reach(self) -> socket.socket:
        for address in self.addresses:
            try:
                return socket.create_connection(
                    (str(address), self.target.port), timeout=self.meter.wait()
                )
            except OSError:
                continue
        raise UnreachableError(f"{self.target.host} does not answer.")


@cache
def tls() -> ssl.SSLContext:
    """How certificates are checked; reading the machine's list of authorities takes a while."""
    return ssl.create_default_context()
