"""Counting without keeping who was counted."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from hypothesis import given
from hypothesis import strategies as st

from masthead.core import rates


@pytest.fixture
def store() -> Any:
    return caches["limits"]


def _kept(store: Any) -> dict[str, bytes]:
    """Everything that lies in the cache's memory."""
    return store._cache  # type: ignore[no-any-return]  # noqa: SLF001 - there is no other way to it


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("203.0.113.7", "203.0.113.200"),
        ("2001:db8:1:2::1", "2001:db8:1:ffff::2"),
        ("::ffff:203.0.113.7", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::2"),
        ("nonsense", ""),
    ],
)
def test_a_neighbourhood_is_one(one: str, other: str) -> None:
    assert rates.prefix(one) == rates.prefix(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("203.0.113.7", "203.0.114.7"), ("2001:db8:1::1", "2001:db8:2::1"), ("0.0.0.1", "::1")],
)
def test_two_neighbourhoods_are_two(one: str, other: str) -> None:
    assert rates.prefix(one) != rates.prefix(other)


@given(st.ip_addresses())
def test_every_address_has_a_prefix_that_is_not_itself(address: Any) -> None:
    assert rates.prefix(str(address)) not in {"", str(address)}


def test_what_a_sender_writes_into_the_header_does_not_count() -> None:
    meta = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.7"}
    assert rates.sender_address(meta, behind_proxy=True) == "203.0.113.7"
    assert rates.sender_address(meta, behind_proxy=False) == "127.0.0.1"


def test_counts_end_with_their_span_and_the_key_with_its_day(store: Any) -> None:
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as clock:
        assert [rates.count(store, "a", "4:1", seconds=600) for _ in range(3)] == [1, 2, 3]
        assert rates.counted(store, "b", "4:1", seconds=600) == 0
        clock.shift(600)
        assert rates.count(store, "a", "4:1", seconds=600) == 1
        clock.shift(86_400)
        assert rates.counted(store, "a", "4:1", seconds=600) == 0


def test_the_same_address_has_another_name_the_next_day(store: Any) -> None:
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False) as clock:
        rates.count(store, "a", "4:cb0071", seconds=600)
        first = dict(_kept(store))
        clock.shift(86_400)
        store.clear()
        rates.count(store, "a", "4:cb0071", seconds=600)
    assert not {name for name in first if "day-" not in name} & set(_kept(store))


def test_no_address_lies_in_the_cache(store: Any) -> None:
    for purpose in ("comment", "sign in"):
        rates.count(store, purpose, rates.prefix("203.0.113.7"), seconds=600)
    kept = repr([(name, pickle.loads(value)) for name, value in _kept(store).items()])  # noqa: S301
    for trace in ("203.0.113", "cb0071", str(int.from_bytes(bytes([203, 0, 113, 7])))):
        assert trace not in kept


def test_processes_share_a_limit_and_none_gets_nothing() -> None:
    assert [rates.share(10, processes) for processes in (1, 2, 3, 64)] == [10, 5, 4, 2]
