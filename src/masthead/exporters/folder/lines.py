"""JSON lines: one object a line, UTF-8, keys in a fixed order."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def write_lines(path: Path, values: Iterable[dict[str, Any]]) -> int:
    """Write each of `values` on a line of its own, on disk when it returns; their number."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for value in values:
            out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
        out.flush()
        os.fsync(out.fileno())
    return count
