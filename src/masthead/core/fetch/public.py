"""Which internet addresses are public.

Sources: the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and what came after),
and two addresses inside of public ranges at which clouds tell a machine its secrets.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

_IPV4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",
            "100.64.0.0/10",  # shared by customers of one carrier; Alibaba's metadata
            "127.0.0.0/8",
            "168.63.129.16/32",  # Azure tells its machines things here
            "169.254.0.0/16",  # link-local; the metadata of most clouds
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",  # relays from IPv4 to 6to4
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved; broadcast
        ),
    )
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_IPV6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocols; Teredo, which wraps IPv4
            "2001:db8::/32",
            "2002::/16",  # 6to4, which wraps IPv4
            "3fff::/20",
        ),
    )
)
#: How a network without IPv4 writes IPv4 addresses (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether anybody on the internet would reach the same machine at `address`."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _IPV4)
    if address.scope_id:
        return False
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    # All other forms that wrap IPv4 (mapped, compatible) lie outside of the one range that is left.
    return address in _GLOBAL_UNICAST and not any(address in network for network in _IPV6)
