"""The outlet itself: its name and look, its menus, and what stands on its front page."""

from __future__ import annotations

from masthead.articles.models import FrontPage, FrontPick
from masthead.demo.desk import Desk
from masthead.demo.files import table
from masthead.outlet.models import Menu, MenuItem, OutletLink, OutletSettings, PolicyPage


def name_outlet(desk: Desk) -> None:
    """Give the outlet its name, look, address and policies; what was there is remembered."""
    about = table("outlet.toml")
    outlet = OutletSettings.load()
    before = {field: getattr(outlet, field) for field in about["settings"]}
    for field, value in about["settings"].items():
        setattr(outlet, field, value)
    outlet.logo = outlet.logo or desk.find("picture", "logo")
    outlet.share_image = outlet.share_image or desk.find("picture", "low_coast")
    for link in about["links"]:
        outlet.links.add(OutletLink(**link))
    for kind, name in about["policies"].items():
        at = outlet.policies.count()  # without a place, PostgreSQL gives them in any order
        outlet.policies.add(PolicyPage(kind=kind, page=desk.find("page", name), sort_order=at))
    outlet.save()
    desk.keep("settings", "outlet", outlet, before=before)


def hang_menus(desk: Desk) -> None:
    """Fill the menus at head and foot."""
    for place, entries in table("outlet.toml")["menus"].items():
        menu = Menu.objects.filter(place=place).first()
        if menu is None:
            menu = Menu.objects.create(slug=place, name=place.capitalize(), place=place)
            desk.keep("menu", place, menu)
        for entry in entries:
            kind, name = entry.split(":")
            page = desk.find(kind, name)
            menu.items.add(MenuItem(page=page, label=page.title))
        menu.save()


def lay_out_front(desk: Desk, front: FrontPage) -> None:
    """Place stories on the front page by hand; its section rows follow the rule."""
    placed = table("outlet.toml")["front"]
    for slot, names in placed.items():
        for story in desk.find_all("story", names):
            front.picks.add(FrontPick(slot=slot, article=story))
    front.save_revision().publish()
