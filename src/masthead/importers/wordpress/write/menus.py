"""Menus, after everything they can lead to."""

from typing import Any
from urllib.parse import unquote

from django.db import transaction
from django.utils.text import slugify

from masthead.addresses.paths import encoded
from masthead.core.text import nfc
from masthead.outlet.models import Menu, MenuItem

from ..map.menu import Entry, entries
from ..map.work import Work
from ..read.records import Term
from .context import Import
from .known import digest
from .links import pages_at
from .paths import clean

#: Names that people give the menu under the name plate; an export does not tell its place.
_HEADER = (
    "primary",
    "main",
    "main-menu",
    "primary-menu",
    "header",
    "header-menu",
    "top",
    "top-menu",
)


@transaction.atomic
def write_menus(run: Import) -> None:
    """Make every menu, or bring one of an earlier run to what the export says now."""
    by_menu = entries(run.survey.lookup.kept("nav_menu_item"))
    for entry in by_menu.pop("", []):
        run.report.skipped("menu item", entry.old_id, "It is in no menu.", entry.place)
    terms = [term for term in run.survey.terms.values() if term.taxonomy == "nav_menu"]
    main = _main_menu(terms, by_menu)
    for term in terms:
        _write(term, by_menu.get(term.slug, []), run, header=term.slug == main)


def _main_menu(terms: list[Term], by_menu: dict[str, list[Entry]]) -> str:
    """The menu that stood under the name plate: the one called so, or the only one there is."""
    slugs = [term.slug for term in terms if by_menu.get(term.slug)]
    named = [slug for name in _HEADER for slug in slugs if slug == name]
    return named[0] if named else slugs[0] if len(slugs) == 1 else ""


def _write(term: Term, of_menu: list[Entry], run: Import, *, header: bool) -> None:
    row = run.known.find("menu", [term.slug]).get(term.slug)
    menu = row.thing if row else None
    if row and menu is None:
        run.report.skipped("menu", term.slug, "It was deleted here since.", term.place)
        for entry in of_menu:
            run.report.skipped("menu item", entry.old_id, "Its menu was deleted here.", entry.place)
        return
    items = [item for entry in of_menu if (item := _item(entry, run))]
    values = digest([[item.label, item.page_id, item.url, item.level] for item in items])
    if row and row.digest == values:
        run.report.unchanged("menu")
        run.report.unchanged("menu item", len(items))
        return
    made = menu is None
    if not isinstance(menu, Menu):
        menu = _menu(term, run, header=header)
    menu.items.all().delete()
    for at, item in enumerate(items):
        item.menu, item.sort_order = menu, at
    MenuItem.objects.bulk_create(items)
    row = row or run.known.row("menu", term.slug, menu)
    row.digest = values
    row.save()
    tell = run.report.made if made else run.report.changed
    tell("menu")
    tell("menu item", len(items))


def _menu(term: Term, run: Import, *, header: bool) -> Menu:
    own = run.survey.lookup.own("menu", term.slug)
    slug = slugify(nfc(unquote(term.slug)), allow_unicode=True)[:110] or "menu"
    edition = run.editions.get(str(own.get("edition") or ""))
    beside = Menu.objects.filter(edition=edition)
    stands = _has_edition(own, term, run)
    # A new outlet has its two menus already, still empty.
    if own and stands and (here := beside.filter(slug=slug, items=None).first()):
        return here
    wanted, number = slug, 1
    while Menu.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    asked = str(own.get("place")) if own else "header" if header else ""
    free = asked in ("header", "footer") and not beside.filter(place=asked).exists()
    place = asked if free and stands else ""
    return Menu.objects.create(
        name=(term.name or slug)[:120], slug=slug, place=place, edition_id=edition
    )


def _has_edition(own: dict[str, Any], term: Term, run: Import) -> bool:
    """Whether the site is here on whose pages the menu stood; on those of another it never did."""
    tag = str(own.get("edition") or "")
    if not tag or tag in run.editions:
        return True
    run.report.note(f"The site in {tag} is not here; its menu is on no page.", term.place)
    return False


def _item(entry: Entry, run: Import) -> MenuItem | None:
    page, url = _target(entry, run)
    if page is None and not url:
        reason = "What it leads to is not here."
        run.report.skipped("menu item", entry.old_id, reason, entry.place)
        return None
    return MenuItem(
        label=entry.label[:255], page_id=page, url="" if page else url, level=entry.level
    )


def _target(entry: Entry, run: Import) -> tuple[int | None, str]:
    """The page an entry leads to, or an address."""
    if entry.kind == "post_type":
        return run.pages.get(entry.target) or run.known.id_of("post", entry.target), ""
    if entry.kind == "taxonomy":
        slug = run.term_slugs.get((entry.of, entry.target), "")
        return run.sections.get(slug) if entry.of == "category" else run.topics.get(
            (entry.of, slug)
        ), ""
    return _custom(entry, run)


def _custom(entry: Entry, run: Import) -> tuple[int | None, str]:
    if entry.url.startswith("#"):
        return None, entry.url
    work = Work(entry.place, run.survey.lookup, run.report.note, site=run.old.address)
    address = work.address(entry.url)
    if address.startswith("/"):
        path = clean(address)
        return pages_at([path]).get(path), encoded(path)
    return None, address[:700]
