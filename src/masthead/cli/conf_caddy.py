"""A configuration for Caddy."""

from __future__ import annotations

from masthead.cli.conf_site import NO_ADDRESS, PAGE_QUERY, Server, Site, lifetimes, typed_paths
from masthead.config import headers
from masthead.serve import kinds

TEMPLATE = """\
# Made by `masthead conf caddy`: hands out what is baked, passes on the rest.
# Say in masthead.toml: behind_proxy = true
"""

SERVER = """\
{names} {{
	root * "{root}"
{moved}
	@written not method GET HEAD
	@unnamed path_regexp {no_address}
	@numbered {{
		path /
		expression `{{query}}.matches({page_query})`
	}}
	handle @written {{
		reverse_proxy {upstream}
	}}
	handle @unnamed {{
		reverse_proxy {upstream}
	}}
	handle @numbered {{
		reverse_proxy {upstream}
	}}

	@private path /media/documents/*
	handle @private {{
		reverse_proxy {upstream}
	}}

	handle_path /static/* {{
		root * "{static_root}"
		@none not file
		handle @none {{
			rewrite * /static{{path}}
			reverse_proxy {upstream}
		}}
		handle {{
{static_headers}			@hashed path_regexp \\.[0-9a-f]{{12}}(\\.[^./]+)?$
			@named not path_regexp \\.[0-9a-f]{{12}}(\\.[^./]+)?$
			header @hashed Cache-Control "{hashed}"
			header @named Cache-Control "{static}"
			file_server {{
				precompressed br gzip
			}}
		}}
	}}

	handle_path /media/* {{
		root * "{media_root}"
		@none not file
		handle @none {{
			rewrite * /media{{path}}
			reverse_proxy {upstream}
		}}
		handle {{
{media_headers}			@rendition path /images/*
			@upload not path /images/*
			header @rendition Cache-Control "{rendition}"
			header @upload Cache-Control "{upload}"
			@saved not path_regexp \\.({known})$
			header @saved Content-Disposition attachment
			header @saved Content-Type application/octet-stream
			file_server
		}}
	}}
{pages}
	handle {{
		reverse_proxy {upstream}
	}}
}}
"""

# Below the prefix of a language that has a host of its own; which one, `masthead web` says.
MOVED = """
	@moved path {paths}
	handle @moved {{
		reverse_proxy {upstream}
	}}
"""

PAGES = """
	@page{number} {{
		path_regexp {path}
		file {{
			try_files {file}
		}}
	}}
	handle @page{number} {{
		rewrite * {{file_match.relative}}
		header Content-Type "{kind}"
{headers}		file_server {{
			precompressed br gzip
		}}
	}}
"""


def text(site: Site) -> str:
    """Return a Caddyfile."""
    page_headers = _headers(headers.for_baked())
    pages = [
        PAGES.format(
            number=number,
            path=path or ".*",
            file="{path}" + ending,
            kind=kind,
            headers=page_headers,
        )
        for number, (path, ending, kind) in enumerate(typed_paths())
    ]
    common = {
        "upstream": site.upstream,
        "static_root": site.static,
        "media_root": site.media,
        "known": "|".join(kinds.BY_ENDING),
        "no_address": NO_ADDRESS,
        "page_query": _quoted(PAGE_QUERY),
        "static_headers": _headers(headers.for_static(), "\t\t\t"),
        "media_headers": _headers(headers.for_media(), "\t\t\t"),
        "pages": "".join(pages),
        **lifetimes(),
    }
    servers = [
        SERVER.format(
            names=", ".join(server.addresses),
            root=server.root,
            moved=_moved(server, site.upstream),
            **common,
        )
        for server in site.servers()
    ]
    return TEMPLATE + "\n".join(servers)


def _moved(server: Server, upstream: str) -> str:
    paths = " ".join(f"/{prefix}/*" for prefix in server.moved)
    return MOVED.format(paths=paths, upstream=upstream) if paths else ""


def _quoted(pattern: str) -> str:
    return '"' + pattern.replace("\\", "\\\\") + '"'


def _headers(found: list[tuple[str, str]], indent: str = "\t\t") -> str:
    return "".join(f'{indent}header {name} "{value}"\n' for name, value in found)
