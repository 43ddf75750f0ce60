"""The site in further languages, as an export that Masthead wrote says it.

They are made before any page, so that each page comes under its own front page and is read in its
own language from the first moment on.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from masthead.articles import tree
from masthead.articles.editions import front_of, plant
from masthead.articles.models import FrontPage
from masthead.core.language import nearest
from masthead.core.text import collapse, printable
from masthead.importers.errors import Place
from masthead.outlet.editions import Edition, place_of
from masthead.outlet.models import OutletSettings

from .context import Import
from .fill import fill
from .fronts import fill_front

_FIELDS = ("name", "tagline", "description", "sort_order")


@transaction.atomic
def write_editions(run: Import) -> None:
    """Make those that are not here; what the outlet has already stays as it is."""
    run.fronts[""] = tree.front_page().pk
    first: dict[str, Place] = {}
    for name, values, place in run.survey.lookup.own_placed("edition"):
        tag = printable(str(values.get("language") or ""))
        if tag in first:
            reason = f"It was read before, in {first[tag]}."
            run.report.skipped("edition", name, reason, place)
            continue
        first[tag] = place
        if reason := _write(tag, values, run):
            run.report.skipped("edition", name, reason, place)
            run.fronts[tag] = _front_here(tag).pk


def _write(tag: str, values: dict[str, Any], run: Import) -> str:
    """Make or find the edition and remember what stands for it; else say why there is none."""
    row = run.known.find("edition", [tag]).get(tag)
    if row:
        if not isinstance(row.thing, Edition):
            return "It was deleted here since."
        _remember(tag, row.thing, run)
        run.report.unchanged("edition")
        return ""
    edition = Edition(language=tag, prefix=str(values.get("prefix") or ""))
    fill(edition, values, _FIELDS)
    edition.name = collapse(edition.name)
    if reason := _objection(edition, tag, run):
        return reason
    edition.save()
    front = plant(edition)
    said = run.survey.lookup.own("front", tag)
    if said and said.get("live") is not True:
        front.unpublish(log_action=False)
    run.known.row("edition", tag, edition).save()
    _remember(tag, edition, run)
    run.report.made("edition")
    return ""


def _objection(edition: Edition, tag: str, run: Import) -> str:
    """Say why it is not made: the outlet has it already, or it could not be saved here either."""
    try:
        edition.clean_fields()
    except ValidationError as error:
        field, (words, *_) = next(iter(error.message_dict.items()))
        return f"Its {field}: {words}"
    own = OutletSettings.first_language()
    if nearest(own, [edition.language]):
        run.editions[tag] = None
        return f"The outlet itself is in {own}; that stays as it is."
    if here := Edition.objects.filter(language=edition.language).first():
        run.editions[tag] = here.pk
        return "The outlet has the site in this language already; that stays as it is."
    if other := Edition.objects.filter(prefix=edition.prefix).first():
        return f"At /{edition.prefix}/ begins the site in {other.language} already."
    try:
        edition.clean()
    except ValidationError:
        return f"At /{edition.prefix}/ stands something else already."
    return ""


def _remember(tag: str, edition: Edition, run: Import) -> None:
    run.editions[tag] = edition.pk
    run.fronts[tag] = (front_of(edition) or plant(edition)).pk


def _front_here(tag: str) -> FrontPage:
    """The front page of the edition that holds what is written in a language."""
    edition = Edition.objects.filter(pk=place_of(tag).number).first()
    return (edition and front_of(edition)) or tree.front_page()


def front_for(own: dict[str, Any], run: Import) -> int:
    """The id of the front page under which a page stands whose values are `own`."""
    return run.fronts.get(str(own.get("edition") or ""), run.fronts[""])


@transaction.atomic
def finish_editions(run: Import) -> None:
    """Fill the front pages of those an import made. Done once: after that they are the newsroom's.

    Those that the outlet had before have no row here.
    """
    for tag, row in run.known.find("edition", run.fronts).items():
        if row.digest or tag not in run.editions:
            continue
        front = FrontPage.objects.get(pk=run.fronts[tag])
        fill_front(front, run.survey.lookup.own("front", tag), run)
        row.digest = "whole"
        row.save()
