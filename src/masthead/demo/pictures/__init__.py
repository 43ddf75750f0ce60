"""The demo's pictures, drawn by code: no file is fetched, each is the same everywhere."""

from collections.abc import Callable

from PIL import Image

from masthead.demo.pictures import (
    at_sea,
    boats_at_work,
    inland,
    instruments,
    quay,
    rooms,
    shore,
    still_life,
    streets,
)

MOTIFS: dict[str, Callable[[], Image.Image]] = {
    name: motif
    for module in (
        at_sea,
        boats_at_work,
        inland,
        instruments,
        quay,
        rooms,
        shore,
        still_life,
        streets,
    )
    for name, motif in vars(module).items()
    if callable(motif) and getattr(motif, "__module__", "") == module.__name__ and name.islower()
    if not name.startswith("_")
}
"""Every picture by the name that stories use."""
