from __future__ import annotations

import logging

import pytest
from django.db import DatabaseError
from django.test import Client

from masthead.addresses import resolve
from masthead.outlet.models import OutletSettings


def test_a_fault_of_ours_is_said_without_what_may_have_failed(
    outlet: OutletSettings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        message = "the disk is gone"
        raise DatabaseError(message)

    monkeypatch.setattr(resolve.Address.objects, "filter", fail)
    monkeypatch.setattr(OutletSettings, "load", fail)
    with caplog.at_level(logging.ERROR):
        response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "<h1>" in response.text
    assert "the disk is gone" not in response.text


def test_what_is_not_found_looks_like_the_site(client: Client, outlet: OutletSettings) -> None:
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert "The Harbour Post" in response.text
    assert 'action="/search/"' in response.text
