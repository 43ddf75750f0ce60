"""Which addresses are public, and which spellings of addresses are taken."""

from ipaddress import ip_address

import pytest

from masthead.core.fetch import BadAddressError, is_public
from masthead.core.fetch.target import target


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.1",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.250",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::8.8.8.8",
        "100::1",
        "2001:0:7f00:1::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:808:808::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2606:4700::1%eth0",
    ],
)
def test_no_address_of_a_closed_network_is_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "193.0.0.1",
        "2001:4860:4860::8888",
        "2606:4700:4700::1111",
        "64:ff9b::8.8.8.8",
    ],
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/picture.jpg",
        "//host.example/picture.jpg",
        "ftp://host.example/",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "gopher://127.0.0.1:25/",
        "http://",
        "http:///picture.jpg",
        "http://name@host.example/",
        "http://name:secret@host.example/",
        "http://name:secret@host.example:port/",
        "http://@host.example/",
        "http://host.example\\@127.0.0.1/",
        "http://host.example:port/",
        "http://host.example:99999/",
        "http://127.1/",
        "http://127.0.1/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://2130706433/",
        "http://127.0.0.1./",
        "http://[::1/",
        "http://[::1%25lo]/",
        "http://[fe80::1%lo]/",
        "http://host example/",
        "http://host\x00.example/",
        "http://-host.example/",
        "http://host..example/",
        "http://host.example/" + "a" * 5000,
    ],
)
def test_what_is_no_plain_web_address_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(BadAddressError, match=r"^\S.*\.$") as refused:
        target(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("HTTP://Host.Example", "http://host.example/"),
        ("https://host.example:443/a b.jpg", "https://host.example/a%20b.jpg"),
        ("http://host.example/%D8%B9.jpg?v=1#x", "http://host.example/%D8%B9.jpg?v=1"),
        ("http://خبر.example/عکس.jpg", "http://xn--ngblk.example/%D8%B9%DA%A9%D8%B3.jpg"),
        ("http://host.example:8080/", "http://host.example:8080/"),
        ("http://[2606:4700::1]/", "http://[2606:4700::1]/"),
        ("http://host.example/\r\nX-Evil:1", "http://host.example/X-Evil:1"),
    ],
)
def test_addresses_are_asked_for_as_servers_read_them(url: str, asked: str) -> None:
    assert target(url).url == asked
