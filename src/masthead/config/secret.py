"""The key that signs sessions and forms, made once and kept beside the data."""

import os
import secrets
from pathlib import Path

FILE_NAME = "secret_key"


def read_or_make(folder: Path) -> str:
    """Read the key in `folder`; make it first, readable by its owner only, if there is none."""
    path = folder / FILE_NAME
    try:
        # O_EXCL: of two processes that start at once one makes the key, the other reads it.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w") as file:
        file.write(key + "\n")
    return key
