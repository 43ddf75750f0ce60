"""`masthead web` and `masthead worker`: the two kinds of process, each by itself."""

import click

from masthead.cli.outlet import find_outlet, open_outlet
from masthead.config import logs
from masthead.serve import web as server


@click.command()
def web() -> None:
    """Run the web server alone."""
    found = find_outlet()  # not Django: where it cannot start, what is baked is served on
    try:
        server.check_port(found.host, found.port)
    except server.PortTakenError as error:
        raise click.ClickException(str(error)) from None
    logging = logs.plan(found.log_format, found.log_level)
    application = "masthead.config.asgi:application"
    server.run(application, found.host, found.port, found.workers, logging)


@click.command()
def worker() -> None:
    """Run the worker alone: what is due is published and withdrawn."""
    open_outlet()
    from masthead.config.worker import Worker

    Worker().run()
