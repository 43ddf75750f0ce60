"""How long a first start takes: from the command to the demo's front page."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

LIMIT = 30.0  # seconds


def main() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        process = serve(Path(folder) / "demo", port)
        try:
            set_up = wait_for_addresses(process) - started
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as response:
                size = len(response.read())
            page = time.monotonic() - started
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate()
    print(f"first start: {set_up:.1f} s until it serves (limit {LIMIT:.0f} s)")
    print(f"first page:  {page:.1f} s from the command, {size / 1024:.0f} KiB")
    sys.exit(set_up > LIMIT)


def serve(folder: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "masthead", "serve", str(folder), "--demo"]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")}
    return subprocess.Popen(
        [*command, "--port", str(port)], env=clean, stdout=subprocess.PIPE, text=True
    )


def wait_for_addresses(process: subprocess.Popen[str]) -> float:
    """Return the time at which the command said that it serves."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("Newsroom"):
            return time.monotonic()
    raise SystemExit("masthead serve ended before it served")


main()
