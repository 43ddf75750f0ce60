"""The `masthead` command."""

from importlib import import_module
from pathlib import Path

import click

from masthead import __version__
from masthead.cli.outlet import choose_folder

# Where each command lives. Only the one that is called is imported: Django takes a second.
COMMANDS = {
    "init": ("masthead.cli.init", "init"),
    "serve": ("masthead.cli.serve", "serve"),
    "web": ("masthead.cli.processes", "web"),
    "worker": ("masthead.cli.processes", "worker"),
    "bake": ("masthead.cli.bake", "bake"),
    "import": ("masthead.cli.data", "import_"),
    "export": ("masthead.cli.export", "export"),
    "demo": ("masthead.cli.data", "demo"),
    "record": ("masthead.cli.record", "record"),
    "verify": ("masthead.cli.verify", "verify"),
    "doctor": ("masthead.cli.doctor", "doctor"),
    "user": ("masthead.cli.user", "user"),
    "conf": ("masthead.cli.conf", "conf"),
    "bench": ("masthead.cli.bench", "bench"),
}
DATABASE_ERROR = ("django.db.utils", "DatabaseError")


class Commands(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order an operator meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command called `cmd_name`, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what the machine refuses is one sentence, not a traceback."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if not error.filename:
                raise
            message = f"{error.filename}: {(error.strerror or str(error)).lower()}"
            raise click.ClickException(message) from None
        except Exception as error:
            if not is_of_database(error):
                raise
            reason = str(error).strip().splitlines()[0]
            message = f"the database does not answer: {reason}; see database_url"
            raise click.ClickException(message) from None


def is_of_database(error: Exception) -> bool:
    """Whether it is Django's DatabaseError; told by name, since not each command needs Django."""
    kinds = type(error).__mro__
    return any((kind.__module__, kind.__name__) == DATABASE_ERROR for kind in kinds)


@click.command(cls=Commands)
@click.version_option(__version__)
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The outlet's folder; else MASTHEAD_DIR, else the current folder.",
)
def main(folder: Path | None) -> None:
    """A publishing system for independent news outlets."""
    if folder is not None:
        choose_folder(folder)
