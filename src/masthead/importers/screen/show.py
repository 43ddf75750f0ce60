"""A report as the screen shows it."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from masthead.importers.report import OUTCOMES

#: Reasons shown, and places of each; the JSON has all.
_REASONS = 100
_PLACES = 5

_STEPS: dict[str, Promise] = {
    "unpacking": _("Unpacking the files"),
    "reading": _("Reading the export"),
    "people": _("Authors"),
    "topics": _("Topics"),
    "files": _("Pictures and documents"),
    "pictures": _("Pictures from the old site"),
    "pages": _("Pages"),
    "posts": _("Stories and comments"),
    "links": _("Links between stories"),
    "search": _("The search"),
}
_KINDS: dict[str, Promise] = {
    "edition": _("Languages"),
    "author": _("Authors"),
    "category": _("Categories → sections"),
    "tag": _("Tags → topics"),
    "term": _("Other terms → topics"),
    "attachment": _("Pictures and documents"),
    "pattern": _("Reusable blocks"),
    "page": _("Pages"),
    "post": _("Posts → stories"),
    "comment": _("Comments"),
    "menu": _("Menus"),
    "menu item": _("Menu entries"),
    "other": _("Other things"),
}


def step_label(step: str) -> str | Promise:
    """A step in an editor's words."""
    return _STEPS.get(step, step)


def shown(report: dict[str, Any]) -> dict[str, Any]:
    """Counts as rows, and the reasons that concern most things first."""
    return {
        "dry_run": report["dry_run"],
        "rows": [
            (_KINDS.get(kind, kind), counts["read"], [counts[one] for one in OUTCOMES])
            for kind, counts in report["counts"].items()
            if counts["read"]
        ],
        "skipped": [
            (_KINDS.get(one["kind"], one["kind"]), one) for one in _first(report["skipped"])
        ],
        "noticed": _first(report["noticed"]),
        "pictures": _first(report["missing_pictures"]),
        "lacking": len(report["missing_pictures"]),
        "is_cut": any(
            len(report[name]) > _REASONS for name in ("skipped", "noticed", "missing_pictures")
        ),
    }


def _first(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    often = sorted(found, key=lambda one: -one["count"])[:_REASONS]
    return [
        one | {"places": one["places"][:_PLACES], "more": max(0, one["count"] - _PLACES)}
        for one in often
    ]
