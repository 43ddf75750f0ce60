from pathlib import Path

from masthead.config import secret


def test_the_key_is_made_once(tmp_path: Path) -> None:
    assert secret.read_or_make(tmp_path) == secret.read_or_make(tmp_path)


def test_nobody_else_can_read_the_key(tmp_path: Path) -> None:
    secret.read_or_make(tmp_path)
    assert (tmp_path / secret.FILE_NAME).stat().st_mode & 0o777 == 0o600
