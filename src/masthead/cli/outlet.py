"""The outlet a command works on: its folder, its options, Django set up for it."""

import os
from pathlib import Path

import click

from masthead.config import options


class WrongSetting(click.ClickException):
    """A setting is wrong: the sentence alone, no traceback, exit status 2."""

    exit_code = 2


def choose_folder(folder: Path) -> None:
    """Let this process and its children work on the outlet in `folder`."""
    os.environ[options.FOLDER_VARIABLE] = str(folder.resolve())


def is_outlet(folder: Path) -> bool:
    """Whether an outlet was made in `folder`."""
    return (folder / options.FILE_NAME).exists()


def read_options() -> options.Options:
    """Options of the chosen outlet; WrongSetting names what is wrong."""
    try:
        return options.read()
    except options.OptionsError as error:
        raise WrongSetting(str(error)) from None


def find_outlet() -> options.Options:
    """Read the options of the chosen folder, without Django; refuses one that is no outlet."""
    folder = options.folder()
    if not is_outlet(folder):
        message = f"no {options.FILE_NAME} in {folder}; make an outlet with `masthead init DIR`"
        raise WrongSetting(message)
    return read_options()


def open_outlet() -> options.Options:
    """Read the options and set Django up; refuses a folder that is no outlet."""
    find_outlet()
    return start_django()


def start_django() -> options.Options:
    """Set Django up for the chosen folder; WrongSetting names what is wrong."""
    import django

    found = read_options()
    os.environ["DJANGO_SETTINGS_MODULE"] = "masthead.config.settings"
    django.setup()
    return found
