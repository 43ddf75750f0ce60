"""`masthead export`: everything an outlet has, for another system or for safe keeping."""

from __future__ import annotations

from importlib import import_module

import click

from masthead.cli.outlet import open_outlet

_COMMANDS = "masthead.exporters.command"


class Exporters(click.Group):
    """A group whose commands need the models; what is no name of one is a folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Systems one can move out to."""
        return ["wordpress"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the exporter for the system called `cmd_name`, or None."""
        return _load(cmd_name) if cmd_name in self.list_commands(ctx) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take the first argument for the name of a system, else for that of a folder."""
        if args[0] in self.list_commands(ctx):
            return super().resolve_command(ctx, args)
        return "folder", _load("folder"), args


def _load(name: str) -> click.Command:
    open_outlet()
    command: click.Command = getattr(import_module(_COMMANDS), name)
    return command


@click.command(cls=Exporters, subcommand_metavar="FOLDER | wordpress [FILE]")
def export() -> None:
    """Write everything to FOLDER as JSON lines and files, or for another system."""
