"""An address in parts, as far as it is one that may be asked."""

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urlsplit

from .errors import BadAddressError

_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)\.?")
_LONGEST = 4000  # characters
_SHOWN = 200
#: What may stand in a path and a query as it is (RFC 3986, section 3.3 and 3.4).
_PATH, _QUERY = "/%:@!$&'()*+,;=~-._", "/%:@!$&'()*+,;=~-._?"


@dataclass(frozen=True, slots=True)
class Target:
    """Where to ask for what. `host` is a name in ASCII, or an address without brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """What the header Host says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def target(url: str) -> Target:
    """The parts of `url`. Raises BadAddressError."""
    if "@" in url.partition("//")[2].partition("/")[0]:
        raise BadAddressError("The address has a name or password in it.")
    shown = f"“{url[:_SHOWN]}”"
    if len(url) > _LONGEST:
        raise BadAddressError(f"{shown} and so on is too long for an address.")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = _host(parts.hostname or "")
    except ValueError:
        raise BadAddressError(f"{shown} is no web address.") from None
    if parts.scheme not in _PORTS or not host:
        raise BadAddressError(f"{shown} is no web address (http:// or https://).")
    path = quote(parts.path, safe=_PATH) or "/"
    query = f"?{quote(parts.query, safe=_QUERY)}" if parts.query else ""
    return Target(parts.scheme, host, _PORTS[parts.scheme] if port is None else port, path + query)


def _host(host: str) -> str:
    """The host as DNS and TLS take it. Raises ValueError.

    Programs disagree about what `127.1`, `0x7f.1` and `0177.0.0.1` mean (the C library: this
    machine); a name that ends in a number is taken only if it is an address in full.
    """
    if ":" in host:
        if "%" in host:
            raise AddressValueError(host)
        return str(IPv6Address(host))
    name = (host if host.isascii() else host.encode("idna").decode("ascii")).lower()
    if _NUMBER.fullmatch(name.rstrip(".").rpartition(".")[2]):
        return str(IPv4Address(name))
    if name and (not _NAME.fullmatch(name) or len(name) > 253):  # noqa: PLR2004 - RFC 1035
        raise AddressValueError(host)
    return name
