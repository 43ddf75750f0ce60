"""`python -m masthead.record.verify --policy FILE PAGE OBJECT PROOF...`: check what one holds."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from masthead.record.errors import RecordError
from masthead.record.policy import Policy
from masthead.record.timestamp import authorities

from .files import Evidence
from .finding import Finding, Verdict

USAGE = 2  # the command was written wrongly, or the policy cannot be read
EXIT = {
    Verdict.GENUINE: 0,
    Verdict.NOT_WITNESSED: 0,
    Verdict.ALTERED: 1,
    Verdict.UNKNOWN: 1,
    Verdict.SUPERSEDED: 3,
    Verdict.WITHDRAWN: 4,
    Verdict.CANNOT_TELL: 5,
}
_WORST_FIRST = [1, 5, 4, 3, 0]


def main(arguments: list[str] | None = None) -> int:
    """Print a finding for each file and return the exit status of the worst."""
    given = _parser().parse_args(arguments)
    try:
        policy = Policy.parse(given.policy.read_bytes())
    except (OSError, RecordError) as error:
        sys.stderr.write(f"The policy {given.policy} cannot be used: {error}\n")
        return USAGE
    try:
        pem = given.timestamp_ca.read_bytes() if given.timestamp_ca else None
        trusted = authorities(pem) if pem else []
    except (OSError, RecordError) as error:
        sys.stderr.write(f"{given.timestamp_ca} cannot be used: {error}\n")
        return USAGE
    findings = Evidence.read(given.files).findings(policy, trusted)
    sys.stdout.write(_as_json(findings) if given.json else _as_text(findings))
    statuses = {EXIT[found.verdict] for found in findings.values()}
    return next(status for status in _WORST_FIRST if status in statuses)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m masthead.record.verify",
        description="Check pages, article objects and proofs against a public record, offline.",
        epilog="Exit status: 0 genuine, 1 altered or unknown, 2 wrong use, 3 superseded,"
        " 4 withdrawn, 5 cannot tell; the worst of them where there are several.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--policy", type=Path, required=True, help="whom to trust: a tlog-policy file"
    )
    parser.add_argument(
        "--timestamp-ca", type=Path, metavar="FILE", help="whom to trust for time stamps: PEM"
    )
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    return parser


def _as_text(findings: dict[str, Finding]) -> str:
    lines = []
    for name, found in findings.items():
        lines.append(f"{name}: {found}\n")
        if found.reason and found.reason not in str(found):
            lines.append(f"  {found.reason}\n")
    return "".join(lines)


def _as_json(findings: dict[str, Finding]) -> str:
    found = [{"file": name} | finding.as_json() for name, finding in findings.items()]
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.exit(main())
