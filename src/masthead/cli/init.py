"""`masthead init`: a folder becomes an outlet."""

from pathlib import Path

import click
from rich.console import Console

from masthead.cli.outlet import (
    WrongSetting,
    choose_folder,
    is_outlet,
    read_options,
    start_django,
)
from masthead.config import file
from masthead.config.options import FILE_NAME

DEFAULT_NAME = "Masthead"
LONGEST_NAME = 120  # characters; as long as the field in the outlet's settings


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", default=DEFAULT_NAME, show_default=True, help="The outlet's name.")
@click.option("--site-url", help="The address readers type, like https://news.example.")
def init(folder: Path, name: str, site_url: str | None) -> None:
    """Make an outlet in DIR: settings, database, folders, a first account.

    In a folder that is an outlet already it brings the database up to date.
    """
    make(folder, name, {"site_url": site_url} if site_url else {})


def make(folder: Path, name: str, values: dict[str, object]) -> None:
    """Make what is missing in `folder` and tell the first account's password, once."""
    if len(name) > LONGEST_NAME:
        message = f"the name has {len(name)} characters; it may have {LONGEST_NAME}"
        raise click.UsageError(message)
    console = Console(highlight=False)
    folder.mkdir(parents=True, exist_ok=True)
    choose_folder(folder)
    if not is_outlet(folder):
        refuse_strangers(folder)
        file.write(folder, values)
        try:
            read_options()
        except WrongSetting:  # said again in the right way it must not meet what was wrong
            (folder / FILE_NAME).unlink()
            raise
    start_django()
    from masthead.cli.prepare import prepare

    with console.status("Preparing the database"):
        account = prepare(name)
    if account:
        console.print("The first account, shown once:")
        console.print(f"  user      {account.username}")
        console.print(f"  password  {account.password}", soft_wrap=True)
        console.print(
            "The recovery key of the public record; keep it in a safe, not on this machine:"
        )
        console.print(f"  {folder.resolve() / 'record_recovery_key'}", soft_wrap=True)
    console.print(f"The outlet is in {folder.resolve()}", soft_wrap=True)


def refuse_strangers(folder: Path) -> None:
    """Refuse a folder in which somebody keeps other things."""
    names = sorted(path.name for path in folder.iterdir() if path.name != "secret_key")
    if names:
        message = (
            f"{folder} holds other things ({names[0]}) and no outlet; "
            "name an empty folder or one that is not there yet"
        )
        raise click.UsageError(message)
