"""Whatever fails while a page is written, readers have a whole one; the next try does the rest."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from masthead.bake.tree import Baked, State, Tree

OLD = Baked(State.PAGE, b"the old page " * 50)
NEW = Baked(State.PAGE, b"the new page " * 60)
CALLS = ("fsync", "replace", "open", "fchmod")


class FailAt:
    """Raises "disk full" at the nth call of a function of ``os``."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> None:
        self.left = number
        self.really = getattr(os, name)
        monkeypatch.setattr(os, name, self)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return self.really(*args, **kwargs)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    tree = Tree(tmp_path / "baked")
    tree.put("/news/", OLD)
    return tree


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("number", range(1, 6))
def test_a_failing_step_leaves_a_whole_page_and_can_be_done_again(
    tree: Tree, name: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        FailAt(broken, name, number)
        try:
            tree.put("/news/", NEW)
        except OSError as error:
            assert error.errno == errno.ENOSPC  # noqa: PT017 - it need not fail at every number
        assert tree.file("/news/").read_bytes() in {OLD.body, NEW.body}
    tree.put("/news/", NEW)
    assert tree.file("/news/").read_bytes() == NEW.body
    assert list(tree.root.rglob(".staged-*")) == []


def test_a_failure_after_the_first_file_tells_the_servers_to_look_again(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (tree.root / ".generation").read_bytes()
    with monkeypatch.context() as broken:
        FailAt(broken, "replace", 2)
        with pytest.raises(OSError, match="No space"):
            tree.put("/news/", NEW)
    assert (tree.root / ".generation").read_bytes() != before


def test_what_a_killed_process_left_half_written_is_written_over(tree: Tree) -> None:
    left = tree.root / "news" / ".staged-index.html"
    left.write_bytes(b"half")
    tree.put("/news/", NEW)
    assert tree.file("/news/").read_bytes() == NEW.body
    assert not left.exists()


def test_what_stood_there_in_another_state_goes_only_after_the_new_one_stands(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        FailAt(broken, "replace", 1)
        with pytest.raises(OSError, match="No space"):
            tree.put("/news/", Baked(State.GONE, b"gone"))
    assert tree.file("/news/").read_bytes() == OLD.body
    tree.put("/news/", Baked(State.GONE, b"gone"))
    assert not tree.file("/news/").exists()
    assert tree.file("/news/", State.GONE).read_bytes() == b"gone"
