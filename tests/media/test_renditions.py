from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from wagtail.images.models import Filter

from masthead.media.models import Image

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 560"><path d="M0 0h960"/></svg>'
SIZES = [Filter("width-640"), Filter("width-1280")]


@pytest.fixture
def drawing(db: None) -> Image:
    image = Image(title="Tides", file=ContentFile(DRAWING.encode(), name="tides.svg"))
    image.save()
    return image


@pytest.mark.parametrize(
    "make",
    [
        lambda drawing: [drawing.get_rendition(size) for size in SIZES],
        lambda drawing: drawing.get_renditions(*SIZES).values(),
    ],
    ids=["one", "several"],
)
def test_a_drawing_is_measured_in_whole_pixels_from_its_first_use(
    drawing: Image, make: Callable[[Image], list[Image]]
) -> None:
    made = make(drawing)
    assert [(str(it.width), str(it.height)) for it in made] == [("640", "373"), ("960", "560")]
