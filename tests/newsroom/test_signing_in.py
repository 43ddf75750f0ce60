"""Guessing a password comes to an end, and locks nobody else out."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.factories import UserFactory

from masthead.newsroom.signing_in import LIMIT_ACCOUNT, LIMIT_NETWORK
from masthead.outlet.models import OutletSettings
from masthead.people.models import User

LOGIN = "/newsroom/login/"


@pytest.fixture
def editor(outlet: OutletSettings) -> User:
    user: User = UserFactory(username="mira", is_superuser=True)
    user.set_password("the right one")
    user.save()
    return user


def _try(client: Client, name: str, password: str, address: str = "203.0.113.5") -> str:
    response = client.post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address)
    return "in" if response.status_code == 302 else response.content.decode()


def test_after_some_wrong_passwords_even_the_right_one_has_to_wait(
    client: Client, editor: User
) -> None:
    for _ in range(LIMIT_ACCOUNT):
        assert "didn&#x27;t match" in _try(client, "mira", "wrong")
    told = _try(client, "MIRA", "the right one", "203.0.113.200")
    assert "Wait a quarter of an hour" in told


def test_a_stranger_elsewhere_locks_nobody_out(client: Client, editor: User) -> None:
    for _ in range(LIMIT_ACCOUNT + 1):
        _try(client, "mira", "wrong")
    assert _try(client, "mira", "the right one", "198.51.100.5") == "in"


def test_trying_one_password_with_many_accounts_ends_too(client: Client, editor: User) -> None:
    for number in range(LIMIT_NETWORK):
        _try(client, f"name{number}", "the usual one")
    assert "Wait a quarter of an hour" in _try(client, "mira", "the right one")


def test_right_passwords_are_not_counted(client: Client, editor: User) -> None:
    for _ in range(LIMIT_ACCOUNT + 2):
        assert _try(client, "mira", "the right one") == "in"
        client.logout()
