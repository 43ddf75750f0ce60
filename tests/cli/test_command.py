"""The command as an operator calls it, each time in a process of its own."""

import re
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.processes import PATIENCE, environment, free_port, masthead, wait_for


@pytest.fixture(scope="module")
def outlet(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An outlet made by `masthead init`, and what that printed."""
    folder = tmp_path_factory.mktemp("outlets") / "harbour"
    done = masthead("init", folder, "--name", "The Harbour Post")
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def test_init_makes_everything_and_prints_one_password(outlet: tuple[Path, str]) -> None:
    folder, said = outlet
    assert {path.name for path in folder.iterdir()} >= {"masthead.toml", "media", "static"}
    assert re.search(r"user +editor\n +password +\S{16}\n", said)


def test_a_second_init_prints_no_password(outlet: tuple[Path, str]) -> None:
    done = masthead("init", outlet[0])
    assert done.returncode == 0
    assert "password" not in done.stdout


def test_init_leaves_a_folder_with_other_things_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    done = masthead("init", tmp_path)
    assert done.returncode == 2
    assert "letters.txt" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_a_folder_without_an_outlet_is_one_sentence(tmp_path: Path) -> None:
    done = masthead("--dir", tmp_path, "worker")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "masthead init" in done.stderr


def test_a_wrong_setting_is_one_line_and_no_traceback(outlet: tuple[Path, str]) -> None:
    done = masthead("--dir", outlet[0], "web", MASTHEAD_PORT="http")
    assert done.returncode == 2
    assert done.stderr == "Error: port in MASTHEAD_PORT: got 'http', wants a valid integer\n"


def test_a_taken_port_is_one_line(outlet: tuple[Path, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = masthead("serve", outlet[0], "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "address already in use" in done.stderr
    assert done.stderr.count("\n") == 1


def test_doctor_finds_a_key_that_others_can_read(outlet: tuple[Path, str]) -> None:
    key = outlet[0] / "secret_key"
    key.chmod(0o644)
    done = masthead("--dir", outlet[0], "doctor")
    key.chmod(0o600)
    assert done.returncode == 1
    assert f"mend: chmod 600 {key}" in done.stdout


def test_doctor_finds_a_host_for_a_language_that_is_not_there(outlet: tuple[Path, str]) -> None:
    sites = '{"fa": "https://fa.news.example"}'
    done = masthead("--dir", outlet[0], "doctor", MASTHEAD_LANGUAGE_SITES=sites)
    assert done.returncode == 1
    assert "no language begins at /fa/, so https://fa.news.example is empty" in done.stdout


def test_user_add_makes_an_account_with_a_role(outlet: tuple[Path, str]) -> None:
    done = masthead("--dir", outlet[0], "user", "add", "ada@news.example", "--role", "reporter")
    assert done.returncode == 0, done.stderr
    assert re.search(r"password +\S{16}\n", done.stdout)
    again = masthead("--dir", outlet[0], "user", "add", "ada@news.example", "--role", "editor")
    assert again.returncode == 1
    assert "has an account already" in again.stderr


@pytest.fixture
def serving(outlet: tuple[Path, str]) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The outlet, served on a free port; the process and the port."""
    port = free_port()
    command = [sys.executable, "-m", "masthead", "serve", str(outlet[0]), "--port", str(port)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("Newsroom"):
                break
        yield process, port
        process.terminate()


def test_serve_is_ready_and_the_doctor_finds_nothing_wrong(
    outlet: tuple[Path, str], serving: tuple[subprocess.Popen[str], int]
) -> None:
    port = serving[1]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as response:
        assert response.read() == b"ready\n"
    wait_for((outlet[0] / "worker-alive").exists)
    doctor = masthead("--dir", outlet[0], "doctor")
    assert doctor.returncode == 0, doctor.stdout
    assert f"http://localhost:{port}" in doctor.stdout
    second = masthead("serve", outlet[0], "--port", str(free_port()))
    assert (second.returncode, second.stderr.count("\n")) == (1, 1)
    assert "runs in" in second.stderr


def test_serve_stops_without_leaving_a_process(
    serving: tuple[subprocess.Popen[str], int],
) -> None:
    process = serving[0]
    descendants = family_of(process.pid)
    assert len(descendants) >= 2  # the web server and the worker
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0
    assert not [pid for pid in descendants if Path(f"/proc/{pid}").exists()]


def family_of(pid: int) -> list[int]:
    """All processes below `pid`."""
    below = []
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        below += [int(child), *family_of(int(child))]
    return below


def test_the_folder_keeps_its_secrets(outlet: tuple[Path, str]) -> None:
    for name in ("masthead.toml", "secret_key"):
        assert stat.S_IMODE((outlet[0] / name).stat().st_mode) == 0o600


def test_a_database_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    done = masthead("init", tmp_path / "new", MASTHEAD_DATABASE_URL="postgres://a@127.0.0.1:9/b")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: the database does not answer: ")
    assert done.stderr.count("\n") == 1


def test_an_address_that_was_wrong_can_be_said_again_rightly(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    wrong = masthead("init", folder, "--site-url", "ftp://news.example")
    assert wrong.returncode == 2
    assert list(folder.iterdir()) == []
    assert masthead("init", folder, "--site-url", "https://news.example").returncode == 0


def test_a_name_that_is_too_long_makes_nothing(tmp_path: Path) -> None:
    done = masthead("init", tmp_path / "harbour", "--name", "n" * 121)
    assert "the name has 121 characters; it may have 120" in done.stderr
    assert not (tmp_path / "harbour").exists()


def test_other_accounts_of_the_machine_cannot_read_the_database(outlet: tuple[Path, str]) -> None:
    assert stat.S_IMODE((outlet[0] / "masthead.sqlite3").stat().st_mode) == 0o600
