"""A folder is served by one `masthead serve`, of which others can know what it was told."""

from pathlib import Path

import pytest

from masthead.cli import running


def test_a_folder_is_served_once(tmp_path: Path) -> None:
    with running.alone(tmp_path):
        with pytest.raises(running.RunningError, match="already"):
            running.alone(tmp_path).__enter__()
        assert list(tmp_path.iterdir()) == []  # it may be no outlet yet
    with running.alone(tmp_path):
        pass


def test_what_was_said_is_known_while_it_runs(tmp_path: Path) -> None:
    with running.alone(tmp_path):
        assert running.said(tmp_path) == {}
        running.note(tmp_path, {"PORT": "8020"})
        assert running.said(tmp_path) == {"PORT": "8020"}
    assert running.said(tmp_path) == {}
