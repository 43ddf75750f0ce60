"""Places in stories that are kept for files which are not here yet."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from masthead.importers.models import AwaitedFile, AwaitedPlace, ImportedThing

from ..files.describe import name_of, of_picture
from ..map.make import Picture
from ..map.story import Story
from .context import Import
from .files import wait_for

if TYPE_CHECKING:
    from .stories import Made

_ROLE = AwaitedPlace.Role


def know_pictures(stories: Iterable[Story], run: Import) -> None:
    """Find the images that earlier runs made of pictures which have nothing but an address."""
    run.pictures.clear()
    if not ImportedThing.objects.filter(site=run.known.site, kind="picture").exists():
        return
    urls = {name_of(one.url): one.url for story in stories for one in _pictures(story.body)}
    rows = run.known.find("picture", urls)
    run.pictures |= {urls[old_id]: row.object_id for old_id, row in rows.items() if row.thing}


def _pictures(value: Any) -> Iterator[Picture]:
    if isinstance(value, Picture):
        if not value.id:
            yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _pictures(part)
    elif isinstance(value, list):
        for part in value:
            yield from _pictures(part)


def keep(made: dict[int, "Made"], run: Import) -> None:
    """Remember what the stories, by the ids of their pages, wait for. Needs a transaction."""
    files = _by_address(made.values(), run)
    places = []
    for page, one in made.items():
        for file, role, block, value in _waits(one, files, run):
            place = str(one.story.place)
            places.append(
                AwaitedPlace(
                    file_id=file, page_id=page, role=role, block=block, value=value, place=place
                )
            )
    AwaitedPlace.objects.bulk_create(places)


def _waits(
    one: "Made", files: dict[str, int], run: Import
) -> Iterator[tuple[int, _ROLE, str, dict[str, Any]]]:
    for missing in one.missing:
        picture = missing.picture
        file = run.awaited.get(picture.id) if picture.id else files.get(name_of(picture.url))
        if file:
            yield file, _ROLE.BLOCK, missing.block, missing.value
    for key in sorted(one.played & run.awaited_documents.keys()):
        yield run.awaited_documents[key], _ROLE.BLOCK, "", {}
    for role, old_id in ((_ROLE.LEAD, one.story.lead), (_ROLE.SOCIAL, one.story.seo.social_image)):
        if old_id and old_id in run.awaited:
            yield run.awaited[old_id], role, "", {}


def _by_address(made: Iterable["Made"], run: Import) -> dict[str, int]:
    """A row for each picture that has nothing but an address; by what stands for its id."""
    files: dict[str, AwaitedFile] = {}
    for one in made:
        for missing in one.missing:
            if not missing.picture.id:
                file = of_picture(missing.picture, run.known.site, run.old.address, one.story.place)
                files.setdefault(file.old_id, file)
    wait_for(list(files.values()), run)
    return {old_id: file.pk for old_id, file in files.items()}
