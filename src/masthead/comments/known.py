"""What is known of a sender before a comment is judged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Exists, Q, QuerySet, Value
from django.db.models.lookups import Exact

from masthead.core.prepared import Prepared

from .checks import Known, plain
from .models import Ban, Comment, CommentRules
from .models.comment import Beginning
from .modes import Mode


def known_before(sender: str, name: str, mode: Mode) -> Known:
    """What speaks for and against somebody whose comment is there already.

    ``sender`` is the hash of the address.
    """
    return _known(_ask(sender, name), mode)


def known_of_new(
    sender: str, name: str, mode: Mode, text: str, mark: str, *, crowded: bool
) -> tuple[Known, int | None]:
    """What speaks for and against a new comment, and the id of the one it repeats.

    ``text`` is looked for among what the sender wrote before; ``mark`` is its fingerprint.
    """
    rules = _ask(sender, name, text, mark)
    known = _known(rules, mode)
    return replace(known, said_before=rules.said_before, crowded=crowded), rules.same


def _ask(sender: str, name: str, text: str = "", mark: str = "") -> Any:
    asked = {
        "sender": sender,
        "name": name,
        "banned": banned_as(name),
        "text": text,
        "mark": mark,
    }
    # Only what was never looked at has no row yet.
    return _KNOWN.first(**asked) or (CommentRules.load() and _KNOWN.first(**asked))


def _known(rules: Any, mode: Mode) -> Known:
    return Known(
        mode=mode,
        approved_before=rules.approved_before,
        banned=rules.banned,
        siege=rules.siege_since is not None,
        max_links=rules.max_links,
        held_words=tuple(rules.word_list()),
    )


def banned_as(name: str) -> str:
    """A name as bans have it: written otherwise it is the same."""
    return plain(name).strip()[:120]


def _question(sender: str, name: str, banned: str, text: str, mark: str) -> QuerySet[CommentRules]:
    own = Comment.objects.order_by().filter(email_hash=sender)
    begins_alike = Exact(Beginning("text"), Beginning(Value(text)))
    # Not "=": SQLite would put the text itself in place of the column, and forget the index.
    the_same = own.filter(begins_alike, text__range=(text, text))
    bans = Q(kind=Ban.Kind.NAME, value=banned) | Q(kind=Ban.Kind.SENDER, value=sender)
    return CommentRules.objects.annotate(
        # The name has to be the same as well: an address alone is easily guessed.
        approved_before=Exists(own.shown().filter(author_name=name)),
        said_before=Exists(the_same),
        same=Comment.objects.order_by().filter(fingerprint=mark).values("pk")[:1],
        banned=Exists(Ban.objects.order_by().filter(bans, lifted_at=None)),
    )


_KNOWN = Prepared(_question, sender=str, name=str, banned=str, text=str, mark=str)
