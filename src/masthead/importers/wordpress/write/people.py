"""Authors and guest authors become people."""

from dataclasses import dataclass

from django.db import transaction
from wagtail.search.backends import get_search_backend

from masthead.addresses.paths import normal
from masthead.core.bidi import plain_name
from masthead.core.html import from_text, visible_text
from masthead.core.slug import slug as slug_of
from masthead.core.text import collapse, printable
from masthead.importers.errors import Place
from masthead.importers.models import ImportedThing
from masthead.people.models import Person, PersonLink, PersonName

from ..map.own_story import path_of, paths_of
from ..map.paths import nicename
from . import own_things
from .context import Import
from .known import chunks
from .paths import Claim, grant

_LIMIT = 255


@dataclass(frozen=True)
class Writer:
    """Somebody who wrote on the old site; `login` is what posts name them by."""

    login: str
    name: str
    bio: str
    user: int
    place: Place


def write_people(run: Import) -> None:
    """Make a person of every author, or take the one with that name and address who is here."""
    writers = _writers(run)
    done = 0
    for some in chunks(list(writers.values())):
        with transaction.atomic():
            _write(some, run)
        done += len(some)
        run.progress("people", done, len(writers))
    run.people |= {
        login: run.people[other] for login, other in run.aliases.items() if other in run.people
    }
    run.users = {
        one.user: run.people[one.login]
        for one in writers.values()
        if one.user and one.login in run.people
    }


def _writers(run: Import) -> dict[str, Writer]:
    """Authors by login. A guest author is named by the slug that Co-Authors Plus gives them."""
    found: dict[str, Writer] = {}
    for author in run.survey.authors.values():
        name = author.name or f"{author.first_name} {author.last_name}".strip() or author.login
        found[author.login] = Writer(author.login, _line(name), "", author.id, author.place)
    for item in run.survey.lookup.kept("guest-author"):
        login = item.first("cap-user_login") or item.slug.removeprefix("cap-")
        name = item.first("cap-display_name") or item.title or login
        bio = collapse(visible_text(item.first("cap-description") or item.content))
        if item.first("cap-linked_account") in found:
            run.aliases[login] = item.first("cap-linked_account")
            run.report.skipped("author", login, "The guest author is one of the users.", item.place)
        elif login in found:
            run.report.skipped("author", login, "Another author has the same login.", item.place)
        else:
            found[login] = Writer(login, _line(name), bio, 0, item.place)
    _add_unknown(found, run)
    return found


def _add_unknown(found: dict[str, Writer], run: Import) -> None:
    """Logins that posts name and the export does not describe."""
    by_address = {nicename(login): login for login in reversed(found)}
    for login, place in run.survey.creators.items():
        if login in found or login in run.aliases:
            continue
        if known := by_address.get(nicename(login)):
            run.report.note(f"The unknown author {login} was taken for {known}.", place)
            run.aliases[login] = known
        else:
            run.report.note(f"The author {login} is not described in the export.", place)
            found[login] = Writer(login, _line(login), "", 0, place)


def _line(text: str) -> str:
    return collapse(visible_text(printable(text)))[:_LIMIT]


def _write(writers: list[Writer], run: Import) -> None:
    rows = run.known.find("author", (one.login for one in writers))
    here = dict(
        Person.objects.filter(pk__in=[row.object_id for row in rows.values()]).values_list(
            "pk", "merged_into"
        )
    )
    fresh: list[tuple[Writer, Person]] = []
    parts: dict[str, list[PersonLink | PersonName]] = {}
    for one in writers:
        row = rows.get(one.login)
        if row and row.object_id in here:
            run.people[one.login] = here[row.object_id] or row.object_id
            run.report.unchanged("author")
        elif row:
            run.report.skipped("author", one.login, "The person was deleted here since.", one.place)
        else:
            own = run.survey.lookup.own("person", one.login)
            person = _person(one)
            if own:
                parts[one.login] = own_things.fill_person(person, own, run)
            fresh.append((one, person))
    new = _insert(fresh, run)
    made = [(person, part) for one, person in fresh for part in parts.get(one.login, ())]
    for person, part in made:
        part.person = person
    saved = [part for person, part in made if person.pk]
    for model in (PersonLink, PersonName):
        model.objects.bulk_create([part for part in saved if isinstance(part, model)])
    # By the names in all languages, so after those.
    get_search_backend().get_index_for_model(Person).add_items(Person, new)


def _person(one: Writer) -> Person:
    slug = slug_of(nicename(one.login))[: _LIMIT - 12]
    bio = f"<p>{from_text(one.bio)}</p>" if one.bio else ""
    return Person(
        name=plain_name(one.name) or one.login, slug=slug or f"author-{one.user or 'x'}", bio=bio
    )


def _insert(fresh: list[tuple[Writer, Person]], run: Import) -> list[Person]:
    """Save those who are not here yet, and return them."""
    slugs = [person.slug for _, person in fresh]
    taken = {person.slug: person for person in Person.objects.filter(slug__in=slugs)}
    new: list[tuple[Writer, Person]] = []
    for one, person in fresh:
        wanted, number = person.slug, 1
        while person.slug in taken and taken[person.slug].name != person.name:
            number += 1
            person.slug = f"{wanted}-{number}"
            if person.slug not in taken and (
                other := Person.objects.filter(slug=person.slug).first()
            ):
                taken[person.slug] = other
        if person.slug not in taken:
            taken[person.slug] = person
            new.append((one, person))
    Person.objects.bulk_create([person for _, person in new])
    grant(
        [_claim(one, person, run) for one, person in new],
        run.report,
    )
    rows = []
    for one, person in fresh:
        kept = taken[person.slug]
        run.people[one.login] = kept.merged_into_id or kept.pk
        rows.append(run.known.row("author", one.login, kept))
        run.report.made("author")
    ImportedThing.objects.bulk_create(rows)
    return [person for _, person in new]


def _claim(one: Writer, person: Person, run: Import) -> Claim:
    own = run.survey.lookup.own("person", one.login)
    path = path_of(own) or normal(f"/author/{person.slug}/")
    return Claim(person, path, paths_of(own) if own else _others(one, person), one.place)


def _others(one: Writer, person: Person) -> list[str]:
    paths = [f"/?author={one.user}"] if one.user else []
    return [*paths, f"/author/{nicename(one.login)}/"]
