"""Giving imported things their old paths, many at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from masthead.addresses.models import MAX_PATH_LENGTH, Address
from masthead.addresses.paths import is_reserved, normal
from masthead.importers.errors import Place
from masthead.importers.report import Report

from .known import chunks


@dataclass
class Claim:
    """The path at which a thing is read (None: the one it has) and those that lead to it."""

    thing: Model
    path: str | None
    others: list[str] = field(default_factory=list)
    place: Place | None = None

    @property
    def key(self) -> tuple[int, int]:
        """Content type and id, as the rows name the thing."""
        return ContentType.objects.get_for_model(self.thing).pk, self.thing.pk


def grant(claims: list[Claim], report: Report) -> None:
    """Write the rows of all claims.

    A canonical path wins over a redirect that an earlier post left there; of two things with
    the same path the second gets the next free one, and that is told.
    """
    rows = existing(path for claim in claims for path in (claim.path, *claim.others) if path)
    new: list[Address] = []
    changed: list[Address] = []
    for claim in claims:
        if claim.path:
            _grant_canonical(claim, rows, new, changed, report)
    for claim in claims:
        for other in claim.others:
            path = clean(other)
            if path and path not in rows and not is_reserved(path):
                new.append(_row(claim, path, canonical=False))
                rows[path] = new[-1]
    Address.objects.bulk_create(new, batch_size=500)
    for row in changed:
        row.save()


def _grant_canonical(
    claim: Claim,
    rows: dict[str, Address],
    new: list[Address],
    changed: list[Address],
    report: Report,
) -> None:
    path = clean(claim.path or "") or f"/{claim.thing.pk}/"
    wanted, number = path, 1
    while is_reserved(path) or _taken(rows, path, claim):
        number += 1
        path = f"{wanted.rstrip('/')}-{number}/"
        rows |= existing([path])
    if path != wanted and claim.place:
        report.note(f"The path {wanted} is taken; it is read at {path}.", claim.place)
    row = rows.get(path)
    if row is None:
        rows[path] = _row(claim, path, canonical=True)
        new.append(rows[path])
    elif not row.is_canonical:
        row.content_type_id, row.object_id = claim.key
        row.is_canonical, row.to = True, ""
        if row.pk:
            changed.append(row)


def _taken(rows: dict[str, Address], path: str, claim: Claim) -> bool:
    row = rows.get(path)
    return (
        row is not None and row.is_canonical and (row.content_type_id, row.object_id) != claim.key
    )


def _row(claim: Claim, path: str, *, canonical: bool) -> Address:
    kind, pk = claim.key
    return Address(path=path, content_type_id=kind, object_id=pk, is_canonical=canonical)


def clean(path: str) -> str:
    """The path as the table keeps it; "" for one that no page can have."""
    try:
        found = normal(path)
    except ValueError:
        return ""
    return found if len(found) <= MAX_PATH_LENGTH else ""


def existing(paths: Iterable[str]) -> dict[str, Address]:
    """The rows there are for these paths, by path."""
    found: dict[str, Address] = {}
    for some in chunks(list(dict.fromkeys(filter(None, map(clean, paths))))):
        found |= {row.path: row for row in Address.objects.filter(path__in=some)}
    return found


def lead(path: str, to: str) -> None:
    """Let `path` redirect to a fixed path or file, where nothing answers yet."""
    path = clean(path)
    if path and path != to and not is_reserved(path) and len(to) <= MAX_PATH_LENGTH:
        row, made = Address.objects.get_or_create(path=path, defaults={"to": to})
        if not made and row.to == "/":
            row.to = to  # an earlier run had nothing better
            row.save()
