"""Stylesheets across versions: pages baked by the last one still find theirs."""

import json
from pathlib import Path

from pytest_django import Settings

from masthead.cli.prepare import clear_static


def collected(root: Path, version: str) -> None:
    """What collecting leaves of one stylesheet."""
    hashed = f"site.{version * 12}.css"
    for name in ("site.css", hashed, f"{hashed}.br", f"{hashed}.gz"):
        (root / name).write_text(version)
    (root / "staticfiles.json").write_text(json.dumps({"paths": {"site.css": hashed}}))


def test_the_files_of_the_version_before_stay_and_older_ones_go(
    settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    clear_static()
    for version in "abc":
        clear_static()
        collected(tmp_path, version)
    left = {path.name[5] for path in tmp_path.glob("site.*.css*")}
    assert left == {"b", "c"}
    clear_static()
    assert not (tmp_path / "site.css").exists()
    assert (tmp_path / "site.cccccccccccc.css.br").exists()


def test_a_manifest_cut_short_only_means_that_all_is_collected_anew(
    settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    collected(tmp_path, "a")
    (tmp_path / "staticfiles.json").write_text("{")
    clear_static()
    assert list(tmp_path.iterdir()) == []
