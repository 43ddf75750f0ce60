"""What a person can set or call is written down, and what is written down exists."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from pydantic import SecretStr

from masthead.cli import COMMANDS, main
from masthead.config.options import Options

ROOT = Path(__file__).parent.parent
COMMANDS_PAGE = (ROOT / "docs/commands.md").read_text()


def settings_table() -> dict[str, str]:
    """Settings and defaults as docs/settings.md has them."""
    page = (ROOT / "docs/settings.md").read_text()
    return dict(re.findall(r"^\| `(\w+)` \| `(.*?)` \|", page, re.MULTILINE))


def options_table() -> dict[str, str]:
    """The same, as the program has them."""
    table = {}
    for name, field in Options.model_fields.items():
        value = field.get_default(call_default_factory=True)
        shown = value.get_secret_value() if isinstance(value, SecretStr) else value
        table[name] = json.dumps(shown)
    return table


def test_every_setting_is_documented_with_its_default() -> None:
    assert settings_table() == options_table()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert re.search(rf"^## .*`masthead {name}\b", COMMANDS_PAGE, re.MULTILINE)


def options_of(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        yield from (name for name in parameter.opts if name.startswith("--"))


@pytest.mark.parametrize("name", ["init", "serve", "web", "worker", "doctor", "user"])
def test_every_option_of_a_command_is_documented(name: str) -> None:
    context = click.Context(main)
    command = main.get_command(context, name)
    assert command is not None
    inner = command.commands.values() if isinstance(command, click.Group) else [command]
    names = {option for part in inner for option in options_of(part)}
    assert {option for option in names if f"`{option}" not in COMMANDS_PAGE} - {"--role"} == set()
