"""The thread as readers see it."""

from typing import Any

from masthead.comments.models import Comment, Status
from masthead.comments.reading import Entry, outline


def _row(pk: int, *above: int, number: int | None = None, **fields: Any) -> Comment:
    path = "".join(f"{item:010d}" for item in (*above, pk))
    fields.setdefault("status", Status.APPROVED)
    return Comment(pk=pk, path=path, number=number or pk, **fields)


def _shape(entries: list[Entry]) -> list[Any]:
    return [
        [entry.comment.number, *_shape(entry.replies)] if entry.replies else entry.comment.number
        for entry in entries
    ]


def _flat(entries: list[Entry]) -> list[Entry]:
    return [item for entry in entries for item in (entry, *_flat(entry.replies))]


def test_replies_stand_under_what_they_answer() -> None:
    rows = [_row(1), _row(3, 1), _row(5, 1, 3), _row(4, 1), _row(2)]
    assert _shape(outline(rows, depth=5)) == [[1, [3, 5], 4], 2]


def test_replies_below_the_deepest_step_say_what_they_answer() -> None:
    chain = [_row(pk, *range(1, pk)) for pk in range(1, 7)]
    entries = outline(chain, depth=3)
    assert _shape(entries) == [[1, [2, 3, 4, 5, 6]]]
    assert [(it.comment.number, it.in_reply_to) for it in _flat(entries) if it.beside] == [
        (4, 3),
        (5, 4),
        (6, 5),
    ]


def test_a_thread_a_thousand_deep_is_drawn() -> None:
    rows = [_row(pk, *range(1, pk)) for pk in range(1, 1001)]
    assert len(_flat(outline(rows, depth=5))) == 1000


def test_a_removed_comment_leaves_a_stub_with_its_number_above_its_replies() -> None:
    rows = [_row(1, status=Status.REJECTED), _row(2, 1), _row(3, status=Status.SPAM)]
    entries = outline(rows, depth=5)
    assert _shape(entries) == [[1, 2]]
    assert entries[0].is_stub
    assert entries[0].replies[0].in_reply_to == 1


def test_a_removed_chain_stays_as_long_as_somebody_answers_at_its_end() -> None:
    gone = {"status": Status.WITHDRAWN}
    rows = [_row(1, **gone), _row(2, 1, **gone), _row(3, 1, 2), _row(4, 1, 2, 3, **gone)]
    assert _shape(outline(rows, depth=5)) == [[1, [2, 3]]]


def test_a_reply_to_what_was_never_shown_stands_under_the_nearest_shown_one() -> None:
    entries = outline([_row(1), _row(9, 1, 7), _row(8, 6)], depth=5)
    assert _shape(entries) == [[1, 9], 8]
    assert entries[0].replies[0].in_reply_to == 1
    assert entries[1].in_reply_to is None


def test_the_storys_author_is_marked() -> None:
    rows = [_row(1, person_id=7), _row(2, person_id=8), _row(3)]
    entries = outline(rows, depth=5, authors=frozenset({7}))
    assert [entry.by_author for entry in entries] == [True, False, False]
    assert [entry.comment.is_staff for entry in entries] == [True, True, False]
