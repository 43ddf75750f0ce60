"""`masthead import` and `masthead demo`: what brings an outlet its stories."""

from importlib import import_module

import click

from masthead.cli.outlet import open_outlet

IMPORTERS = {
    "wordpress": "masthead.importers.wordpress.command",
    "media": "masthead.importers.wordpress.files.command",
    "disqus": "masthead.importers.disqus.command",
    "isso": "masthead.importers.isso.command",
}


class Importers(click.Group):
    """A group whose commands need the models, so Django is set up before they are read."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Systems one can move in from."""
        return list(IMPORTERS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the importer for the system called `cmd_name`, or None."""
        if cmd_name not in IMPORTERS:
            return None
        open_outlet()
        command: click.Command = getattr(import_module(IMPORTERS[cmd_name]), cmd_name)
        return command


class Demo(click.Group):
    """What can be done with the fictional outlet; its commands are the demo's own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the demo's commands."""
        return self._group().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the demo's command called `cmd_name`, or None."""
        return self._group().get_command(ctx, cmd_name)

    def _group(self) -> click.Group:
        open_outlet()
        group: click.Group = import_module("masthead.demo.command").demo
        return group


@click.command("import", cls=Importers)
def import_() -> None:
    """Bring an export of another system into the outlet."""


@click.command(cls=Demo)
def demo() -> None:
    """The fictional outlet of `masthead serve --demo`."""
