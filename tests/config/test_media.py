from pathlib import Path

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def put(outlet_folder: Path, name: str, content: bytes) -> str:
    path = outlet_folder / "media" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return f"/media/{name}"


def test_a_picture_comes_with_its_type(client: Client, outlet_folder: Path) -> None:
    response = client.get(put(outlet_folder, "images/harbour.avif", b"x"))
    assert response["Content-Type"] == "image/avif"
    assert b"".join(response.streaming_content) == b"x"  # type: ignore[attr-defined]


def test_a_rendition_is_kept_by_the_browser_for_good(client: Client, outlet_folder: Path) -> None:
    response = client.get(put(outlet_folder, "images/harbour.png", b"x"))
    assert response["Cache-Control"] == "public, max-age=31536000"
    response.close()


def test_a_picture_the_reader_has_is_not_sent_again(client: Client, outlet_folder: Path) -> None:
    address = put(outlet_folder, "images/harbour.png", b"x")
    first = client.get(address)
    first.close()
    again = client.get(address, headers={"if-modified-since": first["Last-Modified"]})
    assert again.status_code == 304


def test_a_drawing_runs_no_script_when_opened_by_itself(
    client: Client, outlet_folder: Path
) -> None:
    response = client.get(put(outlet_folder, "original_images/chart.svg", b"<svg/>"))
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    response.close()


def test_nothing_outside_the_folder_is_served(client: Client, outlet_folder: Path) -> None:
    put(outlet_folder, "images/harbour.png", b"x")
    (outlet_folder / "secret").write_text("key")
    assert client.get("/media/../secret").status_code == 404
    assert client.get("/media/%2e%2e/secret").status_code == 404
