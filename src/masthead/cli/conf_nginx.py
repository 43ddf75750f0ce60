"""A configuration for nginx."""

from __future__ import annotations

from masthead.cli.conf_site import NO_ADDRESS, PAGE_QUERY, Server, Site, lifetimes, typed_paths
from masthead.config import headers
from masthead.serve import kinds

TEMPLATE = """\
# Made by `masthead conf nginx`: hands out what is baked, passes on the rest.
# Say in masthead.toml: behind_proxy = true
upstream masthead {{
    server {upstream};
    keepalive 16;
}}

map $uri $masthead_static {{
    "~\\.[0-9a-f]{{12}}(\\.[^./]+)?$" "{hashed}";
    default "{static}";
}}

map $uri $masthead_media {{
    "~^/media/images/" "{rendition}";
    default "{upload}";
}}

# What no browser may show is saved.
map $uri $masthead_disposition {{
    "~*\\.({known})$" "";
    default "attachment";
}}

"""

SERVER = """
server {{
    listen {listen};
    server_name {names};
    root "{root}";
    client_max_body_size 60m;
    gzip_static on;
    gzip_vary on;
{brotli}    absolute_redirect off;
    # What is sent, and what is only to be passed on: an old address, another method.
    error_page 405 418 = @masthead;
    error_page 403 404 = @masthead;

    location @masthead {{
        proxy_pass http://masthead;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }}

{moved}    location ^~ /static/ {{
        alias "{static_root}/";
        {types}
{static_headers}        add_header Cache-Control $masthead_static;
    }}

    location ^~ /media/documents/ {{
        return 418;
    }}

    location ^~ /media/ {{
        alias "{media_root}/";
        {types}
{media_headers}        add_header Cache-Control $masthead_media;
        add_header Content-Disposition $masthead_disposition;
    }}

    location ~ "{no_address}" {{
        return 418;
    }}

    location = / {{
        if ($args ~ "{page_query}") {{
            return 418;
        }}
        try_files /index.html @masthead;
        types {{ }}
        default_type "text/html; charset=utf-8";
{page_headers}    }}
{pages}}}
"""

# Below the prefix of a language that has a host of its own; which one, `masthead web` says.
MOVED = """    location ^~ /{prefix}/ {{
        return 418;
    }}

"""

PAGES = """
    location {path} {{
        try_files {file} @masthead;
        types {{ }}
        default_type "{kind}";
{headers}    }}
"""


def text(site: Site, listen: str, *, brotli: bool) -> str:
    """Return a configuration to be included within `http`; `listen` as nginx writes it."""
    endings: dict[str, list[str]] = {}
    for ending, kind in kinds.BY_ENDING.items():
        endings.setdefault(kind, []).append(ending)
    types = "".join(f' "{kind}" {" ".join(names)};' for kind, names in endings.items())
    page_headers = _headers(headers.for_baked())
    pages = [
        PAGES.format(
            path=f'~ "{path}"' if path else "/",
            file=f"${{uri}}{ending}" if ending else "$uri",
            kind=kind,
            headers=page_headers,
        )
        for path, ending, kind in typed_paths()
    ]
    common = {
        "listen": listen,
        "static_root": site.static,
        "media_root": site.media,
        "brotli": "    brotli_static on;\n" if brotli else "",
        "types": f"types {{{types} }}\n        default_type {kinds.UNKNOWN};",
        "no_address": NO_ADDRESS,
        "page_query": PAGE_QUERY,
        "page_headers": page_headers,
        "static_headers": _headers(headers.for_static()),
        "media_headers": _headers(headers.for_media()),
        "pages": "".join(pages),
    }
    servers = [
        SERVER.format(
            names=" ".join(server.names), root=server.root, moved=_moved(server), **common
        )
        for server in site.servers()
    ]
    known = "|".join(kinds.BY_ENDING)
    return TEMPLATE.format(upstream=site.upstream, known=known, **lifetimes()) + "".join(servers)


def _moved(server: Server) -> str:
    return "".join(MOVED.format(prefix=prefix) for prefix in server.moved)


def _headers(found: list[tuple[str, str]]) -> str:
    return "".join(f'        add_header {name} "{value}";\n' for name, value in found)
