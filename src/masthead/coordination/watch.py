"""One worker at a time looks for cases. The others wait until it is silent for a minute."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db.models import Q

from .models import Watch

SILENCE = timedelta(seconds=60)
ROW = 1


class Lease:
    """The right to look for cases, of this process."""

    def __init__(self) -> None:
        self.holder = uuid.uuid4().hex
        self._until: datetime | None = None

    def take(self, now: datetime) -> bool:
        """Take or keep it; False where another worker has it."""
        if self._until and now < self._until - SILENCE / 2:
            return True
        until = now + SILENCE
        Watch.objects.get_or_create(pk=ROW, defaults={"holder": self.holder, "until": now})
        mine = Watch.objects.filter(Q(holder=self.holder) | Q(until__lte=now), pk=ROW)
        self._until = until if mine.update(holder=self.holder, until=until) else None
        return self._until is not None
