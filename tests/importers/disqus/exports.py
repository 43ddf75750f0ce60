"""Disqus exports written for tests, as Disqus writes them."""

from pathlib import Path
from xml.sax.saxutils import escape

HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
    '<category dsq:id="1"><forum>quay</forum><title>General</title></category>\n'
)


def thread(number: int, link: str, *, deleted: bool = False) -> str:
    return (
        f'<thread dsq:id="{number}"><id>story {number}</id><forum>quay</forum>'
        f'<category dsq:id="1"/><link>{escape(link)}</link><title>A story</title><message/>'
        "<createdAt>2020-01-01T08:00:00Z</createdAt><author><name>Alma</name></author>"
        f"<isClosed>false</isClosed><isDeleted>{str(deleted).lower()}</isDeleted></thread>\n"
    )


def post(
    number: int,
    message: str = "<p>Well said.</p>",
    *,
    under: int = 1,
    parent: int = 0,
    state: str = "",
    **texts: str,
) -> str:
    fields = {
        "createdAt": f"2020-03-01T10:{number % 60:02}:00Z",
        "isDeleted": str(state == "deleted").lower(),
        "isSpam": str(state == "spam").lower(),
        **({"isApproved": "false"} if state == "held" else {}),
    } | texts
    name = fields.pop("name", "Reader")
    answers = f'<parent dsq:id="{parent}"/>' if parent else ""
    elements = "".join(f"<{tag}>{value}</{tag}>" for tag, value in fields.items())
    return (
        f'<post dsq:id="{number}"><id/><message><![CDATA[{message}]]></message>{elements}'
        f"<author><email>reader@example.org</email><name>{escape(name)}</name>"
        "<isAnonymous>false</isAnonymous><username>reader</username></author>"
        f'<ipAddress>192.0.2.7</ipAddress><thread dsq:id="{under}"/>{answers}</post>\n'
    )


def write(folder: Path, *parts: str) -> Path:
    path = folder / "quay-all.xml"
    path.write_text(HEAD + "".join(parts) + "</disqus>\n", "utf-8")
    return path
