from io import BytesIO
from typing import Any

import pytest
from tests.media.files import XMP, claimed_png, drawing, photograph
from tests.newsroom.conftest import SignIn

from masthead.media.models import Image

ADD = "/newsroom/images/add/"


def upload(client: Any, data: bytes, name: str, **fields: str) -> Any:
    file = BytesIO(data)
    file.name = name
    return client.post(ADD, {"title": "Quay", "file": file, "collection": 1, **fields})


def test_a_reporter_adds_a_picture_and_finds_its_caption_filled_in(sign_in: SignIn) -> None:
    response = upload(sign_in("reporter"), photograph(xmp=XMP), "quay.jpg")
    assert response.status_code == 302, response.context["form"].errors
    image = Image.objects.get()
    assert image.caption == "Ferries at the quay in fog."
    assert image.uploaded_by_user is not None


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"GIF it is not", "joke.gif", "joke.gif is no picture"),
        (b"%PDF-1.7", "report.jpg", "report.jpg is no picture"),
        (claimed_png(20_000, 20_000), "huge.png", "pixels"),
        (drawing("<script>alert(1)</script>"), "logo.svg", "active content (script)"),
        (drawing(attributes="onload='x()'"), "logo.svg", "a script (onload)"),
        (photograph(size=(800, 600))[:900], "half.jpg", "cut off"),
    ],
)
def test_a_bad_picture_comes_back_with_the_reason(
    sign_in: SignIn, data: bytes, name: str, words: str
) -> None:
    response = upload(sign_in("editor"), data, name)
    assert words in response.context["form"].errors["file"][0]
    assert not Image.objects.exists()


def test_several_at_once_are_looked_at_as_well(sign_in: SignIn) -> None:
    file = BytesIO(drawing("<script/>"))
    file.name = "logo.svg"
    answer = sign_in("editor").post(
        "/newsroom/images/multiple/add/",
        {"files[]": file, "title": "Logo", "collection": 1},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert answer.json()["success"] is False
    assert "active content" in answer.json()["error_message"]
