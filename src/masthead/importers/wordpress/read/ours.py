"""What an export of Masthead itself carries beyond WordPress's fields: objects of JSON."""

import json
from typing import Any

#: The meta that holds it for items and comments.
META = "_masthead"


def loads(text: str) -> dict[str, Any]:
    """The object in `text`; an empty one where it is damaged, or somebody else's."""
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
