"""The printed configurations; tests/flows/test_other_servers.py tries them."""

from pathlib import Path

import pytest
from tests.processes import masthead


@pytest.mark.parametrize("server", ["nginx", "caddy"])
def test_it_names_the_outlets_folders_and_its_own_process(tmp_path: Path, server: str) -> None:
    (tmp_path / "masthead.toml").write_text(
        'site_url = "https://news.example"\nextra_hosts = ["abc.onion"]\n'
        'port = 8123\nhost = "0.0.0.0"\n'
    )
    printed = masthead("--dir", tmp_path, "conf", server)
    assert printed.returncode == 0, printed.stderr
    for part in ("127.0.0.1:8123", f"{tmp_path}/baked", f"{tmp_path}/media", "abc.onion"):
        assert part in printed.stdout
    assert "Strict-Transport-Security" in printed.stdout


def test_brotli_is_asked_for_only_where_nginx_has_it(tmp_path: Path) -> None:
    (tmp_path / "masthead.toml").touch()
    with_it = masthead("--dir", tmp_path, "conf", "nginx", "--brotli").stdout
    without = masthead("--dir", tmp_path, "conf", "nginx", "--no-brotli").stdout
    assert "brotli_static on" in with_it
    assert "brotli_static" not in without


def test_a_folder_without_an_outlet_is_one_sentence(tmp_path: Path) -> None:
    done = masthead("--dir", tmp_path, "conf", "nginx")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
