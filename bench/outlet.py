"""Outlets made to be measured: an own folder, Django set up in this process."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

WORDS = (
    "harbour council ferry winter the of a in on and said after before quay price fishing crew "
    "storm report board vote budget mayor island school bridge night morning water open closed "
    "plan residents company engine wharf light north south years first new old public"
).split()


def words_of(number: int) -> str:
    """About 900 words of HTML, the same for the same number."""
    chance = random.Random(number)  # noqa: S311 - nothing is secret
    paragraphs = (" ".join(chance.choices(WORDS, k=60)).capitalize() for _ in range(15))
    return "".join(f"<p>{text}.</p>" for text in paragraphs)


def environment(folder: Path) -> dict[str, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("MASTHEAD_")}
    return clean | {"MASTHEAD_DIR": str(folder)}


def run(folder: Path, *words: str) -> str:
    """Run `masthead WORDS` on the outlet in ``folder`` and return what it says."""
    command = [sys.executable, "-m", "masthead", *words]
    done = subprocess.run(
        command, env=environment(folder), check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def open_new(folder: Path) -> None:
    """Make an outlet in ``folder`` and set Django up for it."""
    run(folder, "init", str(folder))
    open_old(folder)


def open_old(folder: Path) -> None:
    os.environ.update(environment(folder), DJANGO_SETTINGS_MODULE="masthead.config.settings")
    import django  # noqa: PLC0415 - the folder is chosen before the settings are read

    django.setup()
