"""Serialised PHP, whole and damaged."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.importers.wordpress.read.php import BrokenPhpError, Value, loads, looks_serialised


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("N;", None),
        ("b:1;", True),
        ("i:-5;", -5),
        ("d:0.5;", 0.5),
        ('s:5:"caf\u00e9";', "café"),
        ('a:2:{i:0;s:1:"a";s:1:"k";a:1:{s:1:"x";i:3;}}', {0: "a", "k": {"x": 3}}),
        ('s:9:"a";b:1;}x";', 'a";b:1;}x'),
    ],
)
def test_values_are_read(text: str, value: Value) -> None:
    assert loads(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a:2:{i:0;s:1:",
        'a:1:{i:0;s:50:"shorter";}',
        'O:8:"stdClass":0:{}',
        "a:1:{a:0:{}i:1;}",
        "a:" + "1:{i:0;a:" * 5000,
        "i:5;i:6;",
        "a:9999999999:{}",
        "d:1-2;",
    ],
)
def test_damaged_php_and_objects_are_refused(text: str) -> None:
    with pytest.raises(BrokenPhpError, match="byte"):
        loads(text)


@given(st.text(alphabet='aisbdN:;{}"0123456789.-é', max_size=60))
def test_no_text_makes_it_fail_in_another_way(text: str) -> None:
    with suppress(BrokenPhpError):
        loads(text)


def test_only_arrays_look_serialised() -> None:
    assert looks_serialised('a:1:{i:0;s:0:"";}')
    assert not looks_serialised("a: 5 things")
