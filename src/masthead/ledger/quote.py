"""Whether we published these words: found in every revision, withdrawn ones as well."""

from __future__ import annotations

from django.db import connection

from masthead.core.text import collapse, nfc

from .models import RecordEntry
from .words import certain, having

SHORTEST, LONGEST = 20, 5_000  # characters: below, half of all stories would be meant
MOST = 50  # revisions
_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′ʼ", "'"),
        "\u00ad": None,  # a soft hyphen is no part of a word
    }
)


def quotable(text: str) -> str:
    """Return a text as quotations of it are compared: typographic marks and white space are equal.

    Nothing else is: another word, another order, another letter is another text.
    """
    return collapse(nfc(text).translate(_MARKS))


def find(text: str) -> list[RecordEntry]:
    """Return the entries whose text has this passage word for word, the newest first."""
    wanted = quotable(text).strip("\"'… ")
    if not SHORTEST <= len(wanted) <= LONGEST:
        return []
    entries = (
        RecordEntry.objects.filter(having(certain(wanted), connection.vendor))
        .filter(content__text__contains=wanted, place__isnull=False)
        .select_related("content")
        .order_by("-place")[:MOST]
    )
    # SQLite takes capitals and small letters of ASCII for equal.
    return [entry for entry in entries if wanted in entry.content.text]
