import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_readers_page_may_load_from_this_host_only(client: Client) -> None:
    policy = client.get("/none/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_forms_can_be_sent_from_every_page(client: Client) -> None:
    # `no-referrer` would make browsers send `Origin: null`, which the CSRF check refuses.
    response = client.get("/newsroom/login/")
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "form-action 'self'" in response["Content-Security-Policy"]


def test_the_newsroom_may_frame_its_previews(client: Client) -> None:
    response = client.get("/newsroom/login/")
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
