"""`masthead export`: out again, to WordPress or to plain files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from django.conf import settings

from masthead.articles.models import FrontPage
from masthead.core.bars import Bars

from .folder.run import NotEmptyError, export_folder
from .wordpress.run import write

_STDOUT = Path("-")


def _refuse_without_outlet() -> None:
    if not FrontPage.objects.exists():
        message = "There is nothing to export: this outlet has no front page yet."
        raise click.ClickException(message)


@click.command()
@click.argument("file", default=_STDOUT, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--media-base",
    metavar="URL",
    help="Where WordPress fetches pictures and files; else this site's own /media/.",
)
def wordpress(file: Path, media_base: str | None) -> None:
    """Write everything as a WordPress export (WXR) to FILE, or to standard output."""
    _refuse_without_outlet()
    base = media_base or settings.SITE_URL + settings.MEDIA_URL
    if not base.startswith(("http://", "https://")):
        message = f"--media-base is “{base}”; write an address that begins with https://."
        raise click.UsageError(message)
    if file == _STDOUT:
        _to_stdout(base)
        return
    _refuse_other_files(file)
    partial = file.with_name(f"{file.name}.partial")
    with Bars() as screen, partial.open("w", encoding="utf-8") as out:
        write(out, base, screen.show)
        out.flush()
        os.fsync(out.fileno())
    partial.replace(file)
    click.echo(f"Written to {file}: {file.stat().st_size / 1_000_000:.1f} MB.", err=True)


def _to_stdout(base: str) -> None:
    if sys.stdout.isatty():
        message = "Name a file, or send it on: masthead export wordpress > export.xml"
        raise click.UsageError(message)
    with Bars() as screen:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        write(sys.stdout, base, screen.show)
        sys.stdout.flush()


def _refuse_other_files(file: Path) -> None:
    """A second export may take the place of the first, but of nothing else."""
    if not file.exists() or file.stat().st_size == 0:
        return
    with file.open("rb") as there:
        if there.read(5) != b"<?xml":
            message = f"{file} exists and is no export. Choose another name."
            raise click.ClickException(message)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def folder(folder: Path) -> None:
    """Write everything to FOLDER: JSON lines, and the originals of pictures and files."""
    _refuse_without_outlet()
    try:
        with Bars() as screen:
            counts = export_folder(folder, screen.show)
    except NotEmptyError as error:
        raise click.ClickException(str(error)) from None
    for problem in counts.missing:
        click.echo(f"The file {problem} is not in the folder of media.", err=True)
    click.echo(f"Written to {folder}.", err=True)
