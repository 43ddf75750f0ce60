"""Giving things their paths. A path once given stays with its thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from .models import MAX_PATH_LENGTH, Address
from .paths import is_reserved, normal

if TYPE_CHECKING:
    from django.db.models import Model


def canonical(thing: Model) -> Address | None:
    """Return the row of the path at which ``thing`` is read, or None before it was first public."""
    return Address.objects.filter(**_key(thing), is_canonical=True).first()


def paths_to(thing: Model) -> list[str]:
    """Return every path that leads to ``thing``, the canonical one first."""
    rows = Address.objects.filter(**_key(thing)).order_by("-is_canonical", "path")
    return list(rows.values_list("path", flat=True))


@transaction.atomic
def assign(thing: Model, path: str) -> Address:
    """Give ``thing`` its permanent path if it has none yet; return the canonical row either way.

    Where ``path`` is taken or reserved, the next free of ``…-2/``, ``…-3/`` is used.
    """
    found = canonical(thing)
    if found:
        return found
    return Address.objects.create(**_key(thing), path=_free(normal(path), thing), is_canonical=True)


@transaction.atomic
def move(thing: Model, path: str) -> Address:
    """Make ``path`` the one at which ``thing`` is read; its old path redirects from now on."""
    path = normal(path)
    Address.objects.filter(**_key(thing), path=path).delete()
    Address.objects.filter(**_key(thing), is_canonical=True).update(is_canonical=False)
    return Address.objects.create(**_key(thing), path=_free(path, thing), is_canonical=True)


def redirect(path: str, thing: Model) -> bool:
    """Let ``path`` lead to ``thing``; False where the path already answers with something."""
    _row, made = Address.objects.get_or_create(path=normal(path), defaults=_key(thing))
    return made


def _key(thing: Model) -> dict[str, object]:
    return {"content_type": ContentType.objects.get_for_model(thing), "object_id": thing.pk}


def _free(path: str, thing: Model) -> str:
    """Return ``path``, or the first numbered variant of it that no other thing has."""
    stem = path.rstrip("/")[: MAX_PATH_LENGTH - 12]
    slash = "/" if path.endswith("/") else ""
    candidate, number = (path if path == "/" else stem + slash), 1
    while is_reserved(candidate) or Address.objects.filter(path=candidate).exists():
        number += 1
        candidate = f"{stem or thing.pk}-{number}{slash}"
    return candidate
