"""PHP's serialize(), read only, values only: a string can never make anything happen.

The format: `N;` `b:1;` `i:5;` `d:0.5;` `s:3:"abc";` (length in bytes) and
`a:2:{key;value;key;value;}`. See https://www.php.net/manual/function.serialize.php.
"""

import re
from dataclasses import dataclass

Value = None | bool | int | float | str | dict[int | str, "Value"]

_DEPTH_LIMIT = 32
_SCALAR = re.compile(rb"N;|b:([01]);|i:(-?\d{1,19});|d:(-?[0-9.INFAE+-]{1,32});")
_LENGTH = re.compile(rb"([as]):(\d{1,10}):")


class BrokenPhpError(ValueError):
    """The text is no serialised PHP, or is damaged; says where, in bytes from its start."""


def looks_serialised(text: str) -> bool:
    """Whether `text` claims to be a serialised array, the only form WordPress stores meta in."""
    return re.match(r"a:\d+:\{", text) is not None


def loads(text: str) -> Value:
    """The value in `text`, arrays as dicts. Raises BrokenPhpError; objects count as broken."""
    reader = _Reader(text.strip().encode())
    value = reader.value(0)
    if reader.at != len(reader.data):
        raise BrokenPhpError(f"text after the end, at byte {reader.at}")
    return value


@dataclass(slots=True)
class _Reader:
    data: bytes
    at: int = 0

    def value(self, depth: int) -> Value:
        if depth > _DEPTH_LIMIT:
            raise BrokenPhpError(f"nested more than {_DEPTH_LIMIT} deep, at byte {self.at}")
        scalar = _SCALAR.match(self.data, self.at)
        if scalar:
            self.at = scalar.end()
            return _scalar(scalar)
        length = _LENGTH.match(self.data, self.at)
        if not length:
            raise BrokenPhpError(f"not a value, at byte {self.at}")
        self.at = length.end()
        count = int(length.group(2))
        return self.string(count) if length.group(1) == b"s" else self.array(count, depth)

    def string(self, length: int) -> str:
        end = self.at + 1 + length
        if self.data[self.at : self.at + 1] != b'"' or self.data[end : end + 2] != b'";':
            raise BrokenPhpError(f"a string of another length than it says, at byte {self.at}")
        text = self.data[self.at + 1 : end].decode(errors="replace")
        self.at = end + 2
        return text

    def array(self, count: int, depth: int) -> dict[int | str, Value]:
        self.expect(b"{")
        found: dict[int | str, Value] = {}
        for _ in range(count):
            key = self.value(depth + 1)
            if isinstance(key, bool) or not isinstance(key, int | str):
                raise BrokenPhpError(f"a key that is no number or string, before byte {self.at}")
            found[key] = self.value(depth + 1)
        self.expect(b"}")
        return found

    def expect(self, mark: bytes) -> None:
        if self.data[self.at : self.at + 1] != mark:
            raise BrokenPhpError(f"{mark.decode()!r} is missing at byte {self.at}")
        self.at += 1


def _scalar(match: re.Match[bytes]) -> Value:
    truth, whole, real = match.groups()
    if truth is not None:
        return truth == b"1"
    if whole is not None:
        return int(whole)
    if real is None:
        return None
    try:
        return float(real)
    except ValueError as error:
        raise BrokenPhpError(f"not a number, at byte {match.start()}") from error
