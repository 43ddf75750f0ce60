"""The outlet's `masthead.toml`: every setting with its explanation."""

import json
import textwrap
from pathlib import Path

from pydantic import SecretStr

from masthead.config.options import FILE_NAME, PREFIX, Options

HEAD = f"""\
# The settings of this outlet. A line that begins with # stands for the value it shows.
# Each setting can also come from the environment, which wins: port from {PREFIX}PORT.
# After a change: `masthead doctor`, then start `masthead serve` anew.
"""
WIDTH = 88


def write(folder: Path, values: dict[str, object]) -> Path:
    """Write the file into `folder`, with `values` set; FileExistsError when there is one."""
    path = folder / FILE_NAME
    with path.open("x", encoding="utf-8") as file:
        path.chmod(0o600)  # it may come to hold passwords
        file.write(text(values))
    return path


def text(values: dict[str, object]) -> str:
    """Return the file's text: each setting explained, and set when `values` has it."""
    parts = [HEAD]
    for name, field in Options.model_fields.items():
        explanation = textwrap.fill(
            field.description or "", WIDTH, initial_indent="# ", subsequent_indent="# "
        )
        value = values.get(name, field.get_default(call_default_factory=True))
        line = f"{name} = {_toml(value)}"
        parts.append(f"{explanation}\n{line if name in values else '# ' + line}\n")
    return "\n".join(parts)


def _toml(value: object) -> str:
    """JSON's strings, numbers, booleans and lists are TOML's too."""
    return json.dumps(value.get_secret_value() if isinstance(value, SecretStr) else value)
