"""`masthead serve`: everything an outlet needs, in one terminal."""

import http.client
import logging
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import click
from rich.console import Console

from masthead.cli import running
from masthead.cli.init import DEFAULT_NAME, make
from masthead.cli.outlet import choose_folder, read_options
from masthead.config import options
from masthead.serve.children import Child, Family
from masthead.serve.web import PortTakenError, check_port

log = logging.getLogger(__name__)

DEMO_FOLDER = Path("masthead-demo")
PATIENCE = 120.0  # seconds the web server may take to answer for the first time


@click.command()
@click.argument(
    "folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, file_okay=False)
)
@click.option("--demo", is_flag=True, help="Fill a new outlet with a fictional one.")
@click.option("--host", help="The network address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--workers", type=click.IntRange(1, 64), help="Web processes.")
def serve(
    folder: Path | None, *, demo: bool, host: str | None, port: int | None, workers: int | None
) -> None:
    """Serve the outlet in DIR: the web server and one worker.

    A new or empty DIR is made an outlet first. Ctrl-C stops everything.
    """
    if folder is None:
        folder = DEMO_FOLDER if demo and options.FOLDER_VARIABLE not in os.environ else None
    choose_folder(folder or options.folder())
    words = {"HOST": host, "PORT": port, "WORKERS": workers}
    said = {name: str(value) for name, value in words.items() if value is not None}
    override(said)
    # Before the set-up, which takes seconds: nobody waits for it to learn of a taken port.
    found = read_options()
    try:
        check_port(found.host, found.port)
        with running.alone(options.folder()):
            set_up(demo=demo)
            running.note(options.folder(), said)
            status = run(found)
    except (PortTakenError, running.RunningError) as error:
        raise click.ClickException(str(error)) from None
    sys.exit(status)


def override(values: Mapping[str, str]) -> None:
    """Hand what the command line says to this process and its children."""
    for name, value in values.items():
        os.environ[options.PREFIX + name] = value


def set_up(*, demo: bool) -> None:
    """Make the outlet when it is new, bring it up to date when it is not."""
    make(options.folder(), DEFAULT_NAME, {})
    if demo:
        from masthead.demo.load import load

        load()


def run(found: options.Options) -> int:
    """Run web server and worker until they are stopped; exit status."""
    this = [sys.executable, "-m", "masthead"]
    family = Family([Child("web", [*this, "web"]), Child("worker", [*this, "worker"])])
    family.start()
    if answers(found, family):
        console = Console(highlight=False)
        console.print(f"Site      {found.site()}/", soft_wrap=True)
        console.print(f"Newsroom  {found.site()}/newsroom/", soft_wrap=True)
    elif not family.stopping:
        log.error("the web server does not answer; `masthead web` alone shows its reasons")
    return family.watch()


def answers(found: options.Options, family: Family) -> bool:
    """Wait until the web server answers; False when it ended or was stopped before."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(found.host, found.host)  # noqa: S104 asked, not bound
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not family.stopping:
        if family.children[0].ended() is not None:
            return False
        connection = http.client.HTTPConnection(host, found.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    return False
