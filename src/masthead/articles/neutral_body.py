"""Bodies without marks that turn round how text is read; see core.bidi."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from masthead.core.bidi import neutral

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue


def neutral_body(body: StreamValue) -> StreamValue:
    """Return ``body``, made anew where one of its texts was not neutral."""
    blocks = body.get_prep_value()
    clean = _neutral(blocks)
    return body if clean == blocks else body.stream_block.to_python(clean)


def _neutral(value: Any) -> Any:
    if isinstance(value, str):
        return neutral(value)
    if isinstance(value, list):
        return [_neutral(one) for one in value]
    if isinstance(value, dict):
        return {name: _neutral(one) for name, one in value.items()}
    return value
