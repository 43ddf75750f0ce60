"""What earlier runs have imported from this site."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, is_dataclass
from itertools import islice
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from masthead.importers.models import ImportedThing

#: Ids asked for at once; SQLite takes 32 766 in one question, older ones 999.
CHUNK = 500

T = TypeVar("T")


def chunks(things: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """`things` in lists of at most `size`, taken only when they are needed."""
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some


def digest(values: object) -> str:
    """A fingerprint of everything that is written for one thing."""
    text = json.dumps(values, sort_keys=True, default=_plain, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _plain(value: object) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


class Known:
    """The rows of one old site."""

    def __init__(self, site: str) -> None:
        self.site = site

    def find(self, kind: str, old_ids: Iterable[object]) -> dict[str, ImportedThing]:
        """The rows with these old ids, by old id."""
        found: dict[str, ImportedThing] = {}
        for some in chunks([str(old_id) for old_id in old_ids]):
            rows = ImportedThing.objects.filter(site=self.site, kind=kind, old_id__in=some)
            found |= {row.old_id: row for row in rows}
        return found

    def id_of(self, kind: str, old_id: object) -> int | None:
        """Our id for one old one."""
        row = self.find(kind, [old_id]).get(str(old_id))
        return row.object_id if row else None

    def row(self, kind: str, old_id: object, thing: Model, **values: Any) -> ImportedThing:
        """A new row, not saved yet. Proxies and page types keep their own content type."""
        return ImportedThing(
            site=self.site,
            kind=kind,
            old_id=str(old_id),
            content_type=ContentType.objects.get_for_model(thing),
            object_id=thing.pk,
            **values,
        )

    def waiting(self) -> QuerySet[ImportedThing]:
        """Rows whose texts name addresses that were not there when they were written."""
        return ImportedThing.objects.filter(site=self.site, links_wait=True).order_by("pk")
