"""`masthead conf`: configurations of other web servers that hand out the same files."""

from pathlib import Path

import click

from masthead.cli import conf_caddy, conf_nginx
from masthead.cli.conf_site import Site
from masthead.cli.outlet import find_outlet

# Where Debian, Fedora and nginx's own packages keep the modules.
MODULE_FOLDERS = (
    Path("/usr/lib/nginx/modules"),
    Path("/usr/lib64/nginx/modules"),
    Path("/etc/nginx/modules"),
)
MODULE = "ngx_http_brotli_static_module.so"


@click.group()
def conf() -> None:
    """Print a configuration for a web server in front of `masthead web`."""


@conf.command()
@click.option("--listen", default="80", help="Where nginx listens, as in its `listen`.")
@click.option(
    "--brotli/--no-brotli",
    default=None,
    help="Whether nginx has its module brotli_static; else by whether this machine has it.",
)
def nginx(listen: str, *, brotli: bool | None) -> None:
    """Print a server for nginx 1.18 or newer, to be included within `http`."""
    if brotli is None:
        brotli = any((folder / MODULE).exists() for folder in MODULE_FOLDERS)
    click.echo(conf_nginx.text(Site.of(find_outlet()), listen, brotli=brotli), nl=False)


@conf.command()
def caddy() -> None:
    """Print a Caddyfile for Caddy 2.6 or newer; Caddy fetches the certificate itself."""
    click.echo(conf_caddy.text(Site.of(find_outlet())), nl=False)
