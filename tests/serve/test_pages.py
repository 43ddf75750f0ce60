import os
import shutil
from pathlib import Path

import pytest

from masthead.bake.tree import Baked, State, Tree
from masthead.serve import pages
from masthead.serve.pages import OVERHEAD, Pages


def put(tree: Tree, *names: str) -> None:
    for name in names:
        tree.put(name, Baked(State.PAGE, os.urandom(500).hex().encode()))


def is_held(found: Pages, path: str) -> bool:
    return found.get(path) is found.get(path)


def test_memory_is_bounded_and_what_is_asked_for_stays(tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    names = [f"/{number}/" for number in range(50)]
    put(tree, "/often/", *names)
    limit = 10 * (OVERHEAD + 3000)
    found = Pages(tmp_path, limit, [])
    often = found.get("/often/")
    for name in names:
        assert found.get(name)
        assert found.get("/often/") is often
        assert found.size <= limit
    assert found.size > limit / 2


def test_a_page_larger_than_the_memory_is_served_and_not_held(tmp_path: Path) -> None:
    put(Tree(tmp_path), "/a/")
    found = Pages(tmp_path, 100, [])
    assert found.get("/a/")
    assert found.size == 0


def test_a_page_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    put(tree, "/a/", "/b/")
    found = Pages(tmp_path, 1 << 20, [])
    first = found.get("/a/")
    put(tree, "/b/")
    assert found.get("/a/") is first


def test_a_tree_that_was_replaced_as_a_whole_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = Tree(tmp_path / "baked")
    tree.root.mkdir()
    put(tree, "/a/")
    found = Pages(tree.root, 1 << 20, [])
    first = found.get("/a/")
    shutil.rmtree(tree.root)
    tree.root.mkdir()
    put(tree, "/a/")
    monkeypatch.setattr(pages, "LONGEST_TRUST", -1.0)
    second = found.get("/a/")
    assert first
    assert second
    assert first.plain.body != second.plain.body


def test_a_folder_where_a_page_could_be_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "a~.html").mkdir()
    assert Pages(tmp_path, 1 << 20, []).get("/a") is None


def test_nothing_is_needed_but_leave_to_read(tmp_path: Path) -> None:
    found = Pages(Path("/proc/none"), 1 << 20, [])
    assert found.get("/a/") is None
