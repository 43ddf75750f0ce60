"""On the first screen: whether readers have what was published."""

from __future__ import annotations

from typing import Any

from masthead.bake import queue, totals

from .home import Panel

LATE = 10  # seconds that a page wanted at once may wait before somebody should know


class BakingPanel(Panel):
    """Pages that wait or cannot be made; nothing is shown while all goes well."""

    name = "baking"
    order = 5
    template_name = "masthead/newsroom/home/baking.html"

    def facts(self, user: Any) -> dict[str, Any]:
        """Return the state of the queue."""
        state, done = queue.waiting(), totals.current()
        return {
            "state": state,
            "late": state.age > LATE,
            "seconds": done.visible_seconds / done.visible if done.visible else None,
        }
