"""Web archives as crawlers write them."""

from __future__ import annotations

import io
import json
import zipfile
from hashlib import sha256

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def warc(answers: dict[str, bytes], *headers: tuple[str, str], status: str = "200 OK") -> bytes:
    """A WARC as a crawler writes it: one gzip member for each record."""
    into = io.BytesIO()
    writer = WARCWriter(into, gzip=True)
    writer.write_record(writer.create_warcinfo_record("data.warc.gz", {"software": "test"}))
    for address, content in answers.items():
        http = StatusAndHeaders(status, [("Content-Type", "text/html"), *headers], "HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                address, "response", payload=io.BytesIO(content), http_headers=http
            )
        )
    return into.getvalue()


def wacz(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    into = io.BytesIO()
    resources = [
        {"name": name, "path": name, "hash": f"sha256:{sha256(data).hexdigest()}"}
        for name, data in members.items()
    ]
    package = {"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}
    with zipfile.ZipFile(into, "w", method) as file:
        for name, data in members.items():
            file.writestr(name, data)
        file.writestr("datapackage.json", json.dumps(package))
    return into.getvalue()
