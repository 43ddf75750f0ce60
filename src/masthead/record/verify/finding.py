"""What a checker may say, and no more. No proof can show that nothing came later."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from masthead.record.article import moment


class Verdict(StrEnum):
    """The seven answers."""

    GENUINE = "genuine"
    NOT_WITNESSED = "not witnessed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class Finding:
    """An answer: `str()` gives its sentence, `reason` says more where there is more to say."""

    verdict: Verdict
    reason: str = ""
    entry: int | None = None  # the entry that the verdict is about
    size: int | None = None  # of the tree whose checkpoint was checked
    cosigned_at: int | None = None  # POSIX seconds
    cosigned_by: int = 0
    witnesses: int = 0  # that the policy knows

    def __str__(self) -> str:
        match self.verdict:
            case Verdict.GENUINE:
                time = moment(datetime.fromtimestamp(self.cosigned_at or 0, UTC))
                by = f"{self.cosigned_by} of {self.witnesses} witnesses"
                return f"genuine, as of size {self.size}, cosigned at {time} by {by}"
            case Verdict.NOT_WITNESSED:
                return "genuine, signed by the outlet, not witnessed"
            case Verdict.SUPERSEDED:
                return f"superseded: a later revision exists (entry {self.entry})"
            case Verdict.WITHDRAWN:
                return f"withdrawn (entry {self.entry})"
            case Verdict.UNKNOWN:
                return "unknown: not in this record"
        return f"{self.verdict}: {self.reason}"

    def as_json(self) -> dict[str, Any]:
        """The answer for programs; what is not known is left out."""
        known = {key: value for key, value in asdict(self).items() if value not in {None, ""}}
        return known | {"verdict": self.verdict.value, "sentence": str(self)}
