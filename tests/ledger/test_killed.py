"""A sequencer that is killed with SIGKILL, again and again, on a real outlet."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.outlets import new_outlet

SEQUENCER = """
import django
django.setup()
from datetime import UTC, datetime
from uuid import uuid4
from masthead.ledger.models import RecordEntry
from masthead.ledger.sequence import sequence
print("begun", flush=True)
while True:
    now = datetime.now(UTC).replace(microsecond=0)
    RecordEntry.objects.create(
        article=uuid4(), revision=1, kind="publish", time=now, commit="A" * 43
    )
    sequence()
"""


def test_a_record_outlives_every_kill(tmp_path: Path) -> None:
    folder = new_outlet(tmp_path / "outlet")
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")}
    setting = {"MASTHEAD_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "masthead.config.settings"}
    chance = random.Random(5)  # noqa: S311 - moments, no secrets
    for _ in range(6):
        running = subprocess.Popen(
            [sys.executable, "-c", SEQUENCER], env=clean | setting, stdout=subprocess.PIPE
        )
        assert running.stdout
        running.stdout.readline()
        time.sleep(chance.uniform(0.05, 0.5))
        running.send_signal(signal.SIGKILL)
        running.wait()
        running.stdout.close()
    last = SEQUENCER.replace("while True:", "for _ in range(1):")
    subprocess.run([sys.executable, "-c", last], env=clean | setting, check=True)
    audit = [sys.executable, "-m", "masthead", "--dir", str(folder), "record", "audit"]
    done = subprocess.run(audit, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
